import picomatch from 'picomatch';
import type { Resource } from '../../../estate/estate.ts';
import type { LocalText } from '../../../policy/catalog.ts';
import type { Barrier, Guard, Opening, ReadingCollector } from '../guard.ts';
import { typeMatcher } from '../type-matcher.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { text } from './texts.ts';

/** What a resource of a type that must not exist does when it exists. */
export interface WayOut {
  /** Where data goes; a function when it depends on the resource. */
  readonly to: string | ((resource: Resource) => string);
  readonly barrier: Barrier;
}

/** Nothing but the network decides: the path search says whether it is a way out. */
export const byNetwork = 'network';

/** Data leaves by the platform itself: no firewall and no perimeter sees it. */
export function direct(to: WayOut['to']): WayOut {
  return { to, barrier: { kind: 'none' } };
}

/** Data leaves by a Google API, which an enforced perimeter stops where it restricts the service. */
export function byApi(service: string, to: WayOut['to']): WayOut {
  return { to, barrier: { kind: 'perimeter', service } };
}

interface AbsentOptions {
  /** Resources of these types that are no way out. */
  readonly except?: (resource: Resource, world: ZoneWorld) => boolean;
  readonly text?: LocalText;
}

/**
 * Class A: no resource of the types (globs) is in the zone, none elsewhere names it, and none lies where its zone can't be seen. The zone's
 * list of allowed types is named as a proof where it keeps them out.
 */
export function absent(types: readonly string[], way: WayOut | typeof byNetwork, options: AbsentOptions = {}): Guard {
  const named = types.join(', ');
  return {
    proof: 'A',
    text: options.text ?? text(`no ${named}`, `${named} がない`),
    read: (world, into) => {
      const isFine = (resource: Resource): boolean => options.except?.(resource, world) ?? false;
      const found = [...world.inside(...types), ...world.reachingIn(...types)].filter((one) => !isFine(one));
      for (const resource of found) open(resource, way, into);
      const undecided = world.unplaced(...types).filter((one) => !found.includes(one) && !isFine(one));
      for (const resource of undecided) {
        into.unknown(resource, 'project', text('which zone it is in', 'どの区域に属するか'));
      }
      if (found.length + undecided.length === 0) standByAbsence(world, types, into);
    },
  };
}

function open(resource: Resource, way: WayOut | typeof byNetwork, into: ReadingCollector): void {
  const why = text(`${resource.address} exists`, `${resource.address} がある`);
  if (way === byNetwork) into.missing(why, resource);
  else into.opens(openingOf(resource, way, why));
}

function openingOf(resource: Resource, way: WayOut, why: LocalText): Opening {
  return { resource, why, to: typeof way.to === 'string' ? way.to : way.to(resource), barrier: way.barrier };
}

function standByAbsence(world: ZoneWorld, types: readonly string[], into: ReadingCollector): void {
  const allowed = world.zone.allowedResourceTypes;
  const kept = allowed !== null && !types.some((type) => admits(allowed, type));
  const stacks = `${world.stackCount} ${world.stackCount === 1 ? 'stack' : 'stacks'}`;
  into.standsBy(
    `zones.${world.zone.name}`,
    kept
      ? text(
          `none in ${stacks}, and not among the allowed types`,
          `全 ${world.stackCount} スタックになく、許可された種類でもない`,
        )
      : text(`none in ${stacks}`, `全 ${world.stackCount} スタックにない`),
  );
}

const matchers = new WeakMap<readonly string[], (type: string) => boolean>();

/** The list is asked once for each guard. */
function typesOf(allowed: readonly string[]): (type: string) => boolean {
  let matches = matchers.get(allowed);
  if (matches === undefined) matchers.set(allowed, (matches = typeMatcher(allowed)));
  return matches;
}

/** Whether a list of allowed types lets a type, or one that its glob matches, exist. */
function admits(allowed: readonly string[], type: string): boolean {
  if (typesOf(allowed)(type)) return true;
  if (!type.includes('*')) return false;
  const matches = picomatch(type);
  return allowed.some((one) => matches(one));
}
