import { describe, expect, it } from 'vitest';
import { PrivateNodePool, type PrivateNodePoolProps } from '../../../constructs/index.ts';
import { aPrivateCluster } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<PrivateNodePoolProps> = {}) {
  return synthesize((stack) => {
    new PrivateNodePool(stack, 'Pool', {
      cluster: aPrivateCluster(stack),
      name: 'big',
      machineType: 'n2d-highmem-80',
      totalMinNodeCount: 0,
      totalMaxNodeCount: 12,
      taints: [{ key: 'workload', value: 'image-generation', effect: 'NO_SCHEDULE' }],
      ...changes,
    });
  });
}

describe('a private node pool', () => {
  it('has hardened, private, encrypted nodes', () => {
    const { network_config, node_config, management } = declare().only('google_container_node_pool');
    expect({ network_config, node_config, management }).toEqual({
      management: { auto_repair: true, auto_upgrade: true },
      network_config: { enable_private_nodes: true, pod_range: 'pods' },
      node_config: {
        machine_type: 'n2d-highmem-80',
        image_type: 'COS_CONTAINERD',
        disk_type: 'pd-balanced',
        disk_size_gb: 100,
        boot_disk_kms_key: '${google_kms_crypto_key.DataKey_17AFBB84.id}',
        service_account: '${google_service_account.PrivateCluster_NodeServiceAccount_D6AE8E2F.email}',
        oauth_scopes: ['https://www.googleapis.com/auth/cloud-platform'],
        confidential_nodes: { enabled: true, confidential_instance_type: 'SEV' },
        shielded_instance_config: { enable_secure_boot: true, enable_integrity_monitoring: true },
        workload_metadata_config: { mode: 'GKE_METADATA' },
        kubelet_config: { cpu_manager_policy: 'static', insecure_kubelet_readonly_port_enabled: 'FALSE' },
        metadata: { 'disable-legacy-endpoints': 'true', 'block-project-ssh-keys': 'true' },
        labels: {},
        taint: [{ key: 'workload', value: 'image-generation', effect: 'NO_SCHEDULE' }],
      },
    });
  });

  it('is upgraded one node at a time, after a new one stands', () => {
    expect(declare().only('google_container_node_pool')['upgrade_settings']).toEqual({
      strategy: 'SURGE',
      max_surge: 1,
      max_unavailable: 0,
    });
  });

  it.each([
    ['that the cluster would remove', { name: 'default-pool' }, '`name` is not usable'],
    ['without encrypted memory', { machineType: 'e2-standard-8' }, 'the machine type has no encrypted memory'],
    ['that can hold no node', { totalMaxNodeCount: 0 }, 'the node counts contradict each other'],
    ['with more nodes at least than at most', { totalMinNodeCount: 13 }, 'the node counts contradict each other'],
  ])('rejects a pool %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
