import type { EvidenceRules } from '../../configuration/configuration.ts';
import { dayOf } from '../../configuration/days.ts';
import type { JsonObject } from '../../sources/recognise.ts';
import { type FindingContext, makeFinding } from '../../verdict/finding.ts';
import { gateControl } from '../../verdict/gate-controls.ts';
import { wordMessage } from '../../verdict/message.ts';
import type { Finding } from '../../verdict/report.ts';
import { protectedDestructions, type RetentionLimits } from './protected-destruction.ts';

export interface StackPlan {
  readonly stack: string;
  readonly document: JsonObject;
}

/** A finding for everything that a plan destroys before its retention ended, but for what a person has vouched for. */
export function retentionFindings(
  { stack, document }: StackPlan,
  limits: RetentionLimits,
  { retentionEnded }: Pick<EvidenceRules, 'retentionEnded'>,
  context: FindingContext,
): readonly Finding[] {
  const today = dayOf(limits.now);
  const isOver = (address: string): boolean =>
    retentionEnded.some((one) => one.stack === stack && one.address === address && one.endedOn <= today);
  return protectedDestructions(document, limits)
    .filter(({ address }) => !isOver(address))
    .map(({ address, key, args }) => {
      const control = gateControl('retention.destroyed');
      const subject = { stack, address, zone: null, location: null, createdBy: null };
      const worded = wordMessage(control, key, args);
      const shared = { control, subject, element: key };
      return 'problem' in worded
        ? makeFinding({ ...shared, status: 'error', message: worded.problem }, context)
        : makeFinding({ ...shared, status: 'fail', message: worded.message }, context);
    });
}
