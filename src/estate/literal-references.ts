import { AwsNames } from './aws-names.ts';
import type { Resource } from './estate.ts';
import { isValueArray, isValueObject, type Reference, type Value } from './value.ts';

/** A type of resource, and the attribute that holds the name by which texts name it. */
type Named = readonly [type: string, attribute: string];

const bucket: Named = ['google_storage_bucket', 'name'];
const network: Named = ['google_compute_network', 'name'];
const subnetwork: Named = ['google_compute_subnetwork', 'name'];
const disks: readonly Named[] = [
  ['google_compute_disk', 'name'],
  ['google_compute_region_disk', 'name'],
];

/** Attributes that often hold the bare name of another resource of the same project, at any depth. */
const bareNames = byName({
  bucket: [bucket],
  bucket_name: [bucket],
  log_bucket: [bucket],
  network: [network],
  network_url: [network],
  subnetwork: [subnetwork],
  router: [['google_compute_router', 'name']],
  cluster: [['google_container_cluster', 'name']],
  managed_zone: [['google_dns_managed_zone', 'name']],
  dataset_id: [['google_bigquery_dataset', 'dataset_id']],
  key_ring: [['google_kms_key_ring', 'name']],
  crypto_key_id: [['google_kms_crypto_key', 'name']],
  secret_id: [['google_secret_manager_secret', 'secret_id']],
  topic: [['google_pubsub_topic', 'name']],
  source_disk: disks,
  snapshot: [['google_compute_snapshot', 'name']],
});

/** Collections of Google's resource names: `projects/P/…/COLLECTION/NAME` (cloud.google.com/apis/design/resource_names). */
const collections = byName({
  networks: [network],
  subnetworks: [subnetwork],
  routers: [['google_compute_router', 'name']],
  instances: [
    ['google_compute_instance', 'name'],
    ['google_sql_database_instance', 'name'],
    ['google_spanner_instance', 'name'],
  ],
  disks,
  snapshots: [['google_compute_snapshot', 'name']],
  images: [['google_compute_image', 'name']],
  machineImages: [['google_compute_machine_image', 'name']],
  backendServices: [
    ['google_compute_backend_service', 'name'],
    ['google_compute_region_backend_service', 'name'],
  ],
  clusters: [['google_container_cluster', 'name']],
  keyRings: [['google_kms_key_ring', 'name']],
  cryptoKeys: [['google_kms_crypto_key', 'name']],
  topics: [['google_pubsub_topic', 'name']],
  subscriptions: [['google_pubsub_subscription', 'name']],
  datasets: [['google_bigquery_dataset', 'dataset_id']],
  tables: [['google_bigquery_table', 'table_id']],
  secrets: [['google_secret_manager_secret', 'secret_id']],
  repositories: [['google_artifact_registry_repository', 'repository_id']],
  managedZones: [['google_dns_managed_zone', 'name']],
  backupPlans: [['google_gke_backup_backup_plan', 'name']],
  buckets: [bucket, ['google_logging_project_bucket_config', 'bucket_id']],
});

/** Types whose names are unique in the whole cloud: no project needs to fit. */
const unique: ReadonlySet<string> = new Set(['google_storage_bucket']);

/** Names come from other people's files: one that every object has by itself must find nothing. */
function byName(table: Readonly<Record<string, readonly Named[]>>): ReadonlyMap<string, readonly Named[]> {
  return new Map(Object.entries(table));
}

const nothing: readonly Resource[] = [];

export interface NameIndex {
  readonly google: ReadonlyMap<string, readonly Resource[]>;
  readonly aws: AwsNames;
}

/** Resources by type and the text by which others may name them. */
export function indexNames(resources: readonly Resource[]): NameIndex {
  const attributes = new Map<string, string>();
  for (const pairs of [...bareNames.values(), ...collections.values()])
    for (const [type, attribute] of pairs) attributes.set(type, attribute);
  const index = new Map<string, Resource[]>();
  for (const resource of resources) {
    const attribute = attributes.get(resource.type);
    const name = attribute === undefined ? undefined : resource.values[attribute];
    if (typeof name !== 'string') continue;
    const key = `${resource.type}\0${lastSegment(name)}`;
    const list = index.get(key);
    if (list === undefined) index.set(key, [resource]);
    else list.push(resource);
  }
  return { google: index, aws: new AwsNames(resources) };
}

/** References that a resource holds as plain text, e.g. `bucket = "records"` or a self link in a block; by dotted attribute. */
export function literalReferences(resource: Resource, names: NameIndex): [string, Reference][] {
  const found: [string, Reference][] = [];
  const visit = (value: Value, attribute: string, path: string): void => {
    if (typeof value === 'string') {
      for (const target of targetsOf(value, attribute, resource, names))
        found.push([path, referenceTo(target, resource, path)]);
    } else if (isValueArray(value)) {
      value.forEach((member, at) => {
        visit(member, attribute, typeof member === 'string' ? path : `${path}.${String(at)}`);
      });
    } else if (isValueObject(value)) {
      for (const name in value) visit(value[name] ?? null, name, `${path}.${name}`);
    }
  };
  for (const name in resource.values) visit(resource.values[name] ?? null, name, name);
  return found;
}

function referenceTo({ address, type, stack }: Resource, owner: Resource, path: string): Reference {
  const via = [{ address: owner.address, why: `named by its text in ${path}` }];
  return { address, type, attribute: '', stack, via };
}

/** What a text names: a bucket by its URI, anything by its resource name, or, in an attribute that is for such names, something of the same project. */
function targetsOf(text: string, attribute: string, owner: Resource, names: NameIndex): readonly Resource[] {
  const named = text.includes('/') ? parsePath(text) : null;
  const types = named === null ? bareNames.get(attribute) : named.bucket ? [bucket] : collections.get(named.collection);
  const project = named === null ? projectOf(owner) : named.project;
  const google = types === undefined ? nothing : candidates(types, named?.name ?? text, project, names);
  const aws = names.aws.isEmpty ? nothing : names.aws.targetsOf(text, attribute, owner);
  const found = aws.length === 0 ? google : [...google, ...aws];
  return found.length === 0 ? nothing : found.filter((one) => one !== owner);
}

interface Path {
  readonly bucket: boolean;
  readonly collection: string;
  readonly name: string;
  /** The id of the project; null for a name that is unique without one, and for the number of a project. */
  readonly project: string | null;
}

/** `gs://B/…`, `storage.googleapis.com/B`, `projects/P/…/COLLECTION/NAME` with or without an API before it; null for any other text. */
function parsePath(text: string): Path | null {
  const direct = /^(?:gs:\/\/|(?:\/\/)?storage\.googleapis\.com\/)([^/\s*]+)(?:\/\S*)?$/u.exec(text)?.[1];
  if (direct !== undefined && direct !== 'projects')
    return { bucket: true, collection: 'buckets', name: direct, project: null };
  const [, project = '', rest = ''] = /^(?:\S*\/)?projects\/([^/\s]+)\/(\S+)$/u.exec(text) ?? [];
  const [collection, name] = rest.split('/').slice(-2);
  if (collection === undefined || name === undefined) return null;
  // A number says nothing of the id by which resources say where they are.
  return { bucket: project === '_', collection, name, project: /^\d+$/u.test(project) ? null : project };
}

/** Declared resources of that name: those of the project, or, while the project of none is known to be it, those whose project can't be seen. */
function candidates(
  types: readonly Named[],
  name: string,
  project: string | null,
  names: NameIndex,
): readonly Resource[] {
  const last = lastSegment(name);
  const named = types.flatMap(([type]) => names.google.get(`${type}\0${last}`) ?? nothing);
  if (named.length === 0) return nothing;
  const sure = named.filter((one) => unique.has(one.type) || (project !== null && projectOf(one) === project));
  if (sure.length > 0) return sure;
  return named.filter((one) => project === null || projectOf(one) === null);
}

/** The id of the project that a resource says it is in, or its provider does; null when neither can be seen. */
function projectOf({ values, provider }: Resource): string | null {
  const project = values['project'] ?? provider.values['project'];
  return typeof project === 'string' ? project : null;
}

/** `projects/p/global/networks/n` and self links end in the name. */
function lastSegment(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}
