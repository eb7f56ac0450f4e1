import type { OrgPolicyPolicySpec } from '@cdktf/provider-google/lib/org-policy-policy/index.js';

import type { ConstraintDefinition, Stance } from './constraint.ts';

/** A stance as Google's policy: the nearest one holds, so nothing is inherited and nothing is left open. */
export function policySpec({ kind }: ConstraintDefinition, stance: Stance): OrgPolicyPolicySpec {
  if (stance === 'enforced') return withRule({ enforce: 'TRUE' });
  if (stance === 'denies-all') return withRule({ denyAll: 'TRUE' });
  if ('allows' in stance) return withRule({ values: { allowedValues: stance.allows.toSorted() } });
  if ('denies' in stance) return withRule({ values: { deniedValues: stance.denies.toSorted() } });
  if ('default' in stance) return { inheritFromParent: false, reset: true };
  return withRule(kind === 'boolean' ? { enforce: 'FALSE' } : { allowAll: 'TRUE' });
}

function withRule(
  rule: NonNullable<Extract<OrgPolicyPolicySpec['rules'], readonly unknown[]>>[number],
): OrgPolicyPolicySpec {
  return { inheritFromParent: false, rules: [rule] };
}
