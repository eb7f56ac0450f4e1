import type { OrganizationPolicies } from './organization-constraints.ts';
import type { productConstraints } from './product-constraints.ts';

const notUsed = 'the product can not be used here: gcp.restrictServiceUsage does not allow it';

/** Each product, used or not: a service that somebody allows one day finds its own guard in place. */
export const closedProductPolicies: Pick<OrganizationPolicies, keyof typeof productConstraints> = {
  'ainotebooks.accessMode': { default: notUsed },
  'ainotebooks.disableFileDownloads': 'enforced',
  'ainotebooks.disableRootAccess': 'enforced',
  'ainotebooks.disableTerminal': 'enforced',
  'ainotebooks.environmentOptions': { default: notUsed },
  'ainotebooks.requireAutoUpgradeSchedule': { default: notUsed },
  'ainotebooks.restrictPublicIp': 'enforced',
  'ainotebooks.restrictVpcNetworks': 'denies-all',
  'appengine.disableCodeDownload': 'enforced',
  'bigquery.disableBQOmniAWS': 'enforced',
  'bigquery.disableBQOmniAzure': 'enforced',
  'cloudbuild.allowedIntegrations': 'denies-all',
  'cloudbuild.allowedWorkerPools': 'denies-all',
  'cloudbuild.disableCreateDefaultServiceAccount': 'enforced',
  'clouddeploy.disableServiceLabelGeneration': { default: notUsed },
  'cloudfunctions.allowedIngressSettings': { allows: ['ALLOW_INTERNAL_ONLY'] },
  'cloudfunctions.allowedVpcConnectorEgressSettings': { allows: ['ALL_TRAFFIC'] },
  'cloudfunctions.requireVPCConnector': 'enforced',
  'cloudfunctions.restrictAllowedGenerations': { allows: ['2ndGen'] },
  'cloudscheduler.allowedTargetTypes': 'denies-all',
  'commerceorggovernance.disablePublicMarketplace': 'enforced',
  'commerceorggovernance.marketplaceServices': { default: 'the public marketplace is off, with everything in it' },
  'container.managed.disableRBACSystemBindings': 'enforced',
  'container.managed.disallowDefaultComputeServiceAccount': 'enforced',
  'container.managed.enableControlPlaneDNSOnlyAccess': {
    default:
      'the control plane has a private address only, and no endpoint by name that Google could answer from outside',
  },
  'container.managed.enableGoogleGroupsRBAC': {
    default: 'roles are bound to named handlers, not to groups that others can change',
  },
  'container.managed.enableNetworkPolicy': {
    default: 'Dataplane V2 enforces network policies, without the add-on that it asks for',
  },
  'container.managed.enablePrivateNodes': 'enforced',
  'container.managed.enableSecurityBulletinNotifications': {
    default: 'notifications need Pub/Sub, which can push what it gets to any server',
  },
  'container.managed.enableWorkloadIdentityFederation': 'enforced',
  'container.restrictNoncompliantDiagnosticDataAccess': {
    default: 'Assured Workloads sets it where its package asks for it',
  },
  'dataform.restrictGitRemotes': 'denies-all',
  'datastream.disablePublicConnectivity': 'enforced',
  'firestore.requireP4SAforImportExport': 'enforced',
  'meshconfig.allowedVpcscModes': { default: notUsed },
  'pubsub.enforceInTransitRegions': 'enforced',
  'run.allowedBinaryAuthorizationPolicies': { default: notUsed },
  'run.allowedIngress': { allows: ['internal'] },
  'run.allowedVPCEgress': { allows: ['all-traffic'] },
  'run.managed.requireInvokerIam': 'enforced',
  'sql.restrictAuthorizedNetworks': 'enforced',
  'sql.restrictNoncompliantDiagnosticDataAccess': { default: notUsed },
  'sql.restrictNoncompliantResourceCreation': { default: notUsed },
  'sql.restrictPublicIp': 'enforced',
  'storage.publicAccessPrevention': 'enforced',
  'storage.restrictAuthTypes': { denies: ['in:ALL_HMAC_SIGNED_REQUESTS'] },
  'storage.retentionPolicySeconds': {
    default: 'each bucket keeps what it holds for its own time: records for years, landing for days',
  },
  'storage.secureHttpTransport': 'enforced',
  'storage.softDeletePolicySeconds': { default: 'each bucket says for how long a deleted object can be restored' },
  'storage.uniformBucketLevelAccess': 'enforced',
};
