import { describe, expect, it } from 'vitest';
import type { Zone } from '../../../src/configuration/configuration.ts';
import type { Resource } from '../../../src/estate/estate.ts';
import { isInNoZone, Placement } from '../../../src/estate/placement.ts';
import { ResourceIndex } from '../../../src/estate/resource-index.ts';
import { Unknown } from '../../../src/estate/value.ts';
import { aResource } from '../../support/a-resource.ts';

function aZone(name: string, select: Partial<Zone['select']>): Zone {
  return {
    name,
    dataClass: 'remote-sensing',
    select: { projects: [], accounts: [], folders: [], stacks: [], ...select },
    allowedPlaces: [],
    allowedResourceTypes: null,
    handlers: [],
    roomNetworks: [],
  };
}

const records = aZone('records', { projects: ['rs-*'], accounts: ['123456789012'], folders: ['777'] });
const office = aZone('office', { stacks: ['office-*'], projects: ['office'] });

function zoneOf(resource: Resource, others: readonly Resource[] = [], fallback: Zone | null = null): string | null {
  const all = [resource, ...others];
  return new Placement([records, office], all, new ResourceIndex(all), fallback).zoneOf(resource)?.name ?? null;
}

const provided = (values: Record<string, string | readonly string[] | readonly object[]>): Partial<Resource> => ({
  provider: { key: 'p', values: values as Resource['provider']['values'] },
});

describe('which zone holds a resource', () => {
  it('goes by its own project before that of its provider', () => {
    const resource = aResource('google_storage_bucket.b', { project: 'rs-prd' }, {}, provided({ project: 'office' }));
    expect(zoneOf(resource)).toBe('records');
  });

  it('goes by its provider where it names no project', () => {
    expect(zoneOf(aResource('google_storage_bucket.b', {}, {}, provided({ project: 'rs-prd' })))).toBe('records');
  });

  it('does not take the provider’s project for one that is configured but not known', () => {
    const resource = aResource(
      'google_storage_bucket.b',
      { project: new Unknown('after-apply') },
      {},
      provided({ project: 'rs-prd' }),
    );
    expect(zoneOf(resource)).toBeNull();
  });

  it('follows a key to its ring and a grant to its bucket', () => {
    const ring = aResource('google_kms_key_ring.r', { project: 'rs-prd' });
    const key = aResource('google_kms_crypto_key.k', {}, { key_ring: 'google_kms_key_ring.r' });
    const version = aResource('google_kms_crypto_key_iam_member.m', {}, { crypto_key_id: 'google_kms_crypto_key.k' });
    expect(
      [key, version].map((one) => zoneOf(one, [ring, ...[key, version].filter((other) => other !== one)])),
    ).toEqual(['records', 'records']);
  });

  it('does not put a bucket into the zone of the key that encrypts it', () => {
    const key = aResource('google_kms_crypto_key.k', { project: 'rs-prd' });
    const bucket = aResource(
      'google_storage_bucket.b',
      {},
      { 'encryption.0.default_kms_key_name': 'google_kms_crypto_key.k' },
    );
    expect(zoneOf(bucket, [key])).toBeNull();
  });

  it('goes by account in AWS, from the provider’s allowed account or its role', () => {
    const role = [{ role_arn: 'arn:aws:iam::123456789012:role/deploy' }];
    expect(zoneOf(aResource('aws_vpc.v', {}, {}, provided({ allowed_account_ids: ['123456789012'] })))).toBe('records');
    expect(zoneOf(aResource('aws_vpc.v', {}, {}, provided({ assume_role: role })))).toBe('records');
    expect(zoneOf(aResource('aws_vpc.v'))).toBeNull();
  });

  it('goes by the folder of the project, then by the stack', () => {
    const project = aResource('google_project.p', { project_id: 'other', folder_id: 'folders/777' });
    expect(zoneOf(aResource('google_storage_bucket.b', { project: 'other' }), [project])).toBe('records');
    expect(zoneOf(aResource('google_storage_bucket.b', { project: 'other' }, {}, { stack: 'office-dev' }))).toBe(
      'office',
    );
  });

  it('places what is deleted by what it was', () => {
    const gone = aResource('google_storage_bucket.b', {}, {}, { actions: ['delete'], before: { project: 'rs-prd' } });
    expect(zoneOf(gone)).toBe('records');
  });

  it('puts what nobody claims into the assumed zone, and nothing else', () => {
    expect(zoneOf(aResource('google_storage_bucket.b'), [], office)).toBe('office');
    expect(zoneOf(aResource('google_storage_bucket.b', { project: 'rs-prd' }), [], office)).toBe('records');
  });

  it('leaves organisation-level guards and resources of no cloud out of every zone', () => {
    const guards = [
      'google_access_context_manager_service_perimeter',
      'google_org_policy_policy',
      'google_folder',
      'terraform_data',
    ];
    expect(guards.map(isInNoZone)).toEqual([true, true, true, true]);
    expect(isInNoZone('google_storage_bucket')).toBe(false);
    expect(zoneOf(aResource('google_folder.f', { project: 'rs-prd' }), [], office)).toBeNull();
  });

  it('rejects two zones that claim the same project', () => {
    const resource = aResource('google_storage_bucket.b', { project: 'rs-prd' });
    const twin = aZone('twin', { projects: ['*'] });
    const placement = new Placement([records, twin], [resource], new ResourceIndex([resource]), null);
    expect(() => placement.zoneOf(resource)).toThrow(expect.objectContaining({ code: 'ZONE_AMBIGUOUS' }));
  });
});
