import { copyFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { reasonOf, SekishoError } from '../../errors.ts';
import type { BreakGlassRecord } from '../../evidence/break-glass/record.ts';
import { changeDigest } from '../../evidence/change-digest.ts';
import { commitOf } from '../../evidence/commit.ts';
import type { Decided } from '../../evidence/log/decision.ts';
import type { Evidence } from '../../evidence/statement.ts';
import type { Report } from '../../verdict/report.ts';
import { signingKey, writeApplyEvidence } from './apply-evidence.ts';
import { type ApplyOptions, readApplyOptions } from './apply-options.ts';
import { type Call, globalsOf, nameOf, refusedCode, rootOf, sayRefusal, wordsOf } from './call.ts';
import { DecisionLog } from './decision-log.ts';
import {
  closePlanFolder,
  type HeldPlan,
  heldPath,
  holdPlan,
  openPlanFolder,
  refuseSwapped,
  releasePlan,
} from './held-plan.ts';
import { judgeTurns, knownModules, type Law, type PlanJson, readLaw, type Turn } from './judge-turn.ts';
import { noteRefusal } from './note-refusal.ts';
import { notCovered, openBreakGlass, refuseOtherChange } from './open-break-glass.ts';
import { planArguments } from './plan-arguments.ts';
import { type RequiredEvidence, refuseOtherEvidence, requiredEvidence } from './required-evidence.ts';
import type { RootModule } from './root-module.ts';
import { runTerraform } from './run-terraform.ts';
import { sayUnfinished } from './say-unfinished.ts';
import { showPlan } from './show-plan.ts';
import { stacksWithoutState } from './stacks-without-state.ts';
import { staleError } from './stale-error.ts';
import { stateOf } from './state-of.ts';

/** How the gate plans for itself. */
const ownArguments = ['plan', '-input=false'] as const;

interface Work {
  readonly call: Call;
  readonly root: RootModule;
  readonly law: Law;
  readonly options: ApplyOptions;
  readonly log: DecisionLog;
  /** On which the apply must rest; null where it needs none. */
  readonly evidence: RequiredEvidence | null;
  /** Under which it goes without review; null: it does not. */
  readonly glass: BreakGlassRecord | null;
}

/**
 * `apply` and `destroy`: makes a plan, judges it together with all other stacks that are known, asks as terraform would, and applies exactly that plan.
 * Gives the exit code. Throws a SekishoError, with nothing applied, for whatever can't be judged. Each decision goes into the chain.
 */
export async function gateApply(call: Call): Promise<number> {
  const options = readApplyOptions(call.invocation);
  const root = rootOf(call);
  const stale = root.kind === 'stack' ? staleError(root.output) : null;
  if (stale !== null) throw stale;
  const law = readLaw(root.directory, call.environment, call.now());
  const log = new DecisionLog(call.environment, law.projectRoot);
  await sayUnfinished(call, log, nameOf(root));
  try {
    return await planAndApply({ call, root, law, options, log });
  } catch (error) {
    await noteRefusal(log, { at: law.now.toISOString(), stack: nameOf(root), law: law.digest }, error);
    throw error;
  }
}

async function planAndApply(parts: Omit<Work, 'evidence' | 'glass'>): Promise<number> {
  const { call, root, law, options } = parts;
  const glass = openBreakGlass(call.environment, law, nameOf(root));
  const evidence = glass === null ? requiredEvidence(call.environment, nameOf(root), law) : null;
  if (options.planFile !== null && evidence === null) throw savedPlan(options.planFile);
  const work: Work = { ...parts, evidence, glass };
  const plan = options.planFile === null ? await makePlan(work) : takePlan(work, options.planFile);
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
    const args = [...globalsOf(call), ...ownArguments, `-out=${path}`, ...destroy, ...options.shared];
    const ended = await runTerraform(call.terraform, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    return ended.exitCode === 0 ? holdPlan(path) : null;
  } finally {
    process.umask(mask);
    closePlanFolder(folder);
  }
}

/** Takes a copy of a saved plan that nobody can swap. Throws a SekishoError when there is none. */
function takePlan({ call, root }: Work, file: string): HeldPlan {
  const { folder, path } = openPlanFolder();
  try {
    copyFileSync(resolve(call.terraform.directory, call.invocation.changeTo ?? '.', file), path);
    return holdPlan(path);
  } catch (error) {
    throw new SekishoError({
      code: 'PLAN_UNREADABLE',
      what: `the saved plan of ${nameOf(root)} cannot be read`,
      file,
      got: reasonOf(error),
      expected: 'a plan file that `sekisho plan` wrote',
      fix: 'correct the path',
      cause: error,
    });
  } finally {
    closePlanFolder(folder);
  }
}

async function judgeAndApply(work: Work, plan: HeldPlan): Promise<number> {
  const { call, root, law, options } = work;
  const json = await showPlan(call.terraform, {
    globals: globalsOf(call),
    path: heldPath,
    files: [plan.descriptor],
    stack: nameOf(root),
  });
  refuseSwapped(plan);
  const report = await judgePlan(work, json);
  const judged: JudgedPlan = { plan, json, report, change: changeDigest(json.document) };
  if (isRefused(work, judged)) {
    await sayRefusal(call, root, report, law);
    await work.log.append({ ...aboutOf(work, judged), kind: 'refused', detail: null });
    return refusedCode;
  }
  const rests = await restsOn(work, judged);
  await sayPassed(work, report);
  const isEmpty = json.document['applyable'] === false;
  if (!options.isApproved && !isEmpty && !(await isApproved(call, options))) {
    await call.say(`${wordsOf(call).notApproved}\n`);
    return refusedCode;
  }
  refuseSwapped(plan);
  await decide(work, judged, rests);
  return await applyPlan(work, judged);
}

interface JudgedPlan {
  readonly plan: HeldPlan;
  readonly json: PlanJson;
  readonly report: Report;
  readonly change: string;
}

function aboutOf({ law, root }: Work, { plan, report, change }: JudgedPlan): Omit<Decided, 'kind'> {
  const { verdict, exitCode } = report;
  return {
    at: law.now.toISOString(),
    stack: nameOf(root),
    verdict,
    exitCode,
    plan: plan.sha256,
    change,
    law: law.digest,
  };
}

/** Break-glass lets through what is not critical; without it, whatever blocks refuses. */
function isRefused({ glass }: Work, { report, change }: JudgedPlan): boolean {
  if (glass !== null) refuseOtherChange(glass, change);
  if (report.exitCode === 0) return false;
  return glass === null || notCovered(report).length > 0;
}

interface Rests {
  readonly state: Evidence['state'];
  /** Digest of the evidence of the review. */
  readonly reviewed: string | null;
}

/** What the apply rests on. Throws a SekishoError when the evidence that it must rest on is another's. */
async function restsOn(work: Work, { plan, json }: JudgedPlan): Promise<Rests> {
  const { call, root, law, options, evidence } = work;
  const isNeeded = evidence !== null || signingKey(call.environment) !== null;
  const state = isNeeded ? (await stateOf(call.terraform, globalsOf(call))).state : null;
  if (evidence === null) return { state, reviewed: null };
  const saved = options.planFile === null ? null : plan.sha256;
  const about = { root, stack: nameOf(root), law, json, state, savedPlan: saved };
  return { state, reviewed: await refuseOtherEvidence(evidence, about) };
}

/** Signs the decision and writes it into the chain, both before anything is applied. */
async function decide(work: Work, judged: JudgedPlan, rests: Rests): Promise<void> {
  const { call, law, options, log, glass } = work;
  const made = [...ownArguments, ...(options.destroys ? ['-destroy'] : [])];
  const written = await writeApplyEvidence(call.environment, {
    ...judged,
    ...rests,
    terraform: call.terraform,
    root: work.root,
    stack: nameOf(work.root),
    law,
    arguments: options.planFile === null ? made : planArguments,
    log: log.head(),
    breakGlass: glass?.id ?? null,
  });
  if (written !== null) await call.say(`${wordsOf(call).evidence(written.path)}\n`);
  const about = { ...aboutOf(work, judged), commit: await commitOf(law.projectRoot), breakGlass: glass?.id ?? null };
  if (glass !== null)
    await log.append({
      ...about,
      kind: 'break-glass',
      detail: `${glass.person}, approved by ${glass.approver}: ${glass.reason}`,
    });
  const head = await log.append({ ...about, kind: 'apply', evidence: written?.sha256 ?? rests.reviewed });
  await call.say(`${wordsOf(call).anchor(head.sequence, head.head)}\n`);
}

async function applyPlan(work: Work, judged: JudgedPlan): Promise<number> {
  const { call, root, options, log } = work;
  await call.say(`${wordsOf(call).applying}\n`);
  const args = [...globalsOf(call), 'apply', '-input=false', ...options.shared, heldPath];
  const stdio = ['ignore', 'inherit', 'inherit', judged.plan.descriptor] as const;
  const ended = await runTerraform(call.terraform, args, { stdio: [...stdio], alone: true });
  if (ended.exitCode !== 0) await call.say(`${wordsOf(call).interrupted(nameOf(root))}\n`);
  await log.append({
    ...aboutOf(work, judged),
    at: call.now().toISOString(),
    kind: 'applied',
    exitCode: ended.exitCode,
  });
  return ended.exitCode;
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

async function sayPassed({ call, root, law, glass }: Work, report: Report): Promise<void> {
  const words = wordsOf(call);
  if (glass !== null) {
    const blocking = report.findings.filter((finding) => finding.blocking).length;
    await call.say(`${words.brokenGlass(glass, blocking)}\n`);
  }
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
    fix: 'leave out the file, or name the evidence of the plan in SEKISHO_EVIDENCE and its key in SEKISHO_EVIDENCE_KEY',
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
