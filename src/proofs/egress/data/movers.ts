import type { Barrier } from '../guard.ts';

/** Where a mover takes data: to what an attribute names, to where the resource itself lies, or to a place that its kind says. */
export type Destination =
  | {
      readonly kind: 'named';
      readonly attribute: string;
      readonly form: 'project' | 'bucket' | 'resource' | 'url' | 'place';
    }
  | { readonly kind: 'own'; readonly sources: readonly string[] }
  /** Whatever the block holds, data goes there; when `block` is empty, always. */
  | { readonly kind: 'always'; readonly block: string; readonly to: string };

/** A type of resource that moves data by itself, without a machine or a person that does it each time. */
export interface Mover {
  readonly types: readonly string[];
  readonly exit: string;
  readonly barrier: Barrier;
  readonly destinations: readonly Destination[];
}

const none: Barrier = { kind: 'none' };

function by(service: string): Barrier {
  return { kind: 'perimeter', service };
}

function named(
  form: Extract<Destination, { kind: 'named' }>['form'],
  ...attributes: readonly string[]
): readonly Destination[] {
  return attributes.map((attribute): Destination => ({ kind: 'named', attribute, form }));
}

function always(to: string, block = ''): Destination {
  return { kind: 'always', block, to };
}

function own(...sources: readonly string[]): Destination {
  return { kind: 'own', sources };
}

const storage = by('storage.googleapis.com');
const compute = by('compute.googleapis.com');
const bigquery = by('bigquery.googleapis.com');
const backup = by('gkebackup.googleapis.com');
const sql = by('sqladmin.googleapis.com');

const views = ['view.project_id', 'routine.project_id', 'dataset.dataset.project_id'];

/**
 * What moves data on its own, and the perimeter's service that stops it from crossing. Pub/Sub pushes, triggers and feeds are stopped by no perimeter
 * once they stand (cloud.google.com/vpc-service-controls/docs/supported-products).
 */
export const movers: readonly Mover[] = [
  {
    types: ['google_storage_transfer_job'],
    exit: 'E16',
    barrier: storage,
    destinations: [
      ...named('bucket', 'transfer_spec.gcs_data_sink.bucket_name', 'replication_spec.gcs_data_sink.bucket_name'),
      always('outside:file system', 'transfer_spec.posix_data_sink'),
    ],
  },
  {
    types: ['google_bigquery_dataset'],
    exit: 'E21',
    barrier: bigquery,
    destinations: named('project', ...views.map((view) => `access.${view}`)),
  },
  {
    types: ['google_bigquery_dataset_access'],
    exit: 'E21',
    barrier: bigquery,
    destinations: named('project', ...views),
  },
  {
    types: ['google_bigquery_analytics_hub_listing'],
    exit: 'E21',
    barrier: bigquery,
    destinations: [always('outside:subscribers of a listing')],
  },
  {
    types: ['google_bigquery_connection'],
    exit: 'E21',
    barrier: none,
    destinations: [always('outside:AWS', 'aws'), always('outside:Azure', 'azure')],
  },
  {
    types: ['google_bigquery_routine'],
    exit: 'E21',
    barrier: none,
    destinations: named('url', 'remote_function_options.endpoint'),
  },
  {
    types: ['google_bigquery_job'],
    exit: 'E21',
    barrier: bigquery,
    destinations: [
      ...named('bucket', 'extract.destination_uris'),
      ...named('project', 'copy.destination_table.project_id', 'query.destination_table.project_id'),
    ],
  },
  {
    types: ['google_bigquery_table'],
    exit: 'E21',
    barrier: storage,
    destinations: named('bucket', 'biglake_configuration.storage_uri'),
  },
  {
    types: ['google_bigquery_data_transfer_config'],
    exit: 'E21',
    barrier: by('bigquerydatatransfer.googleapis.com'),
    destinations: [own('params'), ...named('resource', 'notification_pubsub_topic')],
  },
  {
    types: ['google_compute_snapshot', 'google_compute_image', 'google_compute_disk', 'google_compute_region_disk'],
    exit: 'E22',
    barrier: compute,
    destinations: [
      own('source_disk', 'source_snapshot', 'source_image', 'snapshot', 'image', 'source_instant_snapshot'),
    ],
  },
  {
    types: [
      'google_compute_machine_image',
      'google_compute_instant_snapshot',
      'google_compute_region_instant_snapshot',
    ],
    exit: 'E22',
    barrier: compute,
    destinations: [own('source_instance', 'source_disk')],
  },
  {
    types: ['google_compute_disk_async_replication'],
    exit: 'E22',
    barrier: compute,
    destinations: named('resource', 'secondary_disk.disk'),
  },
  {
    types: ['google_gke_backup_backup_channel', 'google_gke_backup_restore_channel'],
    exit: 'E23',
    barrier: backup,
    destinations: named('project', 'destination_project'),
  },
  {
    types: ['google_gke_backup_restore_plan'],
    exit: 'E23',
    barrier: backup,
    destinations: named('resource', 'cluster'),
  },
  {
    types: ['google_sql_database_instance'],
    exit: 'E23',
    barrier: sql,
    destinations: [
      own('master_instance_name', 'clone', 'restore_backup_context', 'replication_cluster'),
      ...named('place', 'settings.backup_configuration.location'),
    ],
  },
  {
    types: ['google_alloydb_cluster'],
    exit: 'E23',
    barrier: by('alloydb.googleapis.com'),
    destinations: [own('secondary_config', 'restore_backup_source', 'restore_continuous_backup_source')],
  },
  {
    types: ['google_filestore_backup'],
    exit: 'E23',
    barrier: by('file.googleapis.com'),
    destinations: [own('source_instance')],
  },
  {
    types: ['google_netapp_volume_replication'],
    exit: 'E23',
    barrier: by('netapp.googleapis.com'),
    destinations: named('resource', 'destination_volume_parameters.storage_pool'),
  },
  {
    types: ['google_storage_notification'],
    exit: 'E29',
    barrier: none,
    destinations: named('resource', 'topic'),
  },
  {
    types: ['google_storage_bucket'],
    exit: 'E29',
    barrier: storage,
    destinations: named('bucket', 'logging.log_bucket'),
  },
  {
    types: ['google_pubsub_subscription'],
    exit: 'E33',
    barrier: none,
    destinations: [
      ...named('url', 'push_config.push_endpoint'),
      ...named('project', 'bigquery_config.table'),
      ...named('bucket', 'cloud_storage_config.bucket'),
      own('topic'),
    ],
  },
  {
    types: ['google_eventarc_trigger'],
    exit: 'E8',
    barrier: none,
    destinations: [
      ...named('url', 'destination.http_endpoint.uri'),
      ...named('resource', 'destination.workflow', 'destination.cloud_run_service.service'),
    ],
  },
  {
    types: ['google_cloud_scheduler_job'],
    exit: 'E8',
    barrier: none,
    destinations: [...named('url', 'http_target.uri'), ...named('resource', 'pubsub_target.topic_name')],
  },
  {
    types: ['google_datastream_connection_profile'],
    exit: 'E45',
    barrier: none,
    destinations: named('bucket', 'gcs_profile.bucket'),
  },
  {
    types: [
      'google_cloud_asset_project_feed',
      'google_cloud_asset_folder_feed',
      'google_cloud_asset_organization_feed',
    ],
    exit: 'E47',
    barrier: none,
    destinations: named('resource', 'feed_output_config.pubsub_destination.topic'),
  },
  {
    types: ['google_scc_*notification_config'],
    exit: 'E47',
    barrier: none,
    destinations: named('resource', 'pubsub_topic'),
  },
];
