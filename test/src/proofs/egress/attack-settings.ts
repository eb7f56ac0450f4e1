import { elsewhere, open, unknown, weak } from './attack-edits.ts';
import { add, remove, set, unset } from './edit-stacks.ts';
import type { Scenario } from './identity/access-scenarios.ts';

const id = 'rs-isolated-prd';
const other = 'analysis-prd';
const reader = `extraction@${id}.iam.gserviceaccount.com`;
const cluster = 'google_container_cluster';
const pool = 'google_container_node_pool';
const bucket = 'google_storage_bucket';
const network = `projects/${id}/global/networks/rs-isolated`;

/** What names the zone from elsewhere, and what the zone names elsewhere. */
export const crossings: readonly Scenario[] = [
  ...(
    [
      [
        'a restore plan of its backups',
        'google_gke_backup_restore_plan',
        { backup_plan: `projects/${id}/locations/l/backupPlans/p` },
      ],
      [
        'a repository that passes its images on',
        'google_artifact_registry_repository',
        {
          repository_id: 'v',
          virtual_repository_config: {
            upstream_policies: { repository: `projects/${id}/locations/l/repositories/images` },
          },
        },
      ],
      [
        'a disk from its disk',
        'google_compute_disk',
        { source_disk: `projects/${id}/zones/asia-northeast1-b/disks/d` },
      ],
      ['a scope over its logs', 'google_logging_log_scope', { resource_names: [`projects/${id}`] }],
      [
        'a rewriting of its objects',
        'google_storage_batch_operations_job',
        { bucket_list: { buckets: { bucket: `${id}-raw-records` } } },
      ],
      [
        'a machine that runs as its account',
        'google_compute_instance',
        { name: 'i', service_account: { email: reader } },
      ],
      [
        'a cluster in its pool of workloads',
        cluster,
        { name: 'c', workload_identity_config: { workload_pool: `${id}.svc.id.goog` } },
      ],
      [
        'a location of another cloud that reads its bucket',
        'aws_datasync_location_object_storage',
        { bucket_name: `${id}-raw-records` },
      ],
    ] as const
  ).map(([what, type, values]) =>
    unknown(`${what}, in another project`, 'E45', elsewhere(type, { project: other, ...values })),
  ),
  ...(
    [
      ['pool', 'workload_identity_config.workload_pool', `${other}.svc.id.goog`],
      ['endpoint', 'private_cluster_config.private_endpoint_subnetwork', `projects/${other}/regions/r/subnetworks/s`],
      ['authority', 'user_managed_keys_config', { cluster_ca: 'projects/evil/locations/l/caPools/p' }],
    ] as const
  ).map(([what, path, value]) =>
    weak(`a cluster with the ${what} of somebody else`, 'E45', set(cluster, 'Private', path, value)),
  ),
  weak(
    'nodes from an image of somebody else',
    'E45',
    set(pool, 'SystemPool', 'node_config.secondary_boot_disks', [{ disk_image: 'projects/evil/global/images/i' }]),
  ),
  weak('Config Connector', 'E45', set(cluster, 'Private', 'addons_config.config_connector_config.enabled', true)),
];

/** Attributes of the types that the zone may hold. */
export const settings: readonly Scenario[] = [
  ...(
    [
      ['a client certificate', 'master_auth.client_certificate_config.issue_client_certificate', true],
      ['roles by attribute', 'enable_legacy_abac', true],
      ['roles for strangers', 'rbac_binding_config.enable_insecure_binding_system_unauthenticated', true],
      ['another identity provider', 'identity_service_config', { enabled: true }],
      ['groups of a directory', 'authenticator_groups_config', { security_group: 'gke-security-groups@example.org' }],
    ] as const
  ).map(([what, path, value]) => weak(`a control plane with ${what}`, 'E38', set(cluster, 'Private', path, value))),
  ...(
    [
      ['the Gateway API', 'gateway_api_config.channel', 'CHANNEL_STANDARD'],
      ['Ingress', 'addons_config.http_load_balancing.disabled', false],
    ] as const
  ).map(([what, path, value]) => weak(`load balancers by ${what}`, 'E6', set(cluster, 'Private', path, value))),
  weak('the pool that a cluster begins with', 'E39', set(cluster, 'Private', 'remove_default_node_pool', false)),
  weak('a pool within the cluster', 'E39', set(cluster, 'Private', 'node_pool', [{ name: 'p' }])),
  weak(
    'nodes that are provisioned as the default account',
    'E39',
    unset(cluster, 'Private', 'cluster_autoscaling.auto_provisioning_defaults.service_account'),
  ),
  weak('keys to log in on nodes', 'E35', set(pool, 'SystemPool', 'node_config.metadata.ssh-keys', 'm:ssh-rsa AAAA')),
  open('a serial port of nodes', 'E36', set(pool, 'SystemPool', 'node_config.metadata.serial-port-enable', 'true')),
  open('a bucket abroad', 'E46', set(bucket, 'RawRecord', 'location', 'US')),
  open('nodes abroad', 'E46', set(pool, 'SystemPool', 'node_locations', ['us-central1-a'])),
  weak(
    'a network that the project makes by itself',
    'E3',
    set('google_project', 'Isolated', 'auto_create_network', true),
  ),
  [
    'the names of another project’s zone, which asks the internet',
    'E14',
    [
      elsewhere('google_dns_managed_zone', {
        project: other,
        name: 'z',
        dns_name: 'example.org.',
        visibility: 'private',
        private_visibility_config: { networks: [{ network_url: network }] },
        forwarding_config: { target_name_servers: [{ ipv4_address: '8.8.8.8' }] },
      }),
    ],
    'open',
    ['dns_managed_zone.x -> outside:DNS server: dns_managed_zone.x google_dns_managed_zone.x answers from elsewhere'],
  ],
  weak(
    'names that pass the sink, which no zone answers',
    'E14',
    remove('google_dns_managed_zone', 'RestrictedApiDns_RootZone'),
    add('google_dns_response_policy_rule', 'x', {
      project: id,
      response_policy: 'rs-isolated',
      rule_name: 'x',
      dns_name: '*.example.org.',
      behavior: 'bypassResponsePolicy',
    }),
  ),
  weak(
    'names that are delegated',
    'E14',
    add('google_dns_record_set', 'x', {
      project: id,
      managed_zone: 'rs-isolated-root',
      name: 'example.org.',
      type: 'NS',
      ttl: 300,
      rrdatas: ['ns.example.org.'],
    }),
  ),
  unknown(
    'rules of a policy that nobody declares, above the zone',
    'E4',
    elsewhere('google_compute_firewall_policy_association', {
      name: 'a',
      attachment_target: 'folders/410000000013',
      firewall_policy: 'elsewhere',
    }),
  ),
];
