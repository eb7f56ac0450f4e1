import { computeConstraints } from './compute-constraints.ts';
import type { ConstraintDefinition, StanceOn } from './constraint.ts';
import { identityConstraints } from './identity-constraints.ts';
import { productConstraints } from './product-constraints.ts';

/** Every constraint that we know. A new one of Google's is added here first; then no set of policies compiles until it says what it does about it. */
const organizationConstraints = { ...computeConstraints, ...identityConstraints, ...productConstraints };

type Constraints = typeof organizationConstraints;

/** What a folder says of every constraint; one left out is a type error. */
export type OrganizationPolicies = { readonly [Name in keyof Constraints]: StanceOn<Constraints[Name]> };

/** The names of all constraints, sorted. */
export const organizationConstraintNames: readonly string[] = Object.keys(organizationConstraints).sort();

/** The definition of a constraint; undefined for a name that is not on the list. */
export function constraintOf(name: string): ConstraintDefinition | undefined {
  return Object.entries<ConstraintDefinition>(organizationConstraints).find(([known]) => known === name)?.[1];
}
