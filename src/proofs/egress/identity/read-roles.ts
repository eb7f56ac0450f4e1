import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import { textsOf } from '../../world.ts';
import { knownText } from '../read-path.ts';
import type { Unseen } from '../unseen.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { isAmong } from './permissions.ts';
import { everyPermission, permissionsOfRole } from './roles.ts';

const none: ReadonlySet<string> = new Set();
const customTypes = ['google_project_iam_custom_role', 'google_organization_iam_custom_role'] as const;

/** The permissions that let data out, of a role as a grant names it. One that can't be read may have none, or all, as the mode says. */
export class Roles {
  private readonly world: ZoneWorld;
  private readonly unseen: Unseen;
  private readonly known = new Map<string, ReadonlySet<string>>();
  private readonly custom: ReadonlyMap<string, Resource>;

  constructor(world: ZoneWorld, unseen: Unseen) {
    this.world = world;
    this.unseen = unseen;
    const custom = world.everywhere(...customTypes);
    this.custom = new Map(custom.map((role) => [knownText(role.values, 'role_id') ?? role.id, role] as const));
  }

  permissionsOf(role: string | Unknown): ReadonlySet<string> {
    if (role instanceof Unknown) return this.ofUnknown(role);
    let found = this.known.get(role);
    if (found === undefined) this.known.set(role, (found = this.ofName(role)));
    return found;
  }

  private ofName(role: string): ReadonlySet<string> {
    const id = /^(?:projects|organizations)\/[^/]+\/roles\/(.+)$/u.exec(role)?.[1];
    if (id !== undefined) return this.ofResource(this.custom.get(id));
    const permissions = permissionsOfRole(role);
    return permissions === null ? this.unread() : new Set(permissions);
  }

  private ofUnknown(role: Unknown): ReadonlySet<string> {
    const [reference, ...others] = role.references;
    if (reference === undefined || others.length > 0) return this.unread();
    const target = this.world.input.index.find(reference);
    return target !== undefined && customTypes.some((type) => type === target.type)
      ? this.ofResource(target)
      : this.unread();
  }

  private ofResource(role: Resource | undefined): ReadonlySet<string> {
    const listed = role === undefined ? 'unknown' : textsOf(role.values, 'permissions');
    if (listed === 'unknown') return this.unread();
    return new Set([...everyPermission].filter((permission) => isAmong(permission, listed ?? [])));
  }

  private unread(): ReadonlySet<string> {
    return this.unseen.isOpen ? everyPermission : none;
  }
}
