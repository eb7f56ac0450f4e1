import { describe, expect, it } from 'vitest';
import { LockedLogBucket, type LockedLogBucketProps } from '../../../constructs/index.ts';
import { aDataKey } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<LockedLogBucketProps> = {}) {
  return synthesize((stack) => {
    new LockedLogBucket(stack, 'LockedLogBucket', {
      project: 'rs-isolated-test',
      location: 'asia-northeast1',
      bucketId: 'books',
      key: aDataKey(stack),
      isLocked: true,
      ...changes,
    });
  });
}

describe('the locked log bucket', () => {
  it('keeps the books for five years where nobody can shorten it', () => {
    expect(declare().only('google_logging_project_bucket_config')).toEqual({
      project: 'rs-isolated-test',
      location: 'asia-northeast1',
      bucket_id: 'books',
      description: 'Books of the handling of regulated remote-sensing records',
      retention_days: 1827,
      locked: true,
      enable_analytics: false,
      cmek_settings: { kms_key_name: '${google_kms_crypto_key.DataKey_17AFBB84.id}' },
      lifecycle: { prevent_destroy: true },
      depends_on: ['google_kms_crypto_key_iam_policy.DataKey_Policy_2CB0D88B'],
    });
  });

  it('takes audit, firewall, flow and name logs', () => {
    const { destination, filter, disabled } = declare().only('google_logging_project_sink');
    expect({ destination, disabled, logs: String(filter).split(' OR ') }).toEqual({
      destination: 'logging.googleapis.com/projects/rs-isolated-test/locations/asia-northeast1/buckets/books',
      disabled: false,
      logs: [
        'log_id("cloudaudit.googleapis.com/activity")',
        'log_id("cloudaudit.googleapis.com/data_access")',
        'log_id("cloudaudit.googleapis.com/policy")',
        'log_id("cloudaudit.googleapis.com/system_event")',
        'log_id("cloudaudit.googleapis.com/access_transparency")',
        'log_id("compute.googleapis.com/firewall")',
        'log_id("compute.googleapis.com/vpc_flows")',
        'log_id("dns.googleapis.com/dns_queries")',
      ],
    });
  });

  it.each([
    ['global', { location: 'global' }, '`location` is not one region'],
    ['kept for less than five years', { retentionDays: 1826 }, '`retentionDays` is out of range'],
    ['kept for longer than Google can', { retentionDays: 3651 }, '`retentionDays` is out of range'],
    ['that is the default one', { bucketId: '_Default' }, '`bucketId` is not usable'],
  ])('rejects a bucket %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
