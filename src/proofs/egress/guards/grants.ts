import type { Resource } from '../../../estate/estate.ts';
import { isValueArray, isValueObject, Unknown, type Value, type ValueObject } from '../../../estate/value.ts';
import { blocksOf, scalarOf } from '../../world.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { entitlementGrants, entitlementType } from './entitlement-grants.ts';

/** One member of one role of one resource. */
export interface Grant {
  readonly resource: Resource;
  readonly attribute: string;
  readonly role: string | Unknown;
  readonly member: string | Unknown;
  /** Expression under which alone the grant holds; null for none. */
  readonly condition: string | Unknown | null;
}

export const grantTypes = ['google_*_iam_member', 'google_*_iam_binding', 'google_*_iam_policy'] as const;

/** Types whose names end as those of grants do, and which are none. */
const notGrants = new Set(['google_iam_deny_policy', 'google_iam_policy']);

const known = new WeakMap<ZoneWorld, readonly Grant[]>();

/** Every grant inside the zone, on something inside it, or on a folder or organisation above it. */
export function grantsOn(world: ZoneWorld): readonly Grant[] {
  let grants = known.get(world);
  if (grants === undefined) known.set(world, (grants = findGrants(world)));
  return grants;
}

function findGrants(world: ZoneWorld): readonly Grant[] {
  const resources = [
    ...world.inside(...grantTypes),
    ...world.reachingIn(...grantTypes),
    ...world.everywhere('google_folder_iam_*', 'google_organization_iam_*'),
    // Whoever may change perimeters and levels opens them.
    ...world.everywhere('google_access_context_manager_access_policy_iam_*'),
    ...world.everywhere(entitlementType).filter((one) => mayReach(world, one)),
  ];
  return [...new Set(resources)]
    .filter(({ type }) => !notGrants.has(type) && !type.endsWith('_audit_config') && !type.endsWith('_custom_role'))
    .flatMap((resource) => grantsOf(resource, world));
}

/** An entitlement says in `parent` where it is; one on another project does not bear on the zone. */
function mayReach(world: ZoneWorld, { values }: Resource): boolean {
  const parent = scalarOf(values, 'parent');
  return typeof parent !== 'string' || !parent.startsWith('projects/') || world.projects.isNamedIn(parent);
}

/** The grants of one resource, whichever form it has. */
function grantsOf(resource: Resource, world: ZoneWorld): readonly Grant[] {
  if (resource.type === entitlementType) return entitlementGrants(resource);
  const role = scalarOf(resource.values, 'role') ?? '';
  if (resource.type.endsWith('_iam_policy')) return policyGrants(resource, world);
  const [attribute, members] = resource.type.endsWith('_iam_binding')
    ? ['members', membersOf(resource.values['members'])]
    : ['member', [textOf(resource.values['member'])]];
  const condition = conditionOf(resource.values);
  return members.map((member) => ({ resource, attribute, role, member, condition }));
}

/** Not there, its text, or what can't be seen. */
function conditionOf(values: ValueObject): Grant['condition'] {
  const blocks = blocksOf(values, 'condition');
  if (blocks === 'unknown') return new Unknown('after-apply');
  const [block] = blocks;
  return block === undefined ? null : (scalarOf(block, 'expression') ?? new Unknown('missing'));
}

function membersOf(value: Value | undefined): readonly (string | Unknown)[] {
  if (value instanceof Unknown) return [value];
  return isValueArray(value) ? value.map(textOf) : [];
}

function textOf(value: Value | undefined): string | Unknown {
  if (value instanceof Unknown) return value;
  return typeof value === 'string' ? value : new Unknown('missing');
}

/** `policy_data` is JSON, or what a `google_iam_policy` data source makes of its bindings. */
function policyGrants(resource: Resource, world: ZoneWorld): readonly Grant[] {
  const attribute = 'policy_data';
  const data = resource.values[attribute];
  if (typeof data === 'string') return literalGrants(resource, data);
  const sources = world
    .targets(resource, attribute)
    .filter(({ mode, type }) => mode === 'data' && type.endsWith('google_iam_policy'));
  const hidden: Grant = {
    resource,
    attribute,
    role: new Unknown('after-apply'),
    member: new Unknown('after-apply'),
    condition: null,
  };
  const exact = data instanceof Unknown && data.exact && sources.length === 1;
  if (!exact) return [hidden];
  return sources.flatMap((source) => {
    const bindings = blocksOf(source.values, 'binding');
    if (bindings === 'unknown') return [hidden];
    return bindings.flatMap((binding) =>
      membersOf(binding['members']).map((member) => ({
        resource,
        attribute,
        role: scalarOf(binding, 'role') ?? '',
        member,
        condition: conditionOf(binding),
      })),
    );
  });
}

function literalGrants(resource: Resource, data: string): readonly Grant[] {
  const attribute = 'policy_data';
  const policy = parse(data);
  const bindings = isValueObject(policy) ? policy['bindings'] : undefined;
  if (!isValueArray(bindings)) {
    const [role, member] = [new Unknown('expression'), new Unknown('expression')];
    return [{ resource, attribute, role, member, condition: null }];
  }
  return bindings.flatMap((binding) => {
    const role = isValueObject(binding) && typeof binding['role'] === 'string' ? binding['role'] : '';
    const members = isValueObject(binding) ? membersOf(binding['members']) : [new Unknown('expression')];
    const condition = isValueObject(binding) ? conditionOf(binding) : null;
    return members.map((member) => ({ resource, attribute, role, member, condition }));
  });
}

/** What JSON holds, as a value of the estate. */
function toValue(json: unknown): Value {
  if (Array.isArray(json)) return json.map(toValue);
  if (typeof json === 'object' && json !== null) {
    return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, toValue(value)]));
  }
  return typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean' ? json : null;
}

function parse(data: string): Value | undefined {
  try {
    const parsed: unknown = JSON.parse(data);
    return toValue(parsed);
  } catch {
    return undefined;
  }
}
