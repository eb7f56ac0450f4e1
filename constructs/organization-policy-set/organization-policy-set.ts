import { OrgPolicyPolicy } from '@cdktf/provider-google/lib/org-policy-policy/index.js';
import { Construct } from 'constructs';

import { refuse, requireDistinct, requireMatch } from '../declaration/index.ts';
import type { ConstraintDefinition, Stance } from './constraint.ts';
import { constraintOf, type OrganizationPolicies, organizationConstraintNames } from './organization-constraints.ts';
import { policySpec } from './policy-spec.ts';
import { reasonOf, requireStance } from './require-stance.ts';

export interface OrganizationPolicySetProps {
  /** Number of the folder whose projects they hold for. */
  readonly folder: string;
  /** What the folder says of every constraint that we know. */
  readonly policies: OrganizationPolicies;
  /** Custom constraints of the organisation that are enforced here too, such as `custom.requireHsmKeys`. @default none */
  readonly customConstraints?: readonly string[];
}

/**
 * The organisation policies of a folder as a closed list: each constraint that we know is in force, at Google's default with a reason, or
 * exempt with a reason, so that nothing is inherited unseen. Reasons stand in the synthesized JSON, at `//.organization_policy`.
 *
 * @example
 * new OrganizationPolicySet(stack, 'Policies', {
 *   folder: '410000000013',
 *   policies: closedZonePolicies({
 *     folder: '410000000013', region: 'asia-northeast1', services: ['storage.googleapis.com'],
 *     customerIds: ['C01abcdef'], domains: ['example.jp'],
 *   }),
 * });
 */
export class OrganizationPolicySet extends Construct {
  readonly policies: readonly OrgPolicyPolicy[];

  /** Throws `DeclarationError` for a constraint left out or unknown, a guard that would not guard, or a missing reason. */
  constructor(scope: Construct, id: string, { folder, policies, customConstraints = [] }: OrganizationPolicySetProps) {
    super(scope, id);
    requireMatch(this, folder, /^\d+$/, {
      what: '`folder` is not the number of a folder',
      expected: 'digits only',
      fix: 'take the number from `gcloud resource-manager folders list`',
    });
    const stances = new Map<string, Stance>(Object.entries(policies));
    this.#requireComplete(stances);
    const own = organizationConstraintNames.map((name) => this.#declare(folder, name, stances));
    this.policies = [...own, ...this.#enforceCustom(folder, customConstraints)];
  }

  #requireComplete(stances: ReadonlyMap<string, Stance>): void {
    const missing = organizationConstraintNames.filter((name) => stances.get(name) === undefined);
    if (missing.length > 0) {
      refuse(this, {
        what: 'the list of organisation policies is not complete',
        got: `nothing on ${missing.join(', ')}`,
        expected: 'a stance on every constraint',
        fix: 'say whether each is in force, at the default or exempt',
      });
    }
    const strangers = [...stances.keys()].filter((name) => constraintOf(name) === undefined);
    if (strangers.length > 0) {
      refuse(this, {
        what: 'the list of organisation policies names constraints that we do not know',
        got: strangers,
        expected: 'constraints of organization-constraints.ts',
        fix: 'add them there, with the exits that they guard',
      });
    }
  }

  #declare(folder: string, name: string, stances: ReadonlyMap<string, Stance>): OrgPolicyPolicy {
    const [definition, stance] = [constraintOf(name), stances.get(name)];
    if (definition === undefined || stance === undefined)
      throw new Error(`${name} was judged complete, but is missing`);
    requireStance(this, name, definition, stance);
    const policy = new OrgPolicyPolicy(this, childId(name), {
      parent: `folders/${folder}`,
      name: `folders/${folder}/policies/${name}`,
      spec: policySpec(definition, stance),
      lifecycle: { preventDestroy: true },
    });
    explain(policy, definition, stance);
    return policy;
  }

  /** One after the other: Google refuses policies on custom constraints that are created at once. */
  #enforceCustom(folder: string, names: readonly string[]): readonly OrgPolicyPolicy[] {
    requireDistinct(this, names, '`customConstraints` names a constraint twice');
    const chain: OrgPolicyPolicy[] = [];
    for (const name of names) {
      requireMatch(this, name, /^custom\.[A-Za-z0-9]{1,62}$/, {
        what: '`customConstraints` holds something that is no custom constraint',
        expected: '`custom.` and at most 62 letters or digits',
        fix: 'name a constraint of CustomConstraints',
      });
      const before = chain.at(-1);
      const policy = new OrgPolicyPolicy(this, childId(name), {
        parent: `folders/${folder}`,
        name: `folders/${folder}/policies/${name}`,
        spec: { inheritFromParent: false, rules: [{ enforce: 'TRUE' }] },
        lifecycle: { preventDestroy: true },
        ...(before === undefined ? {} : { dependsOn: [before] }),
      });
      chain.push(policy);
    }
    return chain;
  }
}

/** Keeps the reason where the checkpoint and every reviewer of the synthesized JSON find it. */
function explain(policy: OrgPolicyPolicy, { exits }: ConstraintDefinition, stance: Stance): void {
  const reason = reasonOf(stance);
  if (reason === undefined || typeof stance === 'string') return;
  policy.addOverride('//.organization_policy', {
    stance: 'default' in stance ? 'default' : 'exempt',
    reason,
    exits,
  });
}

/** `compute.vmExternalIpAccess` as `ComputeVmExternalIpAccess`. */
function childId(constraint: string): string {
  return constraint
    .split('.')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
