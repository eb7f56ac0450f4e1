import type { ClosedZone } from './closed-zone-policies.ts';
import type { computeConstraints } from './compute-constraints.ts';
import type { OrganizationPolicies } from './organization-constraints.ts';

/** No address, no route, no link, no load balancer to the outside; disks and images stay in the folder. */
export function closedComputePolicies({
  folder,
}: ClosedZone): Pick<OrganizationPolicies, keyof typeof computeConstraints> {
  const underFolder = { allows: [`under:folders/${folder}`] } as const;
  return {
    'compute.allowedVlanAttachmentEncryption': { default: 'there is no Interconnect: both kinds are denied below' },
    'compute.disableAllIpv6': 'enforced',
    'compute.disableGlobalCloudArmorPolicy': {
      default: 'no load balancer of the internet can be made, so none to protect',
    },
    'compute.disableGlobalLoadBalancing': 'enforced',
    'compute.disableGlobalSelfManagedSslCertificate': 'enforced',
    'compute.disableGlobalSerialPortAccess': 'enforced',
    'compute.disableGuestAttributesAccess': 'enforced',
    'compute.disableHybridCloudIpv6': 'enforced',
    'compute.disableInstanceDataAccessApis': 'enforced',
    'compute.disableInternetNetworkEndpointGroup': 'enforced',
    'compute.disableNestedVirtualization': 'enforced',
    'compute.disableNonFIPSMachineTypes': {
      default: 'keys are in hardware modules; confidential nodes are N2D, which it would refuse',
    },
    'compute.disablePrivateServiceConnectCreationForConsumers': { denies: ['SERVICE_PRODUCERS'] },
    'compute.disableSerialPortAccess': 'enforced',
    'compute.disableSerialPortLogging': {
      default: 'nodes of GKE do not start without it; what it writes stays in the log buckets',
    },
    'compute.disableSshInBrowser': 'enforced',
    'compute.disableVpcExternalIpv6': 'enforced',
    'compute.disableVpcInternalIpv6': 'enforced',
    'compute.enableComplianceMemoryProtection': {
      default: 'for the packages of the United States; memory of nodes is encrypted',
    },
    'compute.managed.blockPreviewFeatures': 'enforced',
    'compute.requireOsLogin': 'enforced',
    'compute.requireShieldedVm': 'enforced',
    'compute.requireVpcFlowLogs': { allows: ['COMPREHENSIVE'] },
    'compute.restrictCloudNATUsage': 'denies-all',
    'compute.restrictCrossProjectServices': 'denies-all',
    'compute.restrictDedicatedInterconnectUsage': 'denies-all',
    'compute.restrictLoadBalancerCreationForTypes': { allows: ['in:INTERNAL'] },
    'compute.restrictNonConfidentialComputing': { denies: ['compute.googleapis.com', 'container.googleapis.com'] },
    'compute.restrictPartnerInterconnectUsage': 'denies-all',
    'compute.restrictPrivateServiceConnectConsumer': underFolder,
    'compute.restrictPrivateServiceConnectProducer': underFolder,
    'compute.restrictProtocolForwardingCreationForTypes': { allows: ['is:INTERNAL'] },
    'compute.restrictSharedVpcBackendServices': 'denies-all',
    'compute.restrictSharedVpcHostProjects': 'denies-all',
    'compute.restrictSharedVpcSubnetworks': 'denies-all',
    'compute.restrictVpcPeering': underFolder,
    'compute.restrictVpnPeerIPs': 'denies-all',
    'compute.restrictXpnProjectLienRemoval': 'enforced',
    'compute.setNewProjectDefaultToZonalDNSOnly': 'enforced',
    'compute.sharedReservationsOwnerProjects': 'denies-all',
    'compute.skipDefaultNetworkCreation': 'enforced',
    'compute.storageResourceUseRestrictions': underFolder,
    'compute.trustedImageProjects': {
      default: 'GKE chooses the images of nodes; what runs on them is admitted by Binary Authorization',
    },
    'compute.vmCanIpForward': { default: 'GKE sets it on nodes; a forwarding node has no route and no address out' },
    'compute.vmExternalIpAccess': 'denies-all',
  };
}
