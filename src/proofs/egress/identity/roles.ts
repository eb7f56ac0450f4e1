import { actAs, byDefaultPolicy, deploying, keyPermissions, tokenPermissions } from './permissions.ts';

const objects = ['storage.objects.get'];
const storageShares = ['storage.buckets.setIamPolicy', 'storage.objects.setIamPolicy'];
const tables = ['bigquery.tables.getData', 'bigquery.tables.export'];
const tableShares = ['bigquery.datasets.setIamPolicy', 'bigquery.datasets.update', 'bigquery.tables.setIamPolicy'];
const messages = ['pubsub.subscriptions.consume', 'pubsub.topics.attachSubscription'];
const messageShares = ['pubsub.topics.setIamPolicy', 'pubsub.subscriptions.setIamPolicy'];
const decrypts = ['cloudkms.cryptoKeyVersions.useToDecrypt'];
const delegated = ['cloudkms.cryptoKeyVersions.useToDecryptViaDelegation'];
const keyShares = ['cloudkms.cryptoKeys.setIamPolicy', 'cloudkms.keyRings.setIamPolicy'];
const secrets = ['secretmanager.versions.access'];
const pulls = ['artifactregistry.repositories.downloadArtifacts'];
const pushes = [...pulls, 'artifactregistry.repositories.uploadArtifacts'];
const disks = ['compute.disks.useReadOnly', 'compute.disks.createSnapshot'];
const images = ['compute.images.useReadOnly'];
const copies = ['compute.snapshots.useReadOnly', 'compute.machineImages.useReadOnly', ...images, ...disks];
const diskShares = ['compute.snapshots.setIamPolicy', 'compute.images.setIamPolicy', 'compute.disks.setIamPolicy'];
const imageShares = [...diskShares, 'compute.machineImages.setIamPolicy'];
const databases = ['cloudsql.instances.export', 'cloudsql.instances.connect', 'cloudsql.instances.login'];
const rows = ['spanner.databases.select', 'spanner.databases.read'];
const rowShares = ['spanner.databases.setIamPolicy', 'spanner.instances.setIamPolicy'];
const entries = ['logging.logEntries.list'];
const views = ['logging.views.access'];
const projectShares = ['resourcemanager.projects.setIamPolicy'];
const folderShares = ['resourcemanager.folders.setIamPolicy'];
const organisationShares = ['resourcemanager.organizations.setIamPolicy'];
const accountShares = ['iam.serviceAccounts.setIamPolicy'];
const starts = deploying.map(([permission]) => permission);
const runs = ['run.services.create', 'run.jobs.create'];
const machine = ['compute.instances.create'];

const editor = [
  byDefaultPolicy,
  ...messages,
  ...copies,
  ...pushes,
  ...databases,
  ...rows,
  ...entries,
  actAs,
  ...keyPermissions,
  ...starts,
];

/**
 * Predefined and basic roles, with those of their permissions that let data out or lead to somebody who may
 * (cloud.google.com/iam/docs/roles-permissions, as of August 2026). A role that stands neither here nor among `harmlessRoles` may do anything.
 */
const table: Readonly<Record<string, readonly string[]>> = {
  viewer: [
    byDefaultPolicy,
    ...images,
    'compute.disks.useReadOnly',
    ...pulls,
    'cloudsql.instances.export',
    ...rows,
    ...entries,
  ],
  editor,
  owner: [
    ...editor,
    ...tableShares,
    ...messageShares,
    ...decrypts,
    ...delegated,
    ...keyShares,
    ...secrets,
    'secretmanager.secrets.setIamPolicy',
    ...imageShares,
    'artifactregistry.repositories.setIamPolicy',
    ...rowShares,
    ...views,
    ...projectShares,
    ...accountShares,
  ],
  'storage.admin': [...objects, ...storageShares],
  'storage.hmacKeyAdmin': keyPermissions.filter((one) => one.startsWith('storage.')),
  'storage.objectAdmin': [...objects, 'storage.objects.setIamPolicy'],
  'storage.objectUser': objects,
  'storage.objectViewer': objects,
  'storage.folderAdmin': [...objects, 'storage.objects.setIamPolicy'],
  'storage.legacyBucketOwner': ['storage.buckets.setIamPolicy'],
  'storage.legacyObjectOwner': [...objects, 'storage.objects.setIamPolicy'],
  'storage.legacyObjectReader': objects,
  'bigquery.admin': [...tables, ...tableShares],
  'bigquery.dataOwner': [...tables, ...tableShares],
  'bigquery.dataEditor': tables,
  'bigquery.dataViewer': tables,
  'bigquery.routineAdmin': ['bigquery.tables.getData'],
  'bigquery.securityAdmin': tableShares,
  'bigquery.studioAdmin': [...tables, ...tableShares],
  'pubsub.admin': [...messages, ...messageShares],
  'pubsub.editor': messages,
  'pubsub.subscriber': messages,
  'cloudkms.admin': [...delegated, ...keyShares],
  'cloudkms.cryptoKeyDecrypter': decrypts,
  'cloudkms.cryptoKeyDecrypterViaDelegation': delegated,
  'cloudkms.cryptoKeyEncrypterDecrypter': decrypts,
  'cloudkms.cryptoKeyEncrypterDecrypterViaDelegation': delegated,
  'cloudkms.cryptoOperator': decrypts,
  'secretmanager.admin': [...secrets, 'secretmanager.secrets.setIamPolicy'],
  'secretmanager.secretAccessor': secrets,
  'artifactregistry.admin': [...pushes, 'artifactregistry.repositories.setIamPolicy'],
  'artifactregistry.repoAdmin': pushes,
  'artifactregistry.writer': pushes,
  'artifactregistry.reader': pulls,
  'compute.admin': [...copies, ...imageShares, ...machine],
  'compute.instanceAdmin': [
    ...images,
    ...disks,
    'compute.machineImages.useReadOnly',
    'compute.machineImages.setIamPolicy',
    ...machine,
  ],
  'compute.instanceAdmin.v1': [...copies, ...imageShares, ...machine],
  'compute.storageAdmin': ['compute.snapshots.useReadOnly', ...images, ...disks, ...diskShares],
  'compute.imageUser': images,
  'cloudsql.admin': databases,
  'cloudsql.editor': ['cloudsql.instances.export', 'cloudsql.instances.connect'],
  'cloudsql.client': ['cloudsql.instances.connect'],
  'cloudsql.instanceUser': ['cloudsql.instances.login'],
  'cloudsql.viewer': ['cloudsql.instances.export'],
  'spanner.admin': [...rows, ...rowShares],
  'spanner.databaseAdmin': [...rows, 'spanner.databases.setIamPolicy'],
  'spanner.databaseReader': rows,
  'spanner.databaseUser': rows,
  'logging.admin': [...entries, ...views],
  'logging.privateLogViewer': [...entries, ...views],
  'logging.viewAccessor': views,
  'logging.viewer': entries,
  'resourcemanager.projectIamAdmin': projectShares,
  'resourcemanager.folderAdmin': [...projectShares, ...folderShares],
  'resourcemanager.folderIamAdmin': folderShares,
  'resourcemanager.organizationAdmin': [...projectShares, ...folderShares, ...organisationShares],
  'iam.securityAdmin': [
    ...storageShares,
    'bigquery.datasets.setIamPolicy',
    'bigquery.tables.setIamPolicy',
    ...messageShares,
    ...keyShares,
    'secretmanager.secrets.setIamPolicy',
    ...imageShares,
    'artifactregistry.repositories.setIamPolicy',
    ...rowShares,
    ...entries,
    ...projectShares,
    ...folderShares,
    ...organisationShares,
    ...accountShares,
  ],
  'iam.securityReviewer': entries,
  'iam.serviceAccountAdmin': accountShares,
  'iam.serviceAccountKeyAdmin': keyPermissions.filter((one) => one.startsWith('iam.')),
  'iam.serviceAccountTokenCreator': tokenPermissions,
  'iam.serviceAccountUser': [actAs],
  'iam.workloadIdentityUser': ['iam.serviceAccounts.getAccessToken'],
  'run.admin': runs,
  'run.developer': runs,
  'cloudfunctions.admin': [...pulls, ...runs, 'cloudfunctions.functions.create'],
  'cloudfunctions.developer': [...pulls, ...runs, 'cloudfunctions.functions.create'],
  'cloudbuild.builds.editor': ['cloudbuild.builds.create'],
  'cloudbuild.builds.builder': [...objects, ...pushes, ...entries, ...views, 'cloudbuild.builds.create'],
  'dataflow.admin': [...objects, 'cloudbuild.builds.create', 'dataflow.jobs.create'],
  'dataflow.developer': ['cloudbuild.builds.create', 'dataflow.jobs.create'],
  'dataflow.worker': objects,
  'dataproc.admin': ['dataproc.clusters.create'],
  'dataproc.editor': ['dataproc.clusters.create'],
  'dataproc.worker': [...objects, 'storage.objects.setIamPolicy'],
  'composer.admin': ['composer.environments.create'],
  'workflows.admin': ['workflows.workflows.create'],
  'workflows.editor': ['workflows.workflows.create'],
};

/** Roles with no such permission at all: what they allow hands out no record and leads to nobody who could. */
const harmlessRoles: ReadonlySet<string> = new Set([
  'artifactregistry.attachmentReader',
  'bigquery.connectionUser',
  'bigquery.jobUser',
  'bigquery.metadataViewer',
  'bigquery.readSessionUser',
  'bigquery.resourceViewer',
  'bigquery.user',
  'binaryauthorization.attestorsViewer',
  'binaryauthorization.policyViewer',
  'browser',
  'cloudfunctions.invoker',
  'cloudkms.cryptoKeyEncrypter',
  'cloudkms.publicKeyViewer',
  'cloudkms.signer',
  'cloudkms.signerVerifier',
  'cloudkms.verifier',
  'cloudkms.viewer',
  'cloudtrace.agent',
  'compute.networkUser',
  'compute.networkViewer',
  'compute.viewer',
  'container.clusterViewer',
  'container.defaultNodeServiceAccount',
  'dns.reader',
  'errorreporting.writer',
  'iam.roleViewer',
  'iam.serviceAccountViewer',
  'logging.bucketWriter',
  'logging.configWriter',
  'logging.logWriter',
  'monitoring.metricWriter',
  'monitoring.viewer',
  'pubsub.publisher',
  'pubsub.viewer',
  'resourcemanager.folderViewer',
  'resourcemanager.organizationViewer',
  'run.invoker',
  'secretmanager.secretVersionAdder',
  'secretmanager.viewer',
  'serviceusage.serviceUsageConsumer',
  'serviceusage.serviceUsageViewer',
  'stackdriver.resourceMetadata.writer',
  'storage.bucketViewer',
  'storage.legacyBucketReader',
  'storage.legacyBucketWriter',
  'storage.objectCreator',
]);

/** The permissions of a predefined role that let data out; null for a role that the table does not know. */
export function permissionsOfRole(role: string): readonly string[] | null {
  const name = role.replace(/^roles\//u, '');
  const listed = Object.hasOwn(table, name) ? table[name] : undefined;
  return listed ?? (harmlessRoles.has(name) ? [] : null);
}

/** Every permission that the search knows: what a role that is not known may have. */
export const everyPermission: ReadonlySet<string> = new Set(Object.values(table).flat());
