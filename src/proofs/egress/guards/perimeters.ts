import type { Resource } from '../../../estate/estate.ts';
import { isValueArray, Unknown, type Value, type ValueObject } from '../../../estate/value.ts';
import { blocksOf, scalarOf, textsOf } from '../../world.ts';
import type { ZoneWorld } from '../zone-world.ts';

/** One service perimeter, whether it is a resource of its own or one of a policy's in a single resource. */
export interface Perimeter {
  readonly resource: Resource;
  /** Prefix of its attributes in the resource. */
  readonly at: string;
  readonly values: ValueObject;
}

export type Membership = 'yes' | 'no' | 'unknown';

const types = {
  one: 'google_access_context_manager_service_perimeter',
  all: 'google_access_context_manager_service_perimeters',
} as const;

export function allPerimeters(world: ZoneWorld): readonly Perimeter[] {
  const single = world.everywhere(types.one).map((resource) => ({ resource, at: '', values: resource.values }));
  const listed = world.everywhere(types.all).flatMap((resource) => {
    const blocks = blocksOf(resource.values, 'service_perimeters');
    if (blocks === 'unknown') return [{ resource, at: '', values: { status: new Unknown('after-apply') } }];
    return blocks.map((values, at) => ({ resource, at: `service_perimeters.${at}.`, values }));
  });
  return [...single, ...listed];
}

export function isBridge(perimeter: Perimeter): boolean | 'unknown' {
  const type = scalarOf(perimeter.values, 'perimeter_type');
  return type instanceof Unknown ? 'unknown' : type === 'PERIMETER_TYPE_BRIDGE';
}

/** The configuration in force; null when there is none (a dry run), `unknown` when that can't be seen. */
export function statusOf(perimeter: Perimeter): ValueObject | null | 'unknown' {
  const blocks = blocksOf(perimeter.values, 'status');
  return blocks === 'unknown' ? blocks : (blocks[0] ?? null);
}

/** Whether a list of `projects/NUMBER` holds every project of the zone. */
function holdsZone(world: ZoneWorld, status: ValueObject): Membership {
  const members = status['resources'];
  const projects = world.projects.resources;
  if (projects.length > 0) return weakest(projects.map((project) => holds(world, members, project)));
  const numbers = [...world.projects.names].filter((name) => /^\d+$/u.test(name));
  const texts = textsOf(status, 'resources') ?? [];
  if (texts === 'unknown') return 'unknown';
  if (texts.length === 0) return 'no';
  // Without a number the zone's projects can't be recognised among the members.
  if (numbers.length === 0) return 'unknown';
  return numbers.every((number) => texts.includes(`projects/${number}`)) ? 'yes' : 'no';
}

/** Whether a list names some project of the zone, e.g. that of a bridge. */
export function touchesZone(world: ZoneWorld, members: Value | undefined): Membership {
  const numbers = [...world.projects.names].filter((name) => /^\d+$/u.test(name));
  const states = membersOf(members).map((member): Membership => {
    if (typeof member === 'string') {
      if (numbers.length === 0) return 'unknown';
      return world.projects.isNamedIn(member) ? 'yes' : 'no';
    }
    const named = world.projects.namedBy(member);
    if (named === null) return 'unknown';
    return named.some((project) => world.projects.has(project)) ? 'yes' : 'no';
  });
  if (states.includes('yes')) return 'yes';
  return states.includes('unknown') ? 'unknown' : 'no';
}

/** Whether a list of members holds a project of the zone; null stands for the zone's projects where none is declared. */
export function holdsProject(world: ZoneWorld, members: Value | undefined, project: Resource | null): Membership {
  if (project !== null) return holds(world, members, project);
  const numbers = [...world.projects.names].filter((name) => /^\d+$/u.test(name));
  const listed = membersOf(members);
  const named = (number: string): boolean => listed.some((member) => member === `projects/${number}`);
  if (numbers.length > 0 && numbers.every((number) => named(number))) return 'yes';
  const hidden = listed.some((member) => member instanceof Unknown);
  return hidden || (numbers.length === 0 && listed.length > 0) ? 'unknown' : 'no';
}

function holds(world: ZoneWorld, members: Value | undefined, project: Resource): Membership {
  const number = scalarOf(project.values, 'number');
  const single = world.projects.resources.length === 1;
  const numbers = single ? [...world.projects.names].filter((name) => /^\d+$/u.test(name)) : [];
  const known = typeof number === 'string' ? [number] : numbers;
  let undecided = false;
  for (const member of membersOf(members)) {
    if (typeof member === 'string') {
      if (known.some((one) => member === `projects/${one}`)) return 'yes';
      // The number of a project that is about to be created may be any.
      undecided ||= known.length === 0;
      continue;
    }
    const named = world.projects.namedBy(member);
    if (named?.includes(project) === true) return 'yes';
    undecided ||= named === null;
  }
  return undecided ? 'unknown' : 'no';
}

function membersOf(members: Value | undefined): readonly (string | Unknown)[] {
  if (members instanceof Unknown) return [members];
  if (!isValueArray(members)) return [];
  return members.filter((member) => typeof member === 'string' || member instanceof Unknown);
}

function weakest(states: readonly Membership[]): Membership {
  if (states.includes('no')) return 'no';
  return states.includes('unknown') ? 'unknown' : 'yes';
}

/** What is known of the perimeter around the zone. */
export type PerimeterState =
  | { readonly kind: 'stands'; readonly perimeter: Perimeter; readonly status: ValueObject }
  | { readonly kind: 'missing'; readonly dryRun: Perimeter | null }
  | {
      readonly kind: 'unknown';
      readonly perimeter: Perimeter;
      readonly attribute: string;
      /** Another one that claims the same projects; null when only the members can't be seen. */
      readonly rival: Perimeter | null;
    };

const cache = new WeakMap<ZoneWorld, PerimeterState>();

/**
 * The perimeter in force that holds every project of the zone. Google takes a project into one perimeter only: where two claim it, which of them
 * will hold it can't be seen.
 */
export function perimeterState(world: ZoneWorld): PerimeterState {
  let state = cache.get(world);
  if (state === undefined) cache.set(world, (state = findState(world)));
  return state;
}

function findState(world: ZoneWorld): PerimeterState {
  let doubt: PerimeterState | null = null;
  let dryRun: Perimeter | null = null;
  let standing: Extract<PerimeterState, { readonly kind: 'stands' }> | null = null;
  for (const perimeter of allPerimeters(world)) {
    if (isBridge(perimeter) === true) continue;
    const status = statusOf(perimeter);
    if (status === null) {
      dryRun = perimeter;
      continue;
    }
    const state = stateOf(world, perimeter, status);
    if (state?.kind === 'unknown') doubt = state;
    if (state?.kind !== 'stands') continue;
    if (standing !== null) {
      const attribute = `${perimeter.at}status.0.resources`;
      return { kind: 'unknown', perimeter, attribute, rival: standing.perimeter };
    }
    standing = state;
  }
  return standing ?? doubt ?? { kind: 'missing', dryRun };
}

/** What one perimeter in force is to the zone; null when it is around something else. */
function stateOf(world: ZoneWorld, perimeter: Perimeter, status: ValueObject | 'unknown'): PerimeterState | null {
  if (status === 'unknown' || isBridge(perimeter) === 'unknown') {
    const attribute = `${perimeter.at}${status === 'unknown' ? 'status' : 'perimeter_type'}`;
    return { kind: 'unknown', perimeter, attribute, rival: null };
  }
  const held = holdsZone(world, status);
  if (held === 'no') return null;
  if (held === 'yes') return { kind: 'stands', perimeter, status };
  return { kind: 'unknown', perimeter, attribute: `${perimeter.at}status.0.resources`, rival: null };
}

/** Whether the perimeter around the zone restricts a service. */
export function restricts(world: ZoneWorld, service: string): Membership {
  const state = perimeterState(world);
  if (state.kind === 'missing') return 'no';
  if (state.kind === 'unknown') return 'unknown';
  const services = textsOf(state.status, 'restricted_services') ?? [];
  if (services === 'unknown') return 'unknown';
  return services.includes(service) ? 'yes' : 'no';
}
