import { by, lacks, type Mover, named, none, says } from './mover.ts';

const ip = 'settings.ip_configuration';
const browsers = 'outside:principals who may open its pages';

/** Services that strangers call: databases with authorised networks or consumers, and pages that Google's front ends show. */
export const openServiceMovers: readonly Mover[] = [
  // An address of its own answers the authorised networks; without them, a connector with a grant.
  {
    types: ['google_sql_database_instance'],
    exit: 'E45',
    barrier: none,
    destinations: [
      ...named('network', `${ip}.authorized_networks.value`),
      ...named('project', `${ip}.psc_config.allowed_consumer_projects`),
    ],
  },
  {
    types: ['google_alloydb_instance'],
    exit: 'E45',
    barrier: none,
    destinations: [
      ...named('network', 'network_config.authorized_external_networks.cidr_range'),
      ...named('project', 'psc_instance_config.allowed_consumer_projects'),
    ],
  },
  {
    types: ['google_memorystore_instance'],
    exit: 'E45',
    barrier: none,
    destinations: named(
      'project',
      'desired_psc_auto_connections.project_id',
      'desired_auto_created_endpoints.project_id',
    ),
  },
  {
    types: ['google_composer_environment'],
    exit: 'E45',
    barrier: none,
    destinations: named('network', 'config.web_server_network_access_control.allowed_ip_range.value'),
  },
  // A notebook in a browser is a download button; its proxy is on unless it is switched off.
  {
    types: ['google_workbench_instance'],
    exit: 'E45',
    barrier: by('notebooks'),
    destinations: [lacks(browsers, 'disable_proxy_access'), says(browsers, 'disable_proxy_access', 'false')],
  },
  {
    types: ['google_notebooks_instance'],
    exit: 'E45',
    barrier: by('notebooks'),
    destinations: [lacks(browsers, 'no_proxy_access'), says(browsers, 'no_proxy_access', 'false')],
  },
  {
    types: ['google_dataproc_cluster'],
    exit: 'E45',
    barrier: by('dataproc'),
    destinations: [says(browsers, 'cluster_config.endpoint_config.enable_http_port_access', 'true')],
  },
  // What a cluster or an environment stages, logs and snapshots.
  {
    types: ['google_dataproc_cluster', 'google_dataproc_batch', 'google_composer_environment'],
    exit: 'E45',
    barrier: by('storage'),
    destinations: named(
      'bucket',
      'cluster_config.staging_bucket',
      'cluster_config.temp_bucket',
      'virtual_cluster_config.staging_bucket',
      'environment_config.execution_config.staging_bucket',
      'storage_config.bucket',
      'config.recovery_config.scheduled_snapshots_config.snapshot_location',
    ),
  },
];
