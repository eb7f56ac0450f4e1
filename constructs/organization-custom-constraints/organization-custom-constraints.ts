import { OrgPolicyCustomConstraint } from '@cdktf/provider-google/lib/org-policy-custom-constraint/index.js';
import { Construct } from 'constructs';

import { requireDistinct, requireMatch, requireSome } from '../declaration/index.ts';
import type { CustomConstraint } from './custom-constraint.ts';

export interface OrganizationCustomConstraintsProps {
  /** Number of the organisation. */
  readonly organization: string;
  readonly constraints: readonly CustomConstraint[];
}

/**
 * The organisation's own constraints. They bind nobody until a folder enforces them. One is created after the other: Google refuses several
 * at once (hashicorp/terraform-provider-google#21297).
 *
 * @example
 * new OrganizationCustomConstraints(stack, 'CustomConstraints', { organization: '123456789012', constraints: closedZoneConstraints });
 */
export class OrganizationCustomConstraints extends Construct {
  /** As policies name them: `custom.requireHsmKeys`. */
  readonly names: readonly string[];

  /** Throws `DeclarationError` for an empty list, a name twice, or a name, type or condition that Google would refuse. */
  constructor(scope: Construct, id: string, { organization, constraints }: OrganizationCustomConstraintsProps) {
    super(scope, id);
    this.#validate(organization, constraints);
    const chain: OrgPolicyCustomConstraint[] = [];
    for (const { name, title, description, resourceType, denies } of constraints) {
      const before = chain.at(-1);
      const constraint = new OrgPolicyCustomConstraint(this, name.slice(0, 1).toUpperCase() + name.slice(1), {
        parent: `organizations/${organization}`,
        name: `custom.${name}`,
        displayName: title,
        description,
        actionType: 'DENY',
        condition: denies,
        methodTypes: ['CREATE', 'UPDATE'],
        resourceTypes: [resourceType],
        lifecycle: { preventDestroy: true },
        ...(before === undefined ? {} : { dependsOn: [before] }),
      });
      chain.push(constraint);
    }
    this.names = constraints.map(({ name }) => `custom.${name}`);
  }

  #validate(organization: string, constraints: readonly CustomConstraint[]): void {
    requireMatch(this, organization, /^\d+$/, {
      what: '`organization` is not the number of an organisation',
      expected: 'digits only',
      fix: 'take the number from `gcloud organizations list`',
    });
    requireSome(this, constraints, {
      what: 'no constraint is declared',
      expected: 'at least one constraint',
      fix: 'leave the construct out where there is none',
    });
    requireDistinct(
      this,
      constraints.map(({ name }) => name),
      '`constraints` has a name twice',
    );
    for (const { name, resourceType, denies } of constraints) {
      requireMatch(this, name, /^[A-Za-z][A-Za-z0-9]{0,61}$/, {
        what: 'the name of a constraint is not usable',
        expected: 'a letter, then at most 61 letters or digits',
        fix: 'leave `custom.` and signs out',
      });
      requireMatch(this, resourceType, /^[a-z]+\.googleapis\.com\/[A-Z][A-Za-z]+$/, {
        what: `constraint ${name} judges nothing`,
        expected: 'a type such as container.googleapis.com/NodePool',
        fix: 'take the type from the list of resources that custom constraints support',
      });
      requireMatch(this, denies, /\bresource\./, {
        what: `the condition of constraint ${name} does not look at the resource`,
        expected: 'an expression on `resource.`',
        fix: 'write what must not be',
      });
    }
  }
}
