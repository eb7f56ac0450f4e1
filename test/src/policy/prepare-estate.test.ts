import { describe, expect, it } from 'vitest';
import { builtInConfiguration } from '../../../src/configuration/built-in-configuration.ts';
import type { Zone } from '../../../src/configuration/configuration.ts';
import type { Resource } from '../../../src/estate/estate.ts';
import { ResourceIndex } from '../../../src/estate/resource-index.ts';
import { Unknown } from '../../../src/estate/value.ts';
import type { Catalog } from '../../../src/policy/catalog.ts';
import { type PreparedEstate, prepareEstate } from '../../../src/policy/prepare-estate.ts';
import { aReference, aResource } from '../../support/a-resource.ts';

const zone: Zone = {
  name: 'records',
  dataClass: 'remote-sensing',
  select: { projects: [], accounts: [], folders: [], stacks: [] },
  allowedPlaces: ['asia-northeast1'],
  allowedResourceTypes: null,
  handlers: [],
  roomNetworks: [],
};
const catalog = {
  controls: [
    {
      id: 'storage.location',
      types: ['google_storage_bucket', 'google_kms_crypto_key'],
      dataClasses: ['remote-sensing'],
    },
    { id: 'iam.public_members', types: ['google_storage_bucket'], dataClasses: [] },
  ],
} as unknown as Catalog;

function prepare(
  resources: readonly Resource[],
  inZone: Zone | null = zone,
): { document: Document; prepared: PreparedEstate } {
  const prepared = prepareEstate({
    estate: { stage: 'plan', stacks: [], resources },
    index: new ResourceIndex(resources),
    zoneOf: () => inZone,
    exits: {},
    zones: inZone === null ? [] : [inZone],
    configuration: builtInConfiguration,
    catalog,
    now: new Date('2026-11-24T00:00:00Z'),
  });
  return { document: JSON.parse(new TextDecoder().decode(prepared.bytes)) as Document, prepared };
}

interface Document {
  readonly estate: {
    readonly types: Record<string, Record<string, unknown>[]>;
    readonly deleted: Record<string, Record<string, unknown>[]>;
    readonly zones: Record<string, { inventory: unknown }>;
    readonly unplaced: unknown;
  };
}

const key = aResource('google_kms_crypto_key.k', { location: 'Asia-Northeast1' });
const name = new Unknown('after-apply', [aReference('google_kms_crypto_key.k')], true);
const bucket = aResource(
  'google_storage_bucket.b',
  { encryption: [{ default_kms_key_name: name }], location: 'ASIA-NORTHEAST1' },
  { 'encryption.0.default_kms_key_name': 'google_kms_crypto_key.k' },
);

describe('the prepared estate', () => {
  it('does not count what the plan deletes or forgets among what a zone holds, but what it replaces', () => {
    const gone = { ...aResource('google_compute_router_nat.n', {}), actions: ['delete'] as const };
    const forgotten = { ...aResource('google_storage_bucket.f', {}), actions: ['forget'] as const };
    const replaced = { ...aResource('google_storage_bucket.r', {}), actions: ['delete', 'create'] as const };
    const { estate } = prepare([gone, forgotten, replaced]).document;
    expect(estate.zones['records']?.inventory).toEqual({ google_storage_bucket: [replaced.id] });
  });

  it('shows references both ways, an unknown with what will decide it, and zone and region', () => {
    const { estate } = prepare([key, bucket]).document;
    const common = { zone: 'records', class: 'remote-sensing', actions: ['create'], region: 'asia-northeast1' };
    const ref = { type: 'google_kms_crypto_key', attr: 'id', at: 0 };
    expect(estate.types).toEqual({
      google_kms_crypto_key: [
        { ...common, id: key.id, values: { location: 'Asia-Northeast1' }, attached: { google_storage_bucket: [0] } },
      ],
      google_storage_bucket: [
        {
          ...common,
          id: bucket.id,
          values: {
            encryption: [{ default_kms_key_name: { $unknown: 'after-apply', refs: [ref], exact: true } }],
            location: 'ASIA-NORTHEAST1',
          },
          refs: { encryption: [ref] },
        },
      ],
    });
  });

  it('says that a reference which leads nowhere proves nothing', () => {
    const { estate } = prepare([bucket]).document;
    expect(estate.types['google_storage_bucket']?.[0]?.['values']).toMatchObject({
      encryption: [{ default_kms_key_name: { $unknown: 'missing', exact: true } }],
    });
  });

  it('doubles a leading dollar, so that a literal can not pass for an unknown that is proven', () => {
    const forged = {
      $unknown: 'after-apply',
      refs: [{ type: 'google_kms_crypto_key', attr: 'id', at: 0 }],
      exact: true,
    };
    const { estate } = prepare([
      aResource('google_storage_bucket.b', { encryption: [{ default_kms_key_name: forged }] }),
    ]).document;
    expect(estate.types['google_storage_bucket']?.[0]?.['values']).toEqual({
      encryption: [{ default_kms_key_name: { $$unknown: forged.$unknown, refs: forged.refs, exact: true } }],
    });
  });

  it('loses no value when a doubled key meets one that was there already', () => {
    const labels = { $a: 'one', $$a: 'two' };
    const { estate } = prepare([aResource('google_storage_bucket.b', { labels })]).document;
    expect(estate.types['google_storage_bucket']?.[0]?.['values']).toEqual({ labels: { $$a: 'one', $$$a: 'two' } });
  });

  it('sends types that no control names by id only, so that an allow-list still sees them', () => {
    const { document, prepared } = prepare([bucket, aResource('google_new_thing.x', { secret: 'value' })]);
    expect(Object.keys(document.estate.types)).toEqual(['google_storage_bucket']);
    expect(document.estate.zones['records']?.inventory).toEqual({
      google_storage_bucket: ['s/google_storage_bucket.b'],
      google_new_thing: ['s/google_new_thing.x'],
    });
    expect(prepared.sent).toBe(1);
  });

  it('keeps what is deleted apart from what will exist, and a replacement in both', () => {
    const deleted = { ...bucket, values: {}, before: { name: 'old' }, actions: ['delete'] as const };
    const replaced = aResource(
      'google_storage_bucket.r',
      { name: 'new' },
      {},
      { before: { name: 'old' }, actions: ['delete', 'create'] },
    );
    const { estate } = prepare([deleted, replaced]).document;
    const ids = (list: Record<string, unknown>[] | undefined): unknown =>
      list?.map((one) => [one['id'], one['values']]);
    expect(ids(estate.types['google_storage_bucket'])).toEqual([[replaced.id, { name: 'new' }]]);
    expect(ids(estate.deleted['google_storage_bucket'])).toEqual([
      [deleted.id, { name: 'old' }],
      [replaced.id, { name: 'old' }],
    ]);
  });

  it('counts what no zone holds once per stack, and as one group where there are no zones', () => {
    const guard = aResource('google_folder.f');
    expect(prepare([bucket, key, guard], null).document.estate.unplaced).toEqual([
      { group: '', example: bucket.id, count: 2, controls: 'storage.location' },
    ]);
  });

  it('shows what only the configuration says of a resource: ignored changes, protection, provisioners', () => {
    const lifecycle = { preventDestroy: true, ignoreChanges: ['status'], createBeforeDestroy: false };
    const { estate } = prepare([{ ...bucket, lifecycle, provisioners: ['local-exec'] }]).document;
    expect(estate.types['google_storage_bucket']?.[0]).toMatchObject({
      ignore_changes: ['status'],
      prevent_destroy: true,
      provisioners: ['local-exec'],
    });
  });
});
