import type { Resource } from '../../../../estate/estate.ts';
import { scalarOf } from '../../../world.ts';
import type { Range } from '../../network/model.ts';
import { everything } from '../../network/ranges.ts';
import type { Attachment, TransitRoute, TransitTable } from './aws-model.ts';
import type { AwsReading } from './aws-reading.ts';
import { prefixRanges } from './read-filters.ts';
import { subnetTypes } from './read-machines.ts';
import { acceptersOf, endIn, endsOf, type TransitEnd, transitGateway, transitTable } from './transit-ends.ts';

const anywhere = [...everything[4], ...everything[6]];
const inTable = 'transit_gateway_route_table_id';

/** What the rest of the model knows of VPCs and subnets. */
export interface TransitPlaces {
  readonly vpcs: ReadonlyMap<Resource, number>;
  readonly subnets: ReadonlyMap<Resource, number>;
  readonly rangesOf: (vpc: Resource) => readonly Range[];
}

type Found = TransitRoute & { readonly isWild: boolean };

/** The transit gateways with their ends and tables. */
export class TransitReader {
  private readonly reading: AwsReading;
  private readonly ends: readonly TransitEnd[];
  private readonly places: TransitPlaces;
  private readonly endPlaces: ReadonlyMap<Resource, number>;
  private readonly entries = new Map<Resource, Map<Resource, number>>();
  private readonly tableList: readonly Resource[];
  private readonly tablePlaces: ReadonlyMap<Resource, number>;
  private readonly associations = new Map<Resource, Resource>();
  private readonly propagations = new Map<Resource, Set<number>>();
  private readonly endsOfGateways = new Map<Resource, number[]>();
  private readonly accepters: ReadonlyMap<Resource, Resource>;

  constructor(reading: AwsReading, places: TransitPlaces) {
    this.reading = reading;
    this.places = places;
    this.ends = endsOf(reading);
    this.endPlaces = new Map(this.ends.map(({ resource }, at) => [resource, at]));
    this.accepters = acceptersOf(reading);
    // The gateway itself stands for its default table.
    this.tableList = reading.world.everywhere(transitTable, transitGateway);
    this.tablePlaces = new Map(this.tableList.map((table, at) => [table, at]));
    this.ends.forEach(({ gateway, vpc }, at) => {
      if (gateway === undefined) return;
      this.endsOfGateways.set(gateway, [...(this.endsOfGateways.get(gateway) ?? []), at]);
      const entries = this.entries.get(gateway) ?? new Map<Resource, number>();
      this.entries.set(gateway, entries);
      if (vpc !== undefined && !entries.has(vpc)) entries.set(vpc, at);
    });
    this.readAssociations();
    this.readPropagations();
  }

  private readAssociations(): void {
    for (const one of this.reading.world.everywhere('aws_ec2_transit_gateway_route_table_association')) {
      const end = this.endOf(one);
      if (end !== undefined) this.associations.set(this.ends[end]?.resource ?? one, one);
      else this.reading.trouble(one, 'transit_gateway_attachment_id', 'whose packets it leads', '対象のアタッチメント');
    }
  }

  private readPropagations(): void {
    for (const one of this.reading.world.everywhere('aws_ec2_transit_gateway_route_table_propagation')) {
      const [end, table] = [this.endOf(one), this.reading.one(one, inTable, transitTable, transitGateway)];
      if (end === undefined || table === undefined) {
        const attribute = end === undefined ? 'transit_gateway_attachment_id' : inTable;
        this.reading.trouble(one, attribute, 'who tells which table its ranges', '伝播の元と先');
        continue;
      }
      const ends = this.propagations.get(table) ?? new Set<number>();
      this.propagations.set(table, ends.add(end));
    }
  }

  /** Where packets of a VPC enter a gateway; null for nowhere. */
  transitFrom(vpc: Resource, gateway: Resource): number | null {
    return this.entries.get(gateway)?.get(vpc) ?? null;
  }

  attachments(): readonly Attachment[] {
    return this.ends.map((end) => {
      const { resource, vpc, outside } = end;
      const subnets = this.reading.many(resource, 'subnet_ids', ...subnetTypes);
      const owner = vpc ?? resource;
      if (outside === null && vpc === undefined) this.reading.trouble(resource, 'vpc_id', 'the VPC', 'VPC');
      else if (outside === null && subnets.length === 0) {
        this.reading.trouble(resource, 'subnet_ids', 'the subnets and their routes', 'サブネットとその経路');
      }
      return {
        id: resource.id,
        vpc: vpc === undefined ? -1 : (this.places.vpcs.get(vpc) ?? -1),
        zone: this.reading.zoneOf(owner),
        subnets: subnets.flatMap((subnet) => this.places.subnets.get(subnet) ?? []),
        outside,
        table: this.tableOf(end),
      };
    });
  }

  /** The table of an association; failing that the gateway's default one, unless the end or the gateway does without. */
  private tableOf({ resource, gateway }: TransitEnd): number | null {
    const association = this.associations.get(resource);
    if (association !== undefined) {
      const table = this.reading.one(association, inTable, transitTable, transitGateway);
      if (table !== undefined) return this.tablePlaces.get(table) ?? null;
      this.reading.trouble(association, inTable, 'the routes of the table', 'ルートテーブルの経路');
      return this.reading.unseen.isOpen ? this.tableList.length : null;
    }
    return gateway !== undefined && this.usesDefault(resource, gateway, 'association')
      ? (this.tablePlaces.get(gateway) ?? null)
      : null;
  }

  private usesDefault(end: Resource, gateway: Resource, what: 'association' | 'propagation'): boolean {
    const name = `transit_gateway_default_route_table_${what}`;
    const said = [end, this.accepters.get(end) ?? end].map(({ values }) => scalarOf(values, name));
    const general = scalarOf(gateway.values, `default_route_table_${what}`);
    if (said.includes('false') || general === 'disable') return false;
    const isHidden = [...said, general].some((value) => value !== null && typeof value !== 'string');
    return isHidden ? this.reading.unseen.isOpen : true;
  }

  private endOf(resource: Resource): number | undefined {
    const end = endIn(this.reading, resource);
    return end === undefined ? undefined : this.endPlaces.get(end);
  }

  /** Every table, and after them one of which nothing is known: it may lead to any end. */
  tables(): readonly TransitTable[] {
    const types = ['aws_ec2_transit_gateway_route', 'aws_ec2_transit_gateway_prefix_list_reference'];
    const routes = this.reading.by(inTable, [transitTable, transitGateway], ...types);
    for (const lost of routes.get(undefined) ?? []) {
      this.reading.trouble(lost, inTable, 'which table it is in', 'どのルートテーブルの経路か');
    }
    const known = this.tableList.map((table) => {
      const written = (routes.get(table) ?? []).flatMap((route) => this.written(route));
      const propagated = this.propagating(table).flatMap((end) => this.propagatedBy(end));
      const all = [...written, ...propagated];
      return { id: table.id, routes: all.filter((one) => !one.isWild), wild: all.filter((one) => one.isWild) };
    });
    const wild = this.ends.map(({ resource }, attachment) => {
      return { id: resource.id, ranges: anywhere, rank: 0 as const, attachment };
    });
    return [...known, { id: 'unseen', routes: [], wild }];
  }

  private written(route: Resource): readonly Found[] {
    const { reading } = this;
    const ranges = [
      ...reading.ranges(route, 'destination_cidr_block', route.values, true),
      ...prefixRanges(reading, route, route.values['prefix_list_id']),
    ];
    const { id } = route;
    const isBlackhole = scalarOf(route.values, 'blackhole') === 'true';
    const attachment = isBlackhole ? null : this.endOf(route);
    if (attachment !== undefined) return [{ id, ranges, rank: 0, attachment, isWild: false }];
    reading.trouble(route, 'transit_gateway_attachment_id', 'where the route leads', '経路の先');
    if (!reading.unseen.isOpen) return [];
    // Where a route leads to an end that nobody declares, it may lead to any of those that are.
    return this.ends.map((_end, at) => ({ id, ranges, rank: 0, attachment: at, isWild: true }));
  }

  private propagating(table: Resource): readonly number[] {
    const ends = new Set(this.propagations.get(table));
    for (const at of this.endsOfGateways.get(table) ?? []) {
      const end = this.ends[at];
      if (end !== undefined && this.usesDefault(end.resource, table, 'propagation')) ends.add(at);
    }
    return [...ends].sort((one, other) => one - other);
  }

  /** A VPC propagates its ranges; what comes over a line or a tunnel can't be seen and may be anything. */
  private propagatedBy(attachment: number): readonly Found[] {
    const end = this.ends[attachment];
    if (end?.propagates !== true) return [];
    const { resource, vpc, outside } = end;
    if (outside === null) {
      const ranges = vpc === undefined ? [] : this.places.rangesOf(vpc);
      return [{ id: resource.id, ranges, rank: 1, attachment, isWild: false }];
    }
    this.reading.trouble(resource, '', 'the routes that it learns', '学習する経路');
    const rank = outside.exit === 'A7' ? 2 : 3;
    return this.reading.unseen.isOpen ? [{ id: resource.id, ranges: anywhere, rank, attachment, isWild: true }] : [];
  }
}
