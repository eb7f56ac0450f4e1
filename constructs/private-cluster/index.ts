export { allocatable, type PodSize } from './node-capacity.ts';
export { type MaintenanceWindow, PrivateCluster, type PrivateClusterProps } from './private-cluster.ts';
export { type NodeTaint, PrivateNodePool, type PrivateNodePoolProps } from './private-node-pool.ts';
