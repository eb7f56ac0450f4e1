import { add, type Edit, set } from './edit-stacks.ts';
import type { Scenario } from './identity/access-scenarios.ts';

/** Something in another project of ours, which nobody who reads the zone's stacks sees. */
function elsewhere(type: string, values: Record<string, unknown>): Edit {
  return add(type, 'x', values, 'guardrails-prd');
}

const cluster = 'projects/rs-isolated-prd/locations/asia-northeast1/clusters/rs-isolated';
const topic = 'projects/analysis-prd/topics/t';

/** What others declare around the zone so that it opens. */
export const elsewhereScenarios: readonly Scenario[] = [
  [
    'a load balancer of another project',
    'E6',
    [
      elsewhere('google_compute_forwarding_rule', {
        project: 'analysis-prd',
        name: 'f',
        region: 'asia-northeast1',
        load_balancing_scheme: 'EXTERNAL_MANAGED',
        backend_service: 'projects/rs-isolated-prd/regions/asia-northeast1/backendServices/b',
      }),
    ],
    'open',
    [
      'compute_forwarding_rule.x -> internet: compute_forwarding_rule.x google_compute_forwarding_rule.x sends to the zone from elsewhere',
    ],
  ],
  [
    'its project attached to another one’s network',
    'E11',
    [
      elsewhere('google_compute_shared_vpc_service_project', {
        host_project: 'analysis-prd',
        service_project: 'rs-isolated-prd',
      }),
    ],
    'weak',
    [],
  ],
  [
    'its cluster in the fleet of another project',
    'E38',
    [set('google_container_cluster', 'PrivateCluster', 'fleet', { project: 'analysis-prd' })],
    'open',
    [
      'container_cluster.PrivateCluster -> outside:fleet of another project: container_cluster.PrivateCluster google_container_cluster.PrivateCluster_23F4DA04 puts a cluster of the zone into a fleet elsewhere',
    ],
  ],
  [
    'its cluster in its own fleet',
    'E38',
    [set('google_container_cluster', 'PrivateCluster', 'fleet', { project: 'rs-isolated-prd' })],
    'closed',
    [],
  ],
  [
    'a membership of its cluster declared elsewhere',
    'E38',
    [
      elsewhere('google_gke_hub_membership', {
        project: 'analysis-prd',
        membership_id: 'm',
        endpoint: { gke_cluster: { resource_link: `//container.googleapis.com/${cluster}` } },
      }),
    ],
    'open',
    [
      'gke_hub_membership.x -> outside:fleet of another project: gke_hub_membership.x google_gke_hub_membership.x puts a cluster of the zone into a fleet elsewhere',
    ],
  ],
  [
    'a feed of the folder above it',
    'E47',
    [
      elsewhere('google_cloud_asset_folder_feed', {
        billing_project: 'analysis-prd',
        folder: '410000000013',
        feed_id: 'f',
        feed_output_config: { pubsub_destination: { topic } },
      }),
    ],
    'open',
    [
      'cloud_asset_folder_feed.x -> outside:reader of metadata: cloud_asset_folder_feed.x google_cloud_asset_folder_feed.x takes metadata out of its folder or organisation',
    ],
  ],
  [
    'a transfer of its bucket by another project, behind the perimeter',
    'E16',
    [
      elsewhere('google_storage_transfer_job', {
        project: 'analysis-prd',
        description: 'd',
        transfer_spec: {
          gcs_data_source: { bucket_name: 'rs-isolated-prd-raw-records' },
          gcs_data_sink: { bucket_name: 'elsewhere' },
        },
      }),
    ],
    'weak',
    [],
  ],
];
