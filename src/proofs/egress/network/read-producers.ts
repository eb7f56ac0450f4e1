import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import { scalarOf } from '../../world.ts';
import type { NextHop, Range, Route } from './model.ts';
import type { Reading } from './model-reader.ts';
import { everything, parseRange } from './ranges.ts';

interface Routes {
  readonly routes: readonly Route[];
  readonly wild: readonly Route[];
}

/**
 * Private service access: the producer's network behind a connection has a default route to the internet of its own, unless VPC Service Controls take it away
 * (cloud.google.com/service-infrastructure/docs/service-networking/enabling-vpc-service-controls); and where its custom routes are imported, they may lead anywhere.
 */
export function producerRoutes(reading: Reading, network: Resource): Routes {
  const { world } = reading;
  const connections = world.referrers(network, 'google_service_networking_connection', 'network');
  const own = connections.map((connection) => reachedBy(reading, network, connection));
  const imported = world
    .referrers(network, 'google_compute_network_peering_routes_config', 'network')
    .filter((config) => !world.targets(config, 'peering').some(isPeering))
    .map((config) => importedBy(reading, config));
  const all = [...own, ...imported];
  return { routes: all.flatMap(({ routes }) => routes), wild: all.flatMap(({ wild }) => wild) };
}

/** Whether the routes of a declared peering are imported or exported by a resource beside it. */
export function isExchanged(
  { world, unseen }: Reading,
  peering: Resource,
  attribute: 'import_custom_routes' | 'export_custom_routes',
): boolean {
  return world.referrers(peering, 'google_compute_network_peering_routes_config', 'peering').some(({ values }) => {
    const value = scalarOf(values, attribute);
    return value instanceof Unknown ? unseen.isOpen : value === 'true';
  });
}

function isPeering({ type }: Resource): boolean {
  return type === 'google_compute_network_peering';
}

function reachedBy(reading: Reading, network: Resource, connection: Resource): Routes {
  const { world, unseen } = reading;
  if (isPinned(reading, network)) return { routes: [], wild: [] };
  const name = `internet by the producer of ${connection.address}`;
  const hop: NextHop = { kind: 'outside', name, exit: 'E11' };
  const to = (range: Range): Route => ({ id: connection.id, range, priority: 0, tags: [], hop });
  const ranges = world.targets(connection, 'reserved_peering_ranges').map((range) => reservedRange(range));
  const known = ranges.flatMap((range) => range ?? []);
  if (ranges.length > 0 && known.length === ranges.length) return { routes: known.map(to), wild: [] };
  return { routes: known.map(to), wild: unseen.isOpen ? everyRange(to) : [] };
}

function everyRange(to: (range: Range) => Route): readonly Route[] {
  return [...everything[4], ...everything[6]].map(to);
}

function isPinned({ world, unseen }: Reading, network: Resource): boolean {
  const pins = world.referrers(network, 'google_service_networking_vpc_service_controls', 'network');
  return pins.some(({ values }) => {
    const enabled = scalarOf(values, 'enabled');
    return enabled instanceof Unknown ? !unseen.isOpen : enabled === 'true';
  });
}

/** The range that is lent to producers; null where its address is given out at apply. */
function reservedRange({ values }: Resource): Range | null {
  const [address, prefix] = [scalarOf(values, 'address'), scalarOf(values, 'prefix_length')];
  return typeof address === 'string' && typeof prefix === 'string' ? parseRange(`${address}/${prefix}`) : null;
}

function importedBy({ unseen }: Reading, config: Resource): Routes {
  const value = scalarOf(config.values, 'import_custom_routes');
  const isOn = value instanceof Unknown || value === 'true';
  if (!isOn || !unseen.isOpen) return { routes: [], wild: [] };
  const hop: NextHop = { kind: 'outside', name: `routes imported by ${config.address}`, exit: 'E11' };
  return { routes: [], wild: everyRange((range) => ({ id: config.id, range, priority: 0, tags: [], hop })) };
}
