import { AddressSpace } from './address-space.ts';
import { allowedPieces } from './firewall.ts';
import type { HopReason, Machine, NetworkModel, PacketPath, Range, Route } from './model.ts';
import { everyApi, everything, notInternet, restrictedApis } from './ranges.ts';
import { type Table, tableFor } from './routing.ts';

/** The ways out of every machine of a zone, the shortest to each place by each exit; in the order of machines. Pure. */
export function findPacketPaths(model: NetworkModel, zone: string): readonly PacketPath[] {
  return ([4, 6] as const).flatMap((family) => new Search(model, family, zone).run());
}

type Hops = PacketPath['hops'];

/** A packet on its way: where it is, for which addresses, and how it came there. */
interface Packet {
  readonly machine: number;
  readonly pieces: Uint8Array;
  readonly hops: Hops;
}

/** What a machine does with packets, by piece. */
interface Behaviour {
  readonly table: Table;
  readonly sends: Uint8Array;
  readonly answers: Uint8Array;
}

class Search {
  private readonly model: NetworkModel;
  private readonly zone: string;
  private readonly space: AddressSpace;
  private readonly internet: Uint8Array;
  private readonly restricted: Uint8Array;
  private readonly unrestricted: Uint8Array;
  private readonly behaviours = new Map<string, Behaviour>();

  constructor(model: NetworkModel, family: 4 | 6, zone: string) {
    this.model = model;
    this.zone = zone;
    this.space = new AddressSpace(family, allRanges(model));
    this.restricted = this.space.mark(restrictedApis);
    this.unrestricted = this.space.mark(everyApi);
    this.internet = this.space.mark(notInternet).map((inside) => 1 - inside);
  }

  run(): readonly PacketPath[] {
    return this.model.machines.flatMap((machine, at) => (machine.zone === this.zone ? this.from(machine, at) : []));
  }

  /** Breadth first, so that the first way found to a place is a shortest one. */
  private from(machine: Machine, start: number): readonly PacketPath[] {
    const found = new Map<string, PacketPath>();
    const note = (to: string, exit: string, hops: Hops): void => {
      const key = `${exit}\0${to}`;
      if (!found.has(key)) found.set(key, { machine: start, family: this.space.family, to, exit, hops });
    };
    const seen = new Map<number, Uint8Array>();
    const first = {
      machine: start,
      pieces: new Uint8Array(this.space.size).fill(1),
      hops: [{ id: machine.id, why: 'sends' as const }],
    };
    const queue: Packet[] = [first];
    for (let packet = queue.shift(); packet !== undefined; packet = queue.shift()) {
      const fresh = unseen(packet, seen);
      if (fresh === null) continue;
      queue.push(...this.step({ ...packet, pieces: fresh }, note));
    }
    this.answer(machine, note);
    return [...found.values()];
  }

  /** Sends what a machine holds one hop on; gives the packets that other machines hold then. */
  private step(packet: Packet, note: (to: string, exit: string, hops: Hops) => void): readonly Packet[] {
    const machine = this.model.machines[packet.machine];
    if (machine === undefined) return [];
    const { table, sends } = this.behaviourOf(machine);
    const onward = new Map<Route, Uint8Array>();
    for (let piece = 0; piece < packet.pieces.length; piece += 1) {
      if (packet.pieces[piece] !== 1 || sends[piece] !== 1) continue;
      const subnet = table.subnetAt(piece);
      if (subnet !== null) {
        if (subnet.zone !== this.zone)
          note(placeOf(subnet.zone, subnet.id), 'E11', [...packet.hops, hop(subnet.id, 'subnet')]);
        continue;
      }
      for (const route of table.routesAt(piece)) {
        if (route.hop.kind !== 'machine') this.leave({ machine, packet, route, piece }, note);
        else markPiece(onward, route, piece, packet.pieces.length);
      }
    }
    return [...onward].flatMap(([route, pieces]) => this.forward(packet, route, pieces));
  }

  private forward(packet: Packet, route: Route, pieces: Uint8Array): readonly Packet[] {
    if (route.hop.kind !== 'machine') return [];
    const forwarder = this.model.machines[route.hop.machine];
    if (forwarder === undefined) return [];
    return [
      {
        machine: route.hop.machine,
        pieces,
        hops: [...packet.hops, hop(route.id, 'route'), hop(forwarder.id, 'forwards')],
      },
    ];
  }

  private leave(
    { machine, packet, route, piece }: { machine: Machine; packet: Packet; route: Route; piece: number },
    note: (to: string, exit: string, hops: Hops) => void,
  ): void {
    const hops = [...packet.hops, hop(route.id, 'route')];
    const { hop: next } = route;
    if (next.kind === 'outside') note(`outside:${next.name}`, next.exit, hops);
    else if (next.kind === 'network') {
      const network = this.model.networks[next.network];
      const subnet = network?.subnets.find(({ range }) => this.covers(range, piece));
      if (subnet !== undefined && subnet.zone !== this.zone)
        note(placeOf(subnet.zone, subnet.id), 'E11', [...hops, hop(subnet.id, 'subnet')]);
    } else if (next.kind === 'internet') this.leaveByGateway(machine, piece, hops, note);
  }

  private leaveByGateway(
    machine: Machine,
    piece: number,
    hops: Hops,
    note: (to: string, exit: string, hops: Hops) => void,
  ): void {
    const external = this.space.family === 4 ? machine.external4 : machine.external6;
    const nat = this.space.family === 4 ? machine.nat4 : machine.nat6;
    if (this.restricted[piece] === 1 || this.internet[piece] !== 1) return;
    if (this.unrestricted[piece] === 1) {
      if (machine.reachesApis || external) note(everyApiName, 'E13', [...hops, hop(machine.id, 'google-access')]);
      return;
    }
    if (external) note('internet', this.space.family === 4 ? 'E1' : 'E5', [...hops, hop(machine.id, 'address')]);
    else if (nat !== null) note('internet', 'E2', [...hops, hop(nat, 'nat')]);
    // Without an address of its own a machine still reaches Google's public front ends over a route to the gateway.
    else if (machine.reachesApis) note(everyApiName, 'E13', [...hops, hop(machine.id, 'google-access')]);
  }

  /** A machine that the internet may call answers it, whatever the rules for egress say: the firewall is stateful. */
  private answer(machine: Machine, note: (to: string, exit: string, hops: Hops) => void): void {
    if (!(this.space.family === 4 ? machine.external4 : machine.external6)) return;
    const { table, answers } = this.behaviourOf(machine);
    for (let piece = 0; piece < answers.length; piece += 1) {
      if (answers[piece] !== 1 || this.internet[piece] !== 1 || table.subnetAt(piece) !== null) continue;
      const back = table.routesAt(piece).find((route) => route.hop.kind === 'internet');
      if (back !== undefined) {
        note('internet', this.space.family === 4 ? 'E1' : 'E5', [hop(machine.id, 'answers'), hop(back.id, 'route')]);
        return;
      }
    }
  }

  private covers(range: Range, piece: number): boolean {
    const [from, to] = this.space.piecesOf(range);
    return from <= piece && piece < to;
  }

  /** Machines of one network with the same tags and account are alike. */
  private behaviourOf(machine: Machine): Behaviour {
    const key = `${machine.network}\0${machine.account ?? ''}\0${machine.tags.join(',')}`;
    const known = this.behaviours.get(key);
    if (known !== undefined) return known;
    const network = this.model.networks[machine.network] ?? { id: '', subnets: [], routes: [], wild: [], layers: [] };
    const behaviour = {
      table: tableFor(network, machine, this.space),
      sends: allowedPieces(network, machine, 'EGRESS', this.space),
      answers: allowedPieces(network, machine, 'INGRESS', this.space),
    };
    this.behaviours.set(key, behaviour);
    return behaviour;
  }
}

const everyApiName = 'outside:Google APIs without a perimeter';

function hop(id: string, why: HopReason): Hops[number] {
  return { id, why };
}

function placeOf(zone: string | null, id: string): string {
  return zone === null ? `outside:${id}` : `zone:${zone}`;
}

/** The pieces that a machine has not held yet; null when it has held all of them. */
function unseen(packet: Packet, seen: Map<number, Uint8Array>): Uint8Array | null {
  const held = seen.get(packet.machine) ?? new Uint8Array(packet.pieces.length);
  seen.set(packet.machine, held);
  const fresh = packet.pieces.map((mark, at) => {
    if (mark !== 1 || held[at] === 1) return 0;
    held[at] = 1;
    return 1;
  });
  return fresh.includes(1) ? fresh : null;
}

function markPiece(onward: Map<Route, Uint8Array>, route: Route, piece: number, size: number): void {
  const pieces = onward.get(route) ?? new Uint8Array(size);
  pieces[piece] = 1;
  onward.set(route, pieces);
}

function allRanges(model: NetworkModel): readonly Range[] {
  const own = model.networks.flatMap((network) => [
    ...network.subnets.map(({ range }) => range),
    ...[...network.routes, ...network.wild].map(({ range }) => range),
    ...network.layers.flatMap((layer) => layer.flatMap((rule) => rule.ranges)),
  ]);
  return [...own, ...notInternet, ...restrictedApis, ...everyApi, ...everything[4], ...everything[6]];
}
