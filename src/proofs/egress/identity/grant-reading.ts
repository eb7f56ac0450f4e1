import { Unknown } from '../../../estate/value.ts';
import { scalarOf } from '../../world.ts';
import type { Unseen } from '../unseen.ts';
import type { ZoneWorld } from '../zone-world.ts';
import type { PolicyTree } from './policy-tree.ts';
import type { Members } from './read-members.ts';
import type { Roles } from './read-roles.ts';

/** What the readers of grants share. */
export interface GrantReading {
  readonly world: ZoneWorld;
  readonly unseen: Unseen;
  readonly tree: PolicyTree;
  readonly members: Members;
  readonly roles: Roles;
}

/** A bucket with public access prevention gives nothing to everybody, whatever its policy says. */
export function preventsPublic({ world, unseen, tree }: GrantReading, at: number): boolean {
  const resource = world.input.index.get(tree.nodes[at]?.id ?? '');
  if (resource?.type !== 'google_storage_bucket') return false;
  const prevention = scalarOf(resource.values, 'public_access_prevention');
  return prevention instanceof Unknown ? !unseen.isOpen : prevention === 'enforced';
}
