import type { Construct } from 'constructs';

import { isKnown, refuse, requireDistinct, requireMatch, requireSome } from '../declaration/index.ts';
import type { Lockdown, PerimeterBoundary } from './perimeter-boundary.ts';
import { isPerimeterService } from './perimeter-services.ts';
import { requireWriters } from './require-writers.ts';

/** Refuses members that a plan could not show, or that Google would refuse. */
export function requireProjects(scope: Construct, projectNumbers: readonly string[]): void {
  requireSome(scope, projectNumbers, {
    what: 'the perimeter protects no project',
    expected: 'at least one project number',
    fix: 'name the projects in `projectNumbers`',
  });
  requireDistinct(scope, projectNumbers, '`projectNumbers` names a project twice');
  const literals = projectNumbers.filter(isKnown);
  if (literals.length > 0 && literals.length < projectNumbers.length) {
    refuse(scope, {
      what: 'literal project numbers stand beside references, which hide the whole set in a plan',
      got: literals,
      expected: 'all literals, or all references',
      fix: 'write all numbers down, or declare all projects in this stack',
    });
  }
  for (const number of literals) {
    requireMatch(scope, number, /^\d+$/, {
      what: '`projectNumbers` holds something else than a number',
      expected: 'digits only',
      fix: 'use the number of the project, not its id',
    });
  }
}

/** Refuses a boundary that leaves a service open, admits nobody or a stranger, or lets a writer read. */
export function requireBoundary(
  scope: Construct,
  { services, handlers, writers, lockdown }: PerimeterBoundary,
  domains: readonly string[],
): void {
  requireServices(scope, services);
  requireHandlers(scope, handlers, domains);
  requireWriters(scope, writers ?? []);
  if (lockdown !== undefined) requireLockdown(scope, lockdown);
}

function requireServices(scope: Construct, services: readonly string[]): void {
  requireSome(scope, services, {
    what: 'the perimeter restricts no service',
    expected: 'the services enabled in its projects',
    fix: 'pass the same list as to the project',
  });
  requireDistinct(scope, services, '`services` names a service twice');
  const unprotected = services.find((service) => !isPerimeterService(service));
  if (unprotected !== undefined) {
    refuse(scope, {
      what: 'the service is not known to be protected by VPC Service Controls',
      got: unprotected,
      expected: 'a service listed in perimeter-services.ts',
      fix: 'do not enable it in this project, or add it there once the product list says that perimeters protect it',
    });
  }
}

function requireHandlers(scope: Construct, handlers: readonly string[], domains: readonly string[]): void {
  requireSome(scope, handlers, {
    what: 'nobody may enter',
    expected: 'at least one named handler',
    fix: 'name the handlers; in an incident, declare a `lockdown` and keep them',
  });
  requireDistinct(scope, handlers, '`handlers` names a person twice');
  const unnamed = handlers.find((handler) => !/^user:[^\s@]+@[^\s@]+$/.test(handler));
  if (unnamed !== undefined) {
    refuse(scope, {
      what: 'a handler is not a named person',
      got: unnamed,
      expected: '`user:` and an address',
      fix: 'name each person; groups and service accounts change without this code',
    });
  }
  const stranger = handlers.find((handler) => !domains.includes(handler.split('@')[1] ?? ''));
  if (stranger !== undefined) {
    refuse(scope, {
      what: 'a handler has no address of ours',
      got: stranger,
      expected: `an address at ${domains.join(' or ')}`,
      fix: 'give the person an account of the organisation: another one is managed, and kept alive, by others',
    });
  }
}

function requireLockdown(scope: Construct, { incident }: Lockdown): void {
  requireMatch(scope, incident, /^[A-Z][A-Z0-9-]{3,}$/, {
    what: 'the lockdown names no incident',
    expected: 'where the incident is recorded, such as INC-2026-003',
    fix: 'record the incident first: who opens the room again has to know what for it was shut',
  });
}
