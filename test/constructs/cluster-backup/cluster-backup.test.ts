import { describe, expect, it } from 'vitest';
import { ClusterBackup, type ClusterBackupProps } from '../../../constructs/index.ts';
import { aPrivateCluster } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<ClusterBackupProps> = {}) {
  return synthesize((stack) => {
    new ClusterBackup(stack, 'ClusterBackup', {
      cluster: aPrivateCluster(stack),
      name: 'daily',
      cronSchedule: '0 18 * * *',
      ...changes,
    });
  });
}

describe('the backup of a cluster', () => {
  it('stays in the region of the cluster, under its key, without secrets, and can not be deleted early', () => {
    const { project, location, backup_config, retention_policy, backup_schedule } = declare().only(
      'google_gke_backup_backup_plan',
    );
    expect({ project, location, backup_config, retention_policy, backup_schedule }).toEqual({
      project: 'rs-isolated-test',
      location: 'asia-northeast1',
      backup_config: {
        all_namespaces: true,
        include_secrets: false,
        include_volume_data: true,
        permissive_mode: false,
        encryption_key: { gcp_kms_encryption_key: '${google_kms_crypto_key.DataKey_17AFBB84.id}' },
      },
      retention_policy: { backup_delete_lock_days: 30, backup_retain_days: 30, locked: true },
      backup_schedule: { cron_schedule: '0 18 * * *', paused: false },
    });
  });

  it.each([
    ['a word as schedule', { cronSchedule: 'daily' }, '`cronSchedule` is not a cron expression'],
    ['a lock that Google does not know', { retainDays: 365 }, '`retainDays` is out of range'],
  ])('refuses %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
