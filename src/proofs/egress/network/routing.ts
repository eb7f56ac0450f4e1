import { type AddressSpace, Painter } from './address-space.ts';
import type { Machine, Network, Route, Subnet } from './model.ts';
import { type Policies, PolicyRouting } from './policy-routing.ts';

/** For each piece, what takes a packet there: a subnet of the network, or the routes that share it equally. */
export interface Table {
  /** The pieces that a policy, a subnet of another zone or a route takes, in order: nothing else leads anywhere. */
  readonly outward: readonly number[];
  readonly subnetAt: (piece: number) => Subnet | null;
  readonly routesAt: (piece: number) => readonly Route[];
  /** What policy-based routes do before the subnet and the routes are asked. */
  readonly policiesAt: (piece: number) => Policies;
}

/** The routes of one network as seen from one zone. Machines that no route tells apart have one table. */
export class Routing {
  private readonly network: Network;
  private readonly space: AddressSpace;
  private readonly zone: string;
  private readonly subnetOf: Int32Array;
  private readonly tags: ReadonlySet<string>;
  private readonly tables = new Map<string, Table>();
  private readonly policies: PolicyRouting;

  constructor(network: Network, space: AddressSpace, zone: string) {
    this.network = network;
    this.space = space;
    this.zone = zone;
    const subnets = new Painter(space.size);
    network.subnets.forEach((subnet, at) => {
      subnets.paint(...space.piecesOf(subnet.range), at);
    });
    this.subnetOf = subnets.owner;
    this.policies = new PolicyRouting(network.policies ?? [], space);
    const tags = [...network.routes, ...network.wild].flatMap((route) => route.tags);
    this.tags = new Set([...tags, ...this.policies.tags]);
  }

  /** The subnet that holds a piece; null for none. */
  subnetAt(piece: number): Subnet | null {
    return this.network.subnets[this.subnetOf[piece] ?? -1] ?? null;
  }

  /** A 1 for every piece that leads anywhere for some machine: a subnet of another zone, or no subnet and a route. */
  leading(): Uint8Array {
    const { routes, wild } = this.network;
    const marks = this.space.mark(routes.map(({ range }) => range));
    if (wild.some(({ range }) => range.family === this.space.family)) marks.fill(1);
    const policed = this.policies.marks();
    return marks.map((routed, piece) => {
      const subnet = this.subnetAt(piece);
      return policed[piece] === 1 || subnet === null
        ? Math.max(routed, policed[piece] ?? 0)
        : subnet.zone === this.zone
          ? 0
          : 1;
    });
  }

  /** Equal for machines that no route tells apart. */
  keyOf({ tags }: Machine): string {
    return tags
      .filter((tag) => this.tags.has(tag))
      .sort()
      .join(',');
  }

  /**
   * The routing table of one machine. A subnet's own route can't be overridden; then the longest prefix wins, then the lowest priority; routes
   * with both alike share the traffic (cloud.google.com/vpc/docs/routes). Routes that can't be seen may take whatever no subnet takes.
   */
  tableFor(machine: Machine): Table {
    const key = this.keyOf(machine);
    let table = this.tables.get(key);
    if (table === undefined) this.tables.set(key, (table = this.makeTable(machine)));
    return table;
  }

  private makeTable(machine: Machine): Table {
    const { space, network } = this;
    const applies = (route: Route): boolean =>
      route.range.family === space.family &&
      (route.tags.length === 0 || route.tags.some((tag) => machine.tags.includes(tag)));
    const wild = network.wild.filter(applies);
    const groups = groupsOf(network.routes.filter(applies));
    const painter = new Painter(space.size);
    groups.forEach(([first], at) => {
      if (first !== undefined) painter.paint(...space.piecesOf(first.range), at);
    });
    const shared = groups.map((group) => [...group, ...wild]);
    const routesAt = (piece: number): readonly Route[] => shared[painter.owner[piece] ?? -1] ?? wild;
    const policiesAt = this.policies.tableFor(machine);
    const outward: number[] = [];
    for (let piece = 0; piece < space.size; piece += 1) {
      const subnet = this.subnetAt(piece);
      const leads = subnet === null ? routesAt(piece).length > 0 : subnet.zone !== this.zone;
      if (leads || policiesAt(piece).routes.length > 0) outward.push(piece);
    }
    return { outward, subnetAt: (piece) => this.subnetAt(piece), routesAt, policiesAt };
  }
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
