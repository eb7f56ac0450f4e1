import picomatch from 'picomatch';
import type { Resource } from '../../../estate/estate.ts';
import { isValueArray, Unknown, type Value } from '../../../estate/value.ts';
import { restricts } from '../guards/perimeters.ts';
import { text } from '../guards/texts.ts';
import { hopOf } from '../hop-of.ts';
import { mergePaths } from '../merge-paths.ts';
import type { EgressPath, Hop } from '../prove-zone.ts';
import { blocksAt, isSetAt, readPath } from '../read-path.ts';
import { textsIn, type ZoneWorld } from '../zone-world.ts';
import { type Where, whereIs, whereLeads } from './destination-of.ts';
import type { Destination, Mover } from './mover.ts';
import { movers } from './movers.ts';

/**
 * Where data services take data of the zone by themselves: replicas, exports, shares, subscriptions, transfers. What ends in the zone is no way out; what
 * can't be told where it ends may be one.
 */
export function dataPaths(world: ZoneWorld): readonly EgressPath[] {
  const found = movers.flatMap((mover) => {
    const reaching = new Set(mover.isWhole === true ? world.reachingIn(...mover.types) : []);
    return world
      .everywhere(...mover.types)
      .flatMap((resource) => pathsOf(world, mover, resource, sourceOf(world, resource, reaching)));
  });
  return mergePaths(
    found.filter(({ isCertain }) => isCertain),
    found.filter(({ isCertain }) => !isCertain),
  );
}

function pathsOf(world: ZoneWorld, mover: Mover, resource: Resource, from: Resource | null): readonly EgressPath[] {
  if (from === null) return [];
  return mover.destinations.flatMap((destination) =>
    placesOf(world, resource, destination).flatMap((where): readonly EgressPath[] => {
      if (where === null) return [];
      const stopped = mover.barrier.kind === 'none' ? 'no' : restricts(world, mover.barrier.service);
      if (stopped === 'yes') return [];
      const isCertain = where !== 'unknown' && stopped === 'no';
      const to = where === 'unknown' ? `outside:destination of ${resource.address}` : where.to;
      const why = text(`takes data to ${to}`, `データを ${to} へ運ぶ`);
      const via: readonly Hop[] = [
        ...(from === resource ? [] : [hopOf(from, text('holds data of the zone', '区域のデータを持つ'))]),
        hopOf(resource, why),
      ];
      return [{ from: from.address, to, family: null, exit: mover.exit, isCertain, via }];
    }),
  );
}

/** Whether the table says all that a resource of a type does through an exit. */
export function isDecidedByMovers(type: string, exit: string): boolean {
  return wholeTypes.some((one) => one.exit === exit && one.matches(type));
}

const wholeTypes = movers
  .filter(({ isWhole }) => isWhole === true)
  .map(({ exit, types }) => ({ exit, matches: picomatch([...types]) }));

/**
 * The store of the zone that a mover takes from: itself, where it lies in the zone and names none, or lies elsewhere and names something else of the zone; null
 * when it has nothing to do with the zone.
 */
function sourceOf(world: ZoneWorld, resource: Resource, reaching: ReadonlySet<Resource>): Resource | null {
  const named = referredIn(world, resource);
  if (world.isInside(resource) || reaching.has(resource)) return named ?? resource;
  if (named !== undefined) return named;
  return textsIn(resource.values).some((one) => world.projects.isNamedIn(one)) ? resource : null;
}

const sources =
  /_(?:bucket|dataset|table|topic|disk|snapshot|image|instance|cluster|machine_image|database|volume|backup_plan|backup_vault|store)$/u;

/** The first thing of the zone that holds data and that the mover refers to. */
function referredIn(world: ZoneWorld, resource: Resource): Resource | undefined {
  for (const references of resource.references.values()) {
    for (const reference of references) {
      const target = world.input.index.find(reference);
      if (target !== undefined && target !== resource && sources.test(target.type) && world.isInside(target))
        return target;
    }
  }
  return undefined;
}

function placesOf(world: ZoneWorld, resource: Resource, destination: Destination): readonly Where[] {
  switch (destination.kind) {
    case 'always':
      return alwaysPlaces(resource, destination.block, destination.to);
    case 'own':
      return ownPlaces(world, resource, destination.sources);
    case 'named':
      return namedPlaces(world, resource, destination);
    case 'lacks':
      return lackingPlaces(resource, destination.attributes, destination.to);
    case 'says':
      return saidPlaces(resource, destination);
  }
}

function alwaysPlaces(resource: Resource, block: string, to: string): readonly Where[] {
  if (block === '') return [{ to }];
  const set = isSetAt(resource, block);
  if (set === 'unknown') return ['unknown'];
  return set ? [{ to }] : [];
}

/** A copy that lies elsewhere, of what its source attributes say. */
function ownPlaces(world: ZoneWorld, resource: Resource, attributes: readonly string[]): readonly Where[] {
  if (!attributes.some((attribute) => isSetAt(resource, attribute) !== false)) return [];
  return [whereIs(world, resource)];
}

/** What refers to a resource is written, even where its value can't be seen yet. */
function lackingPlaces(resource: Resource, attributes: readonly string[], to: string): readonly Where[] {
  const set = attributes.map((attribute) =>
    readPath(resource, attribute).some(({ value }) => value instanceof Unknown && value.references.length > 0)
      ? true
      : isSetAt(resource, attribute),
  );
  if (set.includes(true)) return [];
  return set.includes('unknown') ? ['unknown'] : [{ to }];
}

function saidPlaces(
  resource: Resource,
  { attribute, values, to }: Extract<Destination, { kind: 'says' }>,
): readonly Where[] {
  return readPath(resource, attribute).flatMap(({ value }): readonly Where[] => {
    if (value instanceof Unknown) return ['unknown'];
    return value !== null && values.includes(value) ? [{ to }] : [];
  });
}

function namedPlaces(
  world: ZoneWorld,
  resource: Resource,
  { attribute, form, except }: Extract<Destination, { kind: 'named' }>,
): readonly Where[] {
  if (resource.undeclared.includes(attribute.split('.')[0] ?? attribute)) return ['unknown'];
  const dot = attribute.lastIndexOf('.');
  const parents = dot === -1 ? [resource.values] : blocksAt(resource.values, attribute.slice(0, dot));
  if (parents === 'unknown') return ['unknown'];
  return parents.flatMap((parent) => {
    const last = attribute.slice(dot + 1);
    const members = last === '*' ? Object.keys(parent).filter((name) => except?.test(name) !== true) : [last];
    return members.flatMap((name) => membersOf(parent[name]).map((one) => whereLeads(world, one, form)));
  });
}

function membersOf(value: Value | undefined): readonly (string | Unknown)[] {
  if (value instanceof Unknown) return [value];
  const list = isValueArray(value) ? value : [value];
  return list.flatMap((one) => ((typeof one === 'string' && one !== '') || one instanceof Unknown ? [one] : []));
}
