import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import { scalarOf } from '../../world.ts';
import type { Unseen } from '../unseen.ts';
import type { Reading } from './model-reader.ts';

/** The NAT that translates for machines of a subnetwork; null for none. */
export function natFor(
  { world, unseen }: Reading,
  network: Resource,
  subnetwork: Resource | undefined,
  family: 4 | 6,
): string | null {
  const routers = world.referrers(network, 'google_compute_router', 'network');
  const nats = routers.flatMap((router) => world.referrers(router, 'google_compute_router_nat', 'router'));
  const found = nats.find((nat) =>
    covers(nat, { subnetwork, family, listed: world.targets(nat, 'subnetwork'), unseen }),
  );
  return found?.id ?? null;
}

interface Question {
  readonly subnetwork: Resource | undefined;
  readonly family: 4 | 6;
  readonly listed: readonly Resource[];
  readonly unseen: Unseen;
}

function covers(nat: Resource, { subnetwork, family, listed, unseen }: Question): boolean {
  const type = scalarOf(nat.values, 'type');
  // A private NAT translates towards other networks of ours, not towards the internet.
  if (type === 'PRIVATE') return false;
  const ranges = scalarOf(
    nat.values,
    family === 4 ? 'source_subnetwork_ip_ranges_to_nat' : 'source_subnetwork_ip_ranges_to_nat64',
  );
  if (ranges instanceof Unknown || type instanceof Unknown) return unseen.isOpen;
  if (ranges === null) return false;
  if (ranges !== 'LIST_OF_SUBNETWORKS' && ranges !== 'LIST_OF_IPV6_SUBNETWORKS') return true;
  if (listed.length === 0) return unseen.isOpen;
  return subnetwork !== undefined && listed.includes(subnetwork);
}
