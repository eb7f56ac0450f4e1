import type { Resource } from '../../../../estate/estate.ts';
import { scalarOf } from '../../../world.ts';
import type { Range } from '../../network/model.ts';
import { everything } from '../../network/ranges.ts';
import type { Attachment, TransitRoute, TransitTable } from './aws-model.ts';
import type { AwsReading } from './aws-reading.ts';
import { prefixRanges } from './read-filters.ts';
import { subnetTypes } from './read-machines.ts';

const gatewayType = 'aws_ec2_transit_gateway';
const vpcAttachment = 'aws_ec2_transit_gateway_vpc_attachment';
const tableType = 'aws_ec2_transit_gateway_route_table';
const anywhere = [...everything[4], ...everything[6]];

/** Ends that lead outside, with the exit through which; and the attribute that names the gateway. */
const outsideTypes = [
  ['aws_vpn_connection', 'transit_gateway_id', 'A8', 'VPN'],
  ['aws_dx_gateway_association', 'associated_gateway_id', 'A7', 'Direct Connect'],
  ['aws_ec2_transit_gateway_peering_attachment', 'transit_gateway_id', 'A5', 'peer'],
  ['aws_ec2_transit_gateway_peering_attachment_accepter', 'transit_gateway_id', 'A5', 'peer'],
  ['aws_ec2_transit_gateway_connect', 'transit_gateway_id', 'A5', 'connect'],
] as const;

interface End {
  readonly resource: Resource;
  readonly gateway: Resource | undefined;
  readonly outside: Attachment['outside'];
}

/** The transit gateways with their ends and tables. */
export class TransitReader {
  private readonly reading: AwsReading;
  private readonly ends: readonly End[];
  private readonly tableList: readonly Resource[];
  private readonly rangesOf: (vpc: Resource) => readonly Range[];

  constructor(reading: AwsReading, rangesOf: (vpc: Resource) => readonly Range[]) {
    this.reading = reading;
    this.rangesOf = rangesOf;
    const { world } = reading;
    const inside = world
      .everywhere(vpcAttachment)
      .map((resource): End => this.end(resource, 'transit_gateway_id', null));
    const outside = outsideTypes.flatMap(([type, attribute, exit, name]) =>
      world
        .everywhere(type)
        .filter((resource) => type !== 'aws_vpn_connection' || scalarOf(resource.values, attribute) !== null)
        .map((resource) => this.end(resource, attribute, { name: `${name} ${resource.address}`, exit })),
    );
    this.ends = [...inside, ...outside];
    // The gateway itself stands for its default table.
    this.tableList = [...world.everywhere(tableType), ...world.everywhere(gatewayType)];
  }

  private end(resource: Resource, attribute: string, outside: Attachment['outside']): End {
    return { resource, gateway: this.reading.one(resource, attribute, gatewayType), outside };
  }

  /** Where packets of a VPC enter a gateway; null for nowhere. */
  transitFrom(vpc: Resource, gateway: Resource): number | null {
    const at = this.ends.findIndex(
      (end) => end.gateway === gateway && end.outside === null && this.vpcOf(end.resource) === vpc,
    );
    return at === -1 ? null : at;
  }

  private vpcOf(attachment: Resource): Resource | undefined {
    return this.reading.one(attachment, 'vpc_id', 'aws_vpc', 'aws_default_vpc');
  }

  attachments(subnets: readonly Resource[]): readonly Attachment[] {
    return this.ends.map((end) => ({
      id: end.resource.id,
      subnets: this.reading.many(end.resource, 'subnet_ids', ...subnetTypes).map((subnet) => subnets.indexOf(subnet)),
      outside: end.outside,
      table: this.tableOf(end),
    }));
  }

  /** The table of an association; failing that the gateway's default one, unless the end or the gateway does without. */
  private tableOf({ resource, gateway }: End): number | null {
    const association = this.reading.world
      .everywhere('aws_ec2_transit_gateway_route_table_association')
      .find((one) => this.endOf(one) === resource);
    const table =
      association === undefined
        ? undefined
        : this.reading.one(association, 'transit_gateway_route_table_id', tableType);
    if (table !== undefined) return this.tableList.indexOf(table);
    return gateway !== undefined && this.usesDefault(resource, gateway, 'association')
      ? this.tableList.indexOf(gateway)
      : null;
  }

  private usesDefault(end: Resource, gateway: Resource, what: 'association' | 'propagation'): boolean {
    const own = scalarOf(end.values, `transit_gateway_default_route_table_${what}`);
    const general = scalarOf(gateway.values, `default_route_table_${what}`);
    const refuses = own === 'false' || general === 'disable';
    const isHidden = (own !== null && typeof own !== 'string') || (general !== null && typeof general !== 'string');
    return isHidden ? this.reading.mode === 'possible' : !refuses;
  }

  /** The end that an attribute names: an attachment, or what has one. */
  private endOf(resource: Resource): Resource | undefined {
    const types = [vpcAttachment, ...outsideTypes.map(([type]) => type)];
    return this.reading.one(resource, 'transit_gateway_attachment_id', ...types);
  }

  tables(): readonly TransitTable[] {
    return this.tableList.map((table) => {
      const written = this.written(table);
      const propagated = this.propagating(table).flatMap((end) => this.propagatedBy(end));
      return {
        id: table.id,
        routes: [...written.filter((one) => !one.isWild), ...propagated.filter((one) => !one.isWild)],
        wild: [...written, ...propagated].filter((one) => one.isWild),
      };
    });
  }

  private written(table: Resource): readonly (TransitRoute & { readonly isWild: boolean })[] {
    const { reading } = this;
    const types = ['aws_ec2_transit_gateway_route', 'aws_ec2_transit_gateway_prefix_list_reference'];
    return reading.world.everywhere(...types).flatMap((route) => {
      if (!this.isIn(route, table)) return [];
      const ranges = [
        ...reading.ranges(route, 'destination_cidr_block', route.values, true),
        ...prefixRanges(reading, route, route.values['prefix_list_id']),
      ];
      if (scalarOf(route.values, 'blackhole') === 'true') {
        return [{ id: route.id, ranges, rank: 0 as const, attachment: null, isWild: false }];
      }
      const end = this.endOf(route);
      const attachment = this.ends.findIndex(({ resource }) => resource === end);
      if (attachment !== -1) return [{ id: route.id, ranges, rank: 0 as const, attachment, isWild: false }];
      reading.trouble(route, 'transit_gateway_attachment_id', 'where the route leads', '経路の先');
      return this.anywhereOutside(route, ranges);
    });
  }

  /** Where a route leads to an end that nobody declares, it may lead to any of those that are. */
  private anywhereOutside(
    { id }: Resource,
    ranges: readonly Range[],
  ): readonly (TransitRoute & { readonly isWild: boolean })[] {
    if (this.reading.mode === 'certain') return [];
    return this.ends.map((_end, attachment) => ({ id, ranges, rank: 0 as const, attachment, isWild: true }));
  }

  /** Routes name the table, or the gateway's default one. */
  private isIn(route: Resource, table: Resource): boolean {
    const attribute = 'transit_gateway_route_table_id';
    const named = this.reading.one(route, attribute, tableType, gatewayType);
    if (named === undefined && table === this.tableList[0]) {
      this.reading.trouble(route, attribute, 'which table it is in', 'どのルートテーブルの経路か');
    }
    return named === table;
  }

  private propagating(table: Resource): readonly End[] {
    const { reading } = this;
    const named = reading.world
      .everywhere('aws_ec2_transit_gateway_route_table_propagation')
      .filter((one) => reading.one(one, 'transit_gateway_route_table_id', tableType) === table)
      .map((one) => this.endOf(one));
    return this.ends.filter(
      ({ resource, gateway }) =>
        named.includes(resource) || (gateway === table && this.usesDefault(resource, table, 'propagation')),
    );
  }

  /** A VPC propagates its ranges; what comes over a line or a tunnel can't be seen and may be anything. */
  private propagatedBy({ resource, outside }: End): readonly (TransitRoute & { readonly isWild: boolean })[] {
    const attachment = this.ends.findIndex((end) => end.resource === resource);
    const vpc = this.vpcOf(resource);
    if (outside === null) {
      const ranges = vpc === undefined ? [] : this.rangesOf(vpc);
      return [{ id: resource.id, ranges, rank: 1, attachment, isWild: false }];
    }
    this.reading.trouble(resource, '', 'the routes that it learns', '学習する経路');
    const rank = outside.exit === 'A7' ? 2 : 3;
    return this.reading.mode === 'possible'
      ? [{ id: resource.id, ranges: anywhere, rank, attachment, isWild: true }]
      : [];
  }
}
