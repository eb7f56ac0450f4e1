import { ContainerNodePool } from '@cdktf/provider-google/lib/container-node-pool/index.js';
import { Construct } from 'constructs';

import { ClosedNetwork } from '../closed-network/index.ts';
import { isKnown, refuse, requireMatch } from '../declaration/index.ts';
import type { NodeReservation } from '../node-reservation/index.ts';
import { hardenedNode } from './cluster-defaults.ts';
import { requireLocalSsds } from './local-ssd.ts';
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
  /** Machines kept for the pool, since large shapes run out of stock; others are taken after them unless it is specific. @default none */
  readonly reservation?: NodeReservation;
  /**
   * Disk image of the same project that holds container images, so that large ones needn't be pulled to each new node:
   * `projects/<project>/global/images/<name>`. @default none
   */
  readonly imageCache?: string;
  /** @default 100 */
  readonly diskSizeGb?: number;
  /** @default none */
  readonly taints?: readonly NodeTaint[];
  /** Kubernetes labels of the nodes. @default none */
  readonly nodeLabels?: Readonly<Record<string, string>>;
}

/**
 * Nodes of a private cluster, hardened like the cluster itself; Google repairs and upgrades them one by one.
 *
 * @example
 * new PrivateNodePool(stack, 'ImageGenerationPool', {
 *   cluster, name: 'image-generation', machineType: 'n2d-highmem-80', totalMinNodeCount: 0, totalMaxNodeCount: 12,
 *   largestPod: { vcpu: 64, memoryGib: 512 }, localSsdCount: 8,
 * });
 */
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
        ...cacheOf(props.imageCache),
        taint: (props.taints ?? []).map((taint) => ({ ...taint })),
      },
      ...(props.reservation === undefined ? {} : { dependsOn: [...props.reservation.reservations] }),
    });
  }

  #validate(props: PrivateNodePoolProps): void {
    const { name, machineType, largestPod, totalMinNodeCount, totalMaxNodeCount } = props;
    if (largestPod !== undefined) requirePodFits(this, machineType, largestPod);
    requireLocalSsds(this, machineType, props.localSsdCount ?? 0);
    this.#validateReservation(props);
    this.#validateCache(props);
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

  /** A machine of another shape would never be taken, and be paid for all the same. */
  #validateReservation({ reservation, machineType, localSsdCount = 0, ...props }: PrivateNodePoolProps): void {
    if (reservation === undefined) return;
    const kept = [reservation.machineType, reservation.localSsdCount];
    if (kept[0] !== machineType || kept[1] !== localSsdCount) {
      refuse(this, {
        what: 'the nodes do not fit the reservation',
        got: [machineType, localSsdCount],
        expected: `${reservation.machineType} with ${reservation.localSsdCount} local SSDs, as reserved`,
        fix: 'declare both from the same settings',
      });
    }
    const foreign = reservation.zones.find((zone) => !zone.startsWith(`${props.cluster.region}-`));
    if (foreign !== undefined) {
      refuse(this, {
        what: 'the reservation keeps machines in another region',
        got: foreign,
        expected: `zones of ${props.cluster.region}`,
        fix: 'reserve in the zones of the cluster',
      });
    }
    if (reservation.isSpecific && props.totalMaxNodeCount > reservation.totalCount) {
      refuse(this, {
        what: 'more nodes than the specific reservation keeps could never start',
        got: props.totalMaxNodeCount,
        expected: `at most ${reservation.totalCount}`,
        fix: 'lower `totalMaxNodeCount`, reserve more, or leave the reservation unspecific: others are then bought after it',
      });
    }
  }

  #validateCache({ imageCache, cluster }: PrivateNodePoolProps): void {
    if (imageCache === undefined) return;
    requireMatch(this, imageCache, new RegExp(`^projects/${cluster.project}/global/images/[a-z][a-z0-9-]*$`), {
      what: '`imageCache` is not an image of the same project',
      expected: `projects/${cluster.project}/global/images/<name>`,
      fix: 'build the disk inside the project from its own registry: what runs on a node comes from nowhere else',
    });
  }
}

function scratchSpace(localSsdCount = 0) {
  if (localSsdCount === 0) return {};
  return { ephemeralStorageLocalSsdConfig: { localSsdCount }, localSsdEncryptionMode: 'EPHEMERAL_KEY_ENCRYPTION' };
}

function reservationOf(reservation?: NodeReservation) {
  if (reservation === undefined) return {};
  if (!reservation.isSpecific) return { reservationAffinity: { consumeReservationType: 'ANY_RESERVATION' } };
  return {
    reservationAffinity: {
      consumeReservationType: 'SPECIFIC_RESERVATION',
      key: 'compute.googleapis.com/reservation-name',
      values: [reservation.name],
    },
  };
}

/** GKE reads a cache of images only where image streaming is on. */
function cacheOf(imageCache?: string) {
  if (imageCache === undefined) return {};
  return {
    gcfsConfig: { enabled: true },
    secondaryBootDisks: [{ diskImage: imageCache, mode: 'CONTAINER_IMAGE_CACHE' }],
  };
}
