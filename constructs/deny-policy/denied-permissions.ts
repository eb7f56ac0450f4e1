/**
 * What nobody may do in a closed zone whatever roles he has, in the form of IAM v2 (service/resource.verb).
 * Source: cloud.google.com/iam/docs/deny-permissions-support.
 */
export const deniedPermissions = {
  /** Whoever may change who reads a store reads it. */
  grants: [
    'artifactregistry.googleapis.com/repositories.setIamPolicy',
    'cloudkms.googleapis.com/cryptoKeys.setIamPolicy',
    'cloudkms.googleapis.com/keyRings.setIamPolicy',
    'cloudresourcemanager.googleapis.com/projects.setIamPolicy',
    'compute.googleapis.com/disks.setIamPolicy',
    'compute.googleapis.com/images.setIamPolicy',
    'compute.googleapis.com/snapshots.setIamPolicy',
    'iam.googleapis.com/roles.create',
    'iam.googleapis.com/roles.update',
    'iam.googleapis.com/serviceAccounts.setIamPolicy',
    'storage.googleapis.com/buckets.setIamPolicy',
    'storage.googleapis.com/objects.setIamPolicy',
  ],
  /** A project that moves sheds its guards; a guard that goes leaves no trace on what it guarded. */
  guards: [
    'cloudresourcemanager.googleapis.com/projects.delete',
    'cloudresourcemanager.googleapis.com/projects.move',
    'cloudresourcemanager.googleapis.com/projects.updateLiens',
    'logging.googleapis.com/exclusions.create',
    'logging.googleapis.com/sinks.create',
    'logging.googleapis.com/sinks.delete',
    'logging.googleapis.com/sinks.update',
    'orgpolicy.googleapis.com/policies.create',
    'orgpolicy.googleapis.com/policies.delete',
    'orgpolicy.googleapis.com/policies.update',
    'orgpolicy.googleapis.com/policy.set',
  ],
  /** Becoming an account of the zone: pods and Google's own agents do, people never. */
  impersonation: [
    'iam.googleapis.com/serviceAccounts.getAccessToken',
    'iam.googleapis.com/serviceAccounts.getOpenIdToken',
    'iam.googleapis.com/serviceAccounts.implicitDelegation',
  ],
  /** What works outside the zone, for whoever holds it: nobody is excepted. */
  bearers: [
    'iam.googleapis.com/serviceAccountKeys.create',
    'iam.googleapis.com/serviceAccountKeys.upload',
    'iam.googleapis.com/serviceAccounts.signBlob',
    'iam.googleapis.com/serviceAccounts.signJwt',
    'storage.googleapis.com/hmacKeys.create',
  ],
} as const;
