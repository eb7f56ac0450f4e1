import type { Resource } from './estate.ts';
import type { Reference } from './value.ts';

/** Attributes that often name another resource by its text instead of by a reference, with what they may name. */
const naming: Readonly<Record<string, readonly (readonly [type: string, attribute: string])[]>> = {
  bucket: [
    ['google_storage_bucket', 'name'],
    ['aws_s3_bucket', 'bucket'],
  ],
  network: [['google_compute_network', 'name']],
  subnetwork: [['google_compute_subnetwork', 'name']],
  router: [['google_compute_router', 'name']],
  cluster: [['google_container_cluster', 'name']],
  managed_zone: [['google_dns_managed_zone', 'name']],
  dataset_id: [['google_bigquery_dataset', 'dataset_id']],
  key_ring: [['google_kms_key_ring', 'name']],
  crypto_key_id: [['google_kms_crypto_key', 'name']],
  secret_id: [['google_secret_manager_secret', 'secret_id']],
  topic: [['google_pubsub_topic', 'name']],
};

export type NameIndex = ReadonlyMap<string, Resource>;

/** Resources by type and the text by which others may name them. */
export function indexNames(resources: readonly Resource[]): NameIndex {
  const wanted = new Map<string, string>();
  for (const pairs of Object.values(naming)) for (const [type, attribute] of pairs) wanted.set(type, attribute);
  const index = new Map<string, Resource>();
  for (const resource of resources) {
    const attribute = wanted.get(resource.type);
    const name = attribute === undefined ? undefined : resource.values[attribute];
    if (typeof name === 'string') index.set(`${resource.type}\0${name}`, resource);
  }
  return index;
}

/** References that a resource holds as plain text, e.g. `bucket = "records"`; by attribute. */
export function literalReferences(resource: Resource, names: NameIndex): [string, Reference][] {
  const found: [string, Reference][] = [];
  for (const attribute in naming) {
    const text = resource.values[attribute];
    if (typeof text !== 'string') continue;
    for (const [type] of naming[attribute] ?? []) {
      const target = names.get(`${type}\0${lastSegment(text)}`);
      if (target === undefined || target === resource) continue;
      const via = [{ address: resource.address, why: `named by its text in ${attribute}` }];
      found.push([attribute, { address: target.address, type, attribute: '', stack: target.stack, via }]);
    }
  }
  return found;
}

/** `projects/p/global/networks/n` and self links end in the name. */
function lastSegment(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}
