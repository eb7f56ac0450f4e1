import { by, lacks, type Mover, named, none, own, says } from './mover.ts';

const gke = by('gkebackup');
const vaults = by('backupdr');

/** Backups and what is restored from them: of clusters, machines, databases and files. */
export const backupMovers: readonly Mover[] = [
  {
    types: ['google_gke_backup_backup_channel', 'google_gke_backup_restore_channel'],
    exit: 'E23',
    barrier: gke,
    destinations: named('project', 'destination_project'),
  },
  {
    types: ['google_gke_backup_restore_plan'],
    exit: 'E23',
    barrier: gke,
    destinations: [...named('resource', 'cluster'), own('backup_plan')],
  },
  { types: ['google_gke_backup_backup_plan'], exit: 'E23', barrier: gke, destinations: [own('cluster')] },
  { types: ['google_gke_backup_backup_plan'], exit: 'E23', barrier: none, destinations: named('place', 'location') },
  {
    types: ['google_backup_dr_backup_plan'],
    exit: 'E23',
    barrier: vaults,
    isWhole: true,
    destinations: named('resource', 'backup_vault'),
  },
  {
    types: ['google_backup_dr_backup_plan_association'],
    exit: 'E23',
    barrier: vaults,
    isWhole: true,
    destinations: [...named('resource', 'backup_plan'), own('resource')],
  },
  // Who may restore from a vault: unless it says otherwise, every project of the organisation.
  {
    types: ['google_backup_dr_backup_vault'],
    exit: 'E23',
    barrier: vaults,
    isWhole: true,
    destinations: [
      says('outside:any organisation', 'access_restriction', 'UNRESTRICTED', 'WITHIN_ORG_BUT_UNRESTRICTED_FOR_BA'),
      says('outside:projects of the organisation', 'access_restriction', 'WITHIN_ORGANIZATION'),
      lacks('outside:projects of the organisation', 'access_restriction'),
    ],
  },
  { types: ['google_backup_dr_backup_vault'], exit: 'E23', barrier: none, destinations: named('place', 'location') },
  {
    types: ['google_backup_dr_management_server'],
    exit: 'E23',
    barrier: vaults,
    destinations: named('resource', 'networks.network'),
  },
  {
    types: ['google_filestore_backup', 'google_filestore_snapshot'],
    exit: 'E23',
    barrier: by('file'),
    destinations: [own('source_instance', 'instance')],
  },
  { types: ['google_filestore_backup'], exit: 'E23', barrier: none, destinations: named('place', 'location') },
  {
    types: ['google_netapp_backup'],
    exit: 'E23',
    barrier: by('netapp'),
    destinations: [own('source_volume', 'source_snapshot')],
  },
  { types: ['google_netapp_backup_vault'], exit: 'E23', barrier: none, destinations: named('place', 'backup_region') },
  {
    types: ['google_alloydb_backup'],
    exit: 'E23',
    barrier: by('alloydb'),
    destinations: [own('cluster_name')],
  },
  {
    types: ['google_spanner_backup_schedule'],
    exit: 'E23',
    barrier: by('spanner'),
    destinations: [own('instance', 'database')],
  },
  {
    types: ['google_firestore_backup_schedule'],
    exit: 'E23',
    barrier: by('firestore'),
    destinations: [own('database')],
  },
];
