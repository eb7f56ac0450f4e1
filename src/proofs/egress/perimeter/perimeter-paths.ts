import type { Resource } from '../../../estate/estate.ts';
import { allPerimeters, statusOf } from '../guards/perimeters.ts';
import { text } from '../guards/texts.ts';
import { hopById, hopOf } from '../hop-of.ts';
import { storeTypes } from '../identity/stores.ts';
import type { EgressPath, Hop } from '../prove-zone.ts';
import { inBothModes, type Unseen } from '../unseen.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { egressRulePaths } from './egress-rule-paths.ts';
import { isRestricted, neighbours } from './may-call.ts';
import type { BoundaryModel } from './model.ts';
import { ProjectNames } from './project-names.ts';
import { readBoundary } from './read-boundary.ts';
import { serviceCallPaths } from './service-call-paths.ts';

/**
 * Every way out of the zone by a Google API that no perimeter stops: copies by a service that is not restricted, into projects that a bridge or the
 * perimeter itself joins to the zone, by egress rules, and calls of services that are not restricted.
 */
export function perimeterPaths(world: ZoneWorld): readonly EgressPath[] {
  return inBothModes((unseen) => pathsIn(world, unseen));
}

function pathsIn(world: ZoneWorld, unseen: Unseen): readonly EgressPath[] {
  const boundary = readBoundary(world, unseen);
  const names = new ProjectNames(world);
  const search: CopySearch = { world, boundary, names, isCertain: unseen.isCertain };
  const copies = copiedStores(world).flatMap((store) => copyPaths(search, store));
  const joined = copiedStores(world).length === 0 ? joinedProjects(search) : [];
  return [...copies, ...joined, ...egressRulePaths(world, unseen), ...serviceCallPaths(world, boundary, unseen)];
}

interface CopySearch {
  readonly world: ZoneWorld;
  readonly boundary: BoundaryModel;
  readonly names: ProjectNames;
  readonly isCertain: boolean;
}

/** Stores from which one call copies to another project. Keys stay where they are. */
function copiedStores(world: ZoneWorld): readonly Resource[] {
  const types = Object.entries(storeTypes).filter(
    ([type, { reads }]) => reads.length > 0 && type !== 'google_kms_crypto_key',
  );
  return world.inside(...types.map(([type]) => type), 'google_spanner_instance');
}

function copyPaths(search: CopySearch, store: Resource): readonly EgressPath[] {
  const { world, boundary, names, isCertain } = search;
  const service = storeTypes[store.type]?.service ?? '';
  const project = projectOf(search, store);
  const around = boundary.perimeters.filter(({ projects }) => projects.includes(project));
  const held = hopOf(store, text(`can be copied by ${service}`, `${service} により複製できる`));
  const ends = { from: store.address, family: null, isCertain } as const;
  if (!around.some((perimeter) => isRestricted(perimeter, service))) {
    const copied: EgressPath = { ...ends, to: 'outside:any project', exit: 'E16', via: [held] };
    return [copied, ...dryRuns(world, store, { held, isCertain })];
  }
  return neighbours(boundary, project).map(({ project: other, by }): EgressPath => {
    const joins = hopById(world, by, text(`joins the zone to ${other}`, `区域を ${other} と結ぶ`));
    return { ...ends, to: names.placeOf(other), exit: 'E16', via: [held, joins] };
  });
}

/** A zone that holds no store still talks to the projects that are joined to it. */
function joinedProjects({ world, boundary, names, isCertain }: CopySearch): readonly EgressPath[] {
  return names.owners.flatMap((owner) =>
    neighbours(boundary, names.keyOf(owner)).map(({ project: other, by }): EgressPath => {
      const joins = hopById(world, by, text(`joins the zone to ${other}`, `区域を ${other} と結ぶ`));
      return { from: joins.address, to: names.placeOf(other), family: null, exit: 'E16', isCertain, via: [joins] };
    }),
  );
}

/** A perimeter that would stop the copy, were it more than a dry run. */
function dryRuns(
  world: ZoneWorld,
  store: Resource,
  { held, isCertain }: { readonly held: Hop; readonly isCertain: boolean },
): readonly EgressPath[] {
  const [tried] = allPerimeters(world).filter(
    (perimeter) => statusOf(perimeter) === null && perimeter.values['spec'] !== undefined,
  );
  if (tried === undefined) return [];
  const why = text(
    'only tries it out (spec without status), and stops nothing',
    '試すだけ（status のない spec）で、何も止めない',
  );
  const via = [held, hopOf(tried.resource, why)];
  return [{ from: store.address, to: 'outside:any project', family: null, exit: 'E17', isCertain, via }];
}

function projectOf({ world, names, boundary }: CopySearch, store: Resource): string {
  const [first = ''] = boundary.zone;
  if (names.owners.length === 1) return first;
  const id = store.values['project'] ?? store.provider.values['project'];
  const own = world.projects.resources.find((project) => project.values['project_id'] === id);
  return own === undefined ? first : names.keyOf(own);
}
