export type Covers = 'yes' | 'maybe' | 'no';

/**
 * Whether everybody that `one` stands for is among those that `set` stands for. Members of groups, customers and types of agents are
 * listed nowhere in a configuration: `maybe` (cloud.google.com/iam/docs/principal-identifiers).
 */
export function covers(set: string, one: string): Covers {
  if (set === one || set === 'allUsers') return 'yes';
  if (set === 'allAuthenticatedUsers') return one === 'allUsers' ? 'no' : 'yes';
  if (isEverybody(one)) return 'no';
  if (set.startsWith('domain:')) return coversByDomain(set.slice('domain:'.length), one);
  if (set.startsWith('group:')) return 'maybe';
  return coversBySet(set, one);
}

/** True for a principal that is named to everybody: no grant to it stays in the zone. */
export function isEverybody(principal: string): boolean {
  return principal === 'allUsers' || principal === 'allAuthenticatedUsers';
}

/** True for a principal that stands for several. */
export function isSet(principal: string): boolean {
  return isEverybody(principal) || /^(?:domain|group|principalSet):/u.test(principal);
}

function coversByDomain(domain: string, one: string): Covers {
  if (one.startsWith('user:')) return one.endsWith(`@${domain}`) ? 'yes' : 'no';
  return one.startsWith('group:') ? 'maybe' : 'no';
}

const agents = /^serviceAccount:(?:service-[\w-]+@|[^@]+@(?:gcp-sa-[\w-]+|cloudservices)\b)/u;

function coversBySet(set: string, one: string): Covers {
  if (!set.startsWith('principalSet:')) return 'no';
  if (set.includes('/type/ServiceAgent')) return agents.test(one) || isGroup(one) ? 'maybe' : 'no';
  if (set.includes('/cloudIdentityCustomerId/')) return one.startsWith('user:') || isGroup(one) ? 'maybe' : 'no';
  const pool = poolOf(set);
  // A set of another kind, e.g. all principals of a project: who is in it can't be told.
  if (pool === null) return 'maybe';
  if (poolOf(one) !== pool) return isGroup(one) ? 'maybe' : 'no';
  return set.endsWith('/*') ? 'yes' : 'maybe';
}

function isGroup(one: string): boolean {
  return one.startsWith('group:') || (one.startsWith('principalSet:') && poolOf(one) === null);
}

/** The pool that a federated principal comes from, e.g. `workloadIdentityPools/p`; null for others. */
export function poolOf(principal: string): string | null {
  const workload = /^serviceAccount:([^[]+\.svc\.id\.goog)(?:\[|$)/u.exec(principal)?.[1];
  if (workload !== undefined) return `workloadIdentityPools/${workload}`;
  return /\/((?:workloadIdentityPools|workforcePools)\/[^/]+)\//u.exec(principal)?.[1] ?? null;
}

const renamed: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/^principal:\/\/goog\/subject\/(.+)$/u, 'user:'],
  [/^principal:\/\/iam\.googleapis\.com\/projects\/[^/]+\/serviceAccounts\/(.+)$/u, 'serviceAccount:'],
  [/^principalSet:\/\/goog\/group\/(.+)$/u, 'group:'],
];

/** The name of a principal of a deny policy as members of a grant are named. */
export function asMember(principal: string): string {
  if (principal === 'principalSet://goog/public:all') return 'allUsers';
  for (const [pattern, kind] of renamed) {
    const name = pattern.exec(principal)?.[1];
    if (name !== undefined) return kind + name;
  }
  return principal;
}
