import { describe, expect, it } from 'vitest';
import { NodeReservation, type NodeReservationProps } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<NodeReservationProps> = {}) {
  return synthesize((stack) => {
    new NodeReservation(stack, 'Reservation', {
      project: 'rs-isolated-test',
      name: 'image-generation',
      zones: ['asia-northeast1-a', 'asia-northeast1-b'],
      machineType: 'n2d-highmem-80',
      countPerZone: 2,
      localSsdCount: 4,
      ...changes,
    });
  });
}

describe('a reservation of nodes', () => {
  it('keeps machines of one shape in each zone, for this project alone', () => {
    const reservations = declare().all('google_compute_reservation');
    expect(Object.values(reservations).map(({ zone }) => zone)).toEqual(['asia-northeast1-a', 'asia-northeast1-b']);
    expect(Object.values(reservations)[0]).toEqual({
      project: 'rs-isolated-test',
      name: 'image-generation',
      zone: 'asia-northeast1-a',
      description: 'Machines kept for image-generation',
      specific_reservation_required: false,
      share_settings: { share_type: 'LOCAL' },
      specific_reservation: {
        count: 2,
        instance_properties: {
          machine_type: 'n2d-highmem-80',
          local_ssds: Array.from({ length: 4 }, () => ({ interface: 'NVME', disk_size_gb: 375 })),
        },
      },
    });
  });

  it.each([
    ['in no zone', { zones: [] }, 'the reservation keeps machines nowhere'],
    ['in a region', { zones: ['asia-northeast1'] }, '`zones` holds something else than a zone'],
    ['in a zone twice', { zones: ['asia-northeast1-a', 'asia-northeast1-a'] }, '`zones` names a zone twice'],
    ['of no machine', { countPerZone: 0 }, 'the reservation keeps no machine: got 0'],
    ['of a name in capitals', { name: 'Big' }, '`name` is not usable'],
  ])('is refused %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
