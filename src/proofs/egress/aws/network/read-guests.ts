import type { Resource } from '../../../../estate/estate.ts';
import { leavesAt, standingOf } from '../guards/targets.ts';
import type { AwsReading } from './aws-reading.ts';
import { type Sender, subnetTypes } from './read-machines.ts';

const shareType = 'aws_ram_resource_share';

/**
 * Who besides the zone has machines in a subnet, as paths name them: other zones by what they declare there, and those with whom it is shared
 * (docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html).
 */
export function guestsOf(
  reading: AwsReading,
  senders: readonly Pick<Sender, 'resource' | 'subnets'>[],
): (subnet: Resource) => readonly string[] {
  const found = new Map<Resource, Set<string>>();
  const add = (subnet: Resource, guest: string): void => {
    found.set(subnet, (found.get(subnet) ?? new Set<string>()).add(guest));
  };
  for (const { resource, subnets } of senders) {
    const zone = reading.zoneOf(resource);
    for (const subnet of subnets) {
      const isGuest = zone !== null && zone !== reading.world.zone.name && zone !== reading.zoneOf(subnet);
      if (isGuest) add(subnet, `zone:${zone}`);
    }
  }
  for (const share of reading.world.everywhere('aws_ram_resource_association')) {
    const subnets = reading.many(share, 'resource_arn', ...subnetTypes);
    for (const guest of subnets.length === 0 ? [] : principalsOf(reading, share)) {
      for (const subnet of subnets) add(subnet, guest);
    }
  }
  return (subnet) => [...(found.get(subnet) ?? [])].sort();
}

/** With whom what is associated with a share is shared. */
function principalsOf(reading: AwsReading, association: Resource): readonly string[] {
  const share = reading.one(association, 'resource_share_arn', shareType);
  const principals = reading.by('resource_share_arn', [shareType], 'aws_ram_principal_association').get(share) ?? [];
  return principals.flatMap((one) =>
    leavesAt(one.values, 'principal').flatMap(({ value }) => guestOf(reading, one, value)),
  );
}

function guestOf(reading: AwsReading, one: Resource, value: Parameters<typeof standingOf>[1]): readonly string[] {
  const standing = standingOf(reading.world, value);
  if (standing.kind === 'outside') return [standing.to];
  if (standing.kind === 'inside') return [];
  reading.trouble(one, 'principal', 'with whom the subnets are shared', 'サブネットの共有先');
  return reading.unseen.isOpen ? [`outside:${one.address}`] : [];
}
