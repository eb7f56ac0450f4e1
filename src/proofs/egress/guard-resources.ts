import type { Resource } from '../../estate/estate.ts';
import { scalarOf } from '../world.ts';
import { onlyDenies } from './guards/only-denies.ts';

/** Types that only ever restrict. What is guarded (a bucket, a node pool), and what grants (an allow rule, a policy with members), is none. */
const restricting = new RegExp(
  [
    'google_(?:org_policy_policy|(?:organization|folder|project_organization)_policy|folder_organization_policy)',
    'google_iam_(?:deny_policy|principal_access_boundary_policy|(?:organizations|folders|projects)_policy_binding)',
    'google_access_context_manager_(?:service_perimeters?|access_levels?)',
    'google_(?:organization|folder|project)_access_approval_settings',
    'google_(?:resource_manager_lien|dns_policy|dns_response_policy|service_networking_vpc_service_controls)',
    'aws_organizations_policy(?:_attachment)?',
    'aws_s3_(?:bucket|account)_public_access_block',
    'aws_(?:ebs_snapshot|ec2_image)_block_public_access',
    'aws_vpc_block_public_access_options',
  ]
    .map((type) => `^${type}$`)
    .join('|'),
  'u',
);

/** True for a resource whose only purpose is to keep something in: to take it away can open an exit, and opens nothing else. */
export function isGuardResource(resource: Resource): boolean {
  const { type, values } = resource;
  if (restricting.test(type)) return true;
  // Names that all others are sunk by.
  if (type === 'google_dns_managed_zone') return scalarOf(values, 'dns_name') === '.';
  if (type === 'google_dns_response_policy_rule') return scalarOf(values, 'dns_name') === '*.';
  // A deny of what comes in guards something else.
  return onlyDenies(resource) && scalarOf(values, 'direction') === 'EGRESS';
}
