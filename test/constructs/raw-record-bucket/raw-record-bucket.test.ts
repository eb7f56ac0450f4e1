import { describe, expect, it } from 'vitest';
import { anAccount, aRawRecordBucket } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

const records = synthesize((stack) => {
  aRawRecordBucket(stack);
});

describe('the bucket of raw records', () => {
  it('is in one region, under the customer key, never public, with every attribute written down', () => {
    expect(records.only('google_storage_bucket')).toEqual({
      project: 'rs-isolated-test',
      name: 'rs-isolated-test-raw-records',
      location: 'ASIA-NORTHEAST1',
      storage_class: 'STANDARD',
      public_access_prevention: 'enforced',
      uniform_bucket_level_access: true,
      force_destroy: false,
      requester_pays: false,
      default_event_based_hold: false,
      enable_object_retention: false,
      autoclass: { enabled: false },
      hierarchical_namespace: { enabled: false },
      versioning: { enabled: false },
      soft_delete_policy: { retention_duration_seconds: 604_800 },
      encryption: { default_kms_key_name: '${google_kms_crypto_key.DataKey_17AFBB84.id}' },
      retention_policy: { retention_period: 157_852_800, is_locked: true },
      ip_filter: {
        mode: 'Enabled',
        allow_all_service_agent_access: false,
        allow_cross_org_vpcs: false,
        public_network_source: { allowed_ip_cidr_ranges: ['203.0.113.16/28'] },
        vpc_network_sources: [
          {
            network: '${google_compute_network.ClosedNetwork_AD875D20.id}',
            allowed_ip_cidr_ranges: ['10.64.0.0/22', '10.68.0.0/18'],
          },
        ],
      },
      labels: { data_class: 'remote-sensing', record_class: 'sar-raw' },
      lifecycle: { prevent_destroy: true },
      depends_on: ['google_kms_crypto_key_iam_policy.DataKey_Policy_2CB0D88B'],
    });
  });

  it('admits exactly the handlers and the accounts of the project', () => {
    const { policy_data } = records.only('google_storage_bucket_iam_policy');
    expect(JSON.parse(String(policy_data))).toEqual({
      bindings: [
        {
          role: 'roles/storage.objectCreator',
          members: ['serviceAccount:reception@rs-isolated-test.iam.gserviceaccount.com'],
        },
        {
          role: 'roles/storage.objectViewer',
          members: [
            'serviceAccount:extraction@rs-isolated-test.iam.gserviceaccount.com',
            'user:handler.one@example.jp',
          ],
        },
      ],
    });
  });

  it.each([
    ['in a multi-region', { location: 'ASIA' }, '`location` is not one region'],
    ['in a dual-region', { location: 'ASIA1' }, '`location` is not one region'],
    ['kept for less than five years', { retentionDays: 1826 }, '`retentionDays` is shorter than five years'],
    ['open to the public', { handlers: ['allUsers'] }, 'a handler is not a named person'],
    ['open to a group', { handlers: ['group:everybody@example.jp'] }, 'a handler is not a named person'],
    ['that nobody handles', { handlers: [] }, 'nobody may read records'],
    ['that nobody fills', { writers: [] }, 'nobody may create records'],
    ['without a room', { roomNetworks: [] }, 'the room has no network'],
    ['of no class', { recordClass: '' }, '`recordClass` is not a label value'],
  ])('rejects a bucket %s', (_, changes, message) => {
    expect(() => synthesize((stack) => aRawRecordBucket(stack, changes))).toThrow(message);
  });

  it('rejects a service account of another project', () => {
    const declare = () =>
      synthesize((stack) => aRawRecordBucket(stack, { readers: [anAccount(stack, 'outsider', 'elsewhere')] }));
    expect(declare).toThrow('a service account belongs to another project: got "elsewhere", expected rs-isolated-test');
  });
});
