import { closedComputePolicies } from './closed-compute-policies.ts';
import { closedIdentityPolicies } from './closed-identity-policies.ts';
import { closedProductPolicies } from './closed-product-policies.ts';
import type { OrganizationPolicies } from './organization-constraints.ts';

/** What is particular to one closed zone. */
export interface ClosedZone {
  /** Number of the zone's own folder. */
  readonly folder: string;
  /** The region in Japan in which everything lies. */
  readonly region: string;
  /** The only services that its projects use. */
  readonly services: readonly string[];
  /** Customer ids of the organisations whose members may be granted anything: ours. */
  readonly customerIds: readonly string[];
  /** Domains to which Google may write about the projects. */
  readonly domains: readonly string[];
}

/** The policies of a folder from which nothing leaves: every guard of the no-egress proof that an organisation policy can be. */
export function closedZonePolicies(zone: ClosedZone): OrganizationPolicies {
  return { ...closedComputePolicies(zone), ...closedIdentityPolicies(zone), ...closedProductPolicies };
}
