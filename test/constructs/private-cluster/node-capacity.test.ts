import { describe, expect, it } from 'vitest';
import { allocatable, PrivateNodePool, type PrivateNodePoolProps } from '../../../constructs/index.ts';
import { aPrivateCluster } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<PrivateNodePoolProps>) {
  return synthesize((stack) => {
    new PrivateNodePool(stack, 'Pool', {
      cluster: aPrivateCluster(stack),
      name: 'big',
      machineType: 'n2d-highmem-80',
      totalMinNodeCount: 0,
      totalMaxNodeCount: 12,
      ...changes,
    });
  });
}

describe('the room on a node', () => {
  it('is what GKE and the agents of every node leave', () => {
    const room = allocatable('n2d-highmem-64');
    // 0.06 + 0.01 + 2 x 0.005 + 60 x 0.0025 vCPU, and 1 + 0.8 + 0.8 + 6.72 + 7.68 GiB + 100 MiB, are GKE's.
    expect(room?.vcpu).toBeCloseTo(64 - 0.23 - 0.5, 6);
    expect(room?.memoryGib).toBeCloseTo(512 - 17 - 100 / 1024 - 2, 6);
  });

  it('is not known for a shape that is not listed', () => {
    expect([allocatable('e2-medium'), allocatable('n2d-highmem'), allocatable('z9-standard-8')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('holds a pod of 64 vCPU and 512 GiB on 80 vCPU', () => {
    const pool = declare({ largestPod: { vcpu: 64, memoryGib: 512 } }).only('google_container_node_pool');
    expect(pool['node_config']).toMatchObject({ machine_type: 'n2d-highmem-80' });
  });

  it('holds a pod of 63 vCPU and 490 GiB on 64 vCPU', () => {
    expect(() => declare({ machineType: 'n2d-highmem-64', largestPod: { vcpu: 63, memoryGib: 490 } })).not.toThrow();
  });

  it.each([
    [
      'a pod as large as its node',
      { machineType: 'n2d-highmem-64', largestPod: { vcpu: 64, memoryGib: 512 } },
      'test/Pool: a pod that does not fit its node: got "64 vCPU and 512 GiB on n2d-highmem-64", expected at most 63 vCPU and 492 GiB',
    ],
    [
      'a pod with too much memory',
      { machineType: 'n2d-highmem-64', largestPod: { vcpu: 8, memoryGib: 500 } },
      'a pod that does not fit its node',
    ],
    [
      'a pod on a shape of which nothing is known',
      { machineType: 'n2d-custom-8', largestPod: { vcpu: 1, memoryGib: 1 } },
      'the room on a node of this machine type is not known',
    ],
  ])('refuses %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
