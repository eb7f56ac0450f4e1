import { IamOrganizationsPolicyBinding } from '@cdktf/provider-google/lib/iam-organizations-policy-binding/index.js';
import { IamPrincipalAccessBoundaryPolicy } from '@cdktf/provider-google/lib/iam-principal-access-boundary-policy/index.js';
import { Construct } from 'constructs';

import { requireDistinct, requireMatch, requireSome } from '../declaration/index.ts';

export interface PrincipalBoundaryProps {
  /** Number of the organisation. */
  readonly organization: string;
  /** Customer id of the directory that holds the persons, such as `C01abcdef`. */
  readonly customerId: string;
  /** Id of policy and binding. */
  readonly name: string;
  /** Number of the only folder in which the persons can use their identity. */
  readonly folder: string;
  /** Persons, as `user:` members. */
  readonly persons: readonly string[];
  /**
   * Which permissions it blocks. Written down, since Google's default moves: a later version blocks more, and is a reviewed change.
   * @default '4'
   */
  readonly enforcementVersion?: '1' | '2' | '3' | '4';
}

/** What Google takes as the condition of a binding (IAM v3, PolicyBinding.condition). */
const longestCondition = { characters: 250, comparisons: 10 } as const;

/**
 * Holds named persons to one folder: whatever role somebody else gives them elsewhere, they can't use it. A handler who may write to another
 * project would be a way out on two legs. Boundaries add up: a person in two of them can use both folders.
 *
 * @example
 * new PrincipalBoundary(stack, 'Handlers', {
 *   organization: '123456789012', customerId: 'C01abcdef', name: 'rs-handlers-prd', folder: '410000000013',
 *   persons: ['user:handler.one@example.jp'],
 * });
 */
export class PrincipalBoundary extends Construct {
  readonly policy: IamPrincipalAccessBoundaryPolicy;
  /** One, or more where the names don't fit into one condition. */
  readonly bindings: readonly IamOrganizationsPolicyBinding[];

  /** Throws `DeclarationError` for nobody, somebody twice, a group, or numbers and names that Google would refuse. */
  constructor(scope: Construct, id: string, props: PrincipalBoundaryProps) {
    super(scope, id);
    this.#validate(props);
    const { organization, name, folder, persons, enforcementVersion = '4' } = props;
    this.policy = new IamPrincipalAccessBoundaryPolicy(this, 'Resource', {
      organization,
      location: 'global',
      principalAccessBoundaryPolicyId: name,
      displayName: `Only folder ${folder}`,
      details: {
        enforcementVersion,
        rules: [
          {
            description: 'The folder of the zone, and nothing else',
            effect: 'ALLOW',
            resources: [`//cloudresourcemanager.googleapis.com/folders/${folder}`],
          },
        ],
      },
      lifecycle: { preventDestroy: true },
    });
    this.bindings = expressionsFor(persons).map((expression, at) => this.#bind(props, expression, at));
  }

  #bind({ organization, customerId, name, folder }: PrincipalBoundaryProps, expression: string, at: number) {
    const suffix = at === 0 ? '' : `${at + 1}`;
    return new IamOrganizationsPolicyBinding(this, `Binding${suffix}`, {
      organization,
      location: 'global',
      policyBindingId: at === 0 ? name : `${name}-${suffix}`,
      displayName: `Persons held to folder ${folder}`,
      policyKind: 'PRINCIPAL_ACCESS_BOUNDARY',
      policy: `organizations/${organization}/locations/global/principalAccessBoundaryPolicies/${this.policy.principalAccessBoundaryPolicyId}`,
      target: { principalSet: `//iam.googleapis.com/locations/global/workspace/${customerId}` },
      condition: {
        title: 'Named persons',
        description: 'The boundary would bind the whole directory otherwise',
        expression,
      },
      lifecycle: { preventDestroy: true },
    });
  }

  #validate({ organization, customerId, name, folder, persons }: PrincipalBoundaryProps): void {
    requireMatch(this, organization, /^\d+$/, {
      what: '`organization` is not the number of an organisation',
      expected: 'digits only',
      fix: 'take the number from `gcloud organizations list`',
    });
    requireMatch(this, customerId, /^C[0-9a-z]+$/, {
      what: '`customerId` is not the id of a directory',
      expected: 'C, then digits and lower-case letters',
      fix: 'take it from `gcloud organizations list`, column DIRECTORY_CUSTOMER_ID',
    });
    requireMatch(this, name, /^[a-z][a-z0-9-]{1,61}[a-z0-9]$/, {
      what: '`name` is not a valid id',
      expected: '3 to 63 lower-case letters, digits or hyphens, starting with a letter',
      fix: 'shorten it, and leave other signs out',
    });
    requireMatch(this, folder, /^\d+$/, {
      what: '`folder` is not the number of a folder',
      expected: 'digits only',
      fix: 'take the number from `gcloud resource-manager folders list`',
    });
    requireSome(this, persons, {
      what: 'the boundary would hold nobody',
      expected: 'at least one person',
      fix: 'name the handlers',
    });
    requireDistinct(this, persons, '`persons` names a person twice');
    for (const person of persons) {
      requireMatch(this, person, /^(?=.{1,120}$)user:[^\s@'"\\]+@[^\s@'"\\]+$/, {
        what: 'the boundary holds named persons only',
        expected: '`user:` and an address, 120 characters together at most',
        fix: 'name each person; groups and service accounts change without this code',
      });
    }
  }
}

/** Conditions that name every person once, each as long as Google takes it. */
function expressionsFor(persons: readonly string[]): readonly string[] {
  const { characters, comparisons } = longestCondition;
  const expressions: string[][] = [];
  for (const person of persons) {
    const comparison = `principal.subject == '${person.replace('user:', '')}'`;
    const last = expressions.at(-1);
    if (last !== undefined && last.length < comparisons && [...last, comparison].join(' || ').length <= characters) {
      last.push(comparison);
    } else expressions.push([comparison]);
  }
  return expressions.map((parts) => parts.join(' || '));
}
