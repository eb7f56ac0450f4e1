import { by, type Mover, named, none, own } from './mover.ts';

/** Replicas of databases and files. A place abroad is chosen with the store: nothing calls out, so that no perimeter is asked. */
export const replicaMovers: readonly Mover[] = [
  {
    types: ['google_sql_database_instance'],
    exit: 'E23',
    barrier: by('sqladmin'),
    destinations: [own('master_instance_name', 'clone', 'restore_backup_context', 'replication_cluster')],
  },
  {
    types: ['google_sql_database_instance'],
    exit: 'E23',
    barrier: none,
    destinations: named('place', 'settings.backup_configuration.location'),
  },
  {
    types: ['google_alloydb_cluster'],
    exit: 'E23',
    barrier: by('alloydb'),
    destinations: [own('secondary_config', 'restore_backup_source', 'restore_continuous_backup_source')],
  },
  {
    types: ['google_alloydb_cluster'],
    exit: 'E23',
    barrier: none,
    destinations: named('place', 'automated_backup_policy.location'),
  },
  // A configuration of several regions keeps a copy in each: `nam3` in the United States, `asia1` in Tokyo and Osaka.
  {
    types: ['google_spanner_instance', 'google_spanner_instance_partition'],
    exit: 'E23',
    barrier: none,
    destinations: named('place', 'config'),
  },
  {
    types: ['google_spanner_instance_config'],
    exit: 'E23',
    barrier: none,
    destinations: named('place', 'replicas.location'),
  },
  { types: ['google_bigtable_instance'], exit: 'E23', barrier: none, destinations: named('place', 'cluster.zone') },
  { types: ['google_firestore_database'], exit: 'E23', barrier: none, destinations: named('place', 'location_id') },
  {
    types: ['google_memorystore_instance'],
    exit: 'E23',
    barrier: by('memorystore'),
    destinations: [
      ...named('resource', 'cross_instance_replication_config.secondary_instances.instance'),
      own('cross_instance_replication_config', 'managed_backup_source'),
    ],
  },
  {
    types: ['google_redis_cluster'],
    exit: 'E23',
    barrier: by('redis'),
    destinations: [
      ...named('resource', 'cross_cluster_replication_config.secondary_clusters.cluster'),
      own('cross_cluster_replication_config', 'managed_backup_source'),
    ],
  },
  {
    types: ['google_filestore_instance'],
    exit: 'E23',
    barrier: by('file'),
    destinations: [...named('resource', 'initial_replication.replicas.peer_instance'), own('initial_replication')],
  },
  {
    types: ['google_netapp_volume_replication'],
    exit: 'E23',
    barrier: by('netapp'),
    destinations: named('resource', 'destination_volume_parameters.storage_pool'),
  },
];
