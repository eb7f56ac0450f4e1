import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import { scalarOf } from '../../world.ts';
import { isOwnMember, standingOfUnknown } from '../guards/standing.ts';
import { knownText } from '../read-path.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { poolOf } from './principals.ts';

/** Prefix of the name of a member that can't be seen, before the address of what it refers to. */
const hidden = 'unknown:';

/** Members as the search names them, and who among them is of the zone. */
export class Members {
  private readonly world: ZoneWorld;
  private readonly own = new Map<string, boolean>();

  constructor(world: ZoneWorld) {
    this.world = world;
  }

  /**
   * The name of a member. One that can't be seen is named by what it refers to; it is of the zone when that is, outside when that is, and when
   * neither can be told, it is taken to be outside (`isDoubtful`).
   */
  nameOf(member: string | Unknown): { readonly name: string; readonly isDoubtful: boolean } {
    if (!(member instanceof Unknown))
      return { name: member.replace(/^deleted:(.+?)\?uid=\d+$/u, '$1'), isDoubtful: false };
    const [reference] = member.references;
    const target = reference === undefined ? undefined : this.world.input.index.find(reference);
    const email = member.references.length === 1 && target?.type === 'google_service_account' ? emailOf(target) : null;
    if (email !== null) return { name: `serviceAccount:${email}`, isDoubtful: false };
    const name = `${hidden}${reference?.address ?? 'member'}`;
    const standing = standingOfUnknown(this.world, member);
    this.own.set(name, standing === 'inside');
    return { name, isDoubtful: standing === 'unknown' };
  }

  /** True for a handler, an account or agent of the zone, and a workload of its clusters. */
  isInside(name: string): boolean {
    let inside = this.own.get(name);
    if (inside === undefined) this.own.set(name, (inside = this.find(name)));
    return inside;
  }

  private find(name: string): boolean {
    if (this.world.zone.handlers.includes(name) || isOwnMember(this.world, name)) return true;
    const pool = poolOf(name)?.replace(/^workloadIdentityPools\//u, '');
    const project = pool === undefined ? undefined : /^(.+)\.svc\.id\.goog$/u.exec(pool)?.[1];
    return project !== undefined && this.world.projects.names.has(project);
  }
}

/** The address of a service account, which follows from its name and project; null when one of them can't be seen. */
export function emailOf({ values, provider }: Pick<Resource, 'values' | 'provider'>): string | null {
  const [id, own] = [knownText(values, 'account_id'), knownText(values, 'email')];
  if (own !== null) return own;
  const project = scalarOf(values, 'project') ?? scalarOf(provider.values, 'project');
  return id === null || typeof project !== 'string' ? null : `${id}@${project}.iam.gserviceaccount.com`;
}
