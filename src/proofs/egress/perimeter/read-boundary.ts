import type { Resource } from '../../../estate/estate.ts';
import { isValueArray, Unknown, type Value, type ValueObject } from '../../../estate/value.ts';
import { blocksOf, scalarOf, textsOf } from '../../world.ts';
import {
  allPerimeters,
  holdsProject,
  isBridge,
  type Membership,
  type Perimeter,
  statusOf,
} from '../guards/perimeters.ts';
import { parseRange } from '../network/ranges.ts';
import type { Unseen } from '../unseen.ts';
import type { ZoneWorld } from '../zone-world.ts';
import type { BoundaryModel, IngressRule, PerimeterFacts } from './model.ts';
import { ProjectNames } from './project-names.ts';
import { readIngressRule } from './read-ingress-rule.ts';
import { readLevels } from './read-levels.ts';

/**
 * What stands around the projects of a zone. `certain`: what can't be seen holds, restricts and lets nobody in; `possible`: it does none of that.
 * Only what is in force counts (`status`), never a dry run. A project that two perimeters claim is surely in none. Pure.
 */
export function readBoundary(world: ZoneWorld, unseen: Unseen): BoundaryModel {
  const projects = new ProjectNames(world);
  const reading: BoundaryReading = { world, unseen, projects };
  const facts = allPerimeters(world).map((perimeter) => readPerimeter(reading, perimeter));
  const regular = facts.flatMap((one) => (one?.kind === 'regular' ? [one.facts] : []));
  const bridges = facts.flatMap((one) => (one?.kind === 'bridge' ? [one.facts] : []));
  return {
    zone: projects.zone,
    perimeters: isClaimedTwice(regular) && unseen.isOpen ? regular.map((one) => withoutClaimed(one, regular)) : regular,
    bridges,
    levels: readLevels(world, unseen),
    room: world.zone.roomNetworks.flatMap((network) => parseRange(network) ?? []),
  };
}

export interface BoundaryReading {
  readonly world: ZoneWorld;
  readonly unseen: Unseen;
  readonly projects: ProjectNames;
}

function isClaimedTwice(perimeters: readonly PerimeterFacts[]): boolean {
  const claimed = perimeters.flatMap(({ projects }) => [...new Set(projects)]);
  return new Set(claimed).size < claimed.length;
}

/** The API refuses a project that is in another regular perimeter: which of the two holds it can't be told. */
function withoutClaimed(one: PerimeterFacts, all: readonly PerimeterFacts[]): PerimeterFacts {
  const others = all.filter((other) => other !== one);
  return { ...one, projects: one.projects.filter((name) => !others.some(({ projects }) => projects.includes(name))) };
}

type Read =
  | { readonly kind: 'regular'; readonly facts: PerimeterFacts }
  | { readonly kind: 'bridge'; readonly facts: { readonly id: string; readonly projects: readonly string[] } };

function readPerimeter(reading: BoundaryReading, perimeter: Perimeter): Read | null {
  const { unseen } = reading;
  const status = statusOf(perimeter);
  if (status === null) return null;
  const bridge = isBridge(perimeter);
  // What may be a bridge is one where that lets more pass.
  const asBridge = bridge === true || (bridge === 'unknown' && unseen.isOpen);
  const { id } = perimeter.resource;
  const projects = membersOf(reading, perimeter, asBridge);
  if (asBridge) return { kind: 'bridge', facts: { id, projects } };
  return { kind: 'regular', facts: { id, projects, ...contentsOf(reading, perimeter, status) } };
}

function contentsOf(
  reading: BoundaryReading,
  perimeter: Perimeter,
  status: ValueObject | 'unknown',
): Pick<PerimeterFacts, 'restricted' | 'levels' | 'ingress'> {
  const { unseen } = reading;
  if (status === 'unknown') return { restricted: unseen.isOpen ? [] : '*', levels: [], ingress: [] };
  const restricted = textsOf(status, 'restricted_services') ?? [];
  return {
    restricted: restricted === 'unknown' ? (unseen.isOpen ? [] : '*') : restricted,
    levels: levelsOf(reading, status),
    ingress: [...ingressOf(reading, perimeter, status), ...ingressElsewhere(reading, perimeter)],
  };
}

/** A name that no level has: it can be met. */
const anyLevel = 'unknown level';

function levelsOf({ unseen }: BoundaryReading, status: ValueObject): readonly string[] {
  const value = status['access_levels'];
  const listed = isValueArray(value) ? value : value instanceof Unknown ? [value] : [];
  return listed.flatMap((one) => {
    if (typeof one === 'string') return [one];
    return one instanceof Unknown && unseen.isOpen ? [anyLevel] : [];
  });
}

function ingressOf(reading: BoundaryReading, { resource }: Perimeter, status: ValueObject): readonly IngressRule[] {
  const rules = blocksOf(status, 'ingress_policies');
  if (rules === 'unknown') return reading.unseen.isOpen ? [everything(resource)] : [];
  return rules.flatMap((rule) => readIngressRule(reading, resource, rule));
}

function everything({ id }: Resource): IngressRule {
  const operations = [{ service: '*', permissions: '*' }] as const;
  return { id, identities: 'any', sources: [{ kind: 'anywhere' }], operations, projects: '*' };
}

/** Rules that resources of their own, in any stack, add to the perimeter; those whose perimeter can't be seen may be added to it. */
function ingressElsewhere(reading: BoundaryReading, perimeter: Perimeter): readonly IngressRule[] {
  const { world, unseen } = reading;
  const rules = world.everywhere('google_access_context_manager_service_perimeter_ingress_policy');
  return rules.flatMap((rule) => {
    const added = isAddedTo(world, rule, perimeter);
    if (added === 'no' || (added === 'unknown' && !unseen.isOpen)) return [];
    return readIngressRule(reading, rule, rule.values);
  });
}

/** Whether a rule or member that stands elsewhere is added to a perimeter. */
export function isAddedTo(world: ZoneWorld, resource: Resource, { resource: owner, values }: Perimeter): Membership {
  for (const attribute of ['perimeter', 'perimeter_name']) {
    const targets = world.targets(resource, attribute);
    if (targets.includes(owner)) return 'yes';
    const [text, name] = [scalarOf(resource.values, attribute), scalarOf(values, 'name')];
    if (text === null) continue;
    if (typeof text === 'string' && typeof name === 'string') return text === name ? 'yes' : 'no';
    return targets.length > 0 ? 'no' : 'unknown';
  }
  return 'unknown';
}

/** Members of a perimeter as names of projects, with those that resources elsewhere add. */
function membersOf(reading: BoundaryReading, perimeter: Perimeter, isBridging: boolean): readonly string[] {
  const { world, unseen, projects } = reading;
  const status = statusOf(perimeter);
  const listed = status === null || status === 'unknown' ? new Unknown('after-apply') : status['resources'];
  const added = world.everywhere('google_access_context_manager_service_perimeter_resource').flatMap((one) => {
    const state = isAddedTo(world, one, perimeter);
    return state === 'yes' || (state === 'unknown' && isBridging && unseen.isOpen) ? [one.values['resource']] : [];
  });
  const members: Value = [...(isValueArray(listed) ? listed : [listed ?? null]), ...added.map((one) => one ?? null)];
  // Where membership closes, an unknown one does so in the certain model only; a bridge opens, so there it is the other way round.
  const own = projects.owners.filter((project) => {
    const held = holdsProject(world, members, project);
    return held === 'yes' || (held === 'unknown' && isBridging === unseen.isOpen);
  });
  return [...own.map((project) => projects.keyOf(project)), ...projects.strangers(members, unseen)];
}
