import { GkeBackupBackupPlan } from '@cdktf/provider-google/lib/gke-backup-backup-plan/index.js';
import { Construct } from 'constructs';

import { isKnown, refuse, requireMatch } from '../declaration/index.ts';
import type { PrivateCluster } from '../private-cluster/index.ts';

export interface ClusterBackupProps {
  readonly cluster: PrivateCluster;
  readonly name: string;
  /** When to back up, as a cron expression in UTC, at most every ten minutes. */
  readonly cronSchedule: string;
  /** Days for which a backup is kept and can't be deleted. @default 30 */
  readonly retainDays?: number;
}

/**
 * Backup for GKE in the cluster's own project and region, under its key. Secrets are left out, backups can't be deleted before their
 * time, and the plan itself can't be loosened.
 *
 * @example
 * new ClusterBackup(stack, 'ClusterBackup', { cluster, name: 'rs-isolated-daily', cronSchedule: '0 18 * * *' });
 */
export class ClusterBackup extends Construct {
  readonly plan: GkeBackupBackupPlan;

  /** Throws `DeclarationError` for a schedule that is no cron expression or days out of range. */
  constructor(scope: Construct, id: string, props: ClusterBackupProps) {
    super(scope, id);
    const { cluster, name, cronSchedule, retainDays = 30 } = props;
    this.#validate(cronSchedule, retainDays);
    this.plan = new GkeBackupBackupPlan(this, 'Resource', {
      project: cluster.project,
      location: cluster.region,
      name,
      description: `Backups of ${name}`,
      cluster: cluster.cluster.id,
      deactivated: false,
      // Locked for as long as kept: nobody deletes a backup before its time.
      retentionPolicy: { backupDeleteLockDays: retainDays, backupRetainDays: retainDays, locked: true },
      backupSchedule: { cronSchedule, paused: false },
      backupConfig: {
        allNamespaces: true,
        includeVolumeData: true,
        includeSecrets: false,
        permissiveMode: false,
        encryptionKey: { gcpKmsEncryptionKey: cluster.key.key.id },
      },
      lifecycle: { preventDestroy: true },
      dependsOn: [cluster.key.policy],
    });
  }

  #validate(cronSchedule: string, retainDays: number): void {
    requireMatch(this, cronSchedule, /^(\S+ ){4}\S+$/, {
      what: '`cronSchedule` is not a cron expression',
      expected: 'five fields such as 0 18 * * *',
      fix: 'write minute, hour, day, month and weekday in UTC',
    });
    if (isKnown(retainDays) && (!Number.isInteger(retainDays) || retainDays < 1 || retainDays > 90)) {
      refuse(this, {
        what: '`retainDays` is out of range',
        got: retainDays,
        expected: 'a whole number from 1 to 90, the longest lock that Backup for GKE knows',
        fix: 'leave it out for 30 days; records themselves are kept elsewhere',
      });
    }
  }
}
