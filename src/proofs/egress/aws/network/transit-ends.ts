import type { Resource } from '../../../../estate/estate.ts';
import { scalarOf } from '../../../world.ts';
import { zoneAccounts } from '../zone-accounts.ts';
import type { Attachment } from './aws-model.ts';
import type { AwsReading } from './aws-reading.ts';

export const transitGateway = 'aws_ec2_transit_gateway';
export const transitTable = 'aws_ec2_transit_gateway_route_table';
const vpcAttachment = 'aws_ec2_transit_gateway_vpc_attachment';
const accepter = 'aws_ec2_transit_gateway_vpc_attachment_accepter';
const peering = 'aws_ec2_transit_gateway_peering_attachment';

/** Ends that lead outside, with the exit through which; and the attribute that names the gateway. */
const outsideTypes = [
  ['aws_vpn_connection', 'transit_gateway_id', 'A8', 'VPN'],
  ['aws_dx_gateway_association', 'associated_gateway_id', 'A7', 'Direct Connect'],
  [peering, 'transit_gateway_id', 'A5', 'peer'],
  ['aws_ec2_transit_gateway_peering_attachment_accepter', 'transit_gateway_id', 'A5', 'peer'],
  ['aws_ec2_transit_gateway_connect', 'transit_gateway_id', 'A5', 'connect'],
] as const;

/** One end of a transit gateway: a VPC's attachment, or what leads outside. */
export interface TransitEnd {
  readonly resource: Resource;
  readonly gateway: Resource | undefined;
  readonly vpc: Resource | undefined;
  readonly outside: Attachment['outside'];
  /** Whether it tells tables its routes: peerings have static ones only (docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html). */
  readonly propagates: boolean;
}

/** Every end that is declared, those of VPCs first. */
export function endsOf(reading: AwsReading): readonly TransitEnd[] {
  const { world } = reading;
  const inner = world.everywhere(vpcAttachment).map((resource) => ({
    resource,
    gateway: reading.one(resource, 'transit_gateway_id', transitGateway),
    vpc: reading.one(resource, 'vpc_id', 'aws_vpc', 'aws_default_vpc'),
    outside: null,
    propagates: true,
  }));
  const outer = outsideTypes.flatMap(([type, attribute, exit, name]) =>
    world
      .everywhere(type)
      .filter((resource) => type !== 'aws_vpn_connection' || scalarOf(resource.values, attribute) !== null)
      .map((resource) => ({
        resource,
        gateway: reading.one(resource, attribute, transitGateway),
        vpc: undefined,
        outside: { to: farSide(reading, resource) ?? `outside:${name} ${resource.address}`, exit },
        propagates: name !== 'peer',
      })),
  );
  return [...inner, ...outer];
}

/** The zone in which the gateway at the other side of a peering is, as far as one is told. */
function farSide(reading: AwsReading, resource: Resource): string | null {
  if (resource.type !== peering) return null;
  const other = reading.one(resource, 'peer_transit_gateway_id', transitGateway);
  const zone = other === undefined ? null : reading.zoneOf(other);
  if (zone !== null && zone !== reading.world.zone.name) return `zone:${zone}`;
  const account = scalarOf(resource.values, 'peer_account_id');
  const place = typeof account === 'string' ? zoneAccounts(reading.world).placeOf(account) : '';
  return place.startsWith('zone:') && place !== `zone:${reading.world.zone.name}` ? place : null;
}

/** The end that an attribute names: an attachment, its acceptance by the gateway's account, or what has an attachment of its own. */
export function endIn(reading: AwsReading, resource: Resource): Resource | undefined {
  const types = [vpcAttachment, accepter, ...outsideTypes.map(([type]) => type)];
  const named = reading.one(resource, 'transit_gateway_attachment_id', ...types);
  return named?.type === accepter ? reading.one(named, 'transit_gateway_attachment_id', vpcAttachment) : named;
}

/** What the gateway's account says of attachments of others when it accepts them. */
export function acceptersOf(reading: AwsReading): ReadonlyMap<Resource, Resource> {
  const found = new Map<Resource, Resource>();
  for (const one of reading.world.everywhere(accepter)) {
    const attachment = reading.one(one, 'transit_gateway_attachment_id', vpcAttachment);
    if (attachment !== undefined) found.set(attachment, one);
  }
  return found;
}
