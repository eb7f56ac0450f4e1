import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import { scalarOf } from '../../world.ts';
import { entitlementType } from '../guards/entitlement-grants.ts';
import type { ZoneWorld } from '../zone-world.ts';
import type { PolicyTree } from './policy-tree.ts';
import { targetsOfGrant } from './stores.ts';

/** Where a grant or rule is attached: a node, surely elsewhere, or not to be told. */
export type Place = number | 'elsewhere' | 'unknown';

/** The node that a grant is on. One in the zone whose target can't be found may be on anything in it. */
export function placeOfGrant(world: ZoneWorld, tree: PolicyTree, grant: Resource): Place {
  if (grant.type === entitlementType) return placeOfEntitlement(world, tree, grant);
  for (const [attribute, type] of targetsOfGrant(grant.type) ?? []) {
    const place = placeByAttribute(world, tree, grant, { attribute, type });
    if (place !== null) return place;
  }
  return world.isInside(grant) ? 'unknown' : 'elsewhere';
}

function placeOfEntitlement(world: ZoneWorld, tree: PolicyTree, grant: Resource): Place {
  const [declared] = world.targets(grant, 'parent').map(({ id }) => tree.find(id));
  return declared ?? placeOfParent(tree, scalarOf(grant.values, 'parent'));
}

interface Target {
  readonly attribute: string;
  readonly type: string;
}

function placeByAttribute(
  world: ZoneWorld,
  tree: PolicyTree,
  grant: Resource,
  { attribute, type }: Target,
): Place | null {
  for (const target of world.targets(grant, attribute)) {
    const known = tree.find(target.id);
    if (known !== undefined) return known;
    if (target.type === type) return isAbove(type) ? placeAbove(tree) : 'elsewhere';
  }
  const text = scalarOf(grant.values, attribute);
  if (text instanceof Unknown) return isAbove(type) ? placeAbove(tree) : null;
  if (text === null) return type === 'google_project' && world.isInside(grant) ? tree.projectAt(grant) : null;
  return placeByText(world, tree, { type, text, grant });
}

function placeByText(
  world: ZoneWorld,
  tree: PolicyTree,
  { type, text, grant }: { readonly type: string; readonly text: string; readonly grant: Resource },
): Place | null {
  const last = text.slice(text.lastIndexOf('/') + 1);
  if (type === 'google_project') return tree.find(`projects/${last}`) ?? 'elsewhere';
  if (type === 'google_folder') return tree.find(`folders/${last}`) ?? placeAbove(tree);
  if (type === 'google_organization') return tree.find(`organizations/${last}`) ?? placeAbove(tree);
  if (type === 'google_service_account') {
    const member = `serviceAccount:${last}`;
    return tree.find(member) ?? (world.projects.ownsAccount(last) ? tree.accountOf(member) : 'elsewhere');
  }
  return tree.find(`${type}\0${last}`) ?? (world.isInside(grant) ? null : 'elsewhere');
}

function isAbove(type: string): boolean {
  return type === 'google_folder' || type === 'google_organization';
}

/** A folder or organisation that is not among those above the zone: surely not above it only when all of those are known. */
function placeAbove(tree: PolicyTree): Place {
  return tree.isWhole ? 'elsewhere' : 'unknown';
}

/** The node that a deny policy is attached to, by its encoded parent. */
export function placeOfParent(tree: PolicyTree, parent: string | null | Unknown): Place {
  if (typeof parent !== 'string') return 'unknown';
  const name = decoded(parent).replace(/^(?:\/\/)?cloudresourcemanager\.googleapis\.com\//u, '');
  return tree.find(name) ?? (name.startsWith('projects/') ? 'elsewhere' : placeAbove(tree));
}

function decoded(parent: string): string {
  try {
    return decodeURIComponent(parent);
  } catch {
    return parent;
  }
}
