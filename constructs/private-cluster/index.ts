export { type MaintenanceWindow, PrivateCluster, type PrivateClusterProps } from './private-cluster.ts';
export { type NodeTaint, PrivateNodePool, type PrivateNodePoolProps } from './private-node-pool.ts';
