import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import { scalarOf, textsOf } from '../../world.ts';
import type { Unseen } from '../unseen.ts';
import type { NextHop, Route } from './model.ts';
import type { Places, Reading } from './model-reader.ts';
import { everything, parseRange } from './ranges.ts';
import { machinesBehind } from './read-load-balancers.ts';
import { isExchanged, producerRoutes } from './read-producers.ts';
import { subnetworksOf } from './read-subnets.ts';

interface Routes {
  readonly routes: readonly Route[];
  readonly wild: readonly Route[];
}

/** The default routes unless they are deleted, custom routes, what peers export, and what neighbours may teach. */
export function readRoutes(reading: Reading, network: Resource, at: number, machines: Places): Routes {
  const own = customRoutes(reading, network, machines);
  const peers = peeringsOf(reading, network).map((peering) => peerRoutes(reading, { peering, network, at, machines }));
  const taught = { routes: defaultRoutes(reading, network), wild: learnedRoutes(reading, network) };
  const all = [taught, own, ...peers, producerRoutes(reading, network)];
  return { routes: all.flatMap(({ routes }) => routes), wild: all.flatMap(({ wild }) => wild) };
}

function defaultRoutes(reading: Reading, network: Resource): readonly Route[] {
  const deleted = scalarOf(network.values, 'delete_default_routes_on_create');
  const kept = deleted instanceof Unknown ? reading.unseen.isOpen : deleted !== 'true';
  const six = subnetworksOf(reading, network).some((one) => {
    const access = scalarOf(one.values, 'ipv6_access_type');
    return access instanceof Unknown ? reading.unseen.isOpen : access === 'EXTERNAL';
  });
  const ranges = [...(kept ? everything[4] : []), ...(six ? everything[6] : [])];
  return ranges.map((range) => ({ id: network.id, range, priority: 1000, tags: [], hop: { kind: 'internet' } }));
}

function customRoutes(reading: Reading, network: Resource, machines: Places): Routes {
  const { world, unseen } = reading;
  const declared = world.referrers(network, 'google_compute_route', 'network');
  const routes: Route[] = [];
  const wild: Route[] = [];
  for (const route of declared) {
    const destination = scalarOf(route.values, 'dest_range');
    const range = typeof destination === 'string' ? parseRange(destination) : null;
    const tags = textsOf(route.values, 'tags') ?? [];
    const priority = Number(scalarOf(route.values, 'priority') ?? 1000);
    const common = {
      id: route.id,
      priority: Number.isNaN(priority) ? 0 : priority,
      tags: tags === 'unknown' ? [] : tags,
    };
    const hops = hopsOf(reading, route, machines);
    if (tags === 'unknown' && !unseen.isOpen) continue;
    if (hops.length === 0) continue;
    if (range !== null) routes.push(...hops.map((hop) => ({ ...common, range, hop })));
    else if (unseen.isOpen)
      wild.push(
        ...[...everything[4], ...everything[6]].flatMap((every) =>
          hops.map((hop) => ({ ...common, range: every, hop })),
        ),
      );
  }
  return { routes, wild };
}

/** One, but for a load balancer, which hands packets to any machine behind it. */
function hopsOf(reading: Reading, route: Resource, machines: Places): readonly NextHop[] {
  const behind = machinesBehind(reading.world, route, 'next_hop_ilb') ?? [];
  const known = behind.flatMap(({ id }) => machines.get(id) ?? []);
  if (known.length > 0) return known.map((machine): NextHop => ({ kind: 'machine', machine }));
  return singleHop(reading, route, machines);
}

/** None for a route that surely leads nowhere outside, or may and only ways that are certain are asked for. */
function singleHop({ world, unseen }: Reading, route: Resource, machines: Places): readonly NextHop[] {
  const { values } = route;
  const gateway = scalarOf(values, 'next_hop_gateway');
  if (typeof gateway === 'string' && gateway.endsWith('default-internet-gateway')) return [{ kind: 'internet' }];
  if (values['next_hop_vpn_tunnel'] !== undefined) {
    const tunnel = world.targets(route, 'next_hop_vpn_tunnel')[0];
    return [{ kind: 'outside', name: `VPN ${tunnel?.address ?? 'tunnel'}`, exit: 'E9' }];
  }
  const [instance] = [...world.targets(route, 'next_hop_instance'), ...world.targets(route, 'next_hop_ip')];
  const found = instance === undefined ? undefined : machines.get(instance.id);
  if (found !== undefined) return found.map((machine): NextHop => ({ kind: 'machine', machine }));
  // A hop that nobody declares may be anything that forwards.
  return unseen.isOpen ? [{ kind: 'outside', name: `next hop of ${route.address}`, exit: 'E3' }] : [];
}

function peeringsOf({ world }: Reading, network: Resource): readonly Resource[] {
  return world.referrers(network, 'google_compute_network_peering', 'network');
}

interface Peer {
  readonly peering: Resource;
  readonly network: Resource;
  readonly at: number;
  readonly machines: Places;
}

/** A peer's subnets always, its custom routes where one side exports and the other imports; routes to the internet gateway are never exchanged. */
function peerRoutes(reading: Reading, { peering, network, machines }: Peer): Routes {
  const { world, unseen, networks } = reading;
  const peer = world.targets(peering, 'peer_network').find(({ type }) => type === 'google_compute_network');
  const at = peer === undefined ? -1 : networks.indexOf(peer);
  if (peer === undefined || at === -1) return unseenPeer(peering, unseen);
  const subnets = subnetworksOf(reading, peer).flatMap((one): Route[] => {
    const text = scalarOf(one.values, 'ip_cidr_range');
    const range = typeof text === 'string' ? parseRange(text) : null;
    return range === null
      ? []
      : [{ id: peering.id, range, priority: 0, tags: [], hop: { kind: 'network', network: at } }];
  });
  const back = peeringsOf(reading, peer).find((one) => world.targets(one, 'peer_network').includes(network));
  const exchanged =
    isTaken(reading, peering, 'import_custom_routes') &&
    back !== undefined &&
    isTaken(reading, back, 'export_custom_routes');
  const custom = exchanged ? customRoutes(reading, peer, machines) : { routes: [], wild: [] };
  const passes = ({ hop, tags }: Route): boolean => hop.kind !== 'internet' && tags.length === 0;
  return { routes: [...subnets, ...custom.routes.filter(passes)], wild: custom.wild.filter(passes) };
}

/** A network that nobody declares: what its subnets are can't be seen, that data may go there can. */
function unseenPeer(peering: Resource, unseen: Unseen): Routes {
  if (!unseen.isOpen) return { routes: [], wild: [] };
  const hop: NextHop = { kind: 'outside', name: `peer of ${peering.address}`, exit: 'E11' };
  const wild = [...everything[4], ...everything[6]].map((range) => ({
    id: peering.id,
    range,
    priority: 0,
    tags: [],
    hop,
  }));
  return { routes: [], wild };
}

/** By the peering itself, or by a resource beside it. */
function isTaken(
  reading: Reading,
  peering: Resource,
  attribute: 'import_custom_routes' | 'export_custom_routes',
): boolean {
  const value = scalarOf(peering.values, attribute);
  const own = value instanceof Unknown ? reading.unseen.isOpen : value === 'true';
  return own || isExchanged(reading, peering, attribute);
}

const neighbours = [
  ['google_compute_vpn_tunnel', 'E9'],
  ['google_compute_interconnect_attachment', 'E10'],
] as const;

/** A router with a neighbour takes whatever routes the neighbour announces: nobody declares them. */
function learnedRoutes({ world, unseen }: Reading, network: Resource): readonly Route[] {
  const routers = world.referrers(network, 'google_compute_router', 'network');
  const learned = neighbours.flatMap(([type, exit]) =>
    [...new Set(routers.flatMap((router) => world.referrers(router, type, 'router')))].flatMap((one): Route[] => {
      const hop: NextHop = { kind: 'outside', name: `neighbour of ${one.address}`, exit };
      return [...everything[4], ...everything[6]].map((range) => ({
        id: one.id,
        range,
        priority: 0,
        tags: [],
        hop,
      }));
    }),
  );
  return learned.length > 0 && unseen.isOpen ? learned : [];
}
