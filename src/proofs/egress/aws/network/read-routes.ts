import type { Resource } from '../../../../estate/estate.ts';
import type { ValueObject } from '../../../../estate/value.ts';
import { blocksOf, scalarOf } from '../../../world.ts';
import type { Range } from '../../network/model.ts';
import { everything } from '../../network/ranges.ts';
import type { AwsRoute, AwsTable, AwsTarget } from './aws-model.ts';
import { type AwsReading, serviceRanges } from './aws-reading.ts';
import { prefixRanges } from './read-filters.ts';
import { byPrefix, gatewayTarget, type Places, targetTo } from './route-targets.ts';

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
  return reading.unseen.isOpen ? [{ owner: table, values: { cidr_block: '0.0.0.0/0' } }] : [];
}

function ownRoutes(reading: AwsReading, table: Resource): readonly Written[] {
  const owners = ['aws_route_table', 'aws_default_route_table', 'aws_vpc'];
  const routes = reading.by('route_table_id', owners, 'aws_route').get(table) ?? [];
  return routes.map((route) => ({ owner: route, values: route.values }));
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
  if (target === null && !reading.unseen.isOpen) return [];
  const isWild = target === null;
  const of = (some: readonly Range[], rank: AwsRoute['rank']): readonly (AwsRoute & { readonly isWild: boolean })[] =>
    some.length === 0
      ? []
      : [{ id: owner.id, ranges: isWild ? anywhere : some, rank, target: target ?? hiddenBy(values), isWild }];
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

/** What can't be seen leaves by the exit of the attribute that names it. */
function hiddenBy(values: ValueObject): AwsTarget {
  const way = ways.find((name) => scalarOf(values, name) !== null) ?? '';
  return { kind: 'outside', to: 'outside:what can’t be seen', exit: exitsOfWays.get(way) ?? 'A1' };
}

const exitsOfWays: ReadonlyMap<string, string> = new Map([
  ['nat_gateway_id', 'A3'],
  ['egress_only_gateway_id', 'A4'],
  ['transit_gateway_id', 'A5'],
  ['vpc_peering_connection_id', 'A6'],
  ['vpc_endpoint_id', 'A10'],
  ['core_network_arn', 'A16'],
  ['carrier_gateway_id', 'A16'],
  ['local_gateway_id', 'A16'],
]);

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

/** Endpoints of the gateway kind stand in tables as routes to their service; one whose policy keeps data in leads nowhere else. */
function endpointRoutes({ endpoints }: Places, table: Resource): readonly AwsRoute[] {
  return (endpoints.get(table) ?? []).map(({ resource, service, isOpen }) => ({
    id: resource.id,
    ranges: serviceRanges[service] ?? [],
    rank: 2,
    target: isOpen ? { kind: 'outside', to: `outside:any account by ${service}`, exit: 'A9' } : { kind: 'blackhole' },
  }));
}

/** Routes that a private gateway learns: static ones of its tunnels are known, those of BGP may be any. */
function learnedRoutes(reading: AwsReading, table: Resource): Pick<AwsTable, 'routes' | 'wild'> {
  const owners = ['aws_route_table', 'aws_default_route_table'];
  const apart = (reading.by('route_table_id', owners, 'aws_vpn_gateway_route_propagation').get(table) ?? []).flatMap(
    (one) => reading.many(one, 'vpn_gateway_id', 'aws_vpn_gateway'),
  );
  const gateways = [...reading.many(table, 'propagating_vgws', 'aws_vpn_gateway'), ...apart];
  if (gateways.length === 0) return { routes: [], wild: [] };
  const routes = gateways.flatMap((gateway) => staticRoutes(reading, gateway));
  reading.trouble(table, 'propagating_vgws', 'the routes that the gateway learns', 'ゲートウェイが学習する経路');
  const wild = gateways.map((gateway): AwsRoute => {
    return { id: gateway.id, ranges: anywhere, rank: 3, target: gatewayTarget(reading, gateway) };
  });
  return { routes, wild: reading.unseen.isOpen ? wild : [] };
}

function staticRoutes(reading: AwsReading, gateway: Resource): readonly AwsRoute[] {
  const connections = reading.by('vpn_gateway_id', ['aws_vpn_gateway'], 'aws_vpn_connection').get(gateway) ?? [];
  const routes = reading.by('vpn_connection_id', ['aws_vpn_connection'], 'aws_vpn_connection_route');
  return connections
    .flatMap((connection) => routes.get(connection) ?? [])
    .map((route) => {
      const ranges = reading.ranges(route, 'destination_cidr_block', route.values, true).slice(0, 1);
      return { id: route.id, ranges, rank: 3, target: gatewayTarget(reading, gateway) };
    });
}
