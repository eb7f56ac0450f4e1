import type { Resource } from '../../../estate/estate.ts';
import { Unknown, type ValueObject } from '../../../estate/value.ts';
import { scalarOf } from '../../world.ts';
import { blocksAt, textsAt } from '../read-path.ts';
import type { PolicyRoute, Range } from './model.ts';
import type { Places, Reading } from './model-reader.ts';
import { everything, parseRange } from './ranges.ts';
import { machinesBehind } from './read-load-balancers.ts';

/** What a policy-based route is for: the addresses, whether only some packets to them, and which machines. */
interface Scope {
  readonly ranges: readonly Range[];
  /** By protocol or source: whether a packet is one of them can't be told here. */
  readonly isNarrow: boolean;
  readonly tags: readonly string[];
  readonly priority: number;
}

/**
 * Policy-based routes of a network for its machines; those for interconnect attachments concern none. A filter by protocol or source, a priority that two share, or
 * what can't be seen leaves open which packets they take: then no way past them is certain, and every one is possible.
 */
export function readPolicyRoutes(reading: Reading, network: Resource, machines: Places): readonly PolicyRoute[] {
  const { world, unseen } = reading;
  const declared = world
    .referrers(network, 'google_network_connectivity_policy_based_route', 'network')
    .filter((route) => !isForAttachments(route));
  const scopes = declared.map((route) => scopeOf(route));
  return declared.flatMap((route, at) => {
    const scope = scopes[at];
    if (scope === undefined) return [];
    const isRival = scopes.some((other, index) => index !== at && other.priority === scope.priority);
    const isUnclear = scope.isNarrow || isRival;
    const hops = isUnclear && !unseen.isOpen ? (['nowhere'] as const) : hopsOf(reading, route, machines);
    return hops.flatMap((hop) =>
      scope.ranges.map(
        (range): PolicyRoute => ({
          id: route.id,
          range,
          priority: scope.priority,
          tags: scope.tags,
          hop,
          isPartial: isUnclear && hop !== 'nowhere',
        }),
      ),
    );
  });
}

/** Where that can't be seen it may be for machines. */
function isForAttachments({ values }: Resource): boolean {
  const blocks = blocksAt(values, 'interconnect_attachment');
  return blocks !== 'unknown' && blocks.length > 0;
}

function scopeOf(route: Resource): Scope {
  const filters = blocksAt(route.values, 'filter');
  const filter = filters === 'unknown' ? null : (filters[0] ?? {});
  const tags = textsAt(route.values, 'virtual_machine.tags');
  const priority = scalarOf(route.values, 'priority') ?? '1000';
  const ranges = filter === null ? null : destinationsOf(filter);
  const attached = blocksAt(route.values, 'interconnect_attachment');
  if (
    filter === null ||
    ranges === null ||
    tags === 'unknown' ||
    priority instanceof Unknown ||
    attached === 'unknown'
  ) {
    return hidden;
  }
  return { ranges, isNarrow: isNarrowed(filter), tags, priority: Number(priority) };
}

/** What can't be seen may come before all others, for every machine and every address. */
const hidden: Scope = { ranges: [...everything[4], ...everything[6]], isNarrow: true, tags: [], priority: 0 };

/** IPv4 unless it says otherwise; every address unless it names a range. Null where that can't be seen. */
function destinationsOf(filter: ValueObject): readonly Range[] | null {
  const [version, destination] = [scalarOf(filter, 'protocol_version'), scalarOf(filter, 'dest_range')];
  if (version instanceof Unknown || destination instanceof Unknown) return null;
  if (destination === null || destination === '') return version === 'IPV6' ? everything[6] : everything[4];
  const range = parseRange(destination);
  return range === null ? null : [range];
}

function isNarrowed(filter: ValueObject): boolean {
  const [protocol, source] = [scalarOf(filter, 'ip_protocol') ?? 'ALL', scalarOf(filter, 'src_range') ?? '0.0.0.0/0'];
  return protocol !== 'ALL' || !(source === '0.0.0.0/0' || source === '::/0' || source === '');
}

function hopsOf({ world, unseen }: Reading, route: Resource, machines: Places): readonly PolicyRoute['hop'][] {
  if (scalarOf(route.values, 'next_hop_other_routes') === 'DEFAULT_ROUTING') return ['other-routes'];
  const behind = machinesBehind(world, route, 'next_hop_ilb_ip') ?? [];
  const known = behind.flatMap(({ id }) => machines.get(id) ?? []);
  if (known.length > 0) return known.map((machine) => ({ kind: 'machine', machine }) as const);
  // An appliance that nobody declares may send packets on to anywhere.
  return unseen.isOpen ? [{ kind: 'outside', name: `next hop of ${route.address}`, exit: 'E10' }] : ['nowhere'];
}
