import type { JudgedBreakGlass } from '../evidence/break-glass/judge-break-glass.ts';
import { type FindingContext, makeFinding } from './finding.ts';
import { gateControl } from './gate-controls.ts';
import { wordMessage } from './message.ts';
import type { Finding } from './report.ts';

/** How long after its end a use may wait for its review before nothing more is applied. */
const reviewDays = 7;

/** A finding for every use of break-glass that nobody has reviewed. It stops nothing while it is open and for some days after, so that the emergency can be ended. */
export function breakGlassFindings(
  all: readonly JudgedBreakGlass[],
  now: Date,
  context: FindingContext,
): readonly Finding[] {
  return all.flatMap((one) => {
    if (one.state === 'reviewed') return [];
    if (one.state === 'lost') return [finding(one, { key: 'lost', args: { id: one.id } }, true, context)];
    if (one.state === 'invalid' || one.record === null) {
      return one.problems.map((problem) => finding(one, problem, true, context));
    }
    const { person, approver, stack, reason, expires } = one.record;
    const key = one.state === 'active' ? 'active' : 'unreviewed';
    const isOverdue = now.getTime() > Date.parse(expires) + reviewDays * 86_400_000;
    return [finding(one, { key, args: { id: one.id, person, approver, stack, reason, expires } }, isOverdue, context)];
  });
}

interface Said {
  readonly key: string;
  readonly args: Readonly<Record<string, string | number>>;
}

function finding(one: JudgedBreakGlass, { key, args }: Said, mayBlock: boolean, context: FindingContext): Finding {
  const control = gateControl('break_glass.open');
  const stack = one.record?.stack ?? '(gate)';
  const subject = { stack, address: `break-glass.${one.id}`, zone: null, location: null, createdBy: null };
  const worded = wordMessage(control, key, args);
  const shared = { control, subject, element: key === 'unsigned' ? `unsigned ${String(args['name'] ?? '')}` : key };
  if ('problem' in worded) return makeFinding({ ...shared, status: 'error', message: worded.problem }, context);
  return makeFinding({ ...shared, status: 'fail', message: worded.message, mayBlock }, context);
}
