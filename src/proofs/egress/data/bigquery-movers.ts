import { always, by, type Mover, named, none, own } from './mover.ts';

const bigquery = by('bigquery');
const views = ['view.project_id', 'routine.project_id', 'dataset.dataset.project_id'];

/** BigQuery: views, listings, connections, exports, transfers. */
export const bigqueryMovers: readonly Mover[] = [
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
    types: ['google_bigquery_analytics_hub_listing_subscription'],
    exit: 'E21',
    barrier: bigquery,
    destinations: named('project', 'destination_dataset.dataset_reference.project_id'),
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
    barrier: by('storage'),
    destinations: named('bucket', 'biglake_configuration.storage_uri'),
  },
  {
    types: ['google_bigquery_data_transfer_config'],
    exit: 'E21',
    barrier: by('bigquerydatatransfer'),
    destinations: [own('params'), ...named('resource', 'notification_pubsub_topic')],
  },
  // A reservation with a second place keeps a replica there of what is assigned to it.
  {
    types: ['google_bigquery_reservation'],
    exit: 'E21',
    barrier: none,
    destinations: named('place', 'secondary_location'),
  },
];
