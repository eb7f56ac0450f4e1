import type { Resource } from '../../../estate/estate.ts';
import { isValueArray, Unknown, type Value } from '../../../estate/value.ts';
import type { Guard, ReadingCollector } from '../guard.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { isPlace } from './store-guards.ts';
import { text } from './texts.ts';

/** Attributes by which resources say where they lie. */
const attributes = ['location', 'region', 'zone', 'node_locations'] as const;

/** Class K: whatever says where it lies, lies at a place of the zone; `global` is wherever Google likes. */
export const placesInside: Guard = {
  proof: 'K',
  text: text('whatever says where it lies, lies at a place of the zone', '場所を示すものがすべて区域の場所にある'),
  read: (world, into) => {
    const resources = world.inventory().filter(({ type }) => type.startsWith('google_'));
    for (const resource of resources) judge(world, resource, into);
    for (const one of world.everywhere('google_logging_folder_settings', 'google_logging_organization_settings')) {
      judgeAttribute(world, one, 'storage_location', into);
    }
    const { missing, unknown } = into.reading();
    if (missing.length + unknown.length > 0) return;
    const count = String(resources.length);
    into.standsBy(`zones.${world.zone.name}`, text(`${count} resources read`, `${count} 件を読み取った`));
  },
};

function judge(world: ZoneWorld, resource: Resource, into: ReadingCollector): void {
  for (const attribute of attributes) judgeAttribute(world, resource, attribute, into);
}

function judgeAttribute(world: ZoneWorld, resource: Resource, attribute: string, into: ReadingCollector): void {
  for (const place of placesIn(resource.values[attribute])) {
    if (place instanceof Unknown) {
      if (refersInside(world, resource, attribute)) continue;
      into.unknown(resource, attribute, text('where it lies', 'どこにあるか'));
    } else if (!isPlace(world, place)) {
      into.missing(text(`${resource.address} lies in ${place}`, `${resource.address} は ${place} にある`), resource);
    }
  }
}

/** The place of something of the zone, which is judged there. */
function refersInside(world: ZoneWorld, resource: Resource, attribute: string): boolean {
  const targets = world.targets(resource, attribute);
  return targets.length > 0 && targets.every((target) => world.isInside(target));
}

/** The last part of a link to a region or zone. */
function placesIn(value: Value | undefined): readonly (string | Unknown)[] {
  if (value instanceof Unknown) return [value];
  if (isValueArray(value)) return value.flatMap((one) => placesIn(one));
  return typeof value === 'string' && value !== '' ? [value.slice(value.lastIndexOf('/') + 1)] : [];
}
