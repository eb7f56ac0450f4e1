import { always, by, type Destination, lacks, type Mover, named, none, says } from './mover.ts';

const storage = by('storage');
const bigquery = by('bigquery');
const healthcare = by('healthcare');
const vertex = by('aiplatform');
const action = 'inspect_job.actions';
const dataflow = ['google_dataflow_job', 'google_dataflow_flex_template_job'];

/** What a template is told to write: its parameters that name a place, but for those that say where it reads. */
const parameters: Destination = {
  kind: 'named',
  attribute: 'parameters.*',
  form: 'any',
  except: /^(?:input|source|read|from|schema|template|subscription|javascript)/iu,
};

/** Pipelines, migrations, integrations and models: each has an export of its own. */
export const pipelineMovers: readonly Mover[] = [
  {
    types: dataflow,
    exit: 'E45',
    barrier: storage,
    destinations: [...named('bucket', 'temp_gcs_location', 'temp_location', 'staging_location'), parameters],
  },
  // In a network that is declared, the search through networks follows the workers; else they run on the default one, which has a route to the internet.
  {
    types: dataflow,
    exit: 'E45',
    barrier: none,
    destinations: [lacks('internet', 'network', 'subnetwork')],
  },
  {
    types: ['google_datastream_connection_profile'],
    exit: 'E45',
    barrier: none,
    destinations: named('bucket', 'gcs_profile.bucket'),
  },
  {
    types: ['google_datastream_stream'],
    exit: 'E45',
    barrier: by('datastream'),
    destinations: [
      ...named('resource', 'destination_config.destination_connection_profile'),
      ...named('dataset', 'destination_config.bigquery_destination_config.single_target_dataset.dataset_id'),
    ],
  },
  {
    types: ['google_database_migration_service_migration_job'],
    exit: 'E45',
    barrier: by('datamigration'),
    destinations: [...named('resource', 'destination'), ...named('bucket', 'dump_path')],
  },
  {
    types: ['google_dataplex_datascan'],
    exit: 'E45',
    barrier: bigquery,
    destinations: [
      ...named(
        'resource',
        'data_profile_spec.post_scan_actions.bigquery_export.results_table',
        'data_quality_spec.post_scan_actions.bigquery_export.results_table',
      ),
      ...named('project', 'data_discovery_spec.bigquery_publishing_config.project'),
    ],
  },
  {
    types: ['google_data_loss_prevention_job_trigger'],
    exit: 'E45',
    barrier: by('dlp'),
    destinations: [
      ...named('project', `${action}.save_findings.output_config.table.project_id`),
      ...named('project', `${action}.deidentify.transformation_details_storage_config.table.project_id`),
      ...named('bucket', `${action}.deidentify.cloud_storage_output`),
      ...named('resource', `${action}.pub_sub.topic`),
    ],
  },
  {
    types: ['google_data_loss_prevention_discovery_config'],
    exit: 'E45',
    barrier: by('dlp'),
    destinations: [
      ...named('project', 'actions.export_data.profile_table.project_id'),
      ...named('resource', 'actions.pub_sub_notification.topic'),
    ],
  },
  {
    types: ['google_transcoder_job', 'google_transcoder_job_template'],
    exit: 'E45',
    barrier: storage,
    destinations: [...named('bucket', 'config.output.uri'), ...named('resource', 'config.pubsub_destination.topic')],
  },
  {
    types: ['google_healthcare_fhir_store'],
    exit: 'E45',
    barrier: healthcare,
    destinations: named('dataset', 'stream_configs.bigquery_destination.dataset_uri'),
  },
  {
    types: ['google_healthcare_*_store'],
    exit: 'E45',
    barrier: none,
    destinations: named('resource', 'notification_config.pubsub_topic', 'notification_configs.pubsub_topic'),
  },
  {
    types: ['google_vertex_ai_endpoint'],
    exit: 'E45',
    barrier: bigquery,
    destinations: named('dataset', 'predict_request_response_logging_config.bigquery_destination.output_uri'),
  },
  {
    types: ['google_vertex_ai_endpoint', 'google_vertex_ai_index_endpoint'],
    exit: 'E45',
    barrier: none,
    destinations: named('project', 'private_service_connect_config.project_allowlist'),
  },
  {
    types: ['google_vertex_ai_index_endpoint'],
    exit: 'E45',
    barrier: vertex,
    destinations: [says('internet', 'public_endpoint_enabled', 'true')],
  },
  {
    types: ['google_vertex_ai_feature_online_store'],
    exit: 'E45',
    barrier: none,
    destinations: named('project', 'dedicated_serving_endpoint.private_service_connect_config.project_allowlist'),
  },
  {
    types: ['google_colab_notebook_execution', 'google_colab_schedule'],
    exit: 'E45',
    barrier: storage,
    destinations: named(
      'bucket',
      'gcs_output_uri',
      'create_notebook_execution_job_request.notebook_execution_job.gcs_output_uri',
    ),
  },
  {
    types: ['google_dialogflow_cx_webhook', 'google_dialogflow_fulfillment'],
    exit: 'E45',
    barrier: none,
    destinations: named('url', 'generic_web_service.uri', 'service_directory.generic_web_service.uri'),
  },
  {
    types: ['google_dialogflow_cx_agent', 'google_dialogflow_cx_security_settings'],
    exit: 'E45',
    barrier: storage,
    destinations: named(
      'bucket',
      'advanced_settings.audio_export_gcs_destination.uri',
      'audio_export_settings.gcs_bucket',
    ),
  },
  {
    types: ['google_discovery_engine_data_store', 'google_document_ai_processor'],
    exit: 'E45',
    barrier: none,
    destinations: named('place', 'location'),
  },
  {
    types: ['google_gemini_data_sharing_with_google_setting'],
    exit: 'E45',
    barrier: none,
    destinations: [
      says('outside:Google', 'enable_data_sharing', 'true'),
      says('outside:Google', 'enable_preview_data_sharing', 'true'),
    ],
  },
  {
    types: ['google_looker_instance'],
    exit: 'E45',
    barrier: none,
    destinations: [
      says('internet', 'public_ip_enabled', 'true'),
      ...named('resource', 'psc_config.service_attachments.target_service_attachment_uri'),
    ],
  },
  // A connection may be called by every integration of its region, and each integration has tasks that call any URL.
  {
    types: ['google_integrations_client'],
    exit: 'E45',
    barrier: by('integrations'),
    destinations: [always('internet')],
  },
  {
    types: ['google_integration_connectors_connection'],
    exit: 'E45',
    barrier: none,
    destinations: [
      ...named('url', 'destination_config.destination.host'),
      ...named('resource', 'destination_config.destination.service_attachment'),
    ],
  },
  {
    types: ['google_integration_connectors_endpoint_attachment', 'google_apigee_endpoint_attachment'],
    exit: 'E45',
    barrier: none,
    destinations: named('resource', 'service_attachment'),
  },
  { types: ['google_apigee_target_server'], exit: 'E45', barrier: none, destinations: named('url', 'host') },
  { types: ['google_apigee_nat_address'], exit: 'E45', barrier: none, destinations: [always('internet')] },
  {
    types: ['google_data_fusion_instance'],
    exit: 'E45',
    barrier: none,
    destinations: [
      lacks('internet', 'private_instance'),
      says('internet', 'private_instance', 'false'),
      ...named('resource', 'event_publish_config.topic'),
    ],
  },
];
