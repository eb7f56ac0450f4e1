import type { Construct } from 'constructs';

import { isKnown, isPrivate, refuse, requireIpv4Network, requireMatch } from '../declaration/index.ts';
import type { WeightedEntryProps } from './weighted-entry.ts';

/** How Route 53 learns whether the private cloud's load balancer works: by asking it, or by an alarm when it can't be asked. */
export type OnPremisesCheck =
  | { readonly kind: 'https'; readonly port: number; readonly path: string }
  | { readonly kind: 'alarm'; readonly alarmName: string; readonly alarmRegion: string };

/** Refuses an entry of which one side could never take over. */
export function validateEntry(scope: Construct, props: WeightedEntryProps): void {
  const { recordName, weights, onPremisesAddress, onPremisesCheck } = props;
  requireMatch(scope, recordName, /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, {
    what: '`recordName` is not a host name',
    expected: 'a full name such as api.example.jp, without a final dot',
    fix: 'correct it',
  });
  for (const [side, weight] of Object.entries(weights ?? {})) {
    if (isKnown(weight) && (!Number.isInteger(weight) || weight < 1 || weight > 255)) {
      refuse(scope, {
        what: `the weight of \`${side}\` is out of range`,
        got: weight,
        expected: '1 to 255',
        fix: 'use 1 for next to nothing: a record of weight 0 takes over only when all others fail, and never shows before that it works',
      });
    }
  }
  const address = requireIpv4Network(
    scope,
    'onPremisesAddress',
    isKnown(onPremisesAddress) ? `${onPremisesAddress}/32` : onPremisesAddress,
  );
  if (onPremisesCheck.kind === 'https' && address !== undefined && isPrivate(address)) {
    refuse(scope, {
      what: 'Route 53 asks from the internet and never reaches a private address',
      got: onPremisesAddress,
      expected: "the private cloud's public address, or a check of kind `alarm`",
      fix: 'publish a CloudWatch alarm from the premises and name it',
    });
  }
}
