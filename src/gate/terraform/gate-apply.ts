import { SekishoError } from '../../errors.ts';
import type { Report } from '../../verdict/report.ts';
import { type ApplyOptions, readApplyOptions } from './apply-options.ts';
import { type Call, globalsOf, nameOf, refusedCode, rootOf, sayError, sayRefusal, wordsOf } from './call.ts';
import { staleError } from './gate-init.ts';
import {
  closePlanFolder,
  type HeldPlan,
  heldPath,
  holdPlan,
  openPlanFolder,
  refuseSwapped,
  releasePlan,
} from './held-plan.ts';
import { judgeTurns, knownModules, type Law, type PlanJson, readLaw, readPlanJson, type Turn } from './judge-turn.ts';
import type { RootModule } from './root-module.ts';
import { captureTerraform, runTerraform } from './run-terraform.ts';
import { stacksWithoutState } from './stacks-without-state.ts';

/** As large as JavaScript's strings allow, with room to parse. */
const maximumPlanBytes = 400 * 1024 * 1024;

interface Work {
  readonly call: Call;
  readonly root: RootModule;
  readonly law: Law;
  readonly options: ApplyOptions;
}

/**
 * `apply` and `destroy`: makes a plan, judges it together with all other stacks that are known, asks as terraform would, and applies exactly that plan.
 * Gives the exit code. Throws a SekishoError, with nothing applied, for whatever can't be judged.
 */
export async function gateApply(call: Call): Promise<number> {
  const options = readApplyOptions(call.invocation);
  const root = rootOf(call);
  const stale = staleError(root);
  if (stale !== null) throw stale;
  if (options.planFile !== null) throw savedPlan(options.planFile);
  const law = readLaw(root.directory, call.environment, call.now());
  const work: Work = { call, root, law, options };
  const plan = await makePlan(work);
  if (plan === null) {
    await call.say(`${wordsOf(call).cannotPlan(nameOf(root))}\n`);
    return refusedCode;
  }
  try {
    return await judgeAndApply(work, plan);
  } finally {
    releasePlan(plan);
  }
}

/** Runs the real plan before the operator's eyes; null when it fails. */
async function makePlan({ call, options }: Work): Promise<HeldPlan | null> {
  const { folder, path } = openPlanFolder();
  const mask = process.umask(0o077);
  try {
    const destroy = options.destroys ? ['-destroy'] : [];
    const args = [...globalsOf(call), 'plan', '-input=false', `-out=${path}`, ...destroy, ...options.shared];
    const ended = await runTerraform(call.terraform, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    return ended.exitCode === 0 ? holdPlan(path) : null;
  } finally {
    process.umask(mask);
    closePlanFolder(folder);
  }
}

async function judgeAndApply(work: Work, plan: HeldPlan): Promise<number> {
  const { call, root, law, options } = work;
  const json = await showPlan(work, plan);
  refuseSwapped(plan);
  const report = await judgePlan(work, json);
  if (report.exitCode !== 0) {
    await sayRefusal(call, root, report, law);
    return refusedCode;
  }
  await sayPassed(work, report);
  const isEmpty = json.document['applyable'] === false;
  if (!options.isApproved && !isEmpty && !(await isApproved(call, options))) {
    await call.say(`${wordsOf(call).notApproved}\n`);
    return refusedCode;
  }
  refuseSwapped(plan);
  await call.say(`${wordsOf(call).applying}\n`);
  const args = [...globalsOf(call), 'apply', '-input=false', ...options.shared, heldPath];
  const stdio = ['ignore', 'inherit', 'inherit', plan.descriptor] as const;
  const ended = await runTerraform(call.terraform, args, { stdio: [...stdio], alone: true });
  if (ended.exitCode !== 0) await call.say(`${wordsOf(call).interrupted(nameOf(root))}\n`);
  return ended.exitCode;
}

async function showPlan({ call, root }: Work, plan: HeldPlan): Promise<PlanJson> {
  const args = [...globalsOf(call), 'show', '-json', heldPath];
  const shown = await captureTerraform(call.terraform, args, { limit: maximumPlanBytes, files: [plan.descriptor] });
  if (shown.exitCode === 0) return readPlanJson(shown.stdout, nameOf(root));
  throw new SekishoError({
    code: 'PLAN_UNREADABLE',
    what: 'terraform cannot show the plan that it made',
    got: shown.stderr.trim(),
    expected: 'JSON from `terraform show -json`',
    fix: 'run `terraform plan` and `terraform show -json` by hand to see why',
  });
}

async function judgePlan({ call, root, law, options }: Work, json: PlanJson): Promise<Report> {
  const modules = knownModules(root);
  const own = root.kind === 'stack' ? root.stack.name : (modules[0]?.stack ?? '');
  const gone = options.destroys ? await stacksWithoutState(call.terraform, root) : new Set<string>();
  const turns: Turn[] = modules
    .filter((module) => !gone.has(module.stack))
    .map((module) => ({
      module,
      plan: module.stack === own ? json : null,
      destroys: module.stack === own && options.destroys,
    }));
  if (!turns.some((turn) => turn.plan !== null)) throw lost(own);
  return await judgeTurns(turns, law);
}

async function sayPassed({ call, root, law }: Work, report: Report): Promise<void> {
  const words = wordsOf(call);
  const waiting = report.deferred.length === 0 ? '' : `${words.waiting(report.deferred.length)}\n`;
  const stacks = root.kind === 'stack' ? root.output.stacks.length : 1;
  const passed = words.passed(nameOf(root), report.summary.resources, stacks, law.policy.sha256.slice(0, 12));
  await call.say(`${passed}\n${waiting}`);
}

/** Asks as terraform does; cdktf waits for the first line, and for its end. */
async function isApproved(call: Call, options: ApplyOptions): Promise<boolean> {
  const { prompt } = wordsOf(call);
  await call.say(`\n${(options.destroys ? prompt.destroy : prompt.apply).join('\n')}\n\n`);
  return (await call.readLine())?.trim() === 'yes';
}

function savedPlan(file: string): SekishoError {
  return new SekishoError({
    code: 'PLAN_SAVED',
    what: 'a saved plan does not say how it was made (-target, -refresh=false and others leave no mark), so it can not be trusted',
    file,
    expected: '`apply` without a file: it plans, judges and applies that very plan',
    fix: 'leave out the file',
  });
}

function lost(stack: string): SekishoError {
  return new SekishoError({
    code: 'STACK_MISSING',
    what: `stack ${stack} is not among those that were read, so its plan would not be judged`,
    expected: 'the name in the manifest and that in cdk.tf.json (`//.metadata.stackName`) alike',
    fix: 'run `cdktf synth` again',
  });
}
