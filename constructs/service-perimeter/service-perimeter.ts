import { AccessContextManagerServicePerimeter } from '@cdktf/provider-google/lib/access-context-manager-service-perimeter/index.js';
import { Construct } from 'constructs';

import { isKnown, refuse, requireDistinct, requireMatch, requireSome } from '../declaration/index.ts';
import type { Release } from '../release/index.ts';
import type { SecurityRoom } from '../security-room/index.ts';
import { enforcedStatus, type PerimeterWriter, requireWriters } from './perimeter-rules.ts';
import { isPerimeterService, type PerimeterService } from './perimeter-services.ts';

export interface ServicePerimeterProps {
  /** Number of the organisation's access policy; the room's level must belong to the same one. */
  readonly accessPolicy: string;
  /** Name of the perimeter: letters, digits, underscores. */
  readonly name: string;
  /** Numbers of the projects inside: all references to projects of the same stack, or all literals. */
  readonly projectNumbers: readonly string[];
  /** Services that are enabled in those projects; all of them are restricted. */
  readonly services: readonly PerimeterService[];
  /** People who may enter from outside, as `user:` members. */
  readonly handlers: readonly string[];
  /** The room from which they may. */
  readonly room: SecurityRoom;
  /** Machines of other projects that may bring something in. @default none */
  readonly writers?: readonly PerimeterWriter[];
  /** The only way out. @default none: nothing leaves */
  readonly release?: Release;
}

/**
 * An enforced VPC Service Controls perimeter with one way in: a named handler AND the room, in one ingress rule, since access
 * levels of a perimeter and of several rules are alternatives to each other. Named machines may bring something in. Nothing leaves
 * unless a release is declared: there is no other egress rule.
 */
export class ServicePerimeter extends Construct {
  readonly perimeter: AccessContextManagerServicePerimeter;

  constructor(scope: Construct, id: string, props: ServicePerimeterProps) {
    super(scope, id);
    this.#validate(props);
    const parent = `accessPolicies/${props.accessPolicy}`;
    this.perimeter = new AccessContextManagerServicePerimeter(this, 'Resource', {
      parent,
      name: `${parent}/servicePerimeters/${props.name}`,
      title: props.name,
      description: 'Regulated remote-sensing records: named handlers from the security room in, nothing out',
      perimeterType: 'PERIMETER_TYPE_REGULAR',
      useExplicitDryRunSpec: false,
      status: enforcedStatus(props),
      // No `ignoreChanges`: an ignored perimeter drifts unseen.
      lifecycle: { preventDestroy: true },
      // Google refuses a rule for an account that doesn't exist yet.
      ...(props.release === undefined ? {} : { dependsOn: [props.release.account] }),
    });
  }

  #validate({ accessPolicy, name, projectNumbers, services, handlers, writers }: ServicePerimeterProps): void {
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
    this.#validateProjects(projectNumbers);
    this.#validateServices(services);
    this.#validateHandlers(handlers);
    requireWriters(this, writers ?? []);
  }

  #validateProjects(projectNumbers: readonly string[]): void {
    requireSome(this, projectNumbers, {
      what: 'the perimeter protects no project',
      expected: 'at least one project number',
      fix: 'name the projects in `projectNumbers`',
    });
    requireDistinct(this, projectNumbers, '`projectNumbers` names a project twice');
    const literals = projectNumbers.filter(isKnown);
    if (literals.length > 0 && literals.length < projectNumbers.length) {
      refuse(this, {
        what: 'literal project numbers stand beside references, which hide the whole set in a plan',
        got: literals,
        expected: 'all literals, or all references',
        fix: 'write all numbers down, or declare all projects in this stack',
      });
    }
    for (const number of literals) {
      requireMatch(this, number, /^\d+$/, {
        what: '`projectNumbers` holds something else than a number',
        expected: 'digits only',
        fix: 'use the number of the project, not its id',
      });
    }
  }

  #validateServices(services: readonly string[]): void {
    requireSome(this, services, {
      what: 'the perimeter restricts no service',
      expected: 'the services enabled in its projects',
      fix: 'pass the same list as to the project',
    });
    requireDistinct(this, services, '`services` names a service twice');
    const unprotected = services.find((service) => !isPerimeterService(service));
    if (unprotected !== undefined) {
      refuse(this, {
        what: 'the service is not known to be protected by VPC Service Controls',
        got: unprotected,
        expected: 'a service listed in perimeter-services.ts',
        fix: 'do not enable it in this project, or add it there once the product list says that perimeters protect it',
      });
    }
  }

  #validateHandlers(handlers: readonly string[]): void {
    requireSome(this, handlers, {
      what: 'nobody may enter',
      expected: 'at least one named handler',
      fix: 'name the handlers, or remove the ingress rule on purpose in a lockdown',
    });
    requireDistinct(this, handlers, '`handlers` names a person twice');
    const unnamed = handlers.find((handler) => !/^user:[^\s@]+@[^\s@]+$/.test(handler));
    if (unnamed !== undefined) {
      refuse(this, {
        what: 'a handler is not a named person',
        got: unnamed,
        expected: '`user:` and an address',
        fix: 'name each person; groups and service accounts change without this code',
      });
    }
  }
}
