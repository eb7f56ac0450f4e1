import type { Resource } from '../../estate/estate.ts';
import { Unknown, type ValueObject } from '../../estate/value.ts';
import type { ExitFacts } from '../exit.ts';
import { blocksOf, scalarOf, type World } from '../world.ts';
import { isInside, isRestrictedVip } from './address-ranges.ts';
import { FactCollector } from './facts.ts';

const googleNextHops = [
  'next_hop_gateway',
  'next_hop_ip',
  'next_hop_instance',
  'next_hop_ilb',
  'next_hop_vpn_tunnel',
] as const;

/** E3: default routes and every other route that leads out of a closed network. The only route to the internet gateway is to the restricted VIP. */
export function defaultRouteFacts(world: World): ExitFacts {
  const facts = new FactCollector();
  for (const network of world.closed('google_compute_network')) {
    facts.examine(network);
    judgeNetwork(network, facts);
  }
  for (const route of world.closed('google_compute_route')) {
    facts.examine(route);
    judgeGoogleRoute(route, facts);
  }
  for (const route of world.closed('aws_route')) {
    facts.examine(route);
    judgeAwsRoute(route, route.values, '', facts);
  }
  for (const table of world.closed('aws_route_table', 'aws_default_route_table')) {
    facts.examine(table);
    const routes = blocksOf(table.values, 'route');
    if (routes === 'unknown') facts.unknown(table, { key: 'route_unknown', attribute: 'route' });
    else {
      routes.forEach((route, index) => {
        judgeAwsRoute(table, route, `route.${String(index)}.`, facts);
      });
    }
  }
  return facts.facts();
}

function judgeNetwork(network: Resource, facts: FactCollector): void {
  const kept = { attribute: 'delete_default_routes_on_create', good: 'true', key: 'default_routes_kept' };
  const automatic = { attribute: 'auto_create_subnetworks', good: 'false', key: 'auto_subnets' };
  for (const { attribute, good, key } of [kept, automatic]) {
    const value = scalarOf(network.values, attribute);
    if (value instanceof Unknown) facts.unknown(network, { key: 'route_unknown', attribute });
    // Unset is the opposite of what a closed network needs, for both.
    else if (value !== good)
      facts.open(network, {
        key,
        attribute,
        then: {
          en: 'route 0.0.0.0/0 to the default internet gateway',
          ja: '既定のインターネットゲートウェイへの経路 0.0.0.0/0',
        },
      });
  }
}

function judgeGoogleRoute(route: Resource, facts: FactCollector): void {
  const destination = scalarOf(route.values, 'dest_range');
  if (destination instanceof Unknown || destination === null) {
    facts.unknown(route, { key: 'route_unknown', attribute: 'dest_range' });
    return;
  }
  if (isRestrictedVip(destination)) return;
  const hop = googleNextHops.find((attribute) => route.values[attribute] !== undefined) ?? 'next_hop_gateway';
  const nextHop = scalarOf(route.values, hop);
  facts.open(route, {
    key: 'route_outside',
    attribute: 'dest_range',
    element: destination,
    args: { destination, next_hop: nextHop instanceof Unknown ? hop : (nextHop ?? hop) },
    then: { en: `route ${destination} by ${hop}`, ja: `${hop} を経る ${destination} への経路` },
  });
}

const awsGateways = [
  'gateway_id',
  'nat_gateway_id',
  'egress_only_gateway_id',
  'network_interface_id',
  'carrier_gateway_id',
] as const;
const awsDestinations = [
  'destination_cidr_block',
  'cidr_block',
  'destination_ipv6_cidr_block',
  'ipv6_cidr_block',
] as const;

function judgeAwsRoute(owner: Resource, route: ValueObject, prefix: string, facts: FactCollector): void {
  const gateway = awsGateways.find((attribute) => route[attribute] !== undefined && route[attribute] !== '');
  if (gateway === undefined || scalarOf(route, gateway) === 'local') return;
  const attribute = awsDestinations.find((name) => route[name] !== undefined && route[name] !== '');
  const destination = attribute === undefined ? null : scalarOf(route, attribute);
  if (attribute === undefined || destination === null || destination instanceof Unknown) {
    facts.unknown(owner, { key: 'route_unknown', attribute: `${prefix}${attribute ?? gateway}` });
    return;
  }
  if (isInside(destination)) return;
  facts.open(owner, {
    key: 'route_outside',
    attribute: `${prefix}${attribute}`,
    element: destination,
    args: { destination, next_hop: gateway },
    then: { en: `route ${destination} by ${gateway}`, ja: `${gateway} を経る ${destination} への経路` },
  });
}
