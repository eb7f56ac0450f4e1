import { canMeetLevel } from './level-holds.ts';
import type { BoundaryModel, Call, IngressRule, Operation, PerimeterFacts, Source } from './model.ts';

/**
 * Whether a call from outside the zone passes to a project of it. A service that the project's perimeter does not restrict answers everybody; one that
 * it restricts answers whoever meets an access level of the perimeter, whom an ingress rule lets in (sources AND identities AND operations AND
 * resources; rules by OR), or who sits in a project that a bridge or the perimeter itself joins to it
 * (cloud.google.com/vpc-service-controls/docs/ingress-egress-rules, …/share-across-perimeters).
 */
export function mayCall(model: BoundaryModel, call: Call): boolean {
  return around(model, call.project).every((perimeter) => passes(model, perimeter, call));
}

const surrounding = new WeakMap<BoundaryModel, Map<string, readonly PerimeterFacts[]>>();

/** The perimeters that hold a project. */
function around(model: BoundaryModel, project: string): readonly PerimeterFacts[] {
  let known = surrounding.get(model);
  if (known === undefined) surrounding.set(model, (known = new Map<string, readonly PerimeterFacts[]>()));
  let found = known.get(project);
  if (found === undefined) {
    found = model.perimeters.filter(({ projects }) => projects.includes(project));
    known.set(project, found);
  }
  return found;
}

/** The projects outside the zone that share a perimeter or a bridge with a project of it, each with what joins them. */
export function neighbours(model: BoundaryModel, project: string): readonly Neighbour[] {
  let known = joined.get(model);
  if (known === undefined) joined.set(model, (known = new Map<string, readonly Neighbour[]>()));
  let found = known.get(project);
  if (found === undefined) known.set(project, (found = findNeighbours(model, project)));
  return found;
}

interface Neighbour {
  readonly project: string;
  /** Id of what joins it. */
  readonly by: string;
}

/** Asked for every call, and the same for all calls to a project. */
const joined = new WeakMap<BoundaryModel, Map<string, readonly Neighbour[]>>();

function findNeighbours(model: BoundaryModel, project: string): readonly Neighbour[] {
  return [...model.bridges, ...model.perimeters]
    .filter(({ projects }) => projects.includes(project))
    .flatMap(({ id, projects }) =>
      projects.filter((one) => !model.zone.includes(one)).map((one) => ({ project: one, by: id })),
    );
}

export function isRestricted({ restricted }: PerimeterFacts, service: string): boolean {
  return restricted === '*' || restricted.includes(service);
}

function passes(model: BoundaryModel, perimeter: PerimeterFacts, call: Call): boolean {
  if (!isRestricted(perimeter, call.service)) return true;
  if (perimeter.levels.some((level) => canMeetLevel(model, level, call.identity))) return true;
  if (perimeter.ingress.some((rule) => letsIn(model, rule, call))) return true;
  return neighbours(model, call.project).length > 0;
}

function letsIn(model: BoundaryModel, rule: IngressRule, call: Call): boolean {
  return (
    isFor(rule.identities, call.identity) &&
    (rule.projects === '*' || rule.projects.includes(call.project)) &&
    rule.operations.some((operation) => isOf(operation, call)) &&
    rule.sources.some((source) => isReached(model, source, call.identity))
  );
}

function isFor(identities: IngressRule['identities'], identity: string): boolean {
  if (identities === 'any') return true;
  if (identities === 'users') return identity.startsWith('user:');
  if (identities === 'accounts') return identity.startsWith('serviceAccount:');
  return identities.includes(identity);
}

function isOf({ service, permissions }: Operation, call: Call): boolean {
  if (service !== '*' && service !== call.service) return false;
  return permissions === '*' || permissions.includes(call.permission);
}

/** Nobody outside the zone sits in a project of it. */
function isReached(model: BoundaryModel, source: Source, identity: string): boolean {
  if (source.kind === 'anywhere') return true;
  if (source.kind === 'project') return !model.zone.includes(source.project);
  return canMeetLevel(model, source.level, identity);
}
