import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { SekishoError } from '../../errors.ts';
import { changeDigest } from '../../evidence/change-digest.ts';
import { commitOf } from '../../evidence/commit.ts';
import { seal } from '../../evidence/envelope.ts';
import { evidenceOf } from '../../evidence/evidence-of.ts';
import { keepEvidence } from '../../evidence/keep-evidence.ts';
import type { LogHead } from '../../evidence/log/decision.ts';
import type { Signer } from '../../evidence/signers/signer.ts';
import { statementOf } from '../../evidence/statement.ts';
import type { Report } from '../../verdict/report.ts';
import type { WrittenEvidence } from './apply-evidence.ts';
import { DecisionLog } from './decision-log.ts';
import { inDependencyOrder } from './dependency-order.ts';
import { holdPlan, refuseSwapped, releasePlan } from './held-plan.ts';
import { judgeTurns, knownModules, type Law, type PlanJson } from './judge-turn.ts';
import { noteRefusal } from './note-refusal.ts';
import { planArguments } from './plan-arguments.ts';
import { type PlanFailure, planFailureOf } from './plan-failure.ts';
import { refuseInfluence } from './refuse-influence.ts';
import { type ReviewedPlans, refuseUnreviewed } from './reviewed-plans.ts';
import { type Output, type OutputStack, refuseForeignFiles, synthDigests } from './root-module.ts';
import { captureTerraform, type Terraform } from './run-terraform.ts';
import { showPlan } from './show-plan.ts';
import { stateOf } from './state-of.ts';
import { toolVersionsOf } from './tool-versions.ts';

export interface PlanEstateOptions {
  readonly output: Output;
  /** Names of the stacks to plan; the others are judged by their configuration. */
  readonly stacks: readonly string[];
  /** Where plans, their JSON and evidence go. */
  readonly folder: string;
  readonly binary: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly law: Law;
  /** Signs the evidence; null: none is written. */
  readonly signer: Signer | null;
  /** Evidence of the review with which each change must agree; null: nobody asks for that. */
  readonly reviewed: ReviewedPlans | null;
  readonly approvers: readonly string[];
  readonly onProgress: (stack: string, step: PlanStep) => void;
}

export type PlanStep = 'init' | 'plan' | 'planned' | 'not-yet';

export interface PlannedStack {
  readonly name: string;
  /** Null: it can't be planned yet, or nobody asked for it. */
  readonly plan: { readonly path: string; readonly sha256: string; readonly json: PlanJson } | null;
  /** Why it can't be planned yet. */
  readonly notYet: string | null;
  readonly evidence: string | null;
}

export interface PlannedEstate {
  readonly report: Report;
  readonly stacks: readonly PlannedStack[];
}

const privateFile = { mode: 0o600 };
const outputLimit = 64 * 1024 * 1024;

/**
 * Plans the stacks of an output and judges all of it as one estate. Plans and their JSON hold secrets: their folder is for the owner alone. Throws a
 * SekishoError for a stack that can't be planned for another reason than a producer that is not applied yet.
 */
export async function planEstate(options: PlanEstateOptions): Promise<PlannedEstate> {
  const { output, stacks, law } = options;
  for (const stack of output.stacks) {
    refuseInfluence(options.environment, stack.directory);
    refuseForeignFiles({ kind: 'stack', directory: stack.directory, stack, output });
  }
  preparePrivateFolder(options);
  const mask = process.umask(0o077);
  try {
    const planned = await inDependencyOrder(output.stacks, availableParallelism(), (stack) =>
      stacks.includes(stack.name) ? planStack(stack, options) : Promise.resolve(unplanned(stack.name, null)),
    );
    const report = await judgeTurns(turnsOf(planned, options), law);
    const sealed: PlannedStack[] = [];
    // One after the other: each evidence says where the chain of decisions stood before it.
    for (const stack of planned) sealed.push(await decided(stack, report, options));
    return { report, stacks: sealed };
  } finally {
    process.umask(mask);
  }
}

function turnsOf(planned: readonly PlannedStack[], { output }: PlanEstateOptions): Parameters<typeof judgeTurns>[0] {
  const [first] = output.stacks;
  if (first === undefined) throw noStacks(output);
  const plans = new Map(planned.map((stack) => [stack.name, stack.plan?.json ?? null]));
  return knownModules({ kind: 'stack', directory: first.directory, stack: first, output }).map((module) => ({
    module,
    plan: plans.get(module.stack) ?? null,
    destroys: false,
  }));
}

async function planStack(stack: OutputStack, options: PlanEstateOptions): Promise<PlannedStack> {
  const { binary, environment, folder, onProgress } = options;
  const terraform: Terraform = { binary, directory: stack.directory, environment };
  onProgress(stack.name, 'init');
  await initialise(terraform, stack);
  onProgress(stack.name, 'plan');
  const path = join(folder, `${stack.name}.plan`);
  const made = await captureTerraform(terraform, [...planArguments, `-out=${path}`], { limit: outputLimit });
  if (made.exitCode !== 0) {
    // A plan that failed leaves a file all the same.
    rmSync(path, { force: true });
    const failure = planFailureOf(stack.name, made.stderr, stack.dependencies.length > 0);
    if (failure.kind === 'failed') throw failure.error;
    onProgress(stack.name, 'not-yet');
    return unplanned(stack.name, failure.reason);
  }
  const held = holdPlan(path);
  try {
    const json = await showPlan(terraform, { globals: [], path, files: [], stack: stack.name });
    refuseSwapped(held);
    writeFileSync(join(folder, `${stack.name}.plan.json`), json.bytes, privateFile);
    onProgress(stack.name, 'planned');
    return { name: stack.name, plan: { path, sha256: held.sha256, json }, notYet: null, evidence: null };
  } finally {
    releasePlan(held);
  }
}

async function initialise(terraform: Terraform, stack: OutputStack): Promise<void> {
  const done = await captureTerraform(terraform, ['init', '-input=false', '-no-color'], { limit: outputLimit });
  if (done.exitCode === 0) return;
  const failure: PlanFailure = planFailureOf(stack.name, done.stderr, false);
  if (failure.kind === 'failed') throw failure.error;
}

function unplanned(name: string, notYet: string | null): PlannedStack {
  return { name, plan: null, notYet, evidence: null };
}

/** Compares with the review, signs, and writes the decision into the chain. */
async function decided(stack: PlannedStack, report: Report, options: PlanEstateOptions): Promise<PlannedStack> {
  const { plan, name } = stack;
  if (plan === null) return stack;
  const { law, environment } = options;
  const change = changeDigest(plan.json.document);
  const log = new DecisionLog(environment, law.projectRoot);
  const { policy, projectRoot, digest } = law;
  const about = { at: law.now.toISOString(), stack: name, plan: plan.sha256, change, law: digest };
  try {
    const reviewed =
      options.reviewed === null ? null : refuseUnreviewed(options.reviewed, { stack: name, change, now: law.now });
    const evidence = await withEvidence(stack, { plan, report, reviewed, log: log.head() }, options);
    const commit = await commitOf(projectRoot);
    const said = { verdict: report.verdict, exitCode: report.exitCode, commit, evidence: evidence?.sha256 ?? null };
    await log.append({ ...about, ...said, kind: 'plan', detail: `policy ${policy.sha256}` });
    return { ...stack, evidence: evidence?.path ?? null };
  } catch (error) {
    await noteRefusal(log, about, error);
    throw error;
  }
}

interface Rests {
  readonly plan: NonNullable<PlannedStack['plan']>;
  readonly report: Report;
  readonly reviewed: string | null;
  readonly log: LogHead | null;
}

async function withEvidence(
  { name }: PlannedStack,
  rests: Rests,
  options: PlanEstateOptions,
): Promise<WrittenEvidence | null> {
  const { signer, law, output, folder, binary, environment } = options;
  if (signer === null) return null;
  const { plan, report, reviewed, log } = rests;
  const directory = output.stacks.find((one) => one.name === name)?.directory ?? output.directory;
  const terraform = { binary, directory, environment };
  const tools = await toolVersionsOf(terraform);
  const evidence = evidenceOf({
    stack: name,
    report,
    configuration: law.configuration,
    plan: { sha256: plan.sha256, jsonSha256: plan.json.sha256, document: plan.json.document },
    synth: synthDigests(output),
    commit: await commitOf(law.projectRoot),
    arguments: planArguments,
    approvers: options.approvers,
    state: (await stateOf(terraform)).state,
    reviewed,
    log,
    breakGlass: null,
    ...tools,
  });
  const path = join(folder, `${name}.evidence.json`);
  const text = await seal(statementOf(evidence), signer);
  keepEvidence(path, text);
  return { path, sha256: createHash('sha256').update(text).digest('hex') };
}

/** What an earlier run left there must not be taken for what this one did. */
function preparePrivateFolder({ folder, output }: PlanEstateOptions): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  for (const { name } of output.stacks) {
    for (const ending of ['plan', 'plan.json', 'evidence.json']) {
      const path = join(folder, `${name}.${ending}`);
      if (existsSync(path)) rmSync(path);
    }
  }
}

function noStacks(output: Output): SekishoError {
  return new SekishoError({
    code: 'NOTHING_TO_JUDGE',
    what: 'the manifest lists no stack',
    file: output.directory,
    expected: 'at least one stack',
    fix: 'create a TerraformStack in the app, and run `cdktf synth`',
  });
}
