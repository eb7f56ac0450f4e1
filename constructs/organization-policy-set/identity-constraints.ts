import type { ConstraintDefinition } from './constraint.ts';

/** Identities, keys, places and services: what holds for every product. */
export const identityConstraints = {
  'cloudkms.allowedProtectionLevels': {
    kind: 'list',
    exits: ['E30'],
    asks: { allows: /^(?:is:)?(?:HSM|EXTERNAL_VPC)$/u, expected: 'HSM or EXTERNAL_VPC' },
  },
  'cloudkms.disableBeforeDestroy': { kind: 'boolean', exits: [] },
  'cloudkms.minimumDestroyScheduledDuration': { kind: 'list', exits: [] },
  'essentialcontacts.allowedContactDomains': {
    kind: 'list',
    exits: ['E47'],
    asks: { allows: /^@[\w.-]+$/u, expected: '`@` and a domain of ours' },
  },
  'gcp.detailedAuditLoggingMode': { kind: 'boolean', exits: [] },
  'gcp.disableCloudLogging': { kind: 'boolean', exits: [] },
  'gcp.resourceLocations': {
    kind: 'list',
    exits: ['E46'],
    asks: { allows: /^in:asia-northeast[12]-locations$/u, expected: 'a region in Japan, as `in:REGION-locations`' },
  },
  'gcp.restrictCmekCryptoKeyProjects': {
    kind: 'list',
    exits: ['E30'],
    asks: {
      allows: /^(?:under:folders\/\d+|(?:under:)?projects\/[a-z][\w-]+)$/u,
      expected: 'our own folder or project',
    },
  },
  'gcp.restrictNonCmekServices': {
    kind: 'list',
    exits: ['E30'],
    asks: { denies: ['storage.googleapis.com'] },
  },
  'gcp.restrictServiceUsage': {
    kind: 'list',
    exits: ['E8', 'E20', 'E21', 'E33', 'E45'],
    asks: { allows: /^[a-z]+\.googleapis\.com$/u, expected: 'services of the registry by name' },
  },
  'gcp.restrictTLSCipherSuites': { kind: 'list', exits: [] },
  'gcp.restrictTLSVersion': { kind: 'list', exits: [], asks: { denies: ['TLS_VERSION_1', 'TLS_VERSION_1_1'] } },
  'iam.allowServiceAccountCredentialLifetimeExtension': { kind: 'list', exits: ['E27'], asks: 'denies-all' },
  'iam.allowedPolicyMemberDomains': {
    kind: 'list',
    exits: ['E24'],
    asks: { allows: /^(?:is:)?(?:C|principalSet:)\S+$/u, expected: 'our customer id, which begins with C' },
  },
  'iam.automaticIamGrantsForDefaultServiceAccounts': { kind: 'boolean', exits: ['E25'] },
  'iam.disableAuditLoggingExemption': { kind: 'boolean', exits: ['E31'] },
  'iam.disableCrossProjectServiceAccountUsage': { kind: 'boolean', exits: ['E25'] },
  'iam.disableServiceAccountCreation': { kind: 'boolean', exits: [] },
  'iam.disableServiceAccountKeyCreation': { kind: 'boolean', exits: ['E27'] },
  'iam.disableServiceAccountKeyUpload': { kind: 'boolean', exits: ['E27'] },
  'iam.disableWorkloadIdentityClusterCreation': { kind: 'boolean', exits: [] },
  'iam.managed.disableServiceAccountApiKeyCreation': { kind: 'boolean', exits: ['E27'] },
  'iam.restrictCrossProjectServiceAccountLienRemoval': { kind: 'boolean', exits: ['E41'] },
  'iam.serviceAccountKeyExpiryHours': { kind: 'list', exits: [] },
  'iam.workloadIdentityPoolAwsAccounts': { kind: 'list', exits: ['E27'], asks: 'denies-all' },
  'iam.workloadIdentityPoolProviders': { kind: 'list', exits: ['E27'], asks: 'denies-all' },
  'iap.requireGlobalIapWebDisabled': { kind: 'boolean', exits: ['E37'] },
  'iap.requireRegionalIapWebDisabled': { kind: 'boolean', exits: ['E37'] },
  'resourcemanager.accessBoundaries': { kind: 'list', exits: [] },
  'resourcemanager.allowEnabledServicesForExport': { kind: 'list', exits: [] },
  'resourcemanager.allowedExportDestinations': { kind: 'list', exits: ['E41'], asks: 'denies-all' },
  'resourcemanager.allowedImportSources': { kind: 'list', exits: ['E41'], asks: 'denies-all' },
  'serviceuser.services': { kind: 'list', exits: [] },
} as const satisfies Readonly<Record<string, ConstraintDefinition>>;
