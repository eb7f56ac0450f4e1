import { describe, expect, it } from 'vitest';
import {
  NodeReservation,
  type NodeReservationProps,
  PrivateNodePool,
  type PrivateNodePoolProps,
} from '../../../constructs/index.ts';
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

/** A pool with eight local SSDs on machines kept for it. */
function declareReserved(reserved: Partial<NodeReservationProps>, changes: Partial<PrivateNodePoolProps> = {}) {
  return synthesize((stack) => {
    const reservation = new NodeReservation(stack, 'Reservation', {
      project: 'rs-isolated-test',
      name: 'big',
      zones: ['asia-northeast1-a', 'asia-northeast1-b'],
      machineType: 'n2d-highmem-80',
      countPerZone: 1,
      localSsdCount: 8,
      ...reserved,
    });
    new PrivateNodePool(stack, 'Pool', {
      cluster: aPrivateCluster(stack),
      name: 'big',
      machineType: 'n2d-highmem-80',
      totalMinNodeCount: 0,
      totalMaxNodeCount: 12,
      localSsdCount: 8,
      reservation,
      ...changes,
    });
  });
}

describe('a pool on machines kept for it', () => {
  it('has scratch space that is encrypted with a key that dies with the node', () => {
    const pool = declareReserved({}).only('google_container_node_pool');
    expect(pool['node_config']).toMatchObject({
      ephemeral_storage_local_ssd_config: { local_ssd_count: 8 },
      local_ssd_encryption_mode: 'EPHEMERAL_KEY_ENCRYPTION',
    });
  });

  it('takes them first and buys others after them', () => {
    const pool = declareReserved({}).only('google_container_node_pool');
    expect(pool['node_config']).toMatchObject({
      reservation_affinity: { consume_reservation_type: 'ANY_RESERVATION' },
    });
    expect(pool['depends_on']).toEqual([
      'google_compute_reservation.Reservation_ZoneA_2C3B0195',
      'google_compute_reservation.Reservation_ZoneB_369AB515',
    ]);
  });

  it('takes no others when the reservation is specific', () => {
    const pool = declareReserved({ isSpecific: true }, { totalMaxNodeCount: 2 }).only('google_container_node_pool');
    expect(pool['node_config']).toMatchObject({
      reservation_affinity: {
        consume_reservation_type: 'SPECIFIC_RESERVATION',
        key: 'compute.googleapis.com/reservation-name',
        values: ['big'],
      },
    });
  });

  it.each([
    ['another machine type', { machineType: 'n2d-highmem-64' }, {}, 'the nodes do not fit the reservation'],
    [
      'other local SSDs',
      { localSsdCount: 4 },
      {},
      'got ["n2d-highmem-80",8], expected n2d-highmem-80 with 4 local SSDs',
    ],
    ['another region', { zones: ['asia-northeast2-a'] }, {}, 'the reservation keeps machines in another region'],
    ['fewer machines than nodes', { isSpecific: true }, {}, 'more nodes than the specific reservation keeps'],
  ])('is refused with %s', (_, reserved, changes, message) => {
    expect(() => declareReserved(reserved, changes)).toThrow(message);
  });
});

describe('a pool with a cache of images', () => {
  const imageCache = 'projects/rs-isolated-test/global/images/image-generation-1';

  it('starts its nodes with the images on a second disk', () => {
    expect(declare({ imageCache }).only('google_container_node_pool')['node_config']).toMatchObject({
      gcfs_config: { enabled: true },
      secondary_boot_disks: [{ disk_image: imageCache, mode: 'CONTAINER_IMAGE_CACHE' }],
    });
  });

  it('is refused when the disk comes from another project', () => {
    expect(() => declare({ imageCache: 'projects/elsewhere/global/images/cache' })).toThrow(
      '`imageCache` is not an image of the same project: got "projects/elsewhere/global/images/cache"',
    );
  });
});

describe('local SSDs', () => {
  it.each([
    ['n2d-highmem-80', 2, 'got "2 on n2d-highmem-80", expected one of 0, 4, 8, 16, 24'],
    ['n2d-standard-8', 3, 'got "3 on n2d-standard-8", expected one of 0, 1, 2, 4, 8, 16, 24'],
    ['c2d-standard-112', 4, 'expected one of 0, 8'],
    ['c3d-standard-8', 1, 'expected one of 0;'],
  ])('on %s can not be %i', (machineType, localSsdCount, message) => {
    expect(() => declare({ machineType, localSsdCount })).toThrow(message);
  });
});
