import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import type { Guard, ReadingCollector } from '../guard.ts';
import { isOwnNetwork } from '../own-networks.ts';
import { readPath, textsAt } from '../read-path.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { text } from './texts.ts';

const networks = 'ip_filter.vpc_network_sources.network';
const ranges = 'ip_filter.public_network_source.allowed_ip_cidr_ranges';

/** Class K: whom the filters of buckets let in by address: the room, the zone, and networks of zones that hold regulated data too. */
export const filtersNarrow: Guard = {
  proof: 'K',
  text: text(
    'the filters of buckets let in the room, the zone and other regulated zones only',
    'バケットのフィルタが、保管室・区域・他の規制区域だけを通す',
  ),
  read: (world, into) => {
    const buckets = world.inside('google_storage_bucket');
    for (const bucket of buckets) judge(world, bucket, into);
    if (buckets.length === 0)
      into.standsBy(`zones.${world.zone.name}`, text('the zone has no bucket', '区域にバケットがない'));
  },
};

function judge(world: ZoneWorld, bucket: Resource, into: ReadingCollector): void {
  const said = textsAt(bucket.values, ranges);
  const found = readPath(bucket, networks).map(({ attribute, value }) => ({
    attribute,
    answer: answerFor(world, bucket, { attribute, value }),
    value: value instanceof Unknown ? attribute : (value ?? ''),
  }));
  const strangers = [
    ...(said === 'unknown' ? [] : said.filter((range) => !isOwnNetwork(world, range))),
    ...found.filter(({ answer }) => answer === 'outside').map(({ value }) => value),
  ];
  const hidden = said === 'unknown' ? ranges : found.find(({ answer }) => answer === 'unknown')?.attribute;
  if (strangers.length > 0) {
    const names = strangers.join(', ');
    into.missing(text(`${bucket.address} lets in ${names}`, `${bucket.address} は ${names} を通す`), bucket);
  } else if (hidden !== undefined) into.unknown(bucket, hidden, text('whom its filter lets in', 'フィルタが通す相手'));
  else into.stands(bucket, text('the room and regulated zones only', '保管室と規制区域だけ'));
}

function answerFor(
  world: ZoneWorld,
  bucket: Resource,
  { attribute, value }: { readonly attribute: string; readonly value: string | null | Unknown },
): 'inside' | 'outside' | 'unknown' {
  if (value === null) return 'inside';
  if (typeof value === 'string') return isRegulated(world, value) ? 'inside' : 'outside';
  const targets = world.targets(bucket, attribute);
  const all = targets.length > 0 ? targets : value.references.flatMap((one) => world.input.index.find(one) ?? []);
  if (all.length === 0) return 'unknown';
  const regulated = all.every((one) => world.isInside(one) || holdsRegulated(world.input.zoneOf(one)?.dataClass));
  return regulated ? 'inside' : 'outside';
}

/** A network of the zone, or of a declared zone with regulated data. */
function isRegulated(world: ZoneWorld, network: string): boolean {
  if (world.projects.isNamedIn(network)) return true;
  const project = /projects\/([^/]+)\//u.exec(network)?.[1];
  const zone = world.input.configuration.zones.find(
    ({ select }) => project !== undefined && select.projects.includes(project),
  );
  return holdsRegulated(zone?.dataClass);
}

function holdsRegulated(dataClass: string | undefined): boolean {
  return dataClass === 'remote-sensing' || dataClass === 'ttc';
}
