import { ContainerNodePool } from '@cdktf/provider-google/lib/container-node-pool/index.js';
import { Construct } from 'constructs';

import { ClosedNetwork } from '../closed-network/index.ts';
import { isKnown, refuse, requireMatch } from '../declaration/index.ts';
import { hardenedNode } from './cluster-defaults.ts';
import { type PodSize, requirePodFits } from './node-capacity.ts';
import type { PrivateCluster } from './private-cluster.ts';

/** Keeps ordinary pods off a pool. */
export interface NodeTaint {
  readonly key: string;
  readonly value: string;
  readonly effect: 'NO_SCHEDULE' | 'PREFER_NO_SCHEDULE' | 'NO_EXECUTE';
}

export interface PrivateNodePoolProps {
  readonly cluster: PrivateCluster;
  readonly name: string;
  /** A shape on which AMD SEV works: n2d, c2d or c3d. */
  readonly machineType: string;
  /** Fewest nodes over all zones. */
  readonly totalMinNodeCount: number;
  /** Most nodes over all zones. */
  readonly totalMaxNodeCount: number;
  /** The largest pod that must run here; refused when no node could hold it. @default not checked */
  readonly largestPod?: PodSize;
  /** Local SSDs of 375 GB for scratch space, encrypted with a key that dies with the node. @default none */
  readonly localSsdCount?: number;
  /** Name of a reservation to take nodes from: large shapes run out of stock. @default any that matches */
  readonly reservation?: string;
  /** @default 100 */
  readonly diskSizeGb?: number;
  /** @default none */
  readonly taints?: readonly NodeTaint[];
  /** Kubernetes labels of the nodes. @default none */
  readonly nodeLabels?: Readonly<Record<string, string>>;
}

/** Nodes of a private cluster, hardened like the cluster itself; Google repairs and upgrades them one by one. */
export class PrivateNodePool extends Construct {
  readonly nodePool: ContainerNodePool;

  constructor(scope: Construct, id: string, props: PrivateNodePoolProps) {
    super(scope, id);
    this.#validate(props);
    const { cluster, name, totalMinNodeCount, totalMaxNodeCount } = props;
    this.nodePool = new ContainerNodePool(this, 'Resource', {
      project: cluster.project,
      name,
      cluster: cluster.cluster.id,
      location: cluster.region,
      autoscaling: { totalMinNodeCount, totalMaxNodeCount, locationPolicy: 'BALANCED' },
      management: { autoRepair: true, autoUpgrade: true },
      upgradeSettings: { strategy: 'SURGE', maxSurge: 1, maxUnavailable: 0 },
      networkConfig: { enablePrivateNodes: true, podRange: ClosedNetwork.podRangeName },
      nodeConfig: {
        ...hardenedNode,
        machineType: props.machineType,
        diskType: 'pd-balanced',
        diskSizeGb: props.diskSizeGb ?? 100,
        bootDiskKmsKey: cluster.key.key.id,
        serviceAccount: cluster.nodeServiceAccount.email,
        confidentialNodes: { enabled: true, confidentialInstanceType: 'SEV' },
        labels: { ...props.nodeLabels },
        ...scratchSpace(props.localSsdCount),
        ...reservationOf(props.reservation),
        taint: (props.taints ?? []).map((taint) => ({ ...taint })),
      },
    });
  }

  #validate({ name, machineType, largestPod, totalMinNodeCount, totalMaxNodeCount }: PrivateNodePoolProps): void {
    if (largestPod !== undefined) requirePodFits(this, machineType, largestPod);
    requireMatch(this, name, /^(?!default-pool$)[a-z][a-z0-9-]{0,39}$/, {
      what: '`name` is not usable',
      expected: 'lower-case letters, digits or hyphens, at most 40, and not default-pool',
      fix: 'choose another name; the cluster removes a pool called default-pool',
    });
    requireMatch(this, machineType, /^(n2d|c2d|c3d)-/, {
      what: 'the machine type has no encrypted memory',
      expected: 'n2d, c2d or c3d',
      fix: 'use the n2d shape of the same size',
    });
    if (!isKnown(totalMinNodeCount) || !isKnown(totalMaxNodeCount)) return;
    if (totalMinNodeCount < 0 || totalMaxNodeCount < 1 || totalMinNodeCount > totalMaxNodeCount) {
      refuse(this, {
        what: 'the node counts contradict each other',
        got: [totalMinNodeCount, totalMaxNodeCount],
        expected: '0 <= totalMinNodeCount <= totalMaxNodeCount, and at least one node at most',
        fix: 'correct the counts',
      });
    }
  }
}

function scratchSpace(localSsdCount = 0) {
  if (localSsdCount === 0) return {};
  return { ephemeralStorageLocalSsdConfig: { localSsdCount }, localSsdEncryptionMode: 'EPHEMERAL_KEY_ENCRYPTION' };
}

function reservationOf(reservation?: string) {
  if (reservation === undefined) return {};
  return {
    reservationAffinity: {
      consumeReservationType: 'SPECIFIC_RESERVATION',
      key: 'compute.googleapis.com/reservation-name',
      values: [reservation],
    },
  };
}
