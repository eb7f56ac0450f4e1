import type { Resource } from '../../../estate/estate.ts';
import { scalarOf } from '../../world.ts';
import { textsAt } from '../read-path.ts';
import type { Subnet } from './model.ts';
import type { Reading } from './model-reader.ts';
import { parseRange } from './ranges.ts';

export function subnetworksOf({ world }: Pick<Reading, 'world'>, network: Resource): readonly Resource[] {
  return world.referrers(network, 'google_compute_subnetwork', 'network');
}

/** Primary, secondary and IPv6 ranges; what can't be seen is no subnet, so that packets to it are followed. */
export function readSubnets(reading: Reading, network: Resource): readonly Subnet[] {
  const { world } = reading;
  return subnetworksOf(reading, network).flatMap((one) => {
    const secondary = textsAt(one.values, 'secondary_ip_range.ip_cidr_range');
    const texts = ['ip_cidr_range', 'external_ipv6_prefix', 'internal_ipv6_prefix'].map((name) =>
      scalarOf(one.values, name),
    );
    const ranges = [...texts, ...(secondary === 'unknown' ? [] : secondary)];
    const zone = world.input.zoneOf(one)?.name ?? null;
    return ranges.flatMap((text) => {
      const range = typeof text === 'string' ? parseRange(text) : null;
      return range === null ? [] : [{ id: one.id, range, zone }];
    });
  });
}
