import { readFileSync } from 'node:fs';
import { z } from 'zod';

const words = z.string().transform((text) => (text === '' ? [] : text.split(' ')));
const typeSchema = z.object({ provider: z.enum(['google', 'aws']), opt: words, comp: words, blocks: words });

/** What a resource type of a provider has. */
export type TypeSchema = z.infer<typeof typeSchema>;

/** Attribute names by type, as `@cdktf/provider-google` 16.12.1 and `-aws` 20.1.0 declare them. */
export function readProviderSchema(): ReadonlyMap<string, TypeSchema> {
  const text = readFileSync(new URL('plan-schema.json', import.meta.url), 'utf8');
  return new Map(Object.entries(z.record(z.string(), typeSchema).parse(JSON.parse(text))));
}

function setOf(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** Attributes that are optional and computed, unknown until apply where unset: the provider packages don't keep this flag. */
export const computedWhenUnset = setOf(
  `id project region routing_mode mtu network_firewall_policy_enforcement_order priority purpose stack_type cluster_ipv4_cidr
  default_max_pods_per_node logging_service monitoring_service node_version node_locations datapath_provider private_ipv6_google_access
  version initial_node_count max_pods_per_node arn tags_all availability_zone_id default_security_group_id name_prefix bucket_prefix policy acl
  request_payer hosted_zone_id acceleration_status ipv6_cidr_block instance_tenancy ssl_policy customer_owned_ipv4_pool ip_address_type
  availability_zone private_ips_count load_balancing_algorithm_type protocol_version deletion_policy etag last_modified_time`,
);

export const blocksComputedWhenUnset = setOf(
  `addons_config anonymous_authentication_config authenticator_groups_config control_plane_endpoints_config database_encryption default_snat_status
  gateway_api_config identity_service_config ip_allocation_policy logging_config master_auth mesh_certificates monitoring_config network_policy
  node_pool node_pool_auto_config node_pool_defaults notification_config pod_autoscaling release_channel security_posture_config
  service_external_ips_config vertical_pod_autoscaling cluster_autoscaling cost_management_config soft_delete_policy
  cors_rule grant lifecycle_rule logging object_lock_configuration replication_configuration server_side_encryption_configuration versioning website`,
);
