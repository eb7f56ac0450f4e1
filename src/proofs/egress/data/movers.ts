import { backupMovers } from './backup-movers.ts';
import { bigqueryMovers } from './bigquery-movers.ts';
import { eventMovers } from './event-movers.ts';
import type { Mover } from './mover.ts';
import { openServiceMovers } from './open-service-movers.ts';
import { pipelineMovers } from './pipeline-movers.ts';
import { replicaMovers } from './replica-movers.ts';
import { storageMovers } from './storage-movers.ts';

/**
 * What moves data on its own, and the perimeter's service that stops it from crossing. Where a service keeps sending once it stands, or stores data elsewhere by
 * itself, no perimeter stops it (cloud.google.com/vpc-service-controls/docs/supported-products).
 */
export const movers: readonly Mover[] = [
  ...storageMovers,
  ...bigqueryMovers,
  ...backupMovers,
  ...replicaMovers,
  ...eventMovers,
  ...pipelineMovers,
  ...openServiceMovers,
];
