import { Unknown } from '../../../estate/value.ts';
import type { ZoneWorld } from '../zone-world.ts';
import type { Grant } from './grants.ts';

/** Roles that bring data in and take none out, for those whom a perimeter rule names as writers. */
const writing = new Set([
  'roles/storage.objectCreator',
  'roles/artifactregistry.writer',
  'roles/pubsub.publisher',
  'roles/logging.logWriter',
  'roles/monitoring.metricWriter',
]);

export type Standing = 'inside' | 'writer' | 'outside' | 'public' | 'unknown';

/** What a member is to the zone; `writers` are outsiders whom a rule of the perimeter names. */
export function standingOf(world: ZoneWorld, { member, role }: Grant, writers: ReadonlySet<string>): Standing {
  if (member instanceof Unknown) return standingOfUnknown(world, member);
  if (member === 'allUsers' || member === 'allAuthenticatedUsers') return 'public';
  if (world.zone.handlers.includes(member) || isOwnMember(world, member)) return 'inside';
  return writers.has(member) && typeof role === 'string' && writing.has(role) ? 'writer' : 'outside';
}

/** True for an account or agent of the zone's projects, and for a workload of its clusters. */
export function isOwnMember(world: ZoneWorld, member: string): boolean {
  const [kind, name] = splitMember(member);
  if (!['serviceAccount', 'principal', 'principalSet'].includes(kind)) return false;
  return world.projects.ownsAccount(name) || isWorkloadOf(world, name);
}

function splitMember(member: string): readonly [string, string] {
  const at = member.indexOf(':');
  return at === -1 ? [member, ''] : [member.slice(0, at), member.slice(at + 1)];
}

/** `PROJECT.svc.id.goog[namespace/account]`: a workload of the zone's own clusters. */
function isWorkloadOf(world: ZoneWorld, name: string): boolean {
  const project = /^(.+)\.svc\.id\.goog(?:\[|$)/u.exec(name)?.[1];
  return project !== undefined && world.projects.names.has(project);
}

/** What a member that can't be seen is, by what it refers to. */
export function standingOfUnknown(world: ZoneWorld, member: Unknown): Standing {
  if (member.why === 'drifted' || member.references.length === 0) return 'unknown';
  const states = member.references.map((reference): Standing => {
    const target = world.input.index.find(reference);
    if (target === undefined) return 'unknown';
    if (target.type === 'google_service_account') return world.isInside(target) ? 'inside' : 'outside';
    if (target.type === 'google_project' && reference.attribute === 'number')
      return world.projects.has(target) ? 'inside' : 'outside';
    if (target.type.startsWith('google_') && target.mode === 'managed' && isIdentity(reference.attribute)) {
      return world.isInside(target) ? 'inside' : 'outside';
    }
    return 'unknown';
  });
  return states.find((state) => state === 'outside') ?? states.find((state) => state === 'unknown') ?? 'inside';
}

/** Attributes by which resources name the service agent that acts for them. */
function isIdentity(attribute: string): boolean {
  return ['writer_identity', 'service_account_email_address', 'email', 'member'].includes(attribute);
}
