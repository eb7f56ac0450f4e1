import type { AccessContextManagerServicePerimeterStatus } from '@cdktf/provider-google/lib/access-context-manager-service-perimeter/index.js';

import type { SecurityRoom } from '../security-room/index.ts';
import type { PerimeterService } from '../service-perimeter/index.ts';

interface EvidenceBoundary {
  readonly projectNumber: string;
  readonly services: readonly PerimeterService[];
  readonly auditors: readonly string[];
  readonly room: SecurityRoom;
  readonly logWriters: readonly string[];
}

/** Named auditors from the room read; the accounts of the aggregated sinks write entries and nothing else; nothing leaves. */
export function evidenceStatus(props: EvidenceBoundary): AccessContextManagerServicePerimeterStatus {
  const resources = [`projects/${props.projectNumber}`];
  return {
    resources,
    // Levels listed here would each admit everybody in the room, whoever they are.
    accessLevels: [],
    restrictedServices: [...props.services],
    vpcAccessibleServices: { enableRestriction: true, allowedServices: ['RESTRICTED-SERVICES'] },
    ingressPolicies: [
      {
        title: 'Named auditors from the security room',
        ingressFrom: { identities: [...props.auditors], sources: [{ accessLevel: props.room.accessLevel.name }] },
        ingressTo: {
          resources,
          operations: props.services.map((serviceName) => ({ serviceName, methodSelectors: [{ method: '*' }] })),
        },
      },
      {
        title: 'Entries from aggregated sinks',
        // Cloud Logging's own accounts belong to no network and no project: only who they are can be said.
        ingressFrom: { identities: [...props.logWriters], sources: [{ accessLevel: '*' }] },
        ingressTo: {
          resources,
          operations: [
            {
              serviceName: 'logging.googleapis.com',
              methodSelectors: [{ method: 'LoggingServiceV2.WriteLogEntries' }],
            },
          ],
        },
      },
    ],
    egressPolicies: [],
  };
}
