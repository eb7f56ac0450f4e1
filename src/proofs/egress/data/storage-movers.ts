import { always, by, type Mover, named, none, own } from './mover.ts';

const storage = by('storage');
const compute = by('compute');
const report = 'object_metadata_report_options.storage_destination_options.bucket';

/** Buckets and disks: transfers, copies, logs of access, and mirrors of packets. */
export const storageMovers: readonly Mover[] = [
  {
    types: ['google_storage_transfer_job'],
    exit: 'E16',
    barrier: storage,
    isWhole: true,
    destinations: [
      ...named('bucket', 'transfer_spec.gcs_data_sink.bucket_name', 'replication_spec.gcs_data_sink.bucket_name'),
      always('outside:file system', 'transfer_spec.posix_data_sink'),
    ],
  },
  {
    types: ['google_storage_transfer_job'],
    exit: 'E16',
    barrier: none,
    destinations: named('resource', 'notification_config.pubsub_topic'),
  },
  // Names, sizes and times of objects, not what is in them.
  {
    types: ['google_storage_insights_report_config'],
    exit: 'E16',
    barrier: storage,
    destinations: named('bucket', report),
  },
  {
    types: ['google_compute_snapshot', 'google_compute_image', 'google_compute_disk', 'google_compute_region_disk'],
    exit: 'E22',
    barrier: compute,
    destinations: [
      own('source_disk', 'source_snapshot', 'source_image', 'snapshot', 'image', 'source_instant_snapshot'),
    ],
  },
  // Where a copy is stored is no call that a perimeter could stop.
  {
    types: ['google_compute_snapshot', 'google_compute_image', 'google_compute_machine_image'],
    exit: 'E22',
    barrier: none,
    destinations: named('place', 'storage_locations'),
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
  { types: ['google_storage_notification'], exit: 'E29', barrier: none, destinations: named('resource', 'topic') },
  {
    types: ['google_storage_bucket'],
    exit: 'E29',
    barrier: storage,
    destinations: named('bucket', 'logging.log_bucket'),
  },
  {
    types: ['google_compute_packet_mirroring'],
    exit: 'E44',
    barrier: none,
    isWhole: true,
    destinations: named('resource', 'collector_ilb.url'),
  },
  {
    types: ['google_network_security_mirroring_endpoint_group', 'google_network_security_intercept_endpoint_group'],
    exit: 'E44',
    barrier: none,
    isWhole: true,
    destinations: named('resource', 'mirroring_deployment_group', 'intercept_deployment_group'),
  },
  {
    types: ['google_network_security_mirroring_endpoint_group_*', 'google_network_security_intercept_endpoint_group_*'],
    exit: 'E44',
    barrier: none,
    isWhole: true,
    destinations: named('resource', 'mirroring_endpoint_group', 'intercept_endpoint_group'),
  },
];
