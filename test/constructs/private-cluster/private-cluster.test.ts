import { describe, expect, it } from 'vitest';
import { aPrivateCluster } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

const declared = synthesize((stack) => {
  aPrivateCluster(stack, { authorizedNetworks: { room: '10.99.0.0/24' } });
});
const cluster = declared.only('google_container_cluster');

/** Some attributes of the cluster, whole. */
function attributes(...names: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(names.map((name) => [name, cluster[name]]));
}

describe('a private cluster', () => {
  it('has private nodes and a private control plane that named private networks reach', () => {
    expect(
      attributes('private_cluster_config', 'master_authorized_networks_config', 'control_plane_endpoints_config'),
    ).toEqual({
      private_cluster_config: {
        enable_private_nodes: true,
        enable_private_endpoint: true,
        master_ipv4_cidr_block: '172.16.0.0/28',
        master_global_access_config: { enabled: false },
      },
      master_authorized_networks_config: {
        cidr_blocks: [
          { display_name: 'room', cidr_block: '10.99.0.0/24' },
          { display_name: 'nodes', cidr_block: '10.64.0.0/22' },
        ],
        gcp_public_cidrs_access_enabled: false,
        private_endpoint_enforcement_enabled: true,
      },
      control_plane_endpoints_config: {
        dns_endpoint_config: { allow_external_traffic: false },
        ip_endpoints_config: { enabled: true },
      },
    });
  });

  it('gives nobody a way past identity', () => {
    expect(
      attributes(
        'master_auth',
        'enable_legacy_abac',
        'anonymous_authentication_config',
        'rbac_binding_config',
        'service_external_ips_config',
      ),
    ).toEqual({
      master_auth: { client_certificate_config: { issue_client_certificate: false } },
      enable_legacy_abac: false,
      anonymous_authentication_config: { mode: 'LIMITED' },
      rbac_binding_config: {
        enable_insecure_binding_system_authenticated: false,
        enable_insecure_binding_system_unauthenticated: false,
      },
      service_external_ips_config: { enabled: false },
    });
  });

  it('encrypts secrets, disks, memory and traffic between nodes', () => {
    const key = '${google_kms_crypto_key.DataKey_17AFBB84.id}';
    expect(attributes('database_encryption', 'confidential_nodes', 'in_transit_encryption_config')).toEqual({
      database_encryption: { state: 'ENCRYPTED', key_name: key },
      confidential_nodes: { enabled: true, confidential_instance_type: 'SEV' },
      in_transit_encryption_config: 'IN_TRANSIT_ENCRYPTION_INTER_NODE_TRANSPARENT',
    });
    expect(cluster['node_config']).toMatchObject({ boot_disk_kms_key: key });
  });

  it('is regional, admits images by policy, and creates no load balancer and, without limits, no pool by itself', () => {
    expect(
      attributes('location', 'node_locations', 'binary_authorization', 'cluster_autoscaling', 'gateway_api_config'),
    ).toEqual({
      location: 'asia-northeast1',
      node_locations: ['asia-northeast1-a', 'asia-northeast1-b'],
      binary_authorization: { evaluation_mode: 'PROJECT_SINGLETON_POLICY_ENFORCE' },
      cluster_autoscaling: { enabled: false },
      gateway_api_config: { channel: 'CHANNEL_DISABLED' },
    });
    expect(cluster['addons_config']).toMatchObject({ http_load_balancing: { disabled: true } });
  });

  it('can be deleted neither by Terraform nor by mistake, and ignores only the pool that Google removes', () => {
    expect(attributes('deletion_protection', 'lifecycle', 'remove_default_node_pool')).toEqual({
      deletion_protection: true,
      lifecycle: { prevent_destroy: true, ignore_changes: ['node_config'] },
      remove_default_node_pool: true,
    });
  });

  it('gives its nodes an identity of their own that can write logs and metrics and read images', () => {
    const grants = Object.values(declared.all('google_project_iam_member'));
    const member = '${google_service_account.PrivateCluster_NodeServiceAccount_D6AE8E2F.member}';
    const project = 'rs-isolated-test';
    expect(grants).toEqual(
      expect.arrayContaining([
        { project, member, role: 'roles/logging.logWriter' },
        { project, member, role: 'roles/monitoring.metricWriter' },
        { project, member, role: 'roles/stackdriver.resourceMetadata.writer' },
        { project, member, role: 'roles/artifactregistry.reader' },
      ]),
    );
    expect(grants).toHaveLength(4);
  });

  it.each([
    ['in one zone', { region: 'asia-northeast1-a' }, '`region` is not a region'],
    ['without zones', { nodeLocations: [] }, '`nodeLocations` is empty'],
    ['in a foreign zone', { nodeLocations: ['us-central1-a'] }, 'a zone is not in the region'],
    ['in a zone twice', { nodeLocations: ['asia-northeast1-a', 'asia-northeast1-a'] }, '`nodeLocations` names a zone'],
    ['of too long a name', { name: 'a'.repeat(25) }, '`name` is not usable'],
    ['open to no network', { authorizedNetworks: { room: 'room' } }, '`authorizedNetworks.room` is not an IPv4'],
    ['open to the internet', { authorizedNetworks: { all: '0.0.0.0/0' } }, 'an authorised network is not private'],
    ['open to a public network', { authorizedNetworks: { all: '203.0.113.0/28' } }, 'an authorised network is not'],
  ])('rejects a cluster %s', (_, changes, message) => {
    expect(() => synthesize((stack) => aPrivateCluster(stack, changes))).toThrow(message);
  });
});
