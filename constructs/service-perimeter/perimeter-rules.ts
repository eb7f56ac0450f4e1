import type {
  AccessContextManagerServicePerimeterStatus,
  AccessContextManagerServicePerimeterStatusIngressPolicies,
} from '@cdktf/provider-google/lib/access-context-manager-service-perimeter/index.js';
import type { Construct } from 'constructs';

import { isKnown, requireDistinct, requireMatch } from '../declaration/index.ts';
import type { PerimeterService } from './perimeter-services.ts';
import type { ServicePerimeterProps } from './service-perimeter.ts';

/** A machine that may bring something in from another project: it writes, and reads nothing. */
export interface PerimeterWriter {
  /** What it brings, for the reader of the perimeter. */
  readonly title: string;
  /** Its service account, as a `serviceAccount:` member. */
  readonly identity: string;
  /** Number of the project from which it comes. */
  readonly sourceProjectNumber: string;
  readonly service: PerimeterService;
  /** Methods of the service; all of them where the service can't be limited by method. @default all */
  readonly methods?: readonly string[];
}

/** What is in force around the projects: who and what comes in, and the one declared way out. */
export function enforcedStatus(props: ServicePerimeterProps): AccessContextManagerServicePerimeterStatus {
  const resources = props.projectNumbers.map((number) => `projects/${number}`);
  return {
    resources,
    // Levels listed here would each admit everybody in the room, whoever they are.
    accessLevels: [],
    restrictedServices: [...props.services],
    vpcAccessibleServices: { enableRestriction: true, allowedServices: ['RESTRICTED-SERVICES'] },
    ingressPolicies: [
      {
        title: 'Named handlers from the security room',
        ingressFrom: {
          identities: [...props.handlers],
          sources: [{ accessLevel: props.room.accessLevel.name }],
        },
        ingressTo: {
          resources,
          operations: props.services.map((serviceName) => ({ serviceName, methodSelectors: [{ method: '*' }] })),
        },
      },
      ...(props.writers ?? []).map((writer) => writerRule(writer, resources)),
    ],
    egressPolicies: props.release === undefined ? [] : [props.release.egressPolicy],
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

/** Refuses a writer that is no single account of a single project, or that could read. */
export function requireWriters(scope: Construct, writers: readonly PerimeterWriter[]): void {
  requireDistinct(
    scope,
    writers.map(({ title }) => title),
    '`writers` has a title twice',
  );
  for (const { title, identity, sourceProjectNumber, service, methods } of writers) {
    requireMatch(scope, identity, /^serviceAccount:[^\s@*]+@[^\s@*]+\.iam\.gserviceaccount\.com$/, {
      what: `writer ${title} is not one service account`,
      expected: '`serviceAccount:` and its address',
      fix: 'name the account; people enter from the room',
    });
    if (isKnown(sourceProjectNumber)) {
      requireMatch(scope, sourceProjectNumber, /^\d+$/, {
        what: `writer ${title} comes from no project`,
        expected: 'the number of its project, digits only',
        fix: 'name the project: its account alone could be used from anywhere',
      });
    }
    if (service === 'storage.googleapis.com') {
      requireMatch(scope, (methods ?? ['*']).join(','), /^google\.storage\.objects\.create$/, {
        what: `writer ${title} can do more than create objects`,
        expected: 'the only method google.storage.objects.create',
        fix: 'a writer that reads is a way out',
      });
    }
  }
}
