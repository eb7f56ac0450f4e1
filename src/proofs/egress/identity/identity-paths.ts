import type { LocalText } from '../../../policy/catalog.ts';
import { text } from '../guards/texts.ts';
import { hopById } from '../hop-of.ts';
import { mayCall } from '../perimeter/may-call.ts';
import type { BoundaryModel } from '../perimeter/model.ts';
import { readBoundary } from '../perimeter/read-boundary.ts';
import type { EgressPath, Hop } from '../prove-zone.ts';
import { inBothModes, type Unseen } from '../unseen.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { Access } from './access.ts';
import { findAccess, type Surroundings } from './find-access.ts';
import type { AccessPath, AccessReason, IdentityModel, PolicyNode } from './model.ts';
import { serviceOf } from './permissions.ts';
import { isEverybody, poolOf } from './principals.ts';
import { readIdentity, type ZoneIdentity } from './read-identity.ts';
import { storeTypes } from './stores.ts';

/** Every principal outside the zone who gets at a store of it, and every store whose policy somebody in the zone may open to others. */
export function identityPaths(world: ZoneWorld): readonly EgressPath[] {
  if (world.inside(...Object.keys(storeTypes)).length === 0) return [];
  return inBothModes((unseen) => pathsIn(world, unseen));
}

function pathsIn(world: ZoneWorld, unseen: Unseen): readonly EgressPath[] {
  const identity = readIdentity(world, unseen);
  const boundary = readBoundary(world, unseen);
  const around: Surroundings = {
    isInside: (principal) => identity.members.isInside(principal),
    named: boundary.perimeters.flatMap(({ ingress }) =>
      ingress.flatMap(({ identities }) => (typeof identities === 'string' ? [] : identities)),
    ),
    mayCall: (principal, permission, node) => passes(boundary, principal, permission, node),
  };
  const found = findAccess(identity.model, around).map((path) => pathOf(world, identity.model, path));
  const access = new Access(identity.model);
  const search = { world, identity, around, access };
  return [...found, ...openable(search), ...fromElsewhere(search)];
}

/** What is looked through store by store. */
interface StoreSearch {
  readonly world: ZoneWorld;
  readonly identity: ZoneIdentity;
  readonly around: Surroundings;
  readonly access: Access;
}

/** A store that answers the zone's places only answers nobody else; what lies above projects has no perimeter. */
function passes(boundary: BoundaryModel, identity: string, permission: string, node: PolicyNode): boolean {
  if (node.kind === 'store' && node.isFiltered) return false;
  if (node.project === null) return true;
  return mayCall(boundary, {
    identity,
    permission,
    service: serviceOf(permission, node.service),
    project: node.project,
  });
}

function pathOf(world: ZoneWorld, model: IdentityModel, path: AccessPath): EgressPath {
  const store = model.nodes[path.store];
  const [id, resource] = [store?.id ?? '', world.input.index.get(store?.id ?? '')];
  const via: Hop[] = [hopById(world, id, text('holds data of the zone', '区域のデータを持つ'))];
  for (const { id: grant, why, account } of path.hops) {
    const taken = account === null ? undefined : model.nodes[account];
    if (taken !== undefined) via.push(hopById(world, taken.id, text('has that permission', 'その権限を持つ')));
    via.push(hopById(world, grant, reasonOf(why, path.principal)));
  }
  return {
    from: resource?.address ?? id,
    to: `principal:${path.principal}`,
    family: null,
    exit: exitOf(path, resource?.type ?? ''),
    isCertain: model.unseen.isCertain,
    via,
  };
}

/** By the last hop, which is the outsider's own: keys and pools, then other identities, then grants. */
function exitOf({ hops, principal }: AccessPath, type: string): string {
  const last = hops.at(-1);
  if (last?.why === 'key' || poolOf(principal) !== null) return 'E27';
  if (last?.why !== 'reads') return 'E25';
  return last.id.includes('_acl.') || last.id.includes('_access_control.') ? 'E29' : (storeTypes[type]?.exit ?? 'E24');
}

const reasons: Readonly<Record<AccessReason, LocalText>> = {
  reads: text('grants a role that reads it', 'それを読めるロールを付与する'),
  shares: text('grants a role that may change its policy', 'そのポリシーを変えられるロールを付与する'),
  'acts-as': text('grants a role that takes its tokens or signatures', 'そのトークン・署名を得られるロールを付与する'),
  'runs-as': text('grants a role that starts workloads as it', 'その権限でワークロードを起動できるロールを付与する'),
  'takes-over': text('grants a role that may change who acts as it', '成り代わる者を変えられるロールを付与する'),
  key: text('makes a key of it that works anywhere', 'どこでも使えるその鍵を作る'),
};

/** Who is in a group, stands in no configuration: that is why it counts as outside unless the zone names it. */
function reasonOf(why: AccessReason, principal: string): LocalText {
  const reason = reasons[why];
  if (principal.startsWith('group:')) {
    return text(
      `${reason.en} to a group, whose members are listed nowhere`,
      `${reason.ja}（グループであり、その構成員はどこにも書かれていない）`,
    );
  }
  return isEverybody(principal) ? text(`${reason.en} to everybody`, `${reason.ja}（誰にでも）`) : reason;
}

/** Somebody who is named nowhere. */
const stranger = 'user:whoever is granted it';

/** Stores whose policy somebody in the zone may change, so that whoever is granted it then reads it from outside. */
function openable({ world, identity, around, access }: StoreSearch): readonly EgressPath[] {
  const { model, members } = identity;
  return model.stores.flatMap((store): readonly EgressPath[] => {
    const node = model.nodes[store];
    const reads = node?.reads.find((one) => one.includes('.') && around.mayCall(stranger, one, node));
    if (node === undefined || reads === undefined) return [];
    for (const at of access.chain(store)) {
      const owner = model.nodes[at];
      const holder = access.holders(at, owner?.shares ?? []).find(({ principal }) => members.isInside(principal));
      if (holder === undefined) continue;
      const why = text(
        `lets ${holder.principal} change the policy, and grant it to anybody`,
        `${holder.principal} がポリシーを変え、誰にでも付与できる`,
      );
      const held = hopById(world, node.id, text('holds data of the zone', '区域のデータを持つ'));
      const via = [held, hopById(world, holder.grant, why)];
      const isCertain = model.unseen.isCertain;
      return [{ from: held.address, to: 'outside:whoever is granted it', family: null, exit: 'E25', isCertain, via }];
    }
    return [];
  });
}

/** Stores that a handler reads from elsewhere than the room: what is read there has left. */
function fromElsewhere({ world, identity, around, access }: StoreSearch): readonly EgressPath[] {
  const { model } = identity;
  const people = world.zone.handlers.filter((handler) => !handler.startsWith('serviceAccount:'));
  return model.stores.flatMap((store): readonly EgressPath[] => {
    const node = model.nodes[store];
    if (node === undefined) return [];
    const held = access
      .holders(store, node.reads)
      .find(({ principal, permission }) => people.includes(principal) && around.mayCall(principal, permission, node));
    if (held === undefined) return [];
    const from = hopById(world, node.id, text('holds data of the zone', '区域のデータを持つ'));
    const why = text(`lets ${held.principal} read it from anywhere`, `${held.principal} がどこからでも読める`);
    const via = [from, hopById(world, held.grant, why)];
    const ends = { from: from.address, to: 'outside:elsewhere than the room', family: null, exit: 'E37' } as const;
    return [{ ...ends, isCertain: model.unseen.isCertain, via }];
  });
}
