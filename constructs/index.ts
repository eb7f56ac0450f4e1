export { AccessApproval, type AccessApprovalProps } from './access-approval/index.ts';
export { AggregatedSink, type AggregatedSinkProps, type LogParent, logWriter } from './aggregated-sink/index.ts';
export { Alert, type AlertBasis, type AlertDescription, type AlertProps, type AlertText } from './alert/index.ts';
export { AlertChannels, type AlertChannelsProps, type AlertRecipient } from './alert-channels/index.ts';
export {
  AnalysisDataset,
  type AnalysisDatasetProps,
  type TableDeclaration,
  type TableField,
} from './analysis-dataset/index.ts';
export {
  type ApiBackend,
  type ApiCaller,
  ApiGateway,
  type ApiGatewayProps,
  type ApiOperation,
} from './api-gateway/index.ts';
export { AssuredWorkload, type AssuredWorkloadProps } from './assured-workload/index.ts';
export { ClosedNetwork, type ClosedNetworkProps, restrictedVip } from './closed-network/index.ts';
export { ClusterBackup, type ClusterBackupProps } from './cluster-backup/index.ts';
export { CommandKey, type CommandKeyProps } from './command-key/index.ts';
export {
  ControlAlerts,
  type ControlAlertsProps,
  type ControlWatchesProps,
  controlWatches,
} from './control-alerts/index.ts';
export { ControllerGroup, type ControllerGroupProps } from './controller-group/index.ts';
export { DashboardService, type DashboardServiceProps } from './dashboard-service/index.ts';
export {
  type AccessReason,
  DataKey,
  type DataKeyProps,
  dailyAccessReasons,
  type EncryptingService,
  type KeyJustifications,
  serviceAgent,
} from './data-key/index.ts';
export { DeclarationError, type Refusal, requireDisjoint } from './declaration/index.ts';
export { DenyPolicy, type DenyPolicyProps, type WorkloadPool } from './deny-policy/index.ts';
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
export { EvidenceProject, type EvidenceProjectProps } from './evidence-project/index.ts';
export {
  GoogleBetaProvider,
  type GoogleBetaProviderProps,
  GoogleBetaResource,
  type GoogleBetaResourceProps,
} from './google-beta/index.ts';
export { GuardedFolder, type GuardedFolderProps } from './guarded-folder/index.ts';
export { GuardrailAlerts, type GuardrailAlertsProps, guardrailWatches } from './guardrail-alerts/index.ts';
export { HybridEdge, type HybridEdgeProps } from './hybrid-edge/index.ts';
export { ImagePolicy, type ImagePolicyProps } from './image-policy/index.ts';
export { ImageRegistry, type ImageRegistryProps } from './image-registry/index.ts';
export { InternalEntry, type InternalEntryProps } from './internal-entry/index.ts';
export { IsolatedProject, type IsolatedProjectProps } from './isolated-project/index.ts';
export { keptLogsFilter, LockedLogBucket, type LockedLogBucketProps } from './locked-log-bucket/index.ts';
export { LogWatch, type LogWatchDeclaration, type LogWatchProps } from './log-watch/index.ts';
export { NodeReservation, type NodeReservationProps } from './node-reservation/index.ts';
export {
  type CustomConstraint,
  closedZoneConstraints,
  OrganizationCustomConstraints,
  type OrganizationCustomConstraintsProps,
} from './organization-custom-constraints/index.ts';
export {
  type ClosedZone,
  closedZonePolicies,
  type OrganizationPolicies,
  OrganizationPolicySet,
  type OrganizationPolicySetProps,
  organizationConstraintNames,
} from './organization-policy-set/index.ts';
export { PeerAllowList, type PeerAllowListProps } from './peer-allow-list/index.ts';
export { PrincipalBoundary, type PrincipalBoundaryProps } from './principal-boundary/index.ts';
export {
  type AutoProvisioning,
  allocatable,
  type ExclusionScope,
  type FlightCalendar,
  type FlightEvent,
  type MaintenanceExclusion,
  type MaintenanceWindow,
  maintenanceExclusionsOf,
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
export { ResourceTags, type ResourceTagsProps, TagDictionary, type TagDictionaryProps } from './resource-tags/index.ts';
export { RestrictedApiDns, type RestrictedApiDnsProps } from './restricted-api-dns/index.ts';
export { ScheduledJob, type ScheduledJobProps } from './scheduled-job/index.ts';
export { SecurityRoom, type SecurityRoomProps } from './security-room/index.ts';
export { ServiceAllowList, type ServiceAllowListProps } from './service-allow-list/index.ts';
export {
  isPerimeterService,
  type Lockdown,
  type PerimeterService,
  type PerimeterTrial,
  type PerimeterWriter,
  perimeterServices,
  ServicePerimeter,
  type ServicePerimeterProps,
} from './service-perimeter/index.ts';
export { StationLink, type StationLinkProps, type StationProvider, type StationTunnel } from './station-link/index.ts';
export { SystemProject, type SystemProjectProps } from './system-project/index.ts';
export { type EntryMachines, WebEntry, type WebEntryBackend, type WebEntryProps } from './web-entry/index.ts';
export {
  type EntryWeights,
  type OnPremisesCheck,
  WeightedEntry,
  type WeightedEntryProps,
} from './weighted-entry/index.ts';
export { type NetworkSource, WorkBucket, type WorkBucketProps } from './work-bucket/index.ts';
export { WorkloadIdentity, type WorkloadIdentityProps } from './workload-identity/index.ts';
