/** Permissions to take an account's place: with a token, a signature, a delegation or a new key. */
export const tokenPermissions: readonly string[] = [
  'iam.serviceAccounts.getAccessToken',
  'iam.serviceAccounts.signBlob',
  'iam.serviceAccounts.signJwt',
  'iam.serviceAccounts.implicitDelegation',
];

/** Permissions to make a key of an account that works anywhere. */
export const keyPermissions: readonly string[] = ['iam.serviceAccountKeys.create', 'storage.hmacKeys.create'];
export const actAs = 'iam.serviceAccounts.actAs';
export const accountPolicy = 'iam.serviceAccounts.setIamPolicy';

/** Permissions to start something that runs as an account, each with its API. */
export const deploying: readonly (readonly [permission: string, service: string])[] = [
  ['compute.instances.create', 'compute.googleapis.com'],
  ['run.services.create', 'run.googleapis.com'],
  ['run.jobs.create', 'run.googleapis.com'],
  ['cloudfunctions.functions.create', 'cloudfunctions.googleapis.com'],
  ['cloudbuild.builds.create', 'cloudbuild.googleapis.com'],
  ['dataflow.jobs.create', 'dataflow.googleapis.com'],
  ['dataproc.clusters.create', 'dataproc.googleapis.com'],
  ['composer.environments.create', 'composer.googleapis.com'],
  ['workflows.workflows.create', 'workflows.googleapis.com'],
  ['cloudscheduler.jobs.create', 'cloudscheduler.googleapis.com'],
  ['notebooks.instances.create', 'notebooks.googleapis.com'],
  ['deploymentmanager.deployments.create', 'deploymentmanager.googleapis.com'],
];

/**
 * What stands for a basic role's place in the default policy of a bucket or dataset: a bucket that has no policy of its own lets viewers, editors and
 * owners of its project read (cloud.google.com/storage/docs/access-control/iam-roles#basic-roles-intrinsic).
 */
export const byDefaultPolicy = 'default.read';

/** True when a permission is one of a list that may hold `storage.objects.*`, `storage.*.get` or `*`. */
export function isAmong(permission: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    if (!pattern.includes('*')) return pattern === permission;
    const [own, asked] = [permission.split('.'), pattern.split('.')];
    return (
      asked.every((part, at) => part === '*' || part === own[at]) &&
      (own.length === asked.length || asked.at(-1) === '*')
    );
  });
}

/** A deny policy's name of a permission (`storage.googleapis.com/objects.get`) as roles have it. */
export function asRolePermission(name: string): string {
  const [service = '', rest] = name.split('/');
  if (rest === undefined) return name;
  const prefix = service.replace(/\.googleapis\.com$/u, '');
  return `${prefix === 'cloudresourcemanager' ? 'resourcemanager' : prefix}.${rest}`;
}

/** The API that a call with a permission goes to; that of the resource for most. */
export function serviceOf(permission: string, own: string): string {
  if (tokenPermissions.includes(permission)) return 'iamcredentials.googleapis.com';
  if (permission.startsWith('iam.')) return 'iam.googleapis.com';
  return permission === 'storage.hmacKeys.create' ? 'storage.googleapis.com' : own;
}
