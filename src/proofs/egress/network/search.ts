import { AddressSpace } from './address-space.ts';
import { Firewall } from './firewall.ts';
import type { HopReason, Machine, Network, NetworkModel, PacketPath, Range, Route, Subnet } from './model.ts';
import { everyApi, everything, notInternet, restrictedApis } from './ranges.ts';
import { Routing } from './routing.ts';

/** The ways out of every machine of a zone, the shortest to each place by each exit; in the order of machines. Pure. */
export function findPacketPaths(model: NetworkModel, zone: string): readonly PacketPath[] {
  return ([4, 6] as const).flatMap((family) => new Search(model, family, zone).run());
}

type Hops = PacketPath['hops'];

/** Notes a way out, unless a shorter one to the same place by the same exit is known. */
type Note = (to: string, exit: string, hops: () => Hops) => void;

/** A packet on its way: where it is, for which addresses (null for all), and how it came there. */
interface Packet {
  readonly machine: number;
  readonly pieces: readonly number[] | null;
  readonly hops: Hops;
}

/** A network as the search needs it. */
interface Ground {
  readonly routing: Routing;
  readonly firewall: Firewall;
}

class Search {
  private readonly model: NetworkModel;
  private readonly zone: string;
  private readonly space: AddressSpace;
  private readonly internet: Uint8Array;
  private readonly restricted: Uint8Array;
  private readonly unrestricted: Uint8Array;
  private readonly grounds: readonly Ground[];

  constructor(model: NetworkModel, family: 4 | 6, zone: string) {
    this.model = model;
    this.zone = zone;
    this.space = new AddressSpace(family, allRanges(model));
    this.restricted = this.space.mark(restrictedApis);
    this.unrestricted = this.space.mark(everyApi);
    this.internet = this.space.mark(notInternet).map((inside) => 1 - inside);
    this.grounds = model.networks.map((network) => this.groundOf(network));
  }

  /** Machines that neither a rule nor a route tells apart leave alike: one of them is followed. */
  run(): readonly PacketPath[] {
    const known = new Map<string, readonly PacketPath[]>();
    return this.model.machines.flatMap((machine, at) => {
      if (machine.zone !== this.zone) return [];
      const key = this.keyOf(machine);
      const alike = known.get(key);
      if (alike !== undefined) return alike.map((path) => this.asIfFrom(path, at));
      const found = this.from(machine, at);
      known.set(key, found);
      return found;
    });
  }

  private keyOf(machine: Machine): string {
    const ground = this.grounds[machine.network];
    const own = this.space.family === 4 ? [machine.external4, machine.nat4] : [machine.external6, machine.nat6];
    return [
      machine.network,
      ground?.routing.keyOf(machine),
      ground?.firewall.keyOf(machine),
      machine.reachesApis,
      ...own,
    ].join('\0');
  }

  private asIfFrom(path: PacketPath, machine: number): PacketPath {
    const [first, second] = [this.model.machines[path.machine]?.id, this.model.machines[machine]?.id];
    const hops = path.hops.map((one) => (one.id === first && second !== undefined ? { ...one, id: second } : one));
    return { ...path, machine, hops };
  }

  /** Breadth first, so that the first way found to a place is a shortest one. */
  private from(machine: Machine, start: number): readonly PacketPath[] {
    const found = new Map<string, PacketPath>();
    const note: Note = (to, exit, hops) => {
      const key = `${exit}\0${to}`;
      if (!found.has(key)) found.set(key, { machine: start, family: this.space.family, to, exit, hops: hops() });
    };
    const seen = new Set<number>();
    const queue: Packet[] = [{ machine: start, pieces: null, hops: [hop(machine.id, 'sends')] }];
    for (const packet of queue) {
      const pieces = packet.pieces === null ? null : this.unseen(packet.machine, packet.pieces, seen);
      // What comes back to where it began goes nowhere new.
      if (pieces !== null && packet.machine === start) continue;
      queue.push(...this.step({ ...packet, pieces }, note));
    }
    this.answer(machine, note);
    return [...found.values()];
  }

  /** The pieces that a machine has not held yet. */
  private unseen(machine: number, pieces: readonly number[], seen: Set<number>): readonly number[] {
    return pieces.filter((piece) => {
      const key = machine * this.space.size + piece;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  }

  /** Sends what a machine holds one hop on; gives the packets that other machines hold then. */
  private step(packet: Packet, note: Note): readonly Packet[] {
    const machine = this.model.machines[packet.machine];
    const ground = machine === undefined ? undefined : this.grounds[machine.network];
    if (machine === undefined || ground === undefined) return [];
    const table = ground.routing.tableFor(machine);
    const held = packet.pieces ?? table.outward;
    if (held.length === 0) return [];
    const sends = ground.firewall.allowed(machine, 'EGRESS');
    const onward = new Map<Route, number[]>();
    for (const piece of held) {
      if (sends[piece] !== 1) continue;
      const policies = table.policiesAt(piece);
      for (const route of policies.routes) addTo(onward, route, piece);
      if (policies.isFinal) continue;
      const subnet = table.subnetAt(piece);
      if (subnet === null) for (const route of table.routesAt(piece)) addTo(onward, route, piece);
      else this.deliver(subnet, note, () => packet.hops);
    }
    return [...onward].flatMap(([route, pieces]) => {
      if (route.hop.kind === 'machine') return this.forward(packet, { route, next: route.hop.machine, pieces });
      this.leave({ machine, packet, route, pieces }, note);
      return [];
    });
  }

  private forward(
    packet: Packet,
    { route, next, pieces }: { route: Route; next: number; pieces: readonly number[] },
  ): readonly Packet[] {
    const forwarder = this.model.machines[next];
    if (forwarder === undefined) return [];
    return [{ machine: next, pieces, hops: [...packet.hops, hop(route.id, 'route'), hop(forwarder.id, 'forwards')] }];
  }

  private leave(leaving: Leaving, note: Note): void {
    const { packet, route, pieces } = leaving;
    const { hop: next } = route;
    const hops = (): Hops => [...packet.hops, hop(route.id, 'route')];
    if (next.kind === 'outside') note(`outside:${next.name}`, next.exit, hops);
    else if (next.kind === 'internet') this.leaveByGateway(leaving, note);
    else if (next.kind === 'network') {
      const routing = this.grounds[next.network]?.routing;
      for (const piece of pieces) {
        const subnet = routing?.subnetAt(piece) ?? null;
        if (subnet !== null) this.deliver(subnet, note, hops);
      }
    }
  }

  /** What arrives in a subnet is out when that is not the zone's, or when a proxy stands there. */
  private deliver({ id, zone, proxy }: Subnet, note: Note, hops: () => Hops): void {
    if (proxy !== undefined) note(proxy.to, proxy.exit, () => [...hops(), hop(id, 'proxies')]);
    else if (zone !== this.zone) note(placeOf(zone, id), 'E11', () => [...hops(), hop(id, 'subnet')]);
  }

  private leaveByGateway({ machine, packet, route, pieces }: Leaving, note: Note): void {
    const external = this.space.family === 4 ? machine.external4 : machine.external6;
    const nat = this.space.family === 4 ? machine.nat4 : machine.nat6;
    const out = pieces.filter((piece) => this.restricted[piece] !== 1 && this.internet[piece] === 1);
    const by = (id: string, why: HopReason) => (): Hops => [...packet.hops, hop(route.id, 'route'), hop(id, why)];
    const apis = (): void => {
      note(everyApiName, 'E13', by(machine.id, 'google-access'));
    };
    if (out.some((piece) => this.unrestricted[piece] === 1) && (machine.reachesApis || external)) apis();
    if (out.every((piece) => this.unrestricted[piece] === 1)) return;
    if (external) note('internet', this.space.family === 4 ? 'E1' : 'E5', by(machine.id, 'address'));
    else if (nat !== null) note('internet', 'E2', by(nat, 'nat'));
    // Without an address of its own a machine still reaches Google's public front ends over a route to the gateway.
    else if (machine.reachesApis) apis();
  }

  /** A machine that the internet may call answers it, whatever the rules for egress say: the firewall is stateful. */
  private answer(machine: Machine, note: Note): void {
    const ground = this.grounds[machine.network];
    if (ground === undefined || !(this.space.family === 4 ? machine.external4 : machine.external6)) return;
    const table = ground.routing.tableFor(machine);
    const answers = ground.firewall.allowed(machine, 'INGRESS');
    for (const piece of table.outward) {
      if (answers[piece] !== 1 || this.internet[piece] !== 1 || table.subnetAt(piece) !== null) continue;
      if (table.policiesAt(piece).isFinal) continue;
      const back = table.routesAt(piece).find((route) => route.hop.kind === 'internet');
      if (back === undefined) continue;
      note('internet', this.space.family === 4 ? 'E1' : 'E5', () => [
        hop(machine.id, 'answers'),
        hop(back.id, 'route'),
      ]);
      return;
    }
  }

  private groundOf(network: Network): Ground {
    const routing = new Routing(network, this.space, this.zone);
    return { routing, firewall: new Firewall(network, this.space, routing.leading()) };
  }
}

/** A packet that a route takes out of its network. */
interface Leaving {
  readonly machine: Machine;
  readonly packet: Packet;
  readonly route: Route;
  readonly pieces: readonly number[];
}

const everyApiName = 'outside:Google APIs without a perimeter';

function hop(id: string, why: HopReason): Hops[number] {
  return { id, why };
}

function placeOf(zone: string | null, id: string): string {
  return zone === null ? `outside:${id}` : `zone:${zone}`;
}

function addTo(onward: Map<Route, number[]>, route: Route, piece: number): void {
  const pieces = onward.get(route);
  if (pieces === undefined) onward.set(route, [piece]);
  else pieces.push(piece);
}

function allRanges(model: NetworkModel): readonly Range[] {
  const own = model.networks.flatMap((network) => [
    ...network.subnets.map(({ range }) => range),
    ...[...network.routes, ...network.wild, ...(network.policies ?? [])].map(({ range }) => range),
    ...network.layers.flatMap((layer) => layer.flatMap((rule) => rule.ranges)),
  ]);
  return [...own, ...notInternet, ...restrictedApis, ...everyApi, ...everything[4], ...everything[6]];
}
