import fc from 'fast-check';
import type {
  BoundaryFacts,
  DenyFacts,
  GrantFacts,
  IdentityModel,
  PolicyNode,
} from '../../../../../src/proofs/egress/identity/model.ts';

const empty = { project: null, service: 'x', reads: [], shares: [], isFiltered: false, member: null } as const;

function above(kind: PolicyNode['kind'], id: string, parent: number | null): PolicyNode {
  return { ...empty, id, kind, parent, shares: [`resourcemanager.${kind}s.setIamPolicy`] };
}

function account(name: string): PolicyNode {
  const shares = ['iam.serviceAccounts.setIamPolicy'];
  return { ...empty, id: name, kind: 'account', parent: 2, project: 'p', shares, member: `serviceAccount:${name}` };
}

function store(id: string, parent: number): PolicyNode {
  const reads = ['storage.objects.get'];
  return { ...empty, id, kind: 'store', parent, project: 'p', reads, shares: ['storage.buckets.setIamPolicy'] };
}

/** An organisation, a folder, a project; two stores and three accounts in it. */
export const nodes: readonly PolicyNode[] = [
  above('organisation', 'organisation', null),
  above('folder', 'folder', 0),
  above('project', 'project', 1),
  store('records', 2),
  store('archive', 2),
  account('one'),
  account('two'),
  account('three'),
];

export const insiders = ['user:handler@zone.jp', 'serviceAccount:one', 'serviceAccount:two', 'serviceAccount:three'];

/** Principals that are told apart; those with `nobody` stand for whoever is named nowhere. */
export const everybody = [
  ...insiders,
  'user:mallory@zone.jp',
  'user:eve@example.org',
  'serviceAccount:stranger',
  'allUsers',
  'allAuthenticatedUsers',
  'domain:zone.jp',
  'group:g',
];

const permissions = [
  'storage.objects.get',
  'storage.buckets.setIamPolicy',
  'resourcemanager.projects.setIamPolicy',
  'iam.serviceAccounts.getAccessToken',
  'iam.serviceAccounts.signBlob',
  'iam.serviceAccounts.actAs',
  'iam.serviceAccounts.setIamPolicy',
  'iam.serviceAccountKeys.create',
  'compute.instances.create',
];

const singles = everybody.filter((one) => !/^(?:allUsers|allAuth|domain|group)/u.test(one));

/** Sets are rare: where everybody holds everything there is nothing to find. */
function principal(groups: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...singles) },
    { weight: 1, arbitrary: fc.constantFrom('allUsers', 'allAuthenticatedUsers', 'domain:zone.jp', ...groups) },
  );
}

const node = fc.constantFrom(0, 1, 2, 3, 3, 4, 5, 5, 6, 6, 7, 7);

export function grant(groups: readonly string[]): fc.Arbitrary<GrantFacts> {
  return fc.record({
    id: fc.constantFrom('g1', 'g2', 'g3'),
    node,
    permissions: fc.subarray(permissions, { minLength: 1, maxLength: 3 }).map((list) => new Set(list)),
    principals: fc.array(principal(groups), { minLength: 1, maxLength: 2 }),
  });
}

export function deny(groups: readonly string[]): fc.Arbitrary<DenyFacts> {
  return fc.record({
    id: fc.constant('d'),
    node: fc.constantFrom(0, 1, 2),
    principals: fc.array(fc.oneof(fc.constant('allUsers'), principal(groups)), { minLength: 1, maxLength: 2 }),
    exceptions: fc.array(principal(groups), { maxLength: 2 }),
    permissions: fc.subarray(permissions, { minLength: 1, maxLength: 5 }),
    exceptPermissions: fc.subarray(permissions, { maxLength: 1 }),
  });
}

const boundary: fc.Arbitrary<BoundaryFacts> = fc.record({
  id: fc.constant('b'),
  principals: fc.array(fc.constantFrom(...singles), { minLength: 1, maxLength: 2 }),
  nodes: fc.subarray([1, 2, 5]),
});

/** Calls that pass from outside: some for everybody, some for one that a rule names. */
const passing = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: fc.constant(permissions) }, fc.subarray(permissions)),
    fc.array(fc.tuple(fc.constantFrom(...singles), fc.constantFrom(...permissions)), { maxLength: 4 }),
  )
  .map(([all, some]) => new Set([...all, ...some.map((pair) => pair.join(' '))]));

export interface RandomPolicies {
  readonly model: Omit<IdentityModel, 'unseen'>;
  readonly passing: ReadonlySet<string>;
}

export function randomPolicies(groups: readonly string[]): fc.Arbitrary<RandomPolicies> {
  return fc.record({
    model: fc.record({
      nodes: fc.constant(nodes),
      grants: fc.array(grant(groups), { minLength: 1, maxLength: 6 }),
      denies: fc.array(deny(groups), { maxLength: 2 }),
      boundaries: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(boundary, { maxLength: 2 })),
      keys: fc.constant([]),
      stores: fc.constant([3, 4]),
    }),
    passing,
  });
}
