import type { Resource } from '../../../../estate/estate.ts';
import type { ValueObject } from '../../../../estate/value.ts';
import { blocksOf, scalarOf } from '../../../world.ts';
import type { Range } from '../../network/model.ts';
import { everything } from '../../network/ranges.ts';
import type { AwsRoute, AwsTable, AwsTarget } from './aws-model.ts';
import { type AwsReading, serviceRanges } from './aws-reading.ts';
import { prefixRanges } from './read-filters.ts';

/** Places in the model of what routes lead to. */
export interface Places {
  readonly vpcOf: (resource: Resource) => Resource | undefined;
  readonly vpcs: readonly Resource[];
  readonly nats: readonly Resource[];
  /** Where a VPC's packets enter a transit gateway; null when the gateway is not declared or has no end in the VPC. */
  readonly transitFrom: (vpc: Resource, gateway: Resource) => number | null;
  readonly machineOf: (resource: Resource) => number | null;
  /** Gateway endpoints that let data pass to anybody's account, by service. */
  readonly endpoints: readonly {
    readonly resource: Resource;
    readonly service: string;
    readonly tables: readonly Resource[];
    readonly isOpen: boolean;
  }[];
}

const unseen: AwsTarget = { kind: 'outside', name: 'what can’t be seen', exit: 'A1' };
const anywhere = [...everything[4], ...everything[6]];

/** The table of a VPC: its own ranges, what is written, what gateway endpoints add, and what gateways learn. */
export function readTable(
  reading: AwsReading,
  places: Places,
  {
    vpc,
    table,
    ranges,
  }: { readonly vpc: Resource; readonly table: Resource | null; readonly ranges: readonly Range[] },
): AwsTable {
  const local: AwsRoute = { id: table?.id ?? vpc.id, ranges, rank: 0, target: { kind: 'local' } };
  if (table === null) return { id: vpc.id, routes: [local], wild: [] };
  const written = [...inlineRoutes(reading, table), ...ownRoutes(reading, table)];
  const read = written.flatMap((one) => routeOf(reading, places, vpc, one));
  const learned = learnedRoutes(reading, table);
  return {
    id: table.id,
    routes: [local, ...read.filter(({ isWild }) => !isWild), ...endpointRoutes(places, table), ...learned.routes],
    wild: [...read.filter(({ isWild }) => isWild), ...learned.wild],
  };
}

interface Written {
  readonly owner: Resource;
  readonly values: ValueObject;
}

function inlineRoutes(reading: AwsReading, table: Resource): readonly Written[] {
  const blocks = blocksOf(table.values, 'route');
  if (blocks !== 'unknown') return blocks.map((values) => ({ owner: table, values }));
  reading.trouble(table, 'route', 'its routes', 'その経路');
  return reading.mode === 'possible' ? [{ owner: table, values: { cidr_block: '0.0.0.0/0' } }] : [];
}

function ownRoutes(reading: AwsReading, table: Resource): readonly Written[] {
  return routesOfTable(reading, table).map((route) => ({ owner: route, values: route.values }));
}

const routesByTable = new WeakMap<AwsReading, ReadonlyMap<Resource, readonly Resource[]>>();

function routesOfTable(reading: AwsReading, table: Resource): readonly Resource[] {
  let routes = routesByTable.get(reading);
  if (routes === undefined) {
    const found = new Map<Resource, Resource[]>();
    for (const route of reading.world.everywhere('aws_route')) {
      const owner = reading.one(route, 'route_table_id', 'aws_route_table', 'aws_default_route_table', 'aws_vpc');
      if (owner === undefined)
        reading.trouble(route, 'route_table_id', 'which table it is in', 'どのルートテーブルの経路か');
      else found.set(owner, [...(found.get(owner) ?? []), route]);
    }
    routesByTable.set(reading, (routes = found));
  }
  return routes.get(table) ?? [];
}

function routeOf(
  reading: AwsReading,
  places: Places,
  vpc: Resource,
  { owner, values }: Written,
): readonly (AwsRoute & { readonly isWild: boolean })[] {
  const names = ['cidr_block', 'ipv6_cidr_block', 'destination_cidr_block', 'destination_ipv6_cidr_block'];
  const ranges = names.flatMap((name) => reading.ranges(owner, name, values, true).slice(0, 1));
  const lists = prefixRanges(reading, owner, values['destination_prefix_list_id']);
  const target = targetOf(reading, places, vpc, { owner, values });
  if (target === null && reading.mode === 'certain') return [];
  const isWild = target === null;
  const of = (some: readonly Range[], rank: AwsRoute['rank']): readonly (AwsRoute & { readonly isWild: boolean })[] =>
    some.length === 0
      ? []
      : [{ id: owner.id, ranges: isWild ? anywhere : some, rank, target: target ?? unseen, isWild }];
  return [...of(ranges, 1), ...of(lists, 2)];
}

/** Attributes by which a route names where it leads. */
const ways = [
  'gateway_id',
  'nat_gateway_id',
  'egress_only_gateway_id',
  'transit_gateway_id',
  'vpc_peering_connection_id',
  'vpc_endpoint_id',
  'network_interface_id',
  'instance_id',
  'core_network_arn',
  'carrier_gateway_id',
  'local_gateway_id',
];

/** Null when it can't be seen. */
function targetOf(reading: AwsReading, places: Places, vpc: Resource, { owner, values }: Written): AwsTarget | null {
  for (const way of ways) {
    const value = scalarOf(values, way);
    if (value === null || value === '') continue;
    if (value === 'local') return { kind: 'local' };
    const found = [...reading.named(value), ...(values === owner.values ? reading.world.targets(owner, way) : [])][0];
    const target = found === undefined ? null : targetTo(reading, places, vpc, found);
    if (target !== null) return target;
    if (typeof value === 'string') return byPrefix(value);
    reading.trouble(owner, way, 'where the route leads', '経路の先');
    return null;
  }
  reading.trouble(owner, 'gateway_id', 'where the route leads', '経路の先');
  return null;
}

function targetTo(reading: AwsReading, places: Places, vpc: Resource, target: Resource): AwsTarget | null {
  switch (target.type) {
    case 'aws_internet_gateway':
      return { kind: 'internet' };
    case 'aws_egress_only_internet_gateway':
      return { kind: 'egress-only' };
    case 'aws_nat_gateway':
      return { kind: 'nat', nat: places.nats.indexOf(target) };
    case 'aws_ec2_transit_gateway':
      return transitTarget(places.transitFrom(vpc, target), target);
    case 'aws_ec2_transit_gateway_vpc_attachment':
      return attachedTarget(reading, places, vpc, target);
    case 'aws_vpc_peering_connection':
    case 'aws_vpc_peering_connection_accepter':
      return peerTarget(reading, places, vpc, target);
    case 'aws_vpn_gateway':
      return gatewayTarget(reading, target);
    case 'aws_instance':
    case 'aws_network_interface':
      return machineTarget(places.machineOf(target));
    default:
      return { kind: 'outside', name: target.address, exit: outsideExits.get(target.type) ?? 'A16' };
  }
}

function attachedTarget(reading: AwsReading, places: Places, vpc: Resource, attachment: Resource): AwsTarget {
  const gateway = reading.one(attachment, 'transit_gateway_id', 'aws_ec2_transit_gateway');
  return transitTarget(gateway === undefined ? null : places.transitFrom(vpc, gateway), attachment);
}

function machineTarget(machine: number | null): AwsTarget | null {
  return machine === null ? null : { kind: 'machine', machine };
}

const outsideExits: ReadonlyMap<string, string> = new Map([['aws_vpc_endpoint', 'A10']]);

function transitTarget(attachment: number | null, gateway: Resource): AwsTarget {
  return attachment === null
    ? { kind: 'outside', name: `transit gateway ${gateway.address}`, exit: 'A5' }
    : { kind: 'transit', attachment };
}

function peerTarget(reading: AwsReading, places: Places, vpc: Resource, peering: Resource): AwsTarget {
  const connection =
    peering.type === 'aws_vpc_peering_connection'
      ? peering
      : (reading.one(peering, 'vpc_peering_connection_id', 'aws_vpc_peering_connection') ?? peering);
  const ends = ['vpc_id', 'peer_vpc_id'].map((name) => reading.one(connection, name, 'aws_vpc', 'aws_default_vpc'));
  const other = ends.find((end) => end !== undefined && end !== vpc);
  return ends.includes(vpc) && other !== undefined
    ? { kind: 'peer', vpc: places.vpcs.indexOf(other) }
    : { kind: 'outside', name: `peer of ${connection.address}`, exit: 'A6' };
}

/** A virtual private gateway leads over Direct Connect where one is associated, else over VPN. */
function gatewayTarget(reading: AwsReading, gateway: Resource): AwsTarget {
  const direct = reading.world
    .everywhere('aws_dx_gateway_association', 'aws_dx_private_virtual_interface')
    .some((one) =>
      [
        reading.one(one, 'associated_gateway_id', gateway.type),
        reading.one(one, 'vpn_gateway_id', gateway.type),
      ].includes(gateway),
    );
  return { kind: 'outside', name: `site behind ${gateway.address}`, exit: direct ? 'A7' : 'A8' };
}

const prefixes: readonly (readonly [prefix: string, target: AwsTarget])[] = [
  ['igw-', { kind: 'internet' }],
  ['eigw-', { kind: 'egress-only' }],
  ['nat-', { kind: 'outside', name: 'NAT gateway of nobody here', exit: 'A3' }],
  ['tgw-', { kind: 'outside', name: 'transit gateway of nobody here', exit: 'A5' }],
  ['pcx-', { kind: 'outside', name: 'peer of nobody here', exit: 'A6' }],
  ['vgw-', { kind: 'outside', name: 'private gateway of nobody here', exit: 'A8' }],
  ['vpce-', { kind: 'outside', name: 'endpoint of nobody here', exit: 'A10' }],
];

/** What only an id names: its kind is known, its other side is not. */
function byPrefix(id: string): AwsTarget {
  return prefixes.find(([prefix]) => id.startsWith(prefix))?.[1] ?? { kind: 'outside', name: id, exit: 'A16' };
}

/** Endpoints of the gateway kind stand in tables as routes to their service; one whose policy keeps data in leads nowhere else. */
function endpointRoutes({ endpoints }: Places, table: Resource): readonly AwsRoute[] {
  return endpoints
    .filter(({ tables }) => tables.includes(table))
    .map(({ resource, service, isOpen }) => ({
      id: resource.id,
      ranges: serviceRanges[service] ?? [],
      rank: 2,
      target: isOpen ? { kind: 'outside', name: `any account by ${service}`, exit: 'A9' } : { kind: 'blackhole' },
    }));
}

/** Routes that a private gateway learns: static ones of its tunnels are known, those of BGP may be any. */
function learnedRoutes(reading: AwsReading, table: Resource): Pick<AwsTable, 'routes' | 'wild'> {
  const apart = reading.world
    .everywhere('aws_vpn_gateway_route_propagation')
    .filter((one) => reading.one(one, 'route_table_id', table.type) === table)
    .flatMap((one) => reading.many(one, 'vpn_gateway_id', 'aws_vpn_gateway'));
  const gateways = [...reading.many(table, 'propagating_vgws', 'aws_vpn_gateway'), ...apart];
  const routes = gateways.flatMap((gateway) => staticRoutes(reading, gateway));
  if (gateways.length > 0) {
    reading.trouble(table, 'propagating_vgws', 'the routes that the gateway learns', 'ゲートウェイが学習する経路');
  }
  const wild = gateways.map((gateway): AwsRoute => {
    return { id: gateway.id, ranges: anywhere, rank: 3, target: gatewayTarget(reading, gateway) };
  });
  return { routes, wild: reading.mode === 'possible' ? wild : [] };
}

function staticRoutes(reading: AwsReading, gateway: Resource): readonly AwsRoute[] {
  return reading.world.everywhere('aws_vpn_connection_route').flatMap((route): readonly AwsRoute[] => {
    const connection = reading.one(route, 'vpn_connection_id', 'aws_vpn_connection');
    if (connection === undefined || reading.one(connection, 'vpn_gateway_id', gateway.type) !== gateway) return [];
    const ranges = reading.ranges(route, 'destination_cidr_block', route.values, true).slice(0, 1);
    return [{ id: route.id, ranges, rank: 3, target: gatewayTarget(reading, gateway) }];
  });
}
