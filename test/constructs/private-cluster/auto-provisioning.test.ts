import { describe, expect, it } from 'vitest';
import type { AutoProvisioning } from '../../../constructs/index.ts';
import { aPrivateCluster } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

function declare(autoProvisioning: AutoProvisioning) {
  return synthesize((stack) => {
    aPrivateCluster(stack, { autoProvisioning });
  });
}

describe('pools that GKE adds', () => {
  const cluster = declare({ maxVcpu: 256, maxMemoryGib: 1024 }).only('google_container_cluster');

  it('have the nodes of a declared pool: own identity, own key, secure boot, repaired and upgraded one by one', () => {
    expect(cluster['cluster_autoscaling']).toEqual({
      enabled: true,
      autoscaling_profile: 'BALANCED',
      auto_provisioning_locations: ['asia-northeast1-a', 'asia-northeast1-b'],
      resource_limits: [
        { resource_type: 'cpu', minimum: 0, maximum: 256 },
        { resource_type: 'memory', minimum: 0, maximum: 1024 },
      ],
      auto_provisioning_defaults: {
        service_account: '${google_service_account.PrivateCluster_NodeServiceAccount_D6AE8E2F.email}',
        boot_disk_kms_key: '${google_kms_crypto_key.DataKey_17AFBB84.id}',
        oauth_scopes: ['https://www.googleapis.com/auth/cloud-platform'],
        image_type: 'COS_CONTAINERD',
        disk_type: 'pd-balanced',
        disk_size: 100,
        shielded_instance_config: { enable_secure_boot: true, enable_integrity_monitoring: true },
        management: { auto_repair: true, auto_upgrade: true },
        upgrade_settings: { strategy: 'SURGE', max_surge: 1, max_unavailable: 0 },
      },
    });
  });

  it('are private, with encrypted memory and no open kubelet port', () => {
    expect([
      cluster['private_cluster_config'],
      cluster['confidential_nodes'],
      cluster['node_pool_auto_config'],
    ]).toMatchObject([
      { enable_private_nodes: true },
      { enabled: true, confidential_instance_type: 'SEV' },
      { node_kubelet_config: { insecure_kubelet_readonly_port_enabled: 'FALSE' } },
    ]);
  });

  it.each([
    ['no vCPU', { maxVcpu: 0, maxMemoryGib: 64 }],
    ['half a vCPU', { maxVcpu: 8.5, maxMemoryGib: 64 }],
    ['less memory than any shape has', { maxVcpu: 16, maxMemoryGib: 8 }],
  ])('are refused within limits of %s', (_, limits) => {
    expect(() => declare(limits)).toThrow('`autoProvisioning` leaves no room for a node');
  });
});
