import type { Resource } from '../../../estate/estate.ts';
import { Unknown, type ValueObject } from '../../../estate/value.ts';
import { scalarOf, textsOf } from '../../world.ts';
import { blocksAt, knownText } from '../read-path.ts';
import type { ZoneWorld } from '../zone-world.ts';

/** What an organisation policy asks, in force for every project of the zone or not. */
export type PolicyAsk =
  | { readonly kind: 'denies-all' }
  | { readonly kind: 'enforced' }
  /** Only values that the predicate knows are allowed, and at least one is named. */
  | { readonly kind: 'allows-only'; readonly allowed: (value: string, world: ZoneWorld) => boolean }
  | { readonly kind: 'denies'; readonly values: readonly string[] };

export type PolicyState =
  | { readonly kind: 'stands'; readonly policies: readonly Resource[] }
  | { readonly kind: 'missing' }
  | { readonly kind: 'loose'; readonly policy: Resource }
  | { readonly kind: 'unknown'; readonly policy: Resource; readonly attribute: string };

/** Whether a constraint is in force for all projects of the zone: by the nearest policy above each, as Google resolves them. */
export function policyState(world: ZoneWorld, constraint: string, ask: PolicyAsk): PolicyState {
  const policies = world
    .everywhere('google_org_policy_policy')
    .filter((policy) => nameOf(policy).endsWith(`/policies/${constraint}`));
  if (policies.length === 0) return { kind: 'missing' };
  const owners: readonly (Resource | null)[] =
    world.projects.resources.length === 0 ? [null] : world.projects.resources;
  const states = owners.map((project) => stateFor(world, project, policies, ask));
  const failed = states.find((state) => state.kind === 'loose') ?? states.find((state) => state.kind !== 'stands');
  if (failed !== undefined) return failed;
  return {
    kind: 'stands',
    policies: [...new Set(states.flatMap((state) => (state.kind === 'stands' ? state.policies : [])))],
  };
}

function stateFor(
  world: ZoneWorld,
  project: Resource | null,
  policies: readonly Resource[],
  ask: PolicyAsk,
): PolicyState {
  const legacy = olderPolicies(world, policies);
  for (const level of ancestry(world, project)) {
    const older = legacy.find((policy) => level.some((name) => isOlderParent(world, policy, name)));
    // Two resources that set one policy undo each other: which of them is in force can't be told.
    if (older !== undefined) return { kind: 'unknown', policy: older, attribute: 'constraint' };
    const there = policies.find((policy) => level.some((name) => isParent(world, policy, name)));
    if (there !== undefined) return judge(world, there, ask);
  }
  const hidden = policies.find((policy) => scalarOf(policy.values, 'parent') instanceof Unknown);
  if (hidden !== undefined) return { kind: 'unknown', policy: hidden, attribute: 'parent' };
  const above = policies.find((policy) => knownText(policy.values, 'parent')?.startsWith('organizations/') === true);
  // A folder that nobody declares lies in some organisation, but not surely in this one.
  if (above !== undefined) return { kind: 'unknown', policy: above, attribute: 'parent' };
  return { kind: 'missing' };
}

const olderTypes = [
  'google_folder_organization_policy',
  'google_project_organization_policy',
  'google_organization_policy',
] as const;

/** Policies that older types set, for the constraint of the policies. */
function olderPolicies(world: ZoneWorld, policies: readonly Resource[]): readonly Resource[] {
  const [first] = policies;
  const constraint = first === undefined ? '' : nameOf(first).replace(/^.*\/policies\//u, '');
  return world
    .everywhere(...olderTypes)
    .filter(({ values }) => knownText(values, 'constraint')?.replace(/^constraints\//u, '') === constraint);
}

function isOlderParent(world: ZoneWorld, policy: Resource, ancestor: Ancestor): boolean {
  return ['folder', 'project', 'org_id'].some((attribute) => {
    if (typeof ancestor !== 'string') return world.targets(policy, attribute).includes(ancestor);
    const said = knownText(policy.values, attribute);
    return said !== null && (ancestor === said || ancestor.endsWith(`/${said}`));
  });
}

/** A parent by its name, or a resource that is the parent. */
type Ancestor = string | Resource;

/** The names of a project, then of its folder, and so on upwards. */
function ancestry(world: ZoneWorld, project: Resource | null): readonly (readonly Ancestor[])[] {
  if (project === null) return [[...world.projects.names].map((name) => `projects/${name}`), folders(world)];
  const own = ['project_id', 'number']
    .map((name) => scalarOf(project.values, name))
    .filter((name) => typeof name === 'string');
  const names = [...world.projects.names].filter((name) => /^\d+$/u.test(name));
  const numbers = world.projects.resources.length === 1 ? names : [];
  const levels: (readonly Ancestor[])[] = [[...[...own, ...numbers].map((name) => `projects/${name}`), project]];
  let child: Resource | undefined = project;
  let attribute = 'folder_id';
  for (let hops = 0; child !== undefined && hops < 12; hops += 1) {
    const named = scalarOf(child.values, attribute);
    const folder: Resource | undefined = world.targets(child, attribute).find(({ type }) => isFolder(type));
    const texts = typeof named === 'string' ? [named, `folders/${named.replace(/^folders\//u, '')}`] : [];
    const organisation = scalarOf(child.values, 'org_id');
    levels.push([...texts, ...(folder === undefined ? [] : [folder])]);
    if (typeof organisation === 'string') levels.push([`organizations/${organisation}`]);
    child = folder;
    attribute = 'parent';
  }
  return levels;
}

function folders(world: ZoneWorld): readonly string[] {
  return world.zone.select.folders.map((name) => `folders/${name.replace(/^folders\//u, '')}`);
}

function isFolder(type: string): boolean {
  return type === 'google_folder' || type === 'google_assured_workloads_workload';
}

function isParent(world: ZoneWorld, policy: Resource, ancestor: Ancestor): boolean {
  if (typeof ancestor !== 'string') return world.targets(policy, 'parent').includes(ancestor);
  return scalarOf(policy.values, 'parent') === ancestor;
}

function nameOf(policy: Resource): string {
  const name = scalarOf(policy.values, 'name');
  if (typeof name === 'string') return name;
  // The parent's part of the name may be a reference; its end is what tells the constraint.
  return policy.address;
}

function judge(world: ZoneWorld, policy: Resource, ask: PolicyAsk): PolicyState {
  const specs = blocksAt(policy.values, 'spec');
  const rules = blocksAt(policy.values, 'spec.rules');
  if (specs === 'unknown' || rules === 'unknown') return { kind: 'unknown', policy, attribute: 'spec' };
  if (specs.length === 0 || specs.some((spec) => scalarOf(spec, 'reset') === 'true')) return { kind: 'loose', policy };
  // What a policy above allows is allowed too, and what that is the policy itself does not say.
  if (
    ask.kind === 'allows-only' &&
    specs.some(
      (spec) => scalarOf(spec, 'inherit_from_parent') !== 'false' && scalarOf(spec, 'inherit_from_parent') !== null,
    )
  )
    return { kind: 'unknown', policy, attribute: 'spec.0.inherit_from_parent' };
  const verdicts = rules.map((rule) => judgeRule(world, rule, ask));
  if (verdicts.includes('unknown')) return { kind: 'unknown', policy, attribute: 'spec.0.rules' };
  // A rule under a condition holds for some resources only: it can't be what guards, but it can be what opens.
  const loosens = verdicts.includes('loose');
  return !loosens && verdicts.includes('holds') ? { kind: 'stands', policies: [policy] } : { kind: 'loose', policy };
}

type RuleVerdict = 'holds' | 'loose' | 'conditional' | 'unknown';

function judgeRule(world: ZoneWorld, rule: ValueObject, ask: PolicyAsk): RuleVerdict {
  const conditional = rule['condition'] !== undefined;
  const verdict = holds(world, rule, ask);
  if (verdict === 'unknown') return 'unknown';
  if (!verdict) return 'loose';
  return conditional ? 'conditional' : 'holds';
}

function holds(world: ZoneWorld, rule: ValueObject, ask: PolicyAsk): boolean | 'unknown' {
  switch (ask.kind) {
    case 'denies-all':
      return isTrue(rule, 'deny_all');
    case 'enforced':
      return isTrue(rule, 'enforce');
    case 'allows-only': {
      if (isTrue(rule, 'deny_all') === true) return true;
      const allowed = listOf(rule, 'allowed_values');
      return allowed === 'unknown'
        ? allowed
        : allowed.length > 0 && allowed.every((value) => ask.allowed(value, world));
    }
    case 'denies': {
      if (isTrue(rule, 'deny_all') === true) return true;
      const denied = listOf(rule, 'denied_values');
      return denied === 'unknown' ? denied : ask.values.every((value) => denied.includes(value));
    }
  }
}

function isTrue(rule: ValueObject, name: string): boolean | 'unknown' {
  const value = scalarOf(rule, name);
  return value instanceof Unknown ? 'unknown' : value?.toUpperCase() === 'TRUE';
}

function listOf(rule: ValueObject, name: string): readonly string[] | 'unknown' {
  const blocks = blocksAt(rule, 'values');
  if (blocks === 'unknown') return 'unknown';
  const lists = blocks.map((block) => textsOf(block, name) ?? []);
  return lists.some((list) => list === 'unknown')
    ? 'unknown'
    : lists.flatMap((list) => (list === 'unknown' ? [] : list));
}
