import { answerOf } from './answer-of.ts';
import type {
  AwsMachine,
  AwsModel,
  AwsPath,
  AwsReason,
  AwsRoute,
  AwsSubnet,
  AwsTarget,
  TransitRoute,
} from './aws-model.ts';
import { grouped, Landscape } from './landscape.ts';

/**
 * The ways out of every machine of a zone, the shortest to each place by each exit. A packet that leaves is data that has left: no answer is
 * needed. Pure; its time grows with the pieces of the address space that really travel, not with pairs of machines.
 */
export function findAwsPaths(model: AwsModel, zone: string): readonly AwsPath[] {
  return ([4, 6] as const).flatMap((family) => new Search(new Landscape(model, family, zone)).run());
}

type Hops = AwsPath['hops'];
type Way = Omit<AwsPath, 'machine'>;

/** Packets that a subnet's router holds: for which pieces, of which kind, from which subnet's addresses, and how they came. */
interface Flight {
  readonly subnet: number;
  /** The subnet whose addresses the packets carry; ACLs ask for it. */
  readonly source: number;
  /** `own`: at the machine's own subnet, with its address; `translated`: with that of a public NAT; `passing`: neither. */
  readonly sender: 'own' | 'translated' | 'passing';
  readonly kind: number;
  readonly pieces: readonly number[];
  readonly hops: Hops;
}

class Search {
  private readonly land: Landscape;
  /** Machines in one subnet with the same groups and addresses are alike. */
  private readonly known = new Map<string, readonly Way[]>();

  constructor(land: Landscape) {
    this.land = land;
  }

  run(): readonly AwsPath[] {
    const { model, zone } = this.land;
    return model.machines.flatMap((machine, at) => {
      if (machine.zone !== zone) return [];
      return this.waysOf(machine).map(({ hops, ...way }) => {
        const [first, ...rest] = hops;
        return { ...way, machine: at, hops: first === undefined ? [] : [hop(machine.id, first.why), ...rest] };
      });
    });
  }

  private waysOf(machine: AwsMachine): readonly Way[] {
    const { subnet, groups, public4, public6, exit } = machine;
    const key = [subnet, groups.join(','), public4, public6, exit].join(' ');
    let ways = this.known.get(key);
    if (ways === undefined) this.known.set(key, (ways = new Journey(this.land, machine).ways()));
    return ways;
  }
}

/** What becomes of everything that one machine sends. */
class Journey {
  private readonly land: Landscape;
  private readonly machine: AwsMachine;
  private readonly found = new Map<string, Way>();
  private readonly seen = new Map<string, Uint8Array>();

  constructor(land: Landscape, machine: AwsMachine) {
    this.land = land;
    this.machine = machine;
  }

  /** Breadth first, so that the first way found to a place is a shortest one. */
  ways(): readonly Way[] {
    const queue = [...this.sent(this.machine, 'own', [hop(this.machine.id, 'sends')], null)];
    // The loop goes on with what it appends.
    for (const flight of queue) {
      const fresh = this.unseen(flight);
      if (fresh.length > 0) queue.push(...this.step({ ...flight, pieces: fresh }));
    }
    const answer = answerOf(this.land, this.machine);
    if (answer !== null) this.note(answer.to, answer.exit, answer.hops);
    return [...this.found.values()];
  }

  private note(to: string, exit: string, hops: Hops): void {
    const key = `${exit}\0${to}`;
    if (!this.found.has(key)) this.found.set(key, { family: this.land.space.family, to, exit, hops });
  }

  /** What a machine's groups let it send; `only` limits where to. */
  private sent(
    { subnet: at, groups }: AwsMachine,
    sender: Flight['sender'],
    hops: Hops,
    only: readonly number[] | null,
  ): readonly Flight[] {
    const { land } = this;
    const subnet = land.model.subnets[at];
    if (subnet === undefined) return [];
    const sendings = only === null ? land.sendingsOf(subnet, groups) : land.sendingsAmong(only, groups);
    return sendings.map((sending) => ({ subnet: at, source: at, sender, ...sending, hops }));
  }

  /** Sends what a subnet's router holds one hop on. */
  private step(flight: Flight): readonly Flight[] {
    const { land } = this;
    const subnet = land.model.subnets[flight.subnet];
    if (subnet === undefined) return [];
    const [lookup, home] = [land.lookupOf(subnet.table), land.homeOf(subnet.vpc)];
    const passed = land.filters.acl(subnet.acl, 'egress', flight.kind);
    // What stays in its subnet meets no ACL.
    const pieces = flight.pieces.filter((piece) => passed[piece] === 1 || home[piece] === flight.subnet);
    return [...grouped(pieces, lookup)].flatMap(([route, taken]) =>
      this.take({ ...flight, pieces: taken }, subnet, route),
    );
  }

  private take(flight: Flight, subnet: AwsSubnet, { id, target }: AwsRoute): readonly Flight[] {
    const onRoute = { ...flight, hops: [...flight.hops, hop(id, 'route')] };
    switch (target.kind) {
      case 'nat':
        return this.translate(onRoute, target.nat);
      case 'machine':
        return this.forward(onRoute, target.machine);
      case 'firewall':
        return this.inspect(onRoute, target);
      case 'transit':
        return this.transit(onRoute, target.attachment);
      case 'local':
        this.arrive(flight, subnet.vpc, 'A43');
        return [];
      case 'peer':
        this.cross(onRoute, target.vpc);
        return [];
      case 'outside':
        this.note(target.to, target.exit, onRoute.hops);
        return [];
      case 'internet':
      case 'egress-only':
        this.leave(onRoute, target.kind);
        return [];
      case 'blackhole':
        return [];
    }
  }

  /** Over a peering: whatever has its destination among the other VPC's addresses gets there, and no further. */
  private cross(flight: Flight, vpc: number): void {
    const { land } = this;
    const other = land.model.vpcs[vpc];
    if (other !== undefined && other.zone !== land.zone) {
      const inside = land.rangesOf(vpc);
      const isReached = flight.pieces.some((piece) => inside[piece] === 1);
      // What the other zone's tables and filters do with it is not for this one to rely on.
      if (isReached) this.note(placeOf(other), 'A6', [...flight.hops, hop(other.id, 'vpc')]);
    }
    this.arrive(flight, vpc, 'A6');
  }

  /** Packets in the VPC where their destination is: a subnet of another zone, or an endpoint behind which others answer. */
  private arrive(flight: Flight, vpc: number, exit: string): void {
    const { land } = this;
    for (const at of land.placesIn(vpc, flight.pieces).keys()) {
      const subnet = land.model.subnets[at];
      if (subnet === undefined || !land.admits(at, flight.source, flight.kind)) continue;
      for (const guest of subnet.guests) this.note(guest, exit, [...flight.hops, hop(subnet.id, 'guest')]);
      if (subnet.zone !== land.zone) this.note(placeOf(subnet), exit, [...flight.hops, hop(subnet.id, 'subnet')]);
      else this.reachEndpoints(flight, at);
    }
  }

  private reachEndpoints({ kind, source, hops }: Flight, at: number): void {
    const { land } = this;
    for (const endpoint of land.model.endpoints) {
      if (!endpoint.subnets.includes(at)) continue;
      const marks = land.filters.groups(endpoint.groups, 'ingress', kind);
      if (land.holdsAny(marks, source)) this.note(endpoint.to, endpoint.exit, [...hops, hop(endpoint.id, 'endpoint')]);
    }
  }

  /** A gateway takes what has an address on the internet: the machine's own at its own subnet, or that of a public NAT. */
  private leave({ pieces, sender, hops }: Flight, kind: 'internet' | 'egress-only'): void {
    const { space, internet } = this.land;
    if (!pieces.some((piece) => internet[piece] === 1)) return;
    if (space.family === 6) {
      if (sender === 'own' && this.machine.public6)
        this.note('internet', 'A4', [...hops, hop(this.machine.id, kind === 'internet' ? 'address' : 'egress-only')]);
    } else if (kind === 'internet' && sender === 'translated') this.note('internet', 'A3', hops);
    else if (kind === 'internet' && sender === 'own' && this.machine.public4) {
      this.note('internet', 'A1', [...hops, hop(this.machine.id, 'address')]);
    }
  }

  /** What a NAT gateway is given goes on by the table of its own subnet. */
  private translate(flight: Flight, at: number): readonly Flight[] {
    const nat = this.land.model.nats[at];
    if (nat === undefined || !this.land.admits(nat.subnet, flight.source, flight.kind)) return [];
    const sender = nat.isPublic ? 'translated' : 'passing';
    return [{ ...flight, subnet: nat.subnet, source: nat.subnet, sender, hops: [...flight.hops, hop(nat.id, 'nat')] }];
  }

  /** A machine that forwards may pack what it is given into whatever it may send itself. */
  private forward({ source, kind, hops, pieces }: Flight, at: number): readonly Flight[] {
    const { model, zone } = this.land;
    const machine = model.machines[at];
    if (machine === undefined || !this.land.admits(machine.subnet, source, kind)) return [];
    if (machine.zone !== zone) this.note(placeOf(machine), 'A43', [...hops, hop(machine.id, 'forwards')]);
    return this.sent(machine, 'passing', [...hops, hop(machine.id, 'forwards')], pieces);
  }

  /** What a firewall lets through is not for the search to say: everything, as far as the packet is concerned. */
  private inspect(flight: Flight, firewall: Extract<AwsTarget, { readonly kind: 'firewall' }>): readonly Flight[] {
    const { land } = this;
    const { id, zone, subnets } = firewall;
    const hops = [...flight.hops, hop(id, 'inspects')];
    const reached = subnets.filter(
      (at) => land.model.subnets[at] !== undefined && land.admits(at, flight.source, flight.kind),
    );
    if (reached.length > 0 && zone !== land.zone) this.note(placeOf({ id, zone }), 'A15', hops);
    // It changes nothing of the packet: a gateway behind it still knows the sender’s address.
    return reached.map((subnet) => ({ ...flight, subnet, hops }));
  }

  private transit(flight: Flight, from: number): readonly Flight[] {
    const entry = this.land.model.attachments[from];
    if (entry === undefined || entry.table === null) return [];
    const hops = [...flight.hops, hop(entry.id, 'transit')];
    return [...grouped(flight.pieces, this.land.transitLookupOf(entry.table))].flatMap(([route, pieces]) =>
      this.emerge({ ...flight, pieces, hops: [...hops, hop(route.id, 'transit-route')] }, route),
    );
  }

  /** Out of a transit gateway: outside, to a subnet of the attached VPC, or on by the tables of the attachment's subnets. */
  private emerge(flight: Flight, { attachment: at }: TransitRoute): readonly Flight[] {
    const attachment = at === null ? undefined : this.land.model.attachments[at];
    if (attachment === undefined) return [];
    const { hops } = flight;
    if (attachment.outside !== null) {
      this.note(attachment.outside.to, attachment.outside.exit, hops);
      return [];
    }
    const { vpcs, subnets } = this.land.model;
    if (attachment.zone !== this.land.zone) {
      const end = vpcs[attachment.vpc] ?? attachment;
      this.note(placeOf({ id: end.id, zone: attachment.zone }), 'A5', [...hops, hop(end.id, 'vpc')]);
    }
    this.arrive(flight, attachment.vpc, 'A5');
    const home = this.land.homeOf(attachment.vpc);
    const pieces = flight.pieces.filter((piece) => (home[piece] ?? -1) === -1);
    if (pieces.length === 0) return [];
    // Subnets with the same table and ACL send on alike.
    const routers = new Map(
      attachment.subnets.map((at) => [`${subnets[at]?.table ?? ''} ${subnets[at]?.acl ?? ''}`, at]),
    );
    return [...routers.values()].map((subnet) => ({ ...flight, subnet, pieces, sender: 'passing' as const }));
  }

  /** The pieces that have not been at this router in this guise yet. */
  private unseen({ subnet, source, sender, kind, pieces }: Flight): readonly number[] {
    const key = `${subnet} ${source} ${sender} ${kind}`;
    let marks = this.seen.get(key);
    if (marks === undefined) this.seen.set(key, (marks = new Uint8Array(this.land.space.size)));
    const held = marks;
    return pieces.filter((piece) => {
      if (held[piece] === 1) return false;
      held[piece] = 1;
      return true;
    });
  }
}

function hop(id: string, why: AwsReason): Hops[number] {
  return { id, why };
}

function placeOf({ zone, id }: Pick<AwsSubnet, 'zone' | 'id'>): string {
  return zone === null ? `outside:${id}` : `zone:${zone}`;
}
