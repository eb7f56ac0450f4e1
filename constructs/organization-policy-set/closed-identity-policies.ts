import type { ClosedZone } from './closed-zone-policies.ts';
import type { identityConstraints } from './identity-constraints.ts';
import type { OrganizationPolicies } from './organization-constraints.ts';

/** Members of ours only, no key file, keys in hardware, one region, named services, and no way to another organisation. */
export function closedIdentityPolicies(zone: ClosedZone): Pick<OrganizationPolicies, keyof typeof identityConstraints> {
  return {
    'cloudkms.allowedProtectionLevels': { allows: ['HSM'] },
    'cloudkms.disableBeforeDestroy': 'enforced',
    'cloudkms.minimumDestroyScheduledDuration': { allows: ['in:30d'] },
    'essentialcontacts.allowedContactDomains': {
      allows: zone.domains.map((domain) => `@${domain}`),
    },
    'gcp.detailedAuditLoggingMode': 'enforced',
    'gcp.disableCloudLogging': { default: 'it would stop logs of healthcare data sets, of which there are none' },
    'gcp.resourceLocations': { allows: [`in:${zone.region}-locations`] },
    'gcp.restrictCmekCryptoKeyProjects': { allows: [`under:folders/${zone.folder}`] },
    'gcp.restrictNonCmekServices': {
      denies: [
        'artifactregistry.googleapis.com',
        'compute.googleapis.com',
        'container.googleapis.com',
        'storage.googleapis.com',
      ],
    },
    'gcp.restrictServiceUsage': { allows: zone.services },
    'gcp.restrictTLSCipherSuites': {
      default: 'the clients of Google choose from strong suites once old versions are denied',
    },
    'gcp.restrictTLSVersion': { denies: ['TLS_VERSION_1', 'TLS_VERSION_1_1'] },
    'iam.allowServiceAccountCredentialLifetimeExtension': 'denies-all',
    'iam.allowedPolicyMemberDomains': { allows: zone.customerIds },
    'iam.automaticIamGrantsForDefaultServiceAccounts': 'enforced',
    'iam.disableAuditLoggingExemption': 'enforced',
    'iam.disableCrossProjectServiceAccountUsage': 'enforced',
    'iam.disableServiceAccountCreation': {
      default: 'the accounts of the workloads are declared and created in the project',
    },
    'iam.disableServiceAccountKeyCreation': 'enforced',
    'iam.disableServiceAccountKeyUpload': 'enforced',
    'iam.disableWorkloadIdentityClusterCreation': {
      default: 'pods take their identity from it, in place of the identity of the node',
    },
    'iam.managed.disableServiceAccountApiKeyCreation': 'enforced',
    'iam.restrictCrossProjectServiceAccountLienRemoval': 'enforced',
    'iam.serviceAccountKeyExpiryHours': { default: 'no key of a service account can be created or uploaded at all' },
    'iam.workloadIdentityPoolAwsAccounts': 'denies-all',
    'iam.workloadIdentityPoolProviders': 'denies-all',
    'iap.requireGlobalIapWebDisabled': 'enforced',
    'iap.requireRegionalIapWebDisabled': 'enforced',
    'resourcemanager.accessBoundaries': { default: 'a principal access boundary says what handlers can reach' },
    'resourcemanager.allowEnabledServicesForExport': 'denies-all',
    'resourcemanager.allowedExportDestinations': 'denies-all',
    'resourcemanager.allowedImportSources': 'denies-all',
    'serviceuser.services': { default: 'superseded by gcp.restrictServiceUsage, which is in force here' },
  };
}
