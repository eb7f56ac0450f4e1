import { always, by, lacks, type Mover, named, none, own, says } from './mover.ts';

const override = 'http_target.uri_override';

/** Messages, events, calls on a clock, alerts and feeds: they keep sending to wherever they were told to. */
export const eventMovers: readonly Mover[] = [
  {
    types: ['google_pubsub_subscription'],
    exit: 'E33',
    barrier: none,
    isWhole: true,
    destinations: [
      ...named('url', 'push_config.push_endpoint'),
      ...named('project', 'bigquery_config.table'),
      ...named('bucket', 'cloud_storage_config.bucket'),
      ...named('resource', 'dead_letter_policy.dead_letter_topic'),
      own('topic'),
    ],
  },
  { types: ['google_pubsub_lite_subscription'], exit: 'E33', barrier: by('pubsublite'), destinations: [own('topic')] },
  {
    types: ['google_pubsub_topic'],
    exit: 'E33',
    barrier: none,
    destinations: named('place', 'message_storage_policy.allowed_persistence_regions'),
  },
  {
    types: ['google_eventarc_trigger'],
    exit: 'E8',
    barrier: none,
    isWhole: true,
    destinations: [
      ...named('url', 'destination.http_endpoint.uri'),
      ...named('resource', 'destination.workflow', 'destination.cloud_run_service.service', 'destination.gke.cluster'),
    ],
  },
  {
    types: ['google_eventarc_pipeline'],
    exit: 'E8',
    barrier: none,
    isWhole: true,
    destinations: [
      ...named('url', 'destinations.http_endpoint.uri'),
      ...named('resource', 'destinations.topic', 'destinations.workflow', 'destinations.message_bus'),
    ],
  },
  {
    types: ['google_eventarc_enrollment', 'google_eventarc_google_api_source'],
    exit: 'E8',
    barrier: none,
    isWhole: true,
    destinations: named('resource', 'destination'),
  },
  // In a perimeter jobs are checked when they are made and changed only (cloud.google.com/scheduler/docs/secure-with-vpcsc).
  {
    types: ['google_cloud_scheduler_job'],
    exit: 'E8',
    barrier: none,
    isWhole: true,
    destinations: [...named('url', 'http_target.uri'), ...named('resource', 'pubsub_target.topic_name')],
  },
  // Inside a perimeter a task calls Run and Functions only (cloud.google.com/tasks/docs/use-vpc-service-controls). Without an override each task names its own target.
  {
    types: ['google_cloud_tasks_queue'],
    exit: 'E8',
    barrier: by('cloudtasks'),
    isWhole: true,
    destinations: [
      ...named('url', `${override}.host`),
      lacks('outside:whatever a task names', `${override}.host`),
      says('outside:whatever a task names', `${override}.uri_override_enforce_mode`, 'IF_NOT_EXISTS'),
    ],
  },
  {
    types: ['google_workflows_workflow'],
    exit: 'E8',
    barrier: none,
    isWhole: true,
    destinations: [...named('calls', 'source_contents'), lacks('internet', 'source_contents')],
  },
  {
    types: ['google_monitoring_notification_channel'],
    exit: 'E32',
    barrier: none,
    destinations: [
      ...named('url', 'labels.url'),
      ...named('resource', 'labels.topic'),
      always('outside:Slack', 'labels.channel_name'),
    ],
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
  {
    types: ['google_scc_*big_query_export*'],
    exit: 'E47',
    barrier: by('bigquery'),
    destinations: named('project', 'dataset'),
  },
  {
    types: ['google_project_usage_export_bucket'],
    exit: 'E47',
    barrier: none,
    destinations: named('bucket', 'bucket_name'),
  },
  {
    types: ['google_container_cluster'],
    exit: 'E47',
    barrier: none,
    destinations: named('resource', 'notification_config.pubsub.topic'),
  },
];
