import { AddressSpace } from '../../network/address-space.ts';
import type { Range } from '../../network/model.ts';
import { everything, notInternet } from '../../network/ranges.ts';
import type { AwsModel, AwsRoute, AwsSubnet, SecurityGroup, TransitRoute } from './aws-model.ts';
import { type Lookup, lookupIn, lookupInTransit } from './aws-routing.ts';
import { Filters } from './filters.ts';
import { KindClasses } from './kind-classes.ts';
import { Overlaps } from './overlaps.ts';
import { kindsOf, type PacketKind } from './packet-kinds.ts';

/** Pieces to which packets of one kind are sent. */
export interface Sending {
  readonly kind: number;
  readonly pieces: readonly number[];
}

/** A model cut into pieces of one family's address space, with what is asked of it again and again; each answer is computed once. */
export class Landscape {
  readonly model: AwsModel;
  readonly zone: string;
  readonly space: AddressSpace;
  readonly kinds: readonly PacketKind[];
  readonly filters: Filters;
  /** 1 where somebody on the internet may be. */
  readonly internet: Uint8Array;
  private readonly classes: KindClasses;
  private readonly senders = new Map<string, readonly Sending[]>();
  private readonly subnetsOfVpcs = new Map<number, number[]>();
  private readonly endpointSubnets: ReadonlySet<number>;
  private readonly lookups = new Map<number, Lookup<AwsRoute>>();
  private readonly transitLookups = new Map<number, Lookup<TransitRoute>>();
  private readonly vpcMarks = new Map<number, Uint8Array>();
  private readonly homes = new Map<number, Int32Array>();
  private readonly outwards = new Map<string, readonly number[]>();

  constructor(model: AwsModel, family: 4 | 6, zone: string) {
    this.model = model;
    this.zone = zone;
    const shared = sharedGroups(model);
    const ranges = rangesIn(model, shared);
    this.space = new AddressSpace(family, ranges);
    this.kinds = kindsOf(model);
    this.classes = new KindClasses(this.kinds, [...model.acls, ...shared]);
    this.filters = new Filters(model, { space: this.space, overlaps: new Overlaps(family, ranges) }, this.kinds);
    this.internet = this.space.mark(notInternet).map((inside) => 1 - inside);
    this.endpointSubnets = new Set(model.endpoints.flatMap(({ subnets }) => subnets));
    model.subnets.forEach(({ vpc }, at) => {
      const list = this.subnetsOfVpcs.get(vpc);
      if (list === undefined) this.subnetsOfVpcs.set(vpc, [at]);
      else list.push(at);
    });
  }

  /** One of each kind of packet that is told apart on its way from a sender with these groups. */
  kindsFrom(groups: readonly number[]): readonly number[] {
    return this.classes.of(groups.flatMap((group) => this.model.groups[group] ?? []));
  }

  /** What groups let a machine send to where its subnet's router leads on: the same for all alike. */
  sendingsOf({ table, vpc }: AwsSubnet, groups: readonly number[]): readonly Sending[] {
    const key = `${table} ${vpc} ${groups.join(',')}`;
    let sendings = this.senders.get(key);
    if (sendings === undefined) {
      this.senders.set(key, (sendings = this.sendingsAmong(this.outwardOf(table, vpc), groups)));
    }
    return sendings;
  }

  /** The same for some pieces. */
  sendingsAmong(asked: readonly number[], groups: readonly number[]): readonly Sending[] {
    if (asked.length === 0) return [];
    return this.kindsFrom(groups).flatMap((kind) => {
      const marks = this.filters.groups(groups, 'egress', kind);
      const pieces = asked.filter((piece) => marks[piece] === 1);
      return pieces.length === 0 ? [] : [{ kind, pieces }];
    });
  }

  /** The pieces that a subnet's router may send out of the zone, or on: what stays among the zone's subnets leads nowhere. */
  private outwardOf(table: number, vpc: number): readonly number[] {
    const key = `${table} ${vpc}`;
    let pieces = this.outwards.get(key);
    if (pieces === undefined) this.outwards.set(key, (pieces = this.readOutward(table, vpc)));
    return pieces;
  }

  private readOutward(table: number, vpc: number): readonly number[] {
    const [lookup, home] = [this.lookupOf(table), this.homeOf(vpc)];
    const pieces: number[] = [];
    for (let piece = 0; piece < this.space.size; piece += 1) {
      const leads = lookup(piece).some(({ target }) => {
        if (target.kind === 'local') return this.isOfInterest(home[piece] ?? -1);
        return target.kind !== 'blackhole';
      });
      if (leads) pieces.push(piece);
    }
    return pieces;
  }

  private isOfInterest(subnet: number): boolean {
    const declared = this.model.subnets[subnet];
    if (declared === undefined) return false;
    return declared.zone !== this.zone || declared.guests.length > 0 || this.endpointSubnets.has(subnet);
  }

  /** For each piece the subnet of a VPC that holds it; -1 for none. */
  homeOf(vpc: number): Int32Array {
    let home = this.homes.get(vpc);
    if (home === undefined) {
      home = new Int32Array(this.space.size).fill(-1);
      for (const at of this.subnetsOfVpcs.get(vpc) ?? []) {
        for (const range of this.model.subnets[at]?.ranges ?? []) home.fill(at, ...this.space.piecesOf(range));
      }
      this.homes.set(vpc, home);
    }
    return home;
  }

  /** 1 for each piece that is among the addresses of a VPC. */
  rangesOf(vpc: number): Uint8Array {
    let marks = this.vpcMarks.get(vpc);
    if (marks === undefined) {
      this.vpcMarks.set(vpc, (marks = this.space.mark(this.model.vpcs[vpc]?.ranges ?? [])));
    }
    return marks;
  }

  /** The subnets of a VPC that hold some of the pieces, with those that each holds. */
  placesIn(vpc: number, pieces: readonly number[]): ReadonlyMap<number, readonly number[]> {
    const home = this.homeOf(vpc);
    return grouped(
      pieces.filter((piece) => (home[piece] ?? -1) !== -1),
      (piece) => [home[piece] ?? -1],
    );
  }

  lookupOf(table: number): Lookup<AwsRoute> {
    let lookup = this.lookups.get(table);
    if (lookup === undefined) {
      const declared = this.model.tables[table] ?? { id: '', routes: [], wild: [] };
      this.lookups.set(table, (lookup = lookupIn(declared, this.space)));
    }
    return lookup;
  }

  transitLookupOf(table: number): Lookup<TransitRoute> {
    let lookup = this.transitLookups.get(table);
    if (lookup === undefined) {
      const declared = this.model.transitTables[table] ?? { id: '', routes: [], wild: [] };
      this.transitLookups.set(table, (lookup = lookupInTransit(declared, this.space)));
    }
    return lookup;
  }

  /** Whether the ACL of a subnet lets in what carries an address of another; within one subnet none is asked. */
  admits(at: number, source: number, kind: number): boolean {
    return source === at || this.holdsAny(this.filters.acl(this.model.subnets[at]?.acl ?? -1, 'ingress', kind), source);
  }

  /** Whether the marks hold any address of a subnet. */
  holdsAny(marks: Uint8Array, subnet: number): boolean {
    const ranges = this.model.subnets[subnet]?.ranges ?? [];
    return ranges.some((range) => {
      const [from, to] = this.space.piecesOf(range);
      for (let piece = from; piece < to; piece += 1) if (marks[piece] === 1) return true;
      return false;
    });
  }
}

/** Pieces, or anything, by everything that takes them. */
export function grouped<Taker, Piece = number>(
  pieces: readonly Piece[],
  takersOf: (piece: Piece) => readonly Taker[],
): ReadonlyMap<Taker, readonly Piece[]> {
  const groups = new Map<Taker, Piece[]>();
  for (const piece of pieces) {
    for (const taker of takersOf(piece)) {
      const list = groups.get(taker);
      if (list === undefined) groups.set(taker, [piece]);
      else list.push(piece);
    }
  }
  return groups;
}

/** Groups that packets of others meet on their way: of endpoints, and of machines that forward. */
function sharedGroups({ endpoints, groups, machines, tables }: AwsModel): readonly SecurityGroup[] {
  const forwarders = tables
    .flatMap(({ routes, wild }) => [...routes, ...wild])
    .flatMap(({ target }) => (target.kind === 'machine' ? (machines[target.machine] ?? []) : []));
  const places = new Set([...endpoints, ...forwarders].flatMap((one) => one.groups));
  return [...places].flatMap((place) => groups[place] ?? []);
}

/** What cuts the space: whatever is asked of more than the sender alone. */
function rangesIn(model: AwsModel, shared: readonly SecurityGroup[]): readonly Range[] {
  return [
    ...[...model.subnets, ...model.vpcs].flatMap(({ ranges }) => ranges),
    ...[...model.tables, ...model.transitTables].flatMap(({ routes, wild }) =>
      [...routes, ...wild].flatMap(({ ranges }): readonly Range[] => ranges),
    ),
    ...[...model.acls, ...shared].flatMap(({ egress, ingress }) =>
      [...egress, ...ingress].flatMap(({ ranges }): readonly Range[] => ranges),
    ),
    ...notInternet,
    ...everything[4],
    ...everything[6],
  ];
}
