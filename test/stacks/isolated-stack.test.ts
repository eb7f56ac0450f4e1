import { describe, expect, it } from 'vitest';
import { environmentNames } from '../../stacks/environments.ts';
import { findStack, resourcesOf, synthesizeEstate } from './synthesize-estate.ts';

const stacks = synthesizeEstate();

describe.each(environmentNames)('the isolated stack of %s', (name) => {
  const stack = findStack(stacks, `isolated-${name}`);
  const foundation = findStack(stacks, `foundation-${name}`);

  it('holds no type through which data or packets leave', () => {
    const ways = [
      'google_compute_router_nat',
      'google_compute_address',
      'google_compute_global_address',
      'google_compute_network_peering',
      'google_compute_vpn_tunnel',
      'google_compute_forwarding_rule',
      'google_service_account_key',
      'google_storage_transfer_job',
    ];
    expect(ways.filter((type) => type in stack.json.resource || type in foundation.json.resource)).toEqual([]);
  });

  it('names its project on every resource that can name one', () => {
    const withoutProject = Object.entries(stack.json.resource)
      .filter(([, resources]) => Object.values(resources).some((resource) => resource['project'] === undefined))
      .map(([type]) => type);
    // These belong to the project of the key ring, the account or the bucket that they name.
    expect(withoutProject.sort()).toEqual([
      'google_kms_crypto_key',
      'google_kms_crypto_key_iam_policy',
      'google_service_account_iam_policy',
      'google_storage_bucket_iam_policy',
    ]);
  });

  it('places everything in Tokyo', () => {
    const places = Object.values(stack.json.resource).flatMap((resources) =>
      Object.values(resources).flatMap(({ location, region }) => [location, region]),
    );
    const named = places.filter((place) => typeof place === 'string').map((place) => place.toLowerCase());
    expect(new Set(named)).toEqual(new Set(['asia-northeast1']));
  });

  it('locks records and books for five years', () => {
    expect(resourcesOf(stack, 'google_storage_bucket').flatMap((bucket) => bucket['retention_policy'] ?? [])).toEqual([
      { retention_period: 157_852_800, is_locked: true },
    ]);
    expect(
      resourcesOf(stack, 'google_logging_project_bucket_config').map(({ locked, retention_days }) => [
        locked,
        retention_days,
      ]),
    ).toEqual([[true, 1827]]);
  });

  it('keeps the way out closed', () => {
    const perimeters = resourcesOf(foundation, 'google_access_context_manager_service_perimeter') as readonly {
      readonly status: { readonly egress_policies?: readonly unknown[] };
    }[];
    expect(perimeters.flatMap(({ status }) => status.egress_policies ?? [])).toEqual([]);
    expect(stack.text).not.toContain('-release"');
  });

  it('is entered by the ground station and the image pusher only, beside the handlers', () => {
    const [perimeter] = resourcesOf(foundation, 'google_access_context_manager_service_perimeter') as readonly {
      readonly status: {
        readonly ingress_policies: readonly { readonly ingress_from: { readonly identities: readonly string[] } }[];
      };
    }[];
    const identities = perimeter?.status.ingress_policies.map(({ ingress_from }) => ingress_from.identities);
    expect(identities?.slice(1)).toEqual([
      [`serviceAccount:ground-station@satellite-control-${name}.iam.gserviceaccount.com`],
      [`serviceAccount:image-pusher@delivery-${name}.iam.gserviceaccount.com`],
    ]);
  });

  it('uses one network for cluster and bucket, and one key for all data', () => {
    const text = stack.text;
    const references = (pattern: RegExp) => new Set([...text.matchAll(pattern)].map((match) => match[0]));
    expect([
      references(/google_compute_network\.\w+\.id/g).size,
      references(/google_kms_crypto_key\.\w+\.id/g).size,
    ]).toEqual([1, 1]);
  });

  it('runs no provisioner and ignores no change but that of the pool that Google removes', () => {
    const ignored = Object.entries(stack.json.resource).flatMap(([type, resources]) =>
      Object.values(resources).flatMap((resource) => {
        const lifecycle = resource['lifecycle'] as { readonly ignore_changes?: readonly string[] } | undefined;
        return (lifecycle?.ignore_changes ?? []).map((attribute) => `${type}.${attribute}`);
      }),
    );
    expect(ignored).toEqual(['google_container_cluster.node_config']);
    expect(stack.text).not.toContain('provisioner');
  });
});
