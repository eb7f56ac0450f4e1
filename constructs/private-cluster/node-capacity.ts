import type { Construct } from 'constructs';

import { isKnown, refuse } from '../declaration/index.ts';

/** What one pod asks for. */
export interface PodSize {
  readonly vcpu: number;
  readonly memoryGib: number;
}

/** Memory of a vCPU in GiB, by series and type. Source: cloud.google.com/compute/docs/general-purpose-machines and memory tables of c2d. */
const memoryPerVcpu: Readonly<Record<string, number>> = {
  'n2d-standard': 4,
  'n2d-highmem': 8,
  'n2d-highcpu': 1,
  'c2d-standard': 4,
  'c2d-highmem': 8,
  'c2d-highcpu': 2,
  'c3d-standard': 4,
  'c3d-highmem': 8,
  'c3d-highcpu': 2,
};

/** Shares that GKE keeps for itself, band by band. Source: cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes. */
const memoryBands = [
  { upTo: 4, share: 0.25 },
  { upTo: 8, share: 0.2 },
  { upTo: 16, share: 0.1 },
  { upTo: 128, share: 0.06 },
  { upTo: Number.POSITIVE_INFINITY, share: 0.02 },
] as const;
const cpuBands = [
  { upTo: 1, share: 0.06 },
  { upTo: 2, share: 0.01 },
  { upTo: 4, share: 0.005 },
  { upTo: Number.POSITIVE_INFINITY, share: 0.0025 },
] as const;
/** 100 MiB below which the kubelet evicts pods. */
const evictionGib = 100 / 1024;
/** What the agents that run on every node ask for: logs, metrics, network, storage drivers. */
const agents: PodSize = { vcpu: 0.5, memoryGib: 2 };

/** What is left for one pod on a node of this shape, beside GKE itself and the agents of every node; undefined for an unknown shape. */
export function allocatable(machineType: string): PodSize | undefined {
  const match = /^([a-z0-9]+-[a-z]+)-(\d+)$/.exec(machineType);
  const perVcpu = memoryPerVcpu[match?.[1] ?? ''];
  if (match === null || perVcpu === undefined) return undefined;
  const vcpu = Number(match[2]);
  const memoryGib = vcpu * perVcpu;
  return {
    vcpu: vcpu - reserved(vcpu, cpuBands) - agents.vcpu,
    memoryGib: memoryGib - reserved(memoryGib, memoryBands) - evictionGib - agents.memoryGib,
  };
}

/** Refuses a pod that no node of the shape could hold: it would wait for ever while the pool stays empty. */
export function requirePodFits(scope: Construct, machineType: string, pod: PodSize): void {
  if (!isKnown(machineType) || !isKnown(pod.vcpu) || !isKnown(pod.memoryGib)) return;
  const room = allocatable(machineType);
  if (room === undefined) {
    refuse(scope, {
      what: 'the room on a node of this machine type is not known',
      got: machineType,
      expected: `one of ${Object.keys(memoryPerVcpu).join(', ')} with a number of vCPUs`,
      fix: 'use one of these shapes, or add the memory of this one to node-capacity.ts',
    });
  }
  if (pod.vcpu > room.vcpu || pod.memoryGib > room.memoryGib) {
    const most = `${Math.floor(room.vcpu)} vCPU and ${Math.floor(room.memoryGib)} GiB`;
    refuse(scope, {
      what: 'a pod that does not fit its node',
      got: `${pod.vcpu} vCPU and ${pod.memoryGib} GiB on ${machineType}`,
      expected: `at most ${most}: GKE and the agents of every node keep the rest`,
      fix: 'take the next larger machine type, or ask for less',
    });
  }
}

function reserved(amount: number, bands: readonly { readonly upTo: number; readonly share: number }[]): number {
  let from = 0;
  let sum = 0;
  for (const { upTo, share } of bands) {
    sum += Math.max(0, Math.min(amount, upTo) - from) * share;
    from = upTo;
  }
  return sum;
}
