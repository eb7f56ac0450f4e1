import { readFileSync } from 'node:fs';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { allowedResourceTypes } from '../../../src/configuration/allowed-resource-types.ts';
import { assumedZone } from '../../../src/configuration/assumed-zone.ts';
import { builtInConfiguration } from '../../../src/configuration/built-in-configuration.ts';
import { type Configuration, dataClasses, type Zone } from '../../../src/configuration/configuration.ts';

const declared: Zone = {
  name: 'rs-prd',
  dataClass: 'remote-sensing',
  select: { projects: ['p'], accounts: ['1'], folders: ['2'], stacks: ['s'] },
  allowedPlaces: ['asia-northeast1'],
  allowedResourceTypes: ['google_kms_*'],
  handlers: ['user:a@example.jp'],
  roomNetworks: ['203.0.113.16/28'],
};
const configuration: Configuration = { ...builtInConfiguration, path: 'sekisho.yaml', zones: [declared] };

describe('an assumed zone', () => {
  it('is the declared one, with every stack in it', () => {
    const zone = assumedZone('rs-prd', configuration);
    expect(zone).toEqual({ ...declared, select: { projects: [], accounts: [], folders: [], stacks: ['**'] } });
    const isSelected = picomatch([...zone.select.stacks]);
    expect(['net', 'a/b/c', 'net-prd'].map((stack) => isSelected(stack))).toEqual([true, true, true]);
  });

  it.each(dataClasses)('may be a data class: %s', (name) => {
    expect(assumedZone(name, builtInConfiguration)).toEqual({
      name,
      dataClass: name,
      select: { projects: [], accounts: [], folders: [], stacks: ['**'] },
      allowedPlaces: ['ap-northeast-1', 'ap-northeast-3', 'asia-northeast1', 'asia-northeast2'],
      allowedResourceTypes: allowedResourceTypes[name],
      handlers: [],
      roomNetworks: [],
    });
  });

  it('that nobody knows is refused with those that are known', () => {
    expect(() => assumedZone('rs-prod', configuration)).toThrow(
      [
        'error[ZONE_UNKNOWN]: there is no zone `rs-prod`',
        '  got      --assume-zone rs-prod',
        '  expected a zone of sekisho.yaml (rs-prd) or a data class: remote-sensing, ttc, evidence, business',
        '  fix      did you mean `rs-prd`?',
      ].join('\n'),
    );
    expect(() => assumedZone('x', builtInConfiguration)).toThrow(
      'expected a data class: remote-sensing, ttc, evidence, business\n  fix      name one of them',
    );
  });
});

describe('the types that a zone of regulated records may hold', () => {
  const allowed = picomatch([...(allowedResourceTypes['remote-sensing'] ?? [])]);

  it('are all that the isolated project declares', () => {
    const url = new URL('../../fixtures/plans/good-isolated/cdk.tf.json', import.meta.url);
    const synthesized = JSON.parse(readFileSync(url, 'utf8')) as { resource: Record<string, unknown> };
    const types = Object.keys(synthesized.resource);
    expect(types).toHaveLength(15);
    expect(types.filter((type) => !allowed(type))).toEqual([]);
  });

  it.each([
    'google_access_context_manager_egress_policy',
    'google_access_context_manager_service_perimeter_egress_policy',
    'google_access_context_manager_service_perimeter_resource',
    'google_apikeys_key',
    'google_bigquery_data_transfer_config',
    'google_cloud_run_v2_service',
    'google_compute_address',
    'google_compute_disk_async_replication',
    'google_compute_forwarding_rule',
    'google_compute_global_network_endpoint_group',
    'google_compute_ha_vpn_gateway',
    'google_compute_image',
    'google_compute_instance',
    'google_compute_interconnect_attachment',
    'google_compute_network_attachment',
    'google_compute_network_peering',
    'google_compute_packet_mirroring',
    'google_compute_router',
    'google_compute_router_nat',
    'google_compute_service_attachment',
    'google_compute_snapshot',
    'google_compute_vpn_tunnel',
    'google_gke_backup_backup_channel',
    'google_gke_backup_restore_channel',
    'google_iam_workload_identity_pool',
    'google_logging_project_exclusion',
    'google_monitoring_monitored_project',
    'google_network_connectivity_hub',
    'google_pubsub_subscription',
    'google_service_account_key',
    'google_storage_bucket_acl',
    'google_storage_hmac_key',
    'google_storage_notification',
    'google_storage_transfer_job',
    'aws_s3_bucket',
  ])('do not include the way out %s', (type) => {
    expect(allowed(type)).toBe(false);
  });

  it('are any only where the data is not regulated', () => {
    const open = dataClasses.filter((dataClass) => allowedResourceTypes[dataClass] === null);
    expect(open).toEqual(['business']);
    for (const dataClass of ['ttc', 'evidence'] as const) {
      const matches = picomatch([...(allowedResourceTypes[dataClass] ?? [])]);
      expect(['google_kms_crypto_key', 'google_compute_router_nat'].map((type) => matches(type))).toEqual([
        true,
        false,
      ]);
    }
  });
});
