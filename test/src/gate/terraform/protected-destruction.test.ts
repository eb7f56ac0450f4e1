import { describe, expect, it } from 'vitest';
import { protectedDestructions } from '../../../../src/gate/terraform/protected-destruction.ts';
import { retentionFindings } from '../../../../src/gate/terraform/retention-findings.ts';

const limits = { now: new Date('2026-11-24T00:00:00Z'), bookRetentionDays: 1827 };
const change = (
  type: string,
  actions: readonly string[],
  before: object | null,
  after: object | null = null,
): object => ({
  address: `${type}.x`,
  type,
  change: { actions, before, after },
});
const found = (...changes: readonly object[]): readonly unknown[] =>
  protectedDestructions({ resource_changes: changes }, limits).map(({ address, key, args }) => {
    const { address: _, ...rest } = args;
    return [address, key, rest];
  });
const gone = (type: string, before: object): readonly unknown[] => found(change(type, ['delete'], before));

describe('a plan that destroys what must be kept', () => {
  it.each([
    [
      'google_storage_bucket',
      { retention_policy: [{ is_locked: true, retention_period: 157766400 }] },
      'store',
      { why: 'retention_period = 157766400 s' },
    ],
    [
      'google_storage_bucket',
      { retention_policy: [{ retention_period: '60' }] },
      'store',
      { why: 'retention_period = 60 s' },
    ],
    ['google_storage_bucket', { enable_object_retention: true }, 'store', { why: 'enable_object_retention = true' }],
    [
      'google_storage_bucket_object',
      { retention: [{ retain_until_time: '2026-11-25T00:00:00Z' }] },
      'until',
      { until: '2026-11-25T00:00:00Z' },
    ],
    ['google_storage_bucket_object', { retention: [{ retain_until_time: 'soon' }] }, 'until', { until: 'soon' }],
    [
      'google_logging_project_bucket_config',
      { locked: true, retention_days: 1 },
      'store',
      { why: 'locked, retention_days = 1' },
    ],
    [
      'google_logging_folder_bucket_config',
      { locked: false, retention_days: 1827 },
      'store',
      { why: 'retention_days = 1827' },
    ],
    [
      'google_gke_backup_backup_plan',
      { retention_policy: [{ locked: true }] },
      'store',
      { why: 'retention_policy.locked = true' },
    ],
    ['google_kms_crypto_key', {}, 'key', {}],
    ['aws_kms_key', {}, 'key', {}],
    ['aws_s3_bucket', { object_lock_enabled: true }, 'store', { why: 'object_lock_enabled = true' }],
    [
      'aws_s3_object',
      { object_lock_retain_until_date: '2027-01-01T00:00:00Z' },
      'until',
      { until: '2027-01-01T00:00:00Z' },
    ],
    ['aws_cloudwatch_log_group', { retention_in_days: 3653 }, 'store', { why: 'retention_in_days = 3653' }],
  ])('is found: %s %j', (type, before, key, args) => {
    expect(gone(type, before)).toEqual([[`${type}.x`, key, args]]);
  });

  it('is found in a replacement, in either order, and where a retention is shortened or taken away', () => {
    const kept = { retention_policy: [{ retention_period: 100 }] };
    const bucket = 'google_storage_bucket';
    expect(
      [
        found(change(bucket, ['delete', 'create'], kept, kept)),
        found(change(bucket, ['create', 'delete'], kept, kept)),
        found(change(bucket, ['update'], kept, { retention_policy: [{ retention_period: 99 }] })),
        found(change(bucket, ['update'], kept, { retention_policy: [] })),
        found(change(bucket, ['update'], kept, { retention_policy: [{ retention_period: 101 }] })),
      ].map((one) => one.map((each) => (each as readonly unknown[])[1])),
    ).toEqual([['store'], ['store'], ['shortened'], ['shortened'], []]);
  });

  it('is not what keeps nothing, whose day is over, or what is made', () => {
    expect([
      gone('google_storage_bucket', { retention_policy: [] }),
      gone('google_storage_bucket_object', { retention: [{ retain_until_time: '2026-11-23T00:00:00Z' }] }),
      gone('google_logging_project_bucket_config', { locked: false, retention_days: 30 }),
      gone('aws_s3_bucket', { object_lock_enabled: false }),
      gone('terraform_data', {}),
      found(change('google_kms_crypto_key', ['create'], null, {})),
      found(change('google_kms_crypto_key', ['no-op'], {}, {})),
      found(change('google_kms_crypto_key', ['forget'], {})),
      protectedDestructions({}, limits),
    ]).toEqual(Array(9).fill([]));
  });

  it('may go when a person has seen that its retention is over, by name, and from that day on', () => {
    const plan = { stack: 's', document: { resource_changes: [change('google_kms_crypto_key', ['delete'], {})] } };
    const ended = {
      stack: 's',
      address: 'google_kms_crypto_key.x',
      endedOn: '2026-11-24',
      by: 'dave',
      evidence: 'm 7',
    };
    const context = { blockingSeverities: ['critical'] as const, requirements: new Map() };
    const findings = (...retentionEnded: readonly (typeof ended)[]): readonly unknown[] =>
      retentionFindings(plan, limits, { retentionEnded }, context).map(({ status, blocking, severity, message }) => [
        status,
        blocking,
        severity,
        message.en,
      ]);
    const text = 'the plan destroys the key google_kms_crypto_key.x: whatever it has encrypted is lost with it';
    expect([
      findings(ended),
      findings(),
      findings({ ...ended, stack: 'other' }),
      findings({ ...ended, address: 'google_kms_crypto_key.y' }),
      findings({ ...ended, endedOn: '2026-11-25' }),
    ]).toEqual([[], ...Array<unknown>(4).fill([['fail', true, 'critical', text]])]);
  });
});
