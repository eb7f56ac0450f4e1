export {
  AnalysisDataset,
  type AnalysisDatasetProps,
  type TableDeclaration,
  type TableField,
} from './analysis-dataset/index.ts';
export { ClosedNetwork, type ClosedNetworkProps, restrictedVip } from './closed-network/index.ts';
export { ClusterBackup, type ClusterBackupProps } from './cluster-backup/index.ts';
export { CommandKey, type CommandKeyProps } from './command-key/index.ts';
export { ControllerGroup, type ControllerGroupProps } from './controller-group/index.ts';
export { DashboardService, type DashboardServiceProps } from './dashboard-service/index.ts';
export { DataKey, type DataKeyProps, type EncryptingService, serviceAgent } from './data-key/index.ts';
export { DeclarationError, type Refusal, requireDisjoint } from './declaration/index.ts';
export {
  DirectConnectPath,
  type DirectConnectPathProps,
  type PathGateway,
  type VirtualInterface,
} from './direct-connect-path/index.ts';
export {
  type DeclaredListener,
  type EdgeListener,
  EdgeLoadBalancer,
  type EdgeLoadBalancerProps,
} from './edge-load-balancer/index.ts';
export {
  EdgeNetwork,
  type EdgeNetworkAttributes,
  type EdgeNetworkProps,
  type EdgeSubnet,
  type LoadBalancerScheme,
  loadBalancerSchemes,
} from './edge-network/index.ts';
export { HybridEdge, type HybridEdgeProps } from './hybrid-edge/index.ts';
export { ImagePolicy, type ImagePolicyProps } from './image-policy/index.ts';
export { ImageRegistry, type ImageRegistryProps } from './image-registry/index.ts';
export { InternalEntry, type InternalEntryProps } from './internal-entry/index.ts';
export { IsolatedProject, type IsolatedProjectProps } from './isolated-project/index.ts';
export { LockedLogBucket, type LockedLogBucketProps } from './locked-log-bucket/index.ts';
export { PeerAllowList, type PeerAllowListProps } from './peer-allow-list/index.ts';
export {
  allocatable,
  type MaintenanceWindow,
  type NodeTaint,
  type PodSize,
  PrivateCluster,
  type PrivateClusterProps,
  PrivateNodePool,
  type PrivateNodePoolProps,
} from './private-cluster/index.ts';
export { PrivateDatabase, type PrivateDatabaseProps } from './private-database/index.ts';
export { RawRecordBucket, type RawRecordBucketProps } from './raw-record-bucket/index.ts';
export { type CertifiedRecipient, Release, type ReleaseDeclaration, type ReleaseProps } from './release/index.ts';
export { RestrictedApiDns, type RestrictedApiDnsProps } from './restricted-api-dns/index.ts';
export { ScheduledJob, type ScheduledJobProps } from './scheduled-job/index.ts';
export { SecurityRoom, type SecurityRoomProps } from './security-room/index.ts';
export { ServiceAllowList, type ServiceAllowListProps } from './service-allow-list/index.ts';
export {
  isPerimeterService,
  type PerimeterService,
  type PerimeterWriter,
  perimeterServices,
  ServicePerimeter,
  type ServicePerimeterProps,
} from './service-perimeter/index.ts';
export { StationLink, type StationLinkProps, type StationProvider, type StationTunnel } from './station-link/index.ts';
export { SystemProject, type SystemProjectProps } from './system-project/index.ts';
export { WebEntry, type WebEntryBackend, type WebEntryProps } from './web-entry/index.ts';
export {
  type EntryWeights,
  type OnPremisesCheck,
  WeightedEntry,
  type WeightedEntryProps,
} from './weighted-entry/index.ts';
export { type NetworkSource, WorkBucket, type WorkBucketProps } from './work-bucket/index.ts';
export { WorkloadIdentity, type WorkloadIdentityProps } from './workload-identity/index.ts';
