import type { ConstraintDefinition } from './constraint.ts';

const ownFolder = {
  allows: /^under:(?:folders|projects)\/[\w-]+$/u,
  expected: '`under:folders/NUMBER` or `under:projects/ID` of our own',
} as const;

const internalOnly = {
  allows: /^(?:i[ns]:)?(?:INTERNAL|INTERNAL_[A-Z_]+|REGIONAL_INTERNAL_[A-Z_]+)$/u,
  expected: '`in:INTERNAL` or internal kinds by name',
} as const;

/** Compute Engine and its networks. Source: cloud.google.com/resource-manager/docs/organization-policy/org-policy-constraints. */
export const computeConstraints = {
  'compute.allowedVlanAttachmentEncryption': { kind: 'list', exits: [] },
  'compute.disableAllIpv6': { kind: 'boolean', exits: ['E5'] },
  'compute.disableGlobalCloudArmorPolicy': { kind: 'boolean', exits: [] },
  'compute.disableGlobalLoadBalancing': { kind: 'boolean', exits: ['E6'] },
  'compute.disableGlobalSelfManagedSslCertificate': { kind: 'boolean', exits: [] },
  'compute.disableGlobalSerialPortAccess': { kind: 'boolean', exits: ['E36'] },
  'compute.disableGuestAttributesAccess': { kind: 'boolean', exits: ['E35'] },
  'compute.disableHybridCloudIpv6': { kind: 'boolean', exits: ['E5'] },
  'compute.disableInstanceDataAccessApis': { kind: 'boolean', exits: [] },
  'compute.disableInternetNetworkEndpointGroup': { kind: 'boolean', exits: ['E7'] },
  'compute.disableNestedVirtualization': { kind: 'boolean', exits: [] },
  'compute.disableNonFIPSMachineTypes': { kind: 'boolean', exits: [] },
  'compute.disablePrivateServiceConnectCreationForConsumers': {
    kind: 'list',
    exits: ['E12'],
    asks: { denies: ['SERVICE_PRODUCERS'] },
  },
  'compute.disableSerialPortAccess': { kind: 'boolean', exits: ['E36'] },
  'compute.disableSerialPortLogging': { kind: 'boolean', exits: [] },
  'compute.disableSshInBrowser': { kind: 'boolean', exits: ['E37'] },
  'compute.disableVpcExternalIpv6': { kind: 'boolean', exits: ['E5'] },
  'compute.disableVpcInternalIpv6': { kind: 'boolean', exits: ['E5'] },
  'compute.enableComplianceMemoryProtection': { kind: 'boolean', exits: [] },
  'compute.managed.blockPreviewFeatures': { kind: 'boolean', exits: [] },
  'compute.requireOsLogin': { kind: 'boolean', exits: ['E35'] },
  'compute.requireShieldedVm': { kind: 'boolean', exits: ['E39'] },
  'compute.requireVpcFlowLogs': { kind: 'list', exits: [] },
  'compute.restrictCloudNATUsage': { kind: 'list', exits: ['E2'], asks: 'denies-all' },
  'compute.restrictCrossProjectServices': { kind: 'list', exits: ['E6'], asks: 'denies-all' },
  'compute.restrictDedicatedInterconnectUsage': { kind: 'list', exits: ['E10'], asks: 'denies-all' },
  'compute.restrictLoadBalancerCreationForTypes': { kind: 'list', exits: ['E6'], asks: internalOnly },
  'compute.restrictNonConfidentialComputing': { kind: 'list', exits: [] },
  'compute.restrictPartnerInterconnectUsage': { kind: 'list', exits: ['E10'], asks: 'denies-all' },
  'compute.restrictPrivateServiceConnectConsumer': { kind: 'list', exits: ['E12'], asks: ownFolder },
  'compute.restrictPrivateServiceConnectProducer': { kind: 'list', exits: ['E12'], asks: ownFolder },
  'compute.restrictProtocolForwardingCreationForTypes': { kind: 'list', exits: ['E6'], asks: internalOnly },
  'compute.restrictSharedVpcBackendServices': { kind: 'list', exits: ['E6'], asks: 'denies-all' },
  'compute.restrictSharedVpcHostProjects': { kind: 'list', exits: ['E11'], asks: 'denies-all' },
  'compute.restrictSharedVpcSubnetworks': { kind: 'list', exits: ['E11'], asks: 'denies-all' },
  'compute.restrictVpcPeering': { kind: 'list', exits: ['E11'], asks: ownFolder },
  'compute.restrictVpnPeerIPs': { kind: 'list', exits: ['E9'], asks: 'denies-all' },
  'compute.restrictXpnProjectLienRemoval': { kind: 'boolean', exits: ['E41'] },
  'compute.setNewProjectDefaultToZonalDNSOnly': { kind: 'boolean', exits: [] },
  'compute.sharedReservationsOwnerProjects': { kind: 'list', exits: [] },
  'compute.skipDefaultNetworkCreation': { kind: 'boolean', exits: ['E3'] },
  'compute.storageResourceUseRestrictions': { kind: 'list', exits: ['E22'], asks: ownFolder },
  'compute.trustedImageProjects': { kind: 'list', exits: [] },
  'compute.vmCanIpForward': { kind: 'list', exits: [] },
  'compute.vmExternalIpAccess': { kind: 'list', exits: ['E1'], asks: 'denies-all' },
} as const satisfies Readonly<Record<string, ConstraintDefinition>>;
