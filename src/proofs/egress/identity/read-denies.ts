import { isValueArray, isValueObject, type ValueObject } from '../../../estate/value.ts';
import { blocksOf, scalarOf, textsOf } from '../../world.ts';
import { textsAt } from '../read-path.ts';
import type { Unseen } from '../unseen.ts';
import type { ZoneWorld } from '../zone-world.ts';
import type { BoundaryFacts, DenyFacts } from './model.ts';
import { asRolePermission } from './permissions.ts';
import { placeOfParent } from './place-of.ts';
import type { PolicyTree } from './policy-tree.ts';
import { asMember } from './principals.ts';

/** The deny rules on or above the zone. One that can't be read, or holds under a condition, denies all or nothing as the mode says. */
export function readDenies(world: ZoneWorld, unseen: Unseen, tree: PolicyTree): readonly DenyFacts[] {
  return world.everywhere('google_iam_deny_policy').flatMap((policy) => {
    const place = placeOfParent(tree, scalarOf(policy.values, 'parent'));
    if (place === 'elsewhere' || (place === 'unknown' && unseen.isOpen)) return [];
    const node = place === 'unknown' ? tree.projectAt(null) : place;
    return rulesOf(policy.values).flatMap((rule) => readRule(rule, { id: policy.id, node, unseen }));
  });
}

function rulesOf(values: ValueObject): readonly (ValueObject | null)[] {
  const rules = values['rules'];
  const list = isValueArray(rules) ? rules : [rules ?? null];
  return list.flatMap((rule): readonly (ValueObject | null)[] => {
    const blocks = isValueObject(rule) ? blocksOf(rule, 'deny_rule') : 'unknown';
    return blocks === 'unknown' ? [null] : blocks;
  });
}

function readRule(
  rule: ValueObject | null,
  { id, node, unseen }: { readonly id: string; readonly node: number; readonly unseen: Unseen },
): readonly DenyFacts[] {
  const everything = { principals: ['allUsers'], exceptions: [], permissions: ['*'], exceptPermissions: [] };
  const unread = (): readonly DenyFacts[] => (unseen.isOpen ? [] : [{ id, node, ...everything }]);
  if (rule === null) return unread();
  if (mayNotHold(rule) && unseen.isOpen) return [];
  const [principals, permissions] = [listOf(rule, 'denied_principals'), listOf(rule, 'denied_permissions')];
  if (principals === null || permissions === null) return unread();
  return [
    {
      id,
      node,
      principals: principals.map((one) => asMember(one)),
      exceptions: (listOf(rule, 'exception_principals') ?? []).map((one) => asMember(one)),
      permissions: permissions.map((one) => asRolePermission(one)),
      exceptPermissions: (listOf(rule, 'exception_permissions') ?? []).map((one) => asRolePermission(one)),
    },
  ];
}

/** Under a condition, or with exceptions that can't be seen, a rule may deny nobody. */
function mayNotHold(rule: ValueObject): boolean {
  const conditions = blocksOf(rule, 'denial_condition');
  const exceptions = [listOf(rule, 'exception_principals'), listOf(rule, 'exception_permissions')];
  return conditions === 'unknown' || conditions.length > 0 || exceptions.includes(null);
}

/** The texts of a list; null when they can't be seen. */
function listOf(rule: ValueObject, name: string): readonly string[] | null {
  const list = textsOf(rule, name) ?? [];
  return list === 'unknown' ? null : list;
}

const bindingTypes = [
  'google_iam_organizations_policy_binding',
  'google_iam_folders_policy_binding',
  'google_iam_projects_policy_binding',
] as const;

/**
 * Principal access boundaries with whom they bind. They block the permissions of their enforcement version only, and bind under conditions: they make a
 * way uncertain, and never close one.
 */
export function readBoundaries(world: ZoneWorld, tree: PolicyTree): readonly BoundaryFacts[] {
  return world.everywhere('google_iam_principal_access_boundary_policy').map((policy) => {
    const bindings = bindingTypes.flatMap((type) => world.referrers(policy, type, 'policy'));
    const sets = bindings.flatMap((binding) => textsAt(binding.values, 'target.principal_set'));
    const resources = textsAt(policy.values, 'details.rules.resources');
    const nodes = (resources === 'unknown' ? [] : resources).flatMap((one) => {
      const place = placeOfParent(tree, one);
      return typeof place === 'number' ? [place] : [];
    });
    return { id: policy.id, principals: sets.map((set) => asBound(set)), nodes };
  });
}

/** A directory, pool or project as the set of its principals. */
function asBound(set: string): string {
  const customer = /\/workspace\/([^/]+)$/u.exec(set)?.[1];
  if (customer !== undefined) return `principalSet://goog/cloudIdentityCustomerId/${customer}`;
  return `principalSet:${set}/*`;
}
