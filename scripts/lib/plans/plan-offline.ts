import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../../../src/errors.ts';
import { planFailureOf } from '../../../src/gate/terraform/plan-failure.ts';
import { captureTerraform, type Terraform } from '../../../src/gate/terraform/run-terraform.ts';
import { isJsonObject, type JsonObject } from '../../../src/sources/recognise.ts';
import { offlineConfiguration, offlineVariables } from './offline-configuration.ts';

/** One stack, and where to plan it. */
export interface StackToPlan {
  readonly name: string;
  /** Content of its `cdk.tf.json`. */
  readonly configuration: JsonObject;
  /** A folder of its own; made when it is not there. */
  readonly directory: string;
  readonly binary: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** The state that it is planned against; null: nothing exists. */
  readonly state: JsonObject | null;
  /** Lets one `init` run at a time: they share the cache of providers. */
  readonly oneByOne: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

export type OfflinePlan = PlannedOffline | UnplannedOffline;

export interface PlannedOffline {
  readonly kind: 'planned';
  readonly name: string;
  /** What `terraform show -json` printed. */
  readonly plan: JsonObject;
  readonly seconds: number;
  readonly versions: Versions;
}

/** Terraform's own version and those of the providers, by name without host: `hashicorp/google`. */
export interface Versions {
  readonly terraform: string;
  readonly providers: Readonly<Record<string, string>>;
}

export interface UnplannedOffline {
  readonly kind: 'unplanned';
  readonly name: string;
  readonly reason: string;
}

const limit = 400 * 1024 * 1024;

/** Takes a stack through init, validate, plan and show, without an account or the cloud. Never throws: a stack without a plan has a reason. */
export async function planOffline(stack: StackToPlan): Promise<OfflinePlan> {
  const started = performance.now();
  try {
    const variables = offlineVariables(stack.configuration);
    if (variables === null)
      return unplanned(stack, 'a variable without a default is no text, and nothing can stand in');
    prepare(stack);
    const asked = Object.entries(variables).map(([name, value]): [string, string] => [`TF_VAR_${name}`, value]);
    const terraform = terraformFor(stack, Object.fromEntries(asked));
    return await runSteps(stack, terraform, started);
  } catch (error) {
    return unplanned(stack, reasonOf(error));
  }
}

/** The schemas of the providers, as `terraform providers schema -json` prints them, in a folder that was planned before. Throws when it can't. */
export async function providerSchemas(stack: Omit<StackToPlan, 'state'>): Promise<JsonObject> {
  const shown = await run(terraformFor(stack, {}), ['providers', 'schema', '-json']);
  const schemas: unknown = shown.exitCode === 0 ? JSON.parse(shown.stdout) : null;
  if (!isJsonObject(schemas)) throw new Error(`terraform shows no schemas: ${shown.said(stack.name)}`);
  return schemas;
}

function prepare({ directory, configuration, state }: StackToPlan): void {
  mkdirSync(directory, { recursive: true });
  // In lines, so that what terraform quotes of it is short.
  writeFileSync(join(directory, 'cdk.tf.json'), `${JSON.stringify(offlineConfiguration(configuration), null, 1)}\n`);
  if (state !== null) writeFileSync(join(directory, 'terraform.tfstate'), JSON.stringify(state));
}

function terraformFor(stack: Omit<StackToPlan, 'state'>, variables: Readonly<Record<string, string>>): Terraform {
  const given = Object.entries(stack.environment).filter(([name]) => !/^TF_(?:CLI_ARGS|VAR_|WORKSPACE)/u.test(name));
  const environment = { ...Object.fromEntries(given), CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', ...variables };
  return { binary: stack.binary, directory: stack.directory, environment };
}

async function runSteps(stack: StackToPlan, terraform: Terraform, started: number): Promise<OfflinePlan> {
  const init = await stack.oneByOne(() => run(terraform, ['init', '-input=false', '-no-color']));
  if (init.exitCode !== 0) return unplanned(stack, `init: ${init.said(stack.name)}`);
  const validated = await run(terraform, ['validate', '-no-color']);
  if (validated.exitCode !== 0) return unplanned(stack, `validate: ${validated.said(stack.name)}`);
  const planned = await run(terraform, ['plan', '-input=false', '-no-color', '-refresh=false', '-out=tfplan']);
  if (planned.exitCode !== 0) return unplanned(stack, `plan: ${planned.said(stack.name)}`);
  const shown = await run(terraform, ['show', '-json', 'tfplan']);
  if (shown.exitCode !== 0) return unplanned(stack, `show: ${shown.said(stack.name)}`);
  const plan: unknown = JSON.parse(shown.stdout);
  if (!isJsonObject(plan)) return unplanned(stack, 'show: what terraform printed is no JSON object');
  const versions = readVersions(await run(terraform, ['version', '-json']));
  return { kind: 'planned', name: stack.name, plan, seconds: (performance.now() - started) / 1000, versions };
}

interface Said {
  readonly exitCode: number;
  readonly stdout: string;
  /** What went wrong, in one line. */
  readonly said: (stack: string) => string;
}

async function run(terraform: Terraform, args: readonly string[]): Promise<Said> {
  const { exitCode, stdout, stderr } = await captureTerraform(terraform, args, { limit });
  const said = (stack: string): string => {
    const failure = planFailureOf(stack, stderr, true);
    return failure.kind === 'not-yet' ? failure.reason : (failure.error.parts.got ?? failure.error.message);
  };
  return { exitCode, stdout: stdout.toString('utf8'), said };
}

function readVersions({ exitCode, stdout }: Said): Versions {
  const read: unknown = exitCode === 0 ? JSON.parse(stdout) : null;
  const version = isJsonObject(read) ? read['terraform_version'] : undefined;
  const selections = isJsonObject(read) ? read['provider_selections'] : undefined;
  if (typeof version !== 'string' || !isJsonObject(selections))
    throw new Error('`terraform version -json` names no version');
  const providers = Object.entries(selections)
    .map(([source, selected]): [string, string] => [source.split('/').slice(-2).join('/'), String(selected)])
    .sort();
  return { terraform: version, providers: Object.fromEntries(providers) };
}

function unplanned({ name }: StackToPlan, reason: string): UnplannedOffline {
  return { kind: 'unplanned', name, reason };
}
