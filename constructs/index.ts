export { ClosedNetwork, type ClosedNetworkProps, restrictedVip } from './closed-network/index.ts';
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
export { IsolatedProject, type IsolatedProjectProps } from './isolated-project/index.ts';
export { LockedLogBucket, type LockedLogBucketProps } from './locked-log-bucket/index.ts';
export {
  type MaintenanceWindow,
  type NodeTaint,
  PrivateCluster,
  type PrivateClusterProps,
  PrivateNodePool,
  type PrivateNodePoolProps,
} from './private-cluster/index.ts';
export { RawRecordBucket, type RawRecordBucketProps } from './raw-record-bucket/index.ts';
export { RestrictedApiDns, type RestrictedApiDnsProps } from './restricted-api-dns/index.ts';
export { SecurityRoom, type SecurityRoomProps } from './security-room/index.ts';
export { ServiceAllowList, type ServiceAllowListProps } from './service-allow-list/index.ts';
export {
  isPerimeterService,
  type PerimeterService,
  perimeterServices,
  ServicePerimeter,
  type ServicePerimeterProps,
} from './service-perimeter/index.ts';
export {
  type EntryWeights,
  type OnPremisesCheck,
  WeightedEntry,
  type WeightedEntryProps,
} from './weighted-entry/index.ts';
