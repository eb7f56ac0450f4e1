import { type Cell, type Declared, google, ref, type Settings } from './cell.ts';
import type { Random } from './random.ts';

/** A cluster with its node pools, and the perimeter around the project. */
export function* declareCluster(cell: Cell): Generator<Declared> {
  const { number: c, random, project, region, labels } = cell;
  const network = `google_compute_network.net_${c}`;
  const key = `google_kms_crypto_key.key_${c}`;
  yield google('container_cluster', `gke_${c}`, {
    name: `gke-${c}`,
    project,
    location: region,
    network: ref(network),
    subnetwork: ref(`google_compute_subnetwork.sub_${c}_0`),
    deletion_protection: !random.bad(),
    enable_shielded_nodes: !random.bad(),
    initial_node_count: 1,
    remove_default_node_pool: true,
    networking_mode: 'VPC_NATIVE',
    ...(labels === null ? {} : { resource_labels: labels }),
    private_cluster_config: [privateCluster(random)],
    ...(random.bad()
      ? {}
      : {
          master_authorized_networks_config: [
            {
              cidr_blocks: [{ cidr_block: '10.0.0.0/8', display_name: 'internal' }],
              gcp_public_cidrs_access_enabled: false,
              private_endpoint_enforcement_enabled: null,
            },
          ],
        }),
    workload_identity_config: random.bad() ? [] : [{ workload_pool: `${project}.svc.id.goog` }],
    ...(random.bad() ? {} : { database_encryption: [{ state: 'ENCRYPTED', key_name: ref(key) }] }),
    binary_authorization: [
      { enabled: null, evaluation_mode: random.bad() ? 'DISABLED' : 'PROJECT_SINGLETON_POLICY_ENFORCE' },
    ],
  });
}

function privateCluster(random: Random): Settings {
  return {
    enable_private_nodes: !random.bad(),
    enable_private_endpoint: !random.bad(),
    master_ipv4_cidr_block: '172.20.0.0/28',
    master_global_access_config: [],
    private_endpoint_subnetwork: null,
  };
}

export function* declareNodePools(cell: Cell): Generator<Declared> {
  const { number: c, random, project, region } = cell;
  const key = `google_kms_crypto_key.key_${c}`;
  const cluster = `google_container_cluster.gke_${c}`;
  const account = `google_service_account.sa_${c}`;
  for (let i = 0; i < 2; i++)
    yield google('container_node_pool', `np_${c}_${i}`, {
      name: `np-${c}-${i}`,
      project,
      location: region,
      cluster: ref(cluster),
      node_count: 3,
      management: [{ auto_repair: true, auto_upgrade: !random.bad() }],
      node_config: [
        {
          machine_type: random.pick(['n2-standard-8', 'n2-highmem-64']),
          image_type: 'COS_CONTAINERD',
          service_account: ref(account, 'email'),
          oauth_scopes: ['https://www.googleapis.com/auth/cloud-platform'],
          disk_size_gb: 100,
          boot_disk_kms_key: ref(key),
          shielded_instance_config: [{ enable_secure_boot: !random.bad(), enable_integrity_monitoring: true }],
          workload_metadata_config: [{ mode: random.bad() ? 'GCE_METADATA' : 'GKE_METADATA' }],
        },
      ],
    });
}

const openEgress: Settings = {
  title: 'out',
  egress_from: [{ identity_type: 'ANY_IDENTITY', identities: [], sources: [], source_restriction: null }],
  egress_to: [
    {
      resources: ['*'],
      external_resources: [],
      roles: [],
      operations: [{ service_name: '*', method_selectors: [] }],
    },
  ],
};

export function* declarePerimeter(cell: Cell): Generator<Declared> {
  const { number: c, random } = cell;
  yield google('access_context_manager_service_perimeter', `per_${c}`, {
    parent: 'accessPolicies/1',
    name: `accessPolicies/1/servicePerimeters/p${c}`,
    title: `p${c}`,
    perimeter_type: 'PERIMETER_TYPE_REGULAR',
    use_explicit_dry_run_spec: random.bad(),
    status: [
      {
        resources: [`projects/${100000 + c}`],
        restricted_services: random.bad()
          ? ['storage.googleapis.com']
          : [
              'storage.googleapis.com',
              'bigquery.googleapis.com',
              'container.googleapis.com',
              'cloudkms.googleapis.com',
            ],
        access_levels: [],
        vpc_accessible_services: [{ enable_restriction: !random.bad(), allowed_services: ['RESTRICTED-SERVICES'] }],
        egress_policies: random.bad() ? [openEgress] : [],
        ingress_policies: [],
      },
    ],
  });
}
