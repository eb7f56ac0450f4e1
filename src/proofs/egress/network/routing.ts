import { type AddressSpace, Painter } from './address-space.ts';
import type { Machine, Network, Route, Subnet } from './model.ts';

/** For each piece, what takes a packet there: a subnet of the network, or the routes that share it equally. */
export interface Table {
  readonly subnetAt: (piece: number) => Subnet | null;
  readonly routesAt: (piece: number) => readonly Route[];
}

/**
 * The routing table of one machine. A subnet's own route can't be overridden; then the longest prefix wins, then the lowest priority; routes
 * with both alike share the traffic (cloud.google.com/vpc/docs/routes). Routes that can't be seen may take whatever no subnet takes.
 */
export function tableFor(network: Network, machine: Machine, space: AddressSpace): Table {
  const subnets = new Painter(space.size);
  network.subnets.forEach((subnet, at) => {
    subnets.paint(...space.piecesOf(subnet.range), at);
  });
  const applies = (route: Route): boolean =>
    route.tags.length === 0 || route.tags.some((tag) => machine.tags.includes(tag));
  const groups = groupsOf(network.routes.filter((route) => applies(route) && route.range.family === space.family));
  const routes = new Painter(space.size);
  groups.forEach(([first], at) => {
    if (first !== undefined) routes.paint(...space.piecesOf(first.range), at);
  });
  const wild = network.wild.filter((route) => applies(route) && route.range.family === space.family);
  return {
    subnetAt: (piece) => network.subnets[subnets.owner[piece] ?? -1] ?? null,
    routesAt: (piece) => [...(groups[routes.owner[piece] ?? -1] ?? []), ...wild],
  };
}

/** Routes to the same range at the same priority together, those that win first. */
function groupsOf(routes: readonly Route[]): readonly (readonly Route[])[] {
  const groups = new Map<string, Route[]>();
  for (const route of routes) {
    const key = `${route.range.first}/${route.range.prefix}@${route.priority}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [route]);
    else group.push(route);
  }
  return [...groups.values()].sort(([one], [other]) => {
    if (one === undefined || other === undefined) return 0;
    return other.range.prefix - one.range.prefix || one.priority - other.priority;
  });
}
