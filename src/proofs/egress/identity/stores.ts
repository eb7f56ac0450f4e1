import { entitlementType } from '../guards/entitlement-grants.ts';

/** What the search knows of a type of resource that holds data. */
export interface StoreType {
  readonly service: string;
  readonly reads: readonly string[];
  readonly shares: readonly string[];
  /** Row of the table of exits that a grant on it opens. */
  readonly exit: string;
  /** Attributes by which others name it. */
  readonly names: readonly string[];
}

const storage = 'storage.googleapis.com';
const compute = 'compute.googleapis.com';
const bigquery = 'bigquery.googleapis.com';
const kms = 'cloudkms.googleapis.com';

/** A disk or a copy of one. */
function copy(kind: string, more: readonly string[] = []): StoreType {
  const reads = [`compute.${kind}.useReadOnly`, ...more];
  return { service: compute, reads, shares: [`compute.${kind}.setIamPolicy`], exit: 'E22', names: ['name'] };
}

/** Types that hold data of the zone, or what opens it. */
export const storeTypes: Readonly<Record<string, StoreType>> = {
  google_storage_bucket: {
    service: storage,
    reads: ['storage.objects.get'],
    shares: ['storage.buckets.setIamPolicy', 'storage.objects.setIamPolicy'],
    exit: 'E24',
    names: ['name'],
  },
  google_bigquery_dataset: {
    service: bigquery,
    reads: ['bigquery.tables.getData', 'bigquery.tables.export'],
    shares: ['bigquery.datasets.setIamPolicy', 'bigquery.datasets.update', 'bigquery.tables.setIamPolicy'],
    exit: 'E24',
    names: ['dataset_id'],
  },
  google_bigquery_table: {
    service: bigquery,
    reads: ['bigquery.tables.getData', 'bigquery.tables.export'],
    shares: ['bigquery.tables.setIamPolicy'],
    exit: 'E24',
    names: ['table_id'],
  },
  google_pubsub_topic: {
    service: 'pubsub.googleapis.com',
    reads: ['pubsub.topics.attachSubscription'],
    shares: ['pubsub.topics.setIamPolicy'],
    exit: 'E24',
    names: ['name'],
  },
  google_pubsub_subscription: {
    service: 'pubsub.googleapis.com',
    reads: ['pubsub.subscriptions.consume'],
    shares: ['pubsub.subscriptions.setIamPolicy'],
    exit: 'E24',
    names: ['name'],
  },
  google_kms_crypto_key: {
    service: kms,
    reads: ['cloudkms.cryptoKeyVersions.useToDecrypt'],
    shares: ['cloudkms.cryptoKeys.setIamPolicy'],
    exit: 'E30',
    names: ['name'],
  },
  google_kms_key_ring: {
    service: kms,
    reads: [],
    shares: ['cloudkms.keyRings.setIamPolicy'],
    exit: 'E30',
    names: ['name'],
  },
  google_secret_manager_secret: {
    service: 'secretmanager.googleapis.com',
    reads: ['secretmanager.versions.access'],
    shares: ['secretmanager.secrets.setIamPolicy'],
    exit: 'E24',
    names: ['secret_id'],
  },
  google_artifact_registry_repository: {
    service: 'artifactregistry.googleapis.com',
    reads: ['artifactregistry.repositories.downloadArtifacts'],
    shares: ['artifactregistry.repositories.setIamPolicy'],
    exit: 'E24',
    names: ['repository_id'],
  },
  google_compute_disk: copy('disks', ['compute.disks.createSnapshot']),
  google_compute_region_disk: copy('disks', ['compute.disks.createSnapshot']),
  google_compute_snapshot: copy('snapshots'),
  google_compute_image: copy('images'),
  google_compute_machine_image: copy('machineImages'),
  google_sql_database_instance: {
    service: 'sqladmin.googleapis.com',
    reads: ['cloudsql.instances.export', 'cloudsql.instances.login'],
    shares: [],
    exit: 'E24',
    names: ['name'],
  },
  google_spanner_instance: {
    service: 'spanner.googleapis.com',
    reads: [],
    shares: ['spanner.instances.setIamPolicy'],
    exit: 'E24',
    names: ['name'],
  },
  google_spanner_database: {
    service: 'spanner.googleapis.com',
    reads: ['spanner.databases.select', 'spanner.databases.read'],
    shares: ['spanner.databases.setIamPolicy'],
    exit: 'E24',
    names: ['name'],
  },
};

/** Permission to put something into a repository: one into which nobody of the zone puts anything holds nothing of it. */
export const uploads = 'artifactregistry.repositories.uploadArtifacts';

/** A type of a grant without its ending, with the attributes that name what it is on, most exact first. */
const grantTargets: Readonly<Record<string, readonly (readonly [attribute: string, type: string])[]>> = {
  google_storage_bucket: [['bucket', 'google_storage_bucket']],
  google_storage_managed_folder: [['bucket', 'google_storage_bucket']],
  google_bigquery_dataset: [['dataset_id', 'google_bigquery_dataset']],
  google_bigquery_table: [
    ['table_id', 'google_bigquery_table'],
    ['dataset_id', 'google_bigquery_dataset'],
  ],
  google_pubsub_topic: [['topic', 'google_pubsub_topic']],
  google_pubsub_subscription: [['subscription', 'google_pubsub_subscription']],
  google_kms_crypto_key: [['crypto_key_id', 'google_kms_crypto_key']],
  google_kms_key_ring: [['key_ring_id', 'google_kms_key_ring']],
  google_secret_manager_secret: [['secret_id', 'google_secret_manager_secret']],
  google_artifact_registry_repository: [['repository', 'google_artifact_registry_repository']],
  google_compute_disk: [['name', 'google_compute_disk']],
  google_compute_region_disk: [['name', 'google_compute_region_disk']],
  google_compute_snapshot: [['name', 'google_compute_snapshot']],
  google_compute_image: [['image', 'google_compute_image']],
  google_compute_machine_image: [['machine_image', 'google_compute_machine_image']],
  google_spanner_instance: [['instance', 'google_spanner_instance']],
  google_spanner_database: [
    ['database', 'google_spanner_database'],
    ['instance', 'google_spanner_instance'],
  ],
  google_service_account: [['service_account_id', 'google_service_account']],
  google_project: [['project', 'google_project']],
  google_folder: [['folder', 'google_folder']],
  google_organization: [['org_id', 'google_organization']],
};

/** What a grant of a type is on; null when the search for access does not know the type. */
export function targetsOfGrant(type: string): readonly (readonly [attribute: string, type: string])[] | null {
  if (type === entitlementType) return [];
  const base = type.replace(/_iam_(?:member|binding|policy)$/u, '');
  return base === type ? null : (grantTargets[base] ?? null);
}
