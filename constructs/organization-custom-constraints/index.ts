export { type CustomConstraint, closedZoneConstraints } from './custom-constraint.ts';
export {
  OrganizationCustomConstraints,
  type OrganizationCustomConstraintsProps,
} from './organization-custom-constraints.ts';
