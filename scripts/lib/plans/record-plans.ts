import { join } from 'node:path';
import { collectApp } from '../../../src/gate/collect.ts';
import { findRealTerraform } from '../../../src/gate/terraform/real-terraform.ts';
import type { JsonObject } from '../../../src/sources/recognise.ts';
import { chosenStacks, isProduction, type StackChoice } from './chosen-stacks.ts';
import { countsOf } from './counts-of.ts';
import { laterChangeStack, synthesizeLaterChange } from './later-change.ts';
import { type OfflinePlan, type PlannedOffline, planOffline } from './plan-offline.ts';
import { planStacks, queue, readStacks, type SynthesizedStack } from './record-estate.ts';
import { keepPair, type RecordedPlan, readRecordedPlans, writeRecordedPlans } from './recorded-plans.ts';
import { settleState } from './settle-state.ts';

export interface Recording {
  readonly project: string;
  /** A private folder for the run. */
  readonly workFolder: string;
  readonly asked: StackChoice;
  readonly jobs: number;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** Texts that no fixture may hold. */
  readonly secrets: readonly string[];
  readonly say: (line: string) => void;
}

const fixtures = join('test', 'fixtures', 'plans');

/**
 * Plans the stacks that are asked for and keeps the pairs of production, and the plan of one later change. Says one line for each. False when a stack has no
 * plan. Throws for an app that can't be run, and for what would tell of this machine.
 */
export async function recordPlans(recording: Recording): Promise<boolean> {
  const { project, say } = recording;
  say('running the app');
  const all = await collectApp(project, ({ directory, nonce }) => Promise.resolve(readStacks(directory, nonce)));
  const stacks = chosenStacks(all, recording.asked);
  say(`planning ${String(stacks.length)} of ${String(all.length)} stacks`);
  const binary = findRealTerraform(recording.environment, '');
  const environment = withPluginCache(recording);
  const plans = await planStacks(stacks, {
    ...recording,
    binary,
    environment,
    onPlanned: (result) => {
      say(lineOf(result));
    },
  });
  const kept = keepProduction(recording, all, plans);
  const first = all.find((stack) => stack.name === laterChangeStack);
  const later = await recordLaterChange({ ...recording, environment }, binary, {
    plans,
    configuration: first?.configuration,
  });
  say(closingLine(plans, kept));
  return later && plans.every(({ kind }) => kind === 'planned');
}

/** Without one, each `init` would fetch every provider again. */
function withPluginCache({ environment, workFolder }: Recording): NodeJS.ProcessEnv {
  const own = { TF_PLUGIN_CACHE_DIR: workFolder, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: '1' };
  return environment['TF_PLUGIN_CACHE_DIR'] === undefined ? { ...environment, ...own } : environment;
}

function keepProduction(
  { project, secrets }: Recording,
  all: readonly SynthesizedStack[],
  plans: readonly OfflinePlan[],
): readonly RecordedPlan[] {
  const folder = join(project, fixtures, 'recorded');
  const date = new Date().toISOString().slice(0, 10);
  const fresh = plans.flatMap((planned) => {
    const stack = all.find(({ name }) => name === planned.name);
    if (planned.kind === 'unplanned' || stack === undefined || !isProduction(stack.name)) return [];
    return [keepPair(folder, { configuration: stack.configuration, planned }, { date, secrets })];
  });
  const names = new Set(fresh.map(({ stack }) => stack));
  const declared = new Set(all.map(({ name }) => name));
  const others = readRecordedPlans(folder).filter(({ stack }) => declared.has(stack) && !names.has(stack));
  writeRecordedPlans(folder, [...others, ...fresh]);
  return fresh;
}

async function recordLaterChange(
  { project, workFolder, environment, secrets, say }: Recording,
  binary: string,
  earlier: { readonly plans: readonly OfflinePlan[]; readonly configuration: JsonObject | undefined },
): Promise<boolean> {
  const first = earlier.plans.find(
    (plan): plan is PlannedOffline => plan.kind === 'planned' && plan.name === laterChangeStack,
  );
  if (first === undefined || earlier.configuration === undefined) return true;
  say(`planning a later change of ${laterChangeStack}`);
  const { name, configuration } = synthesizeLaterChange();
  const directory = join(workFolder, 'later-change');
  const stack = { name, directory, binary, environment, oneByOne: queue() };
  const state = await settleState({ ...stack, configuration: earlier.configuration }, first, join(workFolder, name));
  const planned = await planOffline({ ...stack, configuration, directory: join(directory, 'changed'), state });
  say(lineOf(planned));
  if (planned.kind === 'unplanned') return false;
  const date = new Date().toISOString().slice(0, 10);
  const folder = join(project, fixtures, 'recorded-change');
  writeRecordedPlans(folder, [keepPair(folder, { configuration, planned }, { date, secrets })]);
  return true;
}

function lineOf(result: OfflinePlan): string {
  if (result.kind === 'unplanned') return `NOT PLANNED  ${result.name}: ${result.reason}`;
  const { add, change, destroy } = countsOf(result.plan);
  const counts = `${String(add)} to add, ${String(change)} to change, ${String(destroy)} to destroy`;
  const providers = Object.entries(result.versions.providers).map(([name, version]) => `${name} ${version}`);
  return `planned      ${result.name.padEnd(22)} ${counts}; ${result.seconds.toFixed(1)} s; ${providers.join(', ')}`;
}

function closingLine(plans: readonly OfflinePlan[], kept: readonly RecordedPlan[]): string {
  const planned = plans.filter((plan): plan is PlannedOffline => plan.kind === 'planned');
  const added = planned.reduce((sum, { plan }) => sum + countsOf(plan).add, 0);
  const missing = plans.length - planned.length;
  const versions = [...new Set(planned.map(({ versions: { terraform } }) => terraform))].join(', ');
  const rest = missing === 0 ? 'every stack has a plan' : `${String(missing)} stacks have NO plan`;
  return `${String(planned.length)} of ${String(plans.length)} stacks planned, ${String(added)} resources to add; ${String(kept.length)} pairs kept; terraform ${versions}; ${rest}`;
}
