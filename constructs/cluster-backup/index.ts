export { ClusterBackup, type ClusterBackupProps } from './cluster-backup.ts';
