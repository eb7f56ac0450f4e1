import type { Stage } from '../estate/estate.ts';
import { builtInControl } from './built-in-controls.ts';
import { type FindingContext, makeFinding, type Subject } from './finding.ts';
import { normaliseAttribute } from './fingerprint.ts';
import type { JudgedControl } from './judge-control.ts';
import { type MessageArguments, wordMessage } from './message.ts';
import type { Finding } from './report.ts';
import type { JudgedWaiver } from './waivers.ts';

/** One finding for every rule that a waiver breaks. */
export function invalidWaiverFindings(
  waivers: readonly JudgedWaiver[],
  zoneOf: (id: string) => string | null,
  context: FindingContext,
): readonly Finding[] {
  return waivers.flatMap((judged) =>
    judged.problems.map((problem) => {
      const { control } = judged.waiver;
      const field = problem.args['field'];
      const element = [control, problem.key, ...(typeof field === 'string' ? [field] : [])].join(' ');
      const said = { judged, id: 'waiver.invalid', key: problem.key, args: problem.args, element };
      return waiverFinding(said, zoneOf, context);
    }),
  );
}

export interface UnusedWaivers {
  readonly waivers: readonly JudgedWaiver[];
  /** The waivers that are about some finding of this run. */
  readonly used: ReadonlySet<JudgedWaiver>;
  readonly judged: readonly JudgedControl[];
  readonly stacks: readonly string[];
  readonly stage: Stage;
  readonly zoneOf: (id: string) => string | null;
}

/**
 * A finding for every waiver that is about nothing. It does not block where a waiver may be needed elsewhere: its stack is not in this
 * input (a plan is judged stack by stack), or this is synth and only the plan can show the finding.
 */
export function unusedWaiverFindings(run: UnusedWaivers, context: FindingContext): readonly Finding[] {
  const controls = new Map(run.judged.map((one) => [one.control.id, one]));
  const usedBlocks = new Set([...run.used].flatMap(blockKeys));
  return run.waivers
    .filter(
      (one) => one.state !== 'invalid' && !run.used.has(one) && !blockKeys(one).some((key) => usedBlocks.has(key)),
    )
    .flatMap((judged) => {
      const { control: id, stack, address, expires } = judged.waiver;
      const control = controls.get(id);
      if (control === undefined || !couldHaveSpoken(control)) return [];
      const isHere = run.stacks.includes(stack);
      const mayBlock = isHere && !(run.stage === 'synth' && control.control.stages.includes('plan'));
      const key = isHere ? 'unused' : 'stack_absent';
      const args = { control: id, stack, address, expires };
      return [waiverFinding({ judged, id: 'waiver.unused', key, args, element: id, mayBlock }, run.zoneOf, context)];
    });
}

/** A control that failed, or that saw resources it could not place, may have missed what the waiver is for. */
function couldHaveSpoken(judged: JudgedControl): boolean {
  return !judged.needsZone && judged.candidates.every(({ finding }) => finding.status !== 'error');
}

/** One block with `count` or `for_each` carries its waiver on every instance; it is used when any instance needs it. */
function blockKeys(judged: JudgedWaiver): readonly string[] {
  if (judged.inlineOn === null) return [];
  const address = judged.waiver.address.replace(/\[[^[\]]*\]$/u, '');
  return [JSON.stringify({ ...judged.waiver, address, source: '' })];
}

interface Said {
  readonly judged: JudgedWaiver;
  readonly id: string;
  readonly key: string;
  readonly args: MessageArguments;
  readonly element: string;
  readonly mayBlock?: boolean;
}

function waiverFinding(said: Said, zoneOf: (id: string) => string | null, context: FindingContext): Finding {
  const { waiver, inlineOn, location } = said.judged;
  const control = builtInControl(said.id);
  const subject: Subject = {
    stack: waiver.stack,
    address: waiver.address,
    zone: inlineOn === null ? null : zoneOf(inlineOn.id),
    location,
    createdBy: inlineOn?.createdBy ?? null,
  };
  const worded = wordMessage(control, said.key, said.args);
  const attribute = normaliseAttribute(waiver.attribute);
  const shared = { control, subject, attribute, element: said.element };
  if ('problem' in worded) return makeFinding({ ...shared, status: 'error', message: worded.problem }, context);
  const mayBlock = said.mayBlock ?? true;
  return makeFinding({ ...shared, status: 'fail', message: worded.message, mayBlock }, context);
}
