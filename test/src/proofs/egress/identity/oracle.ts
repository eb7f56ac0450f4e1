import type { IdentityModel } from '../../../../../src/proofs/egress/identity/model.ts';

/** Which users are in which group: stands in no configuration, so each assignment is a world of its own. */
export type Membership = Readonly<Record<string, readonly string[]>>;

/** What is asked of a small world. */
export interface SmallWorld {
  readonly model: IdentityModel;
  readonly membership: Membership;
  /** Principals that are told apart: named ones, and for each set somebody of it who is named nowhere. */
  readonly everybody: readonly string[];
  readonly insiders: readonly string[];
  /** Calls from outside that pass, as `principal permission`, or `permission` for everybody. */
  readonly passing: ReadonlySet<string>;
}

const taking = ['getAccessToken', 'signBlob', 'signJwt', 'implicitDelegation'].map(
  (verb) => `iam.serviceAccounts.${verb}`,
);
const keys = ['iam.serviceAccountKeys.create', 'storage.hmacKeys.create'];
const starting = ['compute.instances.create', 'run.services.create'];

/**
 * Who, outside the zone, gets at which store: by trying every step that anybody can take, again and again until nothing new comes of it. Straight from the
 * documentation of IAM: deny rules first, then boundaries, then grants; each inherited from every node above.
 */
export function whoGetsIn(world: SmallWorld): ReadonlySet<string> {
  const found = new Set<string>();
  for (const one of world.everybody) {
    if (world.insiders.includes(one)) continue;
    const held = closure(world, one);
    for (const store of world.model.stores) {
      if ([...held].some((state) => reads(world, state, store))) found.add(`${one} ${store}`);
    }
  }
  return found;
}

/** As whom, and from where: `outside alice`, `inside account`. */
function closure(world: SmallWorld, start: string): ReadonlySet<string> {
  const states = new Set([`outside ${start}`]);
  for (let before = 0; before !== states.size; ) {
    before = states.size;
    for (const state of [...states]) for (const next of steps(world, state)) states.add(next);
  }
  return states;
}

function split(state: string): readonly [place: string, who: string] {
  const at = state.indexOf(' ');
  return [state.slice(0, at), state.slice(at + 1)];
}

function steps(world: SmallWorld, state: string): readonly string[] {
  const [place, who] = split(state);
  const next: string[] = [];
  for (const [at, node] of world.model.nodes.entries()) {
    if (node.kind !== 'account' || node.member === null) continue;
    const use = (permission: string): boolean => may(world, who, permission, at) && passes(world, state, permission);
    if ([...taking, ...keys].some(use)) next.push(`${place} ${node.member}`);
    for (const above of lineage(world.model, at)) {
      const set = policyPermission(world, above);
      const afterwards = taking.filter((one) => !denied(world, who, one, at) && bounded(world, who, at));
      if (
        may(world, who, set, above) &&
        passes(world, state, set) &&
        afterwards.some((one) => passes(world, state, one))
      ) {
        next.push(`${place} ${node.member}`);
      }
    }
    const project = lineage(world.model, at).find((one) => world.model.nodes[one]?.kind === 'project');
    if (project === undefined || !may(world, who, 'iam.serviceAccounts.actAs', at)) continue;
    if (starting.some((one) => may(world, who, one, project) && passes(world, state, one)))
      next.push(`inside ${node.member}`);
  }
  return next;
}

function reads(world: SmallWorld, state: string, store: number): boolean {
  const [, who] = split(state);
  const node = world.model.nodes[store];
  if (node === undefined) return false;
  if (node.reads.some((one) => may(world, who, one, store) && passes(world, state, one))) return true;
  const afterwards = node.reads.filter((one) => !denied(world, who, one, store) && bounded(world, who, store));
  return lineage(world.model, store).some((above) => {
    const set = policyPermission(world, above);
    return (
      may(world, who, set, above) && passes(world, state, set) && afterwards.some((one) => passes(world, state, one))
    );
  });
}

function policyPermission(world: SmallWorld, at: number): string {
  return world.model.nodes[at]?.shares[0] ?? 'none';
}

function passes(world: SmallWorld, state: string, permission: string): boolean {
  const [place, who] = split(state);
  return place === 'inside' || world.passing.has(permission) || world.passing.has(`${who} ${permission}`);
}

function lineage(model: IdentityModel, node: number): readonly number[] {
  const parent = model.nodes[node]?.parent ?? null;
  return parent === null ? [node] : [node, ...lineage(model, parent)];
}

function isOneOf(world: SmallWorld, who: string, set: string): boolean {
  if (who === set || set === 'allUsers') return true;
  if (set === 'allAuthenticatedUsers') return who !== 'allUsers';
  if (set.startsWith('domain:')) return who.startsWith('user:') && who.split('@')[1] === set.slice(7);
  return (world.membership[set] ?? []).includes(who);
}

function denied(world: SmallWorld, who: string, permission: string, node: number): boolean {
  const above = lineage(world.model, node);
  for (const rule of world.model.denies) {
    if (!above.includes(rule.node)) continue;
    if (!rule.permissions.includes(permission) || rule.exceptPermissions.includes(permission)) continue;
    if (
      rule.principals.some((set) => isOneOf(world, who, set)) &&
      !rule.exceptions.some((set) => isOneOf(world, who, set))
    ) {
      return true;
    }
  }
  return false;
}

function bounded(world: SmallWorld, who: string, node: number): boolean {
  const own = world.model.boundaries.filter(({ principals }) => principals.some((set) => isOneOf(world, who, set)));
  return own.length === 0 || own.some(({ nodes }) => nodes.some((one) => lineage(world.model, node).includes(one)));
}

function may(world: SmallWorld, who: string, permission: string, node: number): boolean {
  if (denied(world, who, permission, node) || !bounded(world, who, node)) return false;
  const above = lineage(world.model, node);
  return world.model.grants.some(
    (grant) =>
      above.includes(grant.node) &&
      grant.permissions.has(permission) &&
      grant.principals.some((set) => isOneOf(world, who, set)),
  );
}
