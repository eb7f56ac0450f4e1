import type { ContainerClusterClusterAutoscaling } from '@cdktf/provider-google/lib/container-cluster/index.js';
import type { Construct } from 'constructs';

import { isKnown, refuse } from '../declaration/index.ts';
import { hardenedNode } from './cluster-defaults.ts';

/** What all nodes of a cluster together may become when GKE adds pools by itself. */
export interface AutoProvisioning {
  readonly maxVcpu: number;
  readonly maxMemoryGib: number;
}

/** The identity and the key of nodes. */
interface NodeDefaults {
  readonly serviceAccount: string;
  readonly bootDiskKmsKey: string;
  readonly zones: readonly string[];
}

/** Pools that GKE adds get the same nodes as those that are declared: no pool at all unless limits are named. */
export function autoscalingOf(
  limits: AutoProvisioning | undefined,
  { serviceAccount, bootDiskKmsKey, zones }: NodeDefaults,
): ContainerClusterClusterAutoscaling {
  if (limits === undefined) return { enabled: false };
  return {
    enabled: true,
    autoscalingProfile: 'BALANCED',
    autoProvisioningLocations: [...zones],
    resourceLimits: [
      { resourceType: 'cpu', minimum: 0, maximum: limits.maxVcpu },
      { resourceType: 'memory', minimum: 0, maximum: limits.maxMemoryGib },
    ],
    autoProvisioningDefaults: {
      serviceAccount,
      bootDiskKmsKey,
      oauthScopes: hardenedNode.oauthScopes,
      imageType: hardenedNode.imageType,
      diskType: 'pd-balanced',
      diskSize: 100,
      shieldedInstanceConfig: hardenedNode.shieldedInstanceConfig,
      management: { autoRepair: true, autoUpgrade: true },
      upgradeSettings: { strategy: 'SURGE', maxSurge: 1, maxUnavailable: 0 },
    },
  };
}

/** Refuses limits within which GKE could add no node. */
export function requireLimits(scope: Construct, limits: AutoProvisioning | undefined): void {
  if (limits === undefined || !isKnown(limits.maxVcpu) || !isKnown(limits.maxMemoryGib)) return;
  const { maxVcpu, maxMemoryGib } = limits;
  if (![maxVcpu, maxMemoryGib].every(Number.isInteger) || maxVcpu < 8 || maxMemoryGib < maxVcpu) {
    refuse(scope, {
      what: '`autoProvisioning` leaves no room for a node',
      got: [maxVcpu, maxMemoryGib],
      expected: 'whole numbers: at least 8 vCPU, and at least 1 GiB for each',
      fix: 'count all nodes of the cluster, declared pools too; leave it out and GKE adds no pool',
    });
  }
}
