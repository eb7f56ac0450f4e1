export { type ClosedZone, closedZonePolicies } from './closed-zone-policies.ts';
export { type OrganizationPolicies, organizationConstraintNames } from './organization-constraints.ts';
export { OrganizationPolicySet, type OrganizationPolicySetProps } from './organization-policy-set.ts';
