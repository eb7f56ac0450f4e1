import { AccessContextManagerServicePerimeter } from '@cdktf/provider-google/lib/access-context-manager-service-perimeter/index.js';
import { Construct } from 'constructs';

import { requireMatch } from '../declaration/index.ts';
import type { PerimeterBoundary, PerimeterTrial } from './perimeter-boundary.ts';
import { perimeterRules } from './perimeter-rules.ts';
import { requireBoundary, requireProjects } from './require-boundary.ts';

export interface ServicePerimeterProps extends PerimeterBoundary {
  /** Number of the organisation's access policy; the room's level must belong to the same one. */
  readonly accessPolicy: string;
  /** Name of the perimeter: letters, digits, underscores. */
  readonly name: string;
  /** Numbers of the projects inside: all references to projects of the same stack, or all literals. */
  readonly projectNumbers: readonly string[];
  /** Domains of ours: a handler has an address at one of them. */
  readonly domains: readonly string[];
  /**
   * What the boundary would become: Google logs what it would refuse, and refuses nothing. A trial never takes the place of what is in force,
   * and its members are the same projects. @default none
   */
  readonly dryRun?: PerimeterTrial;
}

/**
 * An enforced VPC Service Controls perimeter with one way in: a named handler AND the room, in one ingress rule, since access
 * levels of a perimeter and of several rules are alternatives to each other. Named machines may bring something in. Nothing leaves
 * unless a release is declared: there is no other egress rule. The perimeter is one resource with all its rules and members: rules that are
 * resources of their own lose each other's updates.
 *
 * @example
 * new ServicePerimeter(stack, 'ServicePerimeter', {
 *   accessPolicy: '987654321', name: 'rs_isolated_dev', projectNumbers: ['310000000001'], services: ['storage.googleapis.com'],
 *   handlers: ['user:handler.one@example.jp'], domains: ['example.jp'], room,
 * });
 */
export class ServicePerimeter extends Construct {
  readonly perimeter: AccessContextManagerServicePerimeter;

  constructor(scope: Construct, id: string, props: ServicePerimeterProps) {
    super(scope, id);
    this.#validate(props);
    const { accessPolicy, name, projectNumbers, dryRun } = props;
    const parent = `accessPolicies/${accessPolicy}`;
    const projects = projectNumbers.map((number) => `projects/${number}`);
    this.perimeter = new AccessContextManagerServicePerimeter(this, 'Resource', {
      parent,
      name: `${parent}/servicePerimeters/${name}`,
      title: name,
      description: describe(props),
      perimeterType: 'PERIMETER_TYPE_REGULAR',
      useExplicitDryRunSpec: dryRun !== undefined,
      status: perimeterRules(props, projects),
      ...(dryRun === undefined ? {} : { spec: perimeterRules({ ...props, ...dryRun }, projects) }),
      // No `ignoreChanges`: an ignored perimeter drifts unseen.
      lifecycle: { preventDestroy: true },
      // Google refuses a rule for an account that doesn't exist yet.
      ...(props.release === undefined ? {} : { dependsOn: [props.release.account] }),
    });
  }

  #validate({ accessPolicy, name, projectNumbers, domains, dryRun, ...boundary }: ServicePerimeterProps): void {
    requireMatch(this, accessPolicy, /^\d+$/, {
      what: '`accessPolicy` is not the number of an access policy',
      expected: 'digits only',
      fix: 'take the number from `gcloud access-context-manager policies list`',
    });
    requireMatch(this, name, /^[A-Za-z][A-Za-z0-9_]{0,49}$/, {
      what: '`name` is not a valid perimeter name',
      expected: 'a letter, then at most 49 letters, digits or underscores',
      fix: 'replace hyphens by underscores',
    });
    requireProjects(this, projectNumbers);
    requireBoundary(this, boundary, domains);
    if (dryRun !== undefined) requireBoundary(this, { ...boundary, ...dryRun }, domains);
  }
}

function describe({ lockdown }: PerimeterBoundary): string {
  return lockdown === undefined
    ? 'Regulated remote-sensing records: named handlers from the security room in, nothing out'
    : `Locked down by incident ${lockdown.incident}: nobody in, nothing out`;
}
