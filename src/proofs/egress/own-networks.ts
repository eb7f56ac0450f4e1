import { scalarOf } from '../world.ts';
import type { Range } from './network/model.ts';
import { parseRange } from './network/ranges.ts';
import { textsAt } from './read-path.ts';
import type { ZoneWorld } from './zone-world.ts';

/** Whether every address of a network is one of the security room or of the zone's subnetworks; what is no network is not. */
export function isOwnNetwork(world: ZoneWorld, network: string): boolean {
  const range = parseRange(network);
  if (range === null) return false;
  return ownRanges(world).some(
    ({ family, first, last }) => family === range.family && first <= range.first && range.last <= last,
  );
}

function ownRanges(world: ZoneWorld): readonly Range[] {
  const subnetworks = world.inside('google_compute_subnetwork').flatMap(({ values }) => {
    const secondary = textsAt(values, 'secondary_ip_range.ip_cidr_range');
    return [scalarOf(values, 'ip_cidr_range'), ...(secondary === 'unknown' ? [] : secondary)];
  });
  return [...world.zone.roomNetworks, ...subnetworks].flatMap((one) =>
    typeof one === 'string' ? (parseRange(one) ?? []) : [],
  );
}
