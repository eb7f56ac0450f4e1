import type { Resource } from '../../../../estate/estate.ts';
import { scalarOf } from '../../../world.ts';
import { zoneAccounts } from '../zone-accounts.ts';
import type { AwsTarget } from './aws-model.ts';
import type { AwsReading } from './aws-reading.ts';
import type { Endpoint } from './read-endpoints.ts';

/** Places in the model of what routes lead to. */
export interface Places {
  readonly vpcOf: (resource: Resource) => Resource | undefined;
  readonly vpcs: ReadonlyMap<Resource, number>;
  readonly subnets: ReadonlyMap<Resource, number>;
  readonly nats: ReadonlyMap<Resource, number>;
  /** Where a VPC's packets enter a transit gateway; null when the gateway is not declared or has no end in the VPC. */
  readonly transitFrom: (vpc: Resource, gateway: Resource) => number | null;
  readonly machineOf: (resource: Resource) => number | null;
  /** Gateway endpoints by the tables that they stand in. */
  readonly endpoints: ReadonlyMap<Resource, readonly Pick<Endpoint, 'resource' | 'service' | 'isOpen'>[]>;
}

/** Where a route to a resource leads; null when that can't be seen. */
export function targetTo(reading: AwsReading, places: Places, vpc: Resource, target: Resource): AwsTarget | null {
  if (target.mode === 'data') return sourceTarget(reading, target);
  switch (target.type) {
    case 'aws_internet_gateway':
      return { kind: 'internet' };
    case 'aws_egress_only_internet_gateway':
      return { kind: 'egress-only' };
    case 'aws_nat_gateway':
      return natTarget(reading, places, target);
    case 'aws_ec2_transit_gateway':
      return transitTarget(reading, places.transitFrom(vpc, target), target);
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
      return firewallTarget(reading, places, target);
  }
}

/** A firewall stands in subnets; anything else, and a firewall of which no subnet is declared, leads outside. */
function firewallTarget(reading: AwsReading, places: Places, target: Resource): AwsTarget {
  const outside = { kind: 'outside', to: placeOf(reading, target), exit: exitOf(target.type) } as const;
  if (target.type !== 'aws_networkfirewall_firewall') return outside;
  const found = reading.many(target, 'subnet_mapping.subnet_id', 'aws_subnet', 'aws_default_subnet');
  const subnets = found.flatMap((subnet) => places.subnets.get(subnet) ?? []);
  return subnets.length === 0 ? outside : { kind: 'firewall', id: target.id, zone: reading.zoneOf(target), subnets };
}

/** The other zone that holds a resource, else the resource itself. */
function placeOf(reading: AwsReading, target: Resource, name = target.address): string {
  const zone = reading.zoneOf(target);
  return zone === null || zone === reading.world.zone.name ? `outside:${name}` : `zone:${zone}`;
}

const exits: readonly (readonly [type: string, exit: string])[] = [
  ['aws_nat_gateway', 'A3'],
  ['aws_ec2_transit_gateway', 'A5'],
  ['aws_vpc_peering_connection', 'A6'],
  ['aws_dx_', 'A7'],
  ['aws_vpn_', 'A8'],
  ['aws_vpc_endpoint', 'A10'],
  ['aws_networkfirewall_', 'A15'],
  ['aws_lb', 'A15'],
];

function exitOf(type: string): string {
  return exits.find(([prefix]) => type.startsWith(prefix))?.[1] ?? 'A16';
}

/** What is only looked up: its kind is known, its other side is in a stack that is not given. */
function sourceTarget(reading: AwsReading, source: Resource): AwsTarget | null {
  const type = source.type.replace(/^data\./u, '');
  if (type === 'aws_internet_gateway') return { kind: 'internet' };
  if (/^aws_(?:vpc|subnets?|instances?|network_interfaces?|route_table)$/u.test(type)) return null;
  if (type.startsWith('aws_nat_gateway')) return { kind: 'outside', to: 'internet', exit: 'A3' };
  return type.startsWith('aws_') ? { kind: 'outside', to: placeOf(reading, source), exit: exitOf(type) } : null;
}

/** A NAT gateway of which no subnet is declared may have a way to the internet. */
function natTarget(reading: AwsReading, places: Places, target: Resource): AwsTarget | null {
  const nat = places.nats.get(target);
  if (nat !== undefined) return { kind: 'nat', nat };
  reading.trouble(target, 'subnet_id', 'the subnet and its routes', 'サブネットとその経路');
  return reading.unseen.isOpen ? { kind: 'outside', to: 'internet', exit: 'A3' } : null;
}

function attachedTarget(reading: AwsReading, places: Places, vpc: Resource, attachment: Resource): AwsTarget {
  const gateway = reading.one(attachment, 'transit_gateway_id', 'aws_ec2_transit_gateway');
  return transitTarget(reading, gateway === undefined ? null : places.transitFrom(vpc, gateway), attachment);
}

function machineTarget(machine: number | null): AwsTarget | null {
  return machine === null ? null : { kind: 'machine', machine };
}

function transitTarget(reading: AwsReading, attachment: number | null, gateway: Resource): AwsTarget {
  return attachment === null
    ? { kind: 'outside', to: placeOf(reading, gateway, `transit gateway ${gateway.address}`), exit: 'A5' }
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
    ? { kind: 'peer', vpc: places.vpcs.get(other) ?? -1 }
    : { kind: 'outside', to: peerOf(reading, connection), exit: 'A6' };
}

/** The zone of the account that a peering names, else the peer that nobody declares. */
function peerOf(reading: AwsReading, connection: Resource): string {
  const owner = scalarOf(connection.values, 'peer_owner_id');
  const accounts = zoneAccounts(reading.world);
  const place = typeof owner === 'string' && !accounts.has(owner) ? accounts.placeOf(owner) : '';
  return place.startsWith('zone:') ? place : `outside:peer of ${connection.address}`;
}

/** A virtual private gateway leads over Direct Connect where one is associated, else over VPN. */
export function gatewayTarget(reading: AwsReading, gateway: Resource): AwsTarget {
  const types = ['aws_dx_gateway_association', 'aws_dx_private_virtual_interface'];
  const isDirect = ['associated_gateway_id', 'vpn_gateway_id'].some((attribute) =>
    reading.by(attribute, ['aws_vpn_gateway'], ...types).has(gateway),
  );
  return { kind: 'outside', to: `outside:site behind ${gateway.address}`, exit: isDirect ? 'A7' : 'A8' };
}

const prefixes: readonly (readonly [prefix: string, target: AwsTarget])[] = [
  ['igw-', { kind: 'internet' }],
  ['eigw-', { kind: 'egress-only' }],
  ['nat-', { kind: 'outside', to: 'outside:NAT gateway of nobody here', exit: 'A3' }],
  ['tgw-', { kind: 'outside', to: 'outside:transit gateway of nobody here', exit: 'A5' }],
  ['pcx-', { kind: 'outside', to: 'outside:peer of nobody here', exit: 'A6' }],
  ['vgw-', { kind: 'outside', to: 'outside:private gateway of nobody here', exit: 'A8' }],
  ['vpce-', { kind: 'outside', to: 'outside:endpoint of nobody here', exit: 'A10' }],
];

/** What only an id names: its kind is known, its other side is not. */
export function byPrefix(id: string): AwsTarget {
  return (
    prefixes.find(([prefix]) => id.startsWith(prefix))?.[1] ?? { kind: 'outside', to: `outside:${id}`, exit: 'A16' }
  );
}
