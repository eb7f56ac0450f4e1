import { ComputeReservation } from '@cdktf/provider-google/lib/compute-reservation/index.js';
import { Construct } from 'constructs';

import { isKnown, refuse, requireDistinct, requireMatch, requireSome } from '../declaration/index.ts';

const localSsdGb = 375;

export interface NodeReservationProps {
  readonly project: string;
  readonly name: string;
  /** Zones in which machines are kept. */
  readonly zones: readonly string[];
  readonly machineType: string;
  /** Machines kept in each zone. */
  readonly countPerZone: number;
  /** Local SSDs of each machine; a node with another number doesn't fit. @default none */
  readonly localSsdCount?: number;
  /** True: only pools that name the reservation take from it, and they take nothing else. @default false */
  readonly isSpecific?: boolean;
}

/**
 * Machines that Google keeps for us in each zone, since large shapes run out of stock. They are paid for whether used or not. Nobody
 * else may share them.
 *
 * @example
 * const reservation = new NodeReservation(stack, 'Reservation', {
 *   project: 'rs-isolated-prd', name: 'image-generation', zones: ['asia-northeast1-a', 'asia-northeast1-b'],
 *   machineType: 'n2d-highmem-80', countPerZone: 1, localSsdCount: 8,
 * });
 */
export class NodeReservation extends Construct {
  readonly reservations: readonly ComputeReservation[];
  readonly name: string;
  readonly zones: readonly string[];
  readonly machineType: string;
  readonly localSsdCount: number;
  readonly isSpecific: boolean;
  /** Machines of all zones together. */
  readonly totalCount: number;

  /** Throws `DeclarationError` for no zone, no machine, or a name that Google would refuse. */
  constructor(scope: Construct, id: string, props: NodeReservationProps) {
    super(scope, id);
    this.#validate(props);
    const { project, name, zones, machineType, countPerZone, localSsdCount = 0, isSpecific = false } = props;
    this.name = name;
    this.zones = zones;
    this.machineType = machineType;
    this.localSsdCount = localSsdCount;
    this.isSpecific = isSpecific;
    this.totalCount = countPerZone * zones.length;
    this.reservations = zones.map(
      (zone) =>
        new ComputeReservation(this, `Zone${zone.slice(-1).toUpperCase()}`, {
          project,
          name,
          zone,
          description: `Machines kept for ${name}`,
          specificReservationRequired: isSpecific,
          shareSettings: { shareType: 'LOCAL' },
          specificReservation: {
            count: countPerZone,
            instanceProperties: {
              machineType,
              localSsds: Array.from({ length: localSsdCount }, () => ({ interface: 'NVME', diskSizeGb: localSsdGb })),
            },
          },
        }),
    );
  }

  #validate({ name, zones, countPerZone }: NodeReservationProps): void {
    requireMatch(this, name, /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/, {
      what: '`name` is not usable',
      expected: 'lower-case letters, digits and hyphens, at most 63',
      fix: 'choose another name',
    });
    requireSome(this, zones, {
      what: 'the reservation keeps machines nowhere',
      expected: 'at least one zone',
      fix: 'name the zones of the pool',
    });
    requireDistinct(this, zones, '`zones` names a zone twice');
    for (const zone of zones) {
      requireMatch(this, zone, /^[a-z]+-[a-z]+\d+-[a-z]$/, {
        what: '`zones` holds something else than a zone',
        expected: 'a zone such as asia-northeast1-a',
        fix: 'machines are kept in a zone, not in a region',
      });
    }
    if (isKnown(countPerZone) && (!Number.isInteger(countPerZone) || countPerZone < 1)) {
      refuse(this, {
        what: 'the reservation keeps no machine',
        got: countPerZone,
        expected: 'a whole number of at least 1',
        fix: 'leave the reservation out if none is needed',
      });
    }
  }
}
