export type { AutoProvisioning } from './auto-provisioning.ts';
export { type FlightCalendar, type FlightEvent, maintenanceExclusionsOf } from './flight-calendar.ts';
export type { ExclusionScope, MaintenanceExclusion } from './maintenance-exclusion.ts';
export type { MaintenanceWindow } from './maintenance-window.ts';
export { allocatable, type PodSize } from './node-capacity.ts';
export { PrivateCluster, type PrivateClusterProps } from './private-cluster.ts';
export { type NodeTaint, PrivateNodePool, type PrivateNodePoolProps } from './private-node-pool.ts';
