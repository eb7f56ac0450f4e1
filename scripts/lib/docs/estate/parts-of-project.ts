import type { Resource } from '../../../../src/estate/estate.ts';
import type { PlacedResource } from './declared-estate.ts';

/** What a project is made of, as a person sees it: how one gets in, what runs, what is kept. */
export const parts = ['entry', 'work', 'data'] as const;
export type Part = (typeof parts)[number];

interface Kind {
  readonly part: Part;
  readonly label: string;
  /** Attribute that names one; null: they are counted. */
  readonly named: string | null;
}

/** Types that are worth a word in a picture; the rest guards, joins or configures these. */
const kinds: Readonly<Record<string, Kind>> = {
  google_compute_global_forwarding_rule: { part: 'entry', label: 'HTTPS entry', named: 'name' },
  google_compute_forwarding_rule: { part: 'entry', label: 'internal entry', named: 'name' },
  google_api_gateway_gateway: { part: 'entry', label: 'API gateway', named: 'gateway_id' },
  google_compute_ha_vpn_gateway: { part: 'entry', label: 'HA VPN', named: null },
  aws_lb: { part: 'entry', label: 'network load balancer', named: 'name' },
  aws_dx_gateway: { part: 'work', label: 'Direct Connect gateway', named: 'name' },
  aws_vpc: { part: 'work', label: 'VPC', named: 'cidr_block' },
  google_compute_network: { part: 'work', label: 'network', named: 'name' },
  google_container_cluster: { part: 'work', label: 'GKE cluster', named: 'name' },
  google_container_node_pool: { part: 'work', label: 'node pool', named: 'name' },
  google_compute_region_instance_group_manager: { part: 'work', label: 'VM group', named: 'name' },
  google_cloud_run_v2_service: { part: 'work', label: 'Cloud Run service', named: 'name' },
  google_cloud_run_v2_job: { part: 'work', label: 'Cloud Run job', named: 'name' },
  google_storage_bucket: { part: 'data', label: 'bucket', named: 'name' },
  google_sql_database_instance: { part: 'data', label: 'Cloud SQL', named: 'name' },
  google_bigquery_dataset: { part: 'data', label: 'BigQuery dataset', named: 'dataset_id' },
  google_logging_project_bucket_config: { part: 'data', label: 'log bucket', named: 'bucket_id' },
  google_artifact_registry_repository: { part: 'data', label: 'image registry', named: 'repository_id' },
  google_kms_crypto_key: { part: 'data', label: 'key', named: null },
};

/** One line for each kind of thing in a part of a project: `GKE cluster rs-isolated`, `2 keys`. Empty when there is nothing. */
export function linesOfPart(resources: readonly PlacedResource[], part: Part): readonly string[] {
  return Object.entries(kinds).flatMap(([type, kind]) => {
    const own = resources.filter(({ resource }) => resource.type === type).map(({ resource }) => resource);
    return kind.part !== part || own.length === 0 ? [] : [lineOf(kind, own)];
  });
}

function lineOf({ label, named }: Kind, resources: readonly Resource[]): string {
  const names =
    named === null ? [] : resources.map(({ values }) => values[named]).filter((name) => typeof name === 'string');
  const [first] = names;
  if (resources.length === 1) return first === undefined ? label : `${label} ${first}`;
  return `${String(resources.length)} ${label}s`.replace(/(entry)s$/u, 'entries').replace(/VPNs$/u, 'VPN gateways');
}
