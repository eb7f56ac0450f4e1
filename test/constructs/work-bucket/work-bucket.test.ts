import { describe, expect, it } from 'vitest';
import { WorkBucket, type WorkBucketProps } from '../../../constructs/index.ts';
import { aClosedNetwork, aDataKey, anAccount } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

const creator = 'serviceAccount:ground-station@satellite-control-test.iam.gserviceaccount.com';

function declare(changes: Partial<WorkBucketProps> = {}, owner?: string) {
  return synthesize((stack) => {
    new WorkBucket(stack, 'WorkBucket', {
      project: 'rs-isolated-test',
      name: 'rs-isolated-test-landing',
      location: 'ASIA-NORTHEAST1',
      key: aDataKey(stack),
      network: aClosedNetwork(stack),
      deleteAfterDays: 7,
      editors: [anAccount(stack, 'reception', owner)],
      creators: [creator],
      ...changes,
    });
  });
}

describe('a bucket for work', () => {
  it('is private, encrypted with our key, emptied by age, and reached from named networks only', () => {
    const bucket = declare({
      otherNetworks: [{ network: 'projects/satellite-control-test/global/networks/n', ranges: ['10.112.0.0/22'] }],
    }).only('google_storage_bucket');
    const { public_access_prevention, uniform_bucket_level_access, encryption, lifecycle_rule, ip_filter } = bucket;
    expect({ public_access_prevention, uniform_bucket_level_access, encryption, lifecycle_rule, ip_filter }).toEqual({
      public_access_prevention: 'enforced',
      uniform_bucket_level_access: true,
      encryption: { default_kms_key_name: '${google_kms_crypto_key.DataKey_17AFBB84.id}' },
      lifecycle_rule: [{ action: { type: 'Delete' }, condition: { age: 7 } }],
      ip_filter: {
        mode: 'Enabled',
        allow_all_service_agent_access: false,
        allow_cross_org_vpcs: false,
        vpc_network_sources: [
          {
            network: '${google_compute_network.ClosedNetwork_AD875D20.id}',
            allowed_ip_cidr_ranges: ['10.64.0.0/22', '10.68.0.0/18'],
          },
          { network: 'projects/satellite-control-test/global/networks/n', allowed_ip_cidr_ranges: ['10.112.0.0/22'] },
        ],
      },
    });
  });

  it('lets those from outside create only', () => {
    const { policy_data } = declare({ readerAccountIds: ['release'] }).only('google_storage_bucket_iam_policy');
    expect(JSON.parse(String(policy_data))).toEqual({
      bindings: [
        { role: 'roles/storage.objectCreator', members: [creator] },
        {
          role: 'roles/storage.objectUser',
          members: ['serviceAccount:reception@rs-isolated-test.iam.gserviceaccount.com'],
        },
        {
          role: 'roles/storage.objectViewer',
          members: ['serviceAccount:release@rs-isolated-test.iam.gserviceaccount.com'],
        },
      ],
    });
  });

  it.each([
    ['a multi-region', { location: 'ASIA' }, '`location` is not one region'],
    ['no age', { deleteAfterDays: 0 }, '`deleteAfterDays` is no number of days'],
    ['nobody', { editors: [], creators: [] }, 'nobody may use the bucket'],
    ['a person who writes', { creators: ['user:somebody@example.jp'] }, 'a creator is not a service account'],
    ['an account twice', { creators: [creator, creator] }, '`creators` names an account twice'],
    ['a room that is no network', { roomNetworks: ['room'] }, '`networks` is not an IPv4 network'],
  ])('refuses %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });

  it('refuses a reader of another project', () => {
    expect(() => declare({}, 'elsewhere')).toThrow('a service account that could read belongs to another project');
  });
});
