import { scalarOf } from '../../world.ts';
import { type Grant, grantsOn } from '../guards/grants.ts';
import type { Unseen } from '../unseen.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { Access } from './access.ts';
import { type GrantReading, preventsPublic } from './grant-reading.ts';
import type { GrantFacts, IdentityModel, KeyFacts } from './model.ts';
import { nodesUnderCondition } from './nodes-under-condition.ts';
import { placeOfGrant } from './place-of.ts';
import { PolicyTree } from './policy-tree.ts';
import { isEverybody } from './principals.ts';
import { readAccessLists } from './read-access-lists.ts';
import { readBoundaries, readDenies } from './read-denies.ts';
import { Members } from './read-members.ts';
import { Roles } from './read-roles.ts';
import { uploads } from './stores.ts';

/** The identity model of a zone, with who belongs to it. */
export interface ZoneIdentity {
  readonly model: IdentityModel;
  readonly members: Members;
}

/**
 * Stores, accounts, grants, deny rules and boundaries as they bear on the zone, over all stacks. `certain`: what can't be seen grants nothing and denies
 * everything; `possible`: it grants everything and denies nothing. Pure.
 */
export function readIdentity(world: ZoneWorld, unseen: Unseen): ZoneIdentity {
  const members = new Members(world);
  const tree = new PolicyTree(world, unseen);
  const reading: GrantReading = { world, unseen, tree, members, roles: new Roles(world, unseen) };
  const grants = [...grantsOn(world).flatMap((grant) => readGrant(reading, grant)), ...readAccessLists(reading)];
  const keys = readKeys(reading);
  const boundaries = readBoundaries(world, tree);
  const model: IdentityModel = {
    unseen,
    nodes: tree.nodes,
    grants: expandBasic(reading, grants),
    denies: readDenies(world, unseen, tree),
    boundaries: boundaries.length > 0 && unseen.isOpen ? [] : boundaries,
    keys,
    stores: [],
  };
  return { model: { ...model, stores: storesOf(model, members) }, members };
}

function readGrant(reading: GrantReading, grant: Grant): readonly GrantFacts[] {
  const { world, unseen, tree, members, roles } = reading;
  const permissions = roles.permissionsOf(grant.role);
  if (permissions.size === 0) return [];
  const { name, isDoubtful } = members.nameOf(grant.member);
  if (isDoubtful && !unseen.isOpen) return [];
  const place = placeOfGrant(world, tree, grant.resource);
  if (place === 'elsewhere' || (place === 'unknown' && !unseen.isOpen)) return [];
  const node = place === 'unknown' ? tree.projectAt(grant.resource) : place;
  return nodesUnderCondition(reading, grant.condition, node)
    .filter((at) => !isEverybody(name) || !preventsPublic(reading, at))
    .map((at) => ({ id: grant.resource.id, node: at, permissions, principals: [name] }));
}

/** `projectViewer:p` and the like are those who have the basic role on the project. */
function expandBasic({ tree }: GrantReading, grants: readonly GrantFacts[]): readonly GrantFacts[] {
  return grants.flatMap((grant): readonly GrantFacts[] => {
    const named = grant.principals.filter((one) => /^project(?:Owner|Editor|Viewer):/u.test(one));
    if (named.length === 0) return [grant];
    // Who has the role by grants on the project reads through them already; the convenience value adds the default policy.
    const at = tree.nodes[grant.node]?.parent ?? grant.node;
    const holders = grants.filter(({ node, permissions }) => node === at && permissions.has('default.read'));
    return [{ ...grant, principals: [...new Set(holders.flatMap(({ principals }) => principals))] }];
  });
}

/** Keys of the zone's accounts that are made in any stack: whoever has the file needs nothing else. */
function readKeys({ world, tree }: GrantReading): readonly KeyFacts[] {
  return [
    ['google_service_account_key', 'service_account_id'],
    ['google_storage_hmac_key', 'service_account_email'],
  ].flatMap(([type = '', attribute = '']) =>
    world.everywhere(type).flatMap((key): readonly KeyFacts[] => {
      const [target] = world.targets(key, attribute).map(({ id }) => tree.find(id));
      const text = scalarOf(key.values, attribute);
      const member = typeof text === 'string' ? `serviceAccount:${text.slice(text.lastIndexOf('/') + 1)}` : '';
      const own = member !== '' && world.projects.ownsAccount(member.slice('serviceAccount:'.length));
      const account = target ?? tree.find(member) ?? (own ? tree.accountOf(member) : undefined);
      return account === undefined ? [] : [{ id: key.id, account, bearer: `bearer of ${key.address}` }];
    }),
  );
}

/** Stores that hold something of the zone: all but repositories into which nobody of the zone puts anything. */
function storesOf(model: IdentityModel, members: Members): readonly number[] {
  const access = new Access(model);
  return [...model.nodes.keys()].filter((at) => {
    const node = model.nodes[at];
    if (node?.kind !== 'store' || node.reads.length === 0) return false;
    if (node.service !== 'artifactregistry.googleapis.com') return true;
    return access.holders(at, [uploads]).some(({ principal }) => members.isInside(principal));
  });
}
