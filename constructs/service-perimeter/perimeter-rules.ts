import type {
  AccessContextManagerServicePerimeterStatus,
  AccessContextManagerServicePerimeterStatusIngressPolicies,
} from '@cdktf/provider-google/lib/access-context-manager-service-perimeter/index.js';

import type { PerimeterBoundary, PerimeterWriter } from './perimeter-boundary.ts';

/**
 * The rules around projects, named `projects/NUMBER`: who and what comes in, and the one declared way out. What is in force and what is tried
 * out are made here, from the same kind of boundary: a dry run that is promoted is what was tried.
 */
export function perimeterRules(
  boundary: PerimeterBoundary,
  projects: readonly string[],
): AccessContextManagerServicePerimeterStatus {
  const { services, writers = [], release, lockdown } = boundary;
  const resources = [...projects];
  return {
    resources,
    // Levels listed here would each admit everybody in the room, whoever they are.
    accessLevels: [],
    restrictedServices: [...services],
    vpcAccessibleServices: { enableRestriction: true, allowedServices: ['RESTRICTED-SERVICES'] },
    ingressPolicies: [
      ...(lockdown === undefined ? [handlerRule(boundary, resources)] : []),
      ...writers.map((writer) => writerRule(writer, resources)),
    ],
    egressPolicies: release === undefined || lockdown !== undefined ? [] : [release.egressPolicy],
  };
}

function handlerRule(
  { services, handlers, room }: PerimeterBoundary,
  resources: string[],
): AccessContextManagerServicePerimeterStatusIngressPolicies {
  return {
    title: 'Named handlers from the security room',
    ingressFrom: { identities: [...handlers], sources: [{ accessLevel: room.accessLevel.name }] },
    ingressTo: {
      resources,
      operations: services.map((serviceName) => ({ serviceName, methodSelectors: [{ method: '*' }] })),
    },
  };
}

function writerRule(
  { title, identity, sourceProjectNumber, service, methods = ['*'] }: PerimeterWriter,
  resources: string[],
): AccessContextManagerServicePerimeterStatusIngressPolicies {
  return {
    title,
    ingressFrom: { identities: [identity], sources: [{ resource: `projects/${sourceProjectNumber}` }] },
    ingressTo: {
      resources,
      operations: [{ serviceName: service, methodSelectors: methods.map((method) => ({ method })) }],
    },
  };
}
