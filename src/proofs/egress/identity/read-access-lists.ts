import type { Resource } from '../../../estate/estate.ts';
import { isValueArray, Unknown, type ValueObject } from '../../../estate/value.ts';
import { blocksOf, scalarOf } from '../../world.ts';
import { type GrantReading, preventsPublic } from './grant-reading.ts';
import type { GrantFacts } from './model.ts';
import { isEverybody } from './principals.ts';
import { everyPermission } from './roles.ts';

const bigqueryRoles: ReadonlyMap<string, string> = new Map([
  ['READER', 'roles/bigquery.dataViewer'],
  ['WRITER', 'roles/bigquery.dataEditor'],
  ['OWNER', 'roles/bigquery.dataOwner'],
]);

const storageTypes = [
  'google_storage_bucket_access_control',
  'google_storage_default_object_access_control',
  'google_storage_object_access_control',
  'google_storage_bucket_acl',
  'google_storage_default_object_acl',
  'google_storage_object_acl',
] as const;

/** Grants that are no IAM policy: the access list of a dataset, and the lists of buckets and objects where they are in force. */
export function readAccessLists(reading: GrantReading): readonly GrantFacts[] {
  const { world } = reading;
  const datasets = world.inside('google_bigquery_dataset').flatMap((dataset) => {
    const blocks = blocksOf(dataset.values, 'access');
    const entries = blocks === 'unknown' ? [null] : blocks;
    return entries.flatMap((entry) => datasetGrant(reading, dataset, dataset, entry));
  });
  const single = world.everywhere('google_bigquery_dataset_access').flatMap((entry) => {
    const owner = world.targets(entry, 'dataset_id').find(({ type }) => type === 'google_bigquery_dataset');
    return owner === undefined ? [] : datasetGrant(reading, owner, entry, entry.values);
  });
  return [...datasets, ...single, ...world.everywhere(...storageTypes).flatMap((list) => bucketGrants(reading, list))];
}

const memberAttributes: readonly (readonly [attribute: string, prefix: string])[] = [
  ['user_by_email', 'user:'],
  ['group_by_email', 'group:'],
  ['domain', 'domain:'],
  ['iam_member', ''],
];

function datasetGrant(
  { unseen, tree, roles }: GrantReading,
  dataset: Resource,
  owner: Resource,
  entry: ValueObject | null,
): readonly GrantFacts[] {
  const node = tree.find(dataset.id);
  if (node === undefined) return [];
  if (entry === null || memberAttributes.some(([attribute]) => entry[attribute] instanceof Unknown)) {
    // An entry that can't be seen may be for anybody.
    const anybody = { id: owner.id, node, permissions: everyPermission, principals: [`unknown:${owner.address}`] };
    return unseen.isOpen ? [anybody] : [];
  }
  const role = scalarOf(entry, 'role') ?? '';
  const permissions = roles.permissionsOf(typeof role === 'string' ? (bigqueryRoles.get(role) ?? role) : role);
  const principals = [
    ...memberAttributes.flatMap(([attribute, prefix]) => memberOf(entry, attribute, prefix)),
    ...specialOf(entry),
  ];
  return permissions.size === 0 || principals.length === 0 ? [] : [{ id: owner.id, node, permissions, principals }];
}

function memberOf(entry: ValueObject, attribute: string, prefix: string): readonly string[] {
  const text = scalarOf(entry, attribute);
  if (typeof text !== 'string' || text === '') return [];
  return [prefix === 'user:' && text.endsWith('.gserviceaccount.com') ? `serviceAccount:${text}` : `${prefix}${text}`];
}

/** `projectOwners` and the like hold the basic roles, which are read where they are granted. */
function specialOf(entry: ValueObject): readonly string[] {
  const group = scalarOf(entry, 'special_group');
  if (group === 'allUsers' || group === 'allAuthenticatedUsers') return [group];
  return group === 'projectReaders' || group === 'projectWriters' || group === 'projectOwners'
    ? ['projectViewer:p']
    : [];
}

/** Lists are in force only where access is not uniform (cloud.google.com/storage/docs/uniform-bucket-level-access). */
function bucketGrants(reading: GrantReading, list: Resource): readonly GrantFacts[] {
  const { world, unseen, tree } = reading;
  const bucket = world.targets(list, 'bucket').find(({ type }) => type === 'google_storage_bucket');
  const node = bucket === undefined ? undefined : tree.find(bucket.id);
  if (bucket === undefined || node === undefined) return [];
  const uniform = scalarOf(bucket.values, 'uniform_bucket_level_access');
  if (uniform === 'true' || (uniform instanceof Unknown && !unseen.isOpen)) return [];
  const principals = entitiesOf(list.values)
    .map((entity) => memberOfEntity(entity))
    .filter((one) => !one.startsWith('unknown:') || unseen.isOpen)
    .filter((one) => !isEverybody(one) || !preventsPublic(reading, node));
  const permissions = new Set(['storage.objects.get']);
  return principals.length === 0 ? [] : [{ id: list.id, node, permissions, principals }];
}

/** `entity` of one entry, `ROLE:entity` of a list, or a predefined list. */
function entitiesOf(values: ValueObject): readonly string[] {
  const predefined = scalarOf(values, 'predefined_acl') ?? scalarOf(values, 'default_acl');
  if (predefined === 'publicRead' || predefined === 'publicReadWrite') return ['allUsers'];
  if (predefined === 'authenticatedRead') return ['allAuthenticatedUsers'];
  const list = values['role_entity'];
  if (list instanceof Unknown || values['entity'] instanceof Unknown) return [''];
  const entries = isValueArray(list)
    ? list.map((one) => (typeof one === 'string' ? one.replace(/^[A-Z]+:/u, '') : ''))
    : [];
  const single = scalarOf(values, 'entity');
  return typeof single === 'string' ? [...entries, single] : entries;
}

function memberOfEntity(entity: string): string {
  if (isEverybody(entity)) return entity;
  const [, kind = '', name = ''] = /^(user|group|domain)-(.+)$/u.exec(entity) ?? [];
  if (kind === 'user') return name.endsWith('.gserviceaccount.com') ? `serviceAccount:${name}` : `user:${name}`;
  if (kind !== '') return `${kind}:${name}`;
  return entity.startsWith('project-') ? 'projectViewer:p' : 'unknown:entity';
}
