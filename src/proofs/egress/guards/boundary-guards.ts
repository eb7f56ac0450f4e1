import type { Resource } from '../../../estate/estate.ts';
import { type Unknown, type ValueObject } from '../../../estate/value.ts';
import { scalarOf } from '../../world.ts';
import type { Guard } from '../guard.ts';
import { blocksAt, folderOf, knownText, textsAt } from '../read-path.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { text } from './texts.ts';

const bindingTypes = [
  'google_iam_organizations_policy_binding',
  'google_iam_folders_policy_binding',
  'google_iam_projects_policy_binding',
] as const;

/** Class K and R: handlers can use their identity on the zone's folder or projects only. */
export const boundaryOfPrincipals: Guard = {
  proof: 'R',
  onlyFor: 'google',
  text: text(
    'a principal access boundary holds the handlers to the zone, with its enforcement_version written',
    'プリンシパルアクセス境界が取扱者を区域に留め、enforcement_version が書いてある',
  ),
  read: (world, into) => {
    if (world.zone.handlers.length === 0) {
      into.standsBy(`zones.${world.zone.name}`, text('the zone has no handlers', '区域に取扱者がいない'));
      return;
    }
    const boundaries = world.everywhere('google_iam_principal_access_boundary_policy');
    const bindings = world.everywhere(...bindingTypes);
    const bindingsOf = (one: Resource): readonly Resource[] =>
      bindings.filter((binding) => world.targets(binding, 'policy').includes(one));
    const bound = boundaries.filter((one) => namesHandlers(world, bindingsOf(one)));
    const kept = bound.filter((one) => holdsTo(ownPlaces(world), textsAt(one.values, 'details.rules.resources')));
    const versioned = kept.filter(({ values }) => typeof versionOf(values) === 'string');
    for (const one of versioned) into.stands(one, text('handlers stay in the zone', '取扱者は区域に留まる'));
    if (versioned.length === 0) into.missing(boundaryOfPrincipals.text, kept[0] ?? null);
    for (const one of bindings) {
      // Where no boundary stands that is told already.
      if (
        versioned.length > 0 &&
        isBoundary(one) &&
        world.targets(one, 'policy').length === 0 &&
        mayNameHandlers(world, [one])
      )
        into.unknown(one, 'policy', text('which boundary it binds', 'どの境界を結び付けるか'));
    }
    // Whoever is bound by several boundaries may use what any of them allows.
    const wide = boundaries.filter(
      (one) =>
        !kept.includes(one) &&
        mayNameHandlers(world, bindingsOf(one)) &&
        !holdsTo(alikePlaces(world), textsAt(one.values, 'details.rules.resources')),
    );
    for (const one of wide) {
      into.missing(text(`${one.address} lets handlers go elsewhere`, `${one.address} が取扱者に他所を許す`), one);
    }
  },
};

function isBoundary({ values }: Resource): boolean {
  return (knownText(values, 'policy_kind') ?? 'PRINCIPAL_ACCESS_BOUNDARY') === 'PRINCIPAL_ACCESS_BOUNDARY';
}

/** A binding without a condition holds its whole set; with one, those only whom it names. */
function namesHandlers(world: ZoneWorld, bindings: readonly Resource[]): boolean {
  const named = bindings.map((binding) => subjectsOf(binding));
  if (named.includes('everybody')) return true;
  return world.zone.handlers.every((handler) =>
    named.some((subjects) => Array.isArray(subjects) && subjects.includes(handler.replace(/^user:/u, ''))),
  );
}

function mayNameHandlers(world: ZoneWorld, bindings: readonly Resource[]): boolean {
  return bindings
    .map((binding) => subjectsOf(binding))
    .some(
      (subjects) =>
        !Array.isArray(subjects) ||
        world.zone.handlers.some((handler) => subjects.includes(handler.replace(/^user:/u, ''))),
    );
}

const subject = /^\s*principal\.subject\s*==\s*(?:'([^']+)'|"([^"]+)")\s*$/u;

/** Whom a binding binds: those whom `principal.subject == '…' || …` names; of any other condition that can't be told. */
function subjectsOf({ values }: Resource): readonly string[] | 'everybody' | 'unknown' {
  const blocks = blocksAt(values, 'condition');
  if (blocks === 'unknown') return 'unknown';
  if (blocks.length === 0) return 'everybody';
  const expression = blocks.map((block) => knownText(block, 'expression') ?? '').join(' || ');
  const named = expression.split('||').map((one) => subject.exec(one));
  return named.includes(null) ? 'unknown' : named.flatMap((match) => match?.[1] ?? match?.[2] ?? []);
}

function versionOf(values: ValueObject): string | Unknown | null {
  const details = blocksAt(values, 'details');
  return details === 'unknown' ? null : scalarOf(details[0] ?? {}, 'enforcement_version');
}

/** Whether a place, as a boundary names it, is one that the handlers may use. */
type IsPlace = (name: string) => boolean;

function holdsTo(isPlace: IsPlace, resources: readonly string[] | 'unknown'): boolean {
  if (resources === 'unknown' || resources.length === 0) return false;
  return resources.every((one) => isPlace(one.replace(/^\/\/cloudresourcemanager\.googleapis\.com\//u, '')));
}

function ownPlaces(world: ZoneWorld): IsPlace {
  const folders = world.projects.resources.map((project) => folderOf(project));
  return (name) => world.projects.isNamedIn(name) || folders.includes(name);
}

/** Other zones with data of the same class, whose handlers some of these may be too. */
function alikePlaces(world: ZoneWorld): IsPlace {
  const alike = world
    .everywhere('google_project')
    .filter((project) => world.input.zoneOf(project)?.dataClass === world.zone.dataClass);
  const names = new Set(
    alike.flatMap((project) => [
      folderOf(project),
      ...['project_id', 'number'].map((name) => `projects/${knownText(project.values, name) ?? ''}`),
    ]),
  );
  return (name) => names.has(name);
}
