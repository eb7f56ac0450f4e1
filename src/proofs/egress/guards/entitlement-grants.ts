import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import { blocksOf, scalarOf, textsOf } from '../../world.ts';
import { blocksAt } from '../read-path.ts';
import type { Grant } from './grants.ts';

export const entitlementType = 'google_privileged_access_manager_entitlement';

/**
 * What an entitlement of Privileged Access Manager lets people take for a while: it counts as granted, since nothing that is declared keeps them from asking,
 * and whoever approves may approve (cloud.google.com/iam/docs/pam-overview).
 */
export function entitlementGrants(resource: Resource): readonly Grant[] {
  const hidden = new Unknown('after-apply');
  const attribute = 'eligible_users';
  const users = blocksOf(resource.values, attribute);
  const roles = blocksAt(resource.values, 'privileged_access.gcp_iam_access.role_bindings');
  const members =
    users === 'unknown' ? [hidden] : users.flatMap((block) => textsOrHidden(textsOf(block, 'principals')));
  const bindings =
    roles === 'unknown'
      ? [{ role: hidden, condition: hidden }]
      : roles.map((block) => ({
          role: scalarOf(block, 'role') ?? hidden,
          condition: scalarOf(block, 'condition_expression'),
        }));
  return members.flatMap((member) => bindings.map((binding) => ({ resource, attribute, member, ...binding })));
}

function textsOrHidden(texts: readonly string[] | 'unknown' | null): readonly (string | Unknown)[] {
  return texts === 'unknown' ? [new Unknown('after-apply')] : (texts ?? []);
}
