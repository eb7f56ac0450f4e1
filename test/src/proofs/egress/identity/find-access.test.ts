import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAccess } from '../../../../../src/proofs/egress/identity/find-access.ts';
import { covers } from '../../../../../src/proofs/egress/identity/principals.ts';
import { type Mode, Unseen } from '../../../../../src/proofs/egress/unseen.ts';
import { type Membership, whoGetsIn } from './oracle.ts';
import { deny, everybody, grant, insiders, nodes, type RandomPolicies, randomPolicies } from './random-policies.ts';

const seed = Number(process.env['SEKISHO_SEED'] ?? 20261124);
const runs = Number(process.env['SEKISHO_WORLDS'] ?? 400);

/** `principal store` of every way that the search finds. */
function found({ model, passing }: RandomPolicies, mode: Mode): ReadonlySet<string> {
  const named = [...passing].flatMap((one) => (one.includes(' ') ? [one.slice(0, one.indexOf(' '))] : []));
  const paths = findAccess(
    { ...model, unseen: new Unseen(mode) },
    {
      named,
      isInside: (principal) => insiders.includes(principal),
      mayCall: (principal, permission) => passing.has(permission) || passing.has(`${principal} ${permission}`),
    },
  );
  return new Set(paths.map(({ principal, store }) => `${principal} ${store}`));
}

function expected({ model, passing }: RandomPolicies, mode: Mode, membership: Membership): ReadonlySet<string> {
  return whoGetsIn({ model: { ...model, unseen: new Unseen(mode) }, membership, everybody, insiders, passing });
}

function split(way: string): readonly [principal: string, store: string] {
  const at = way.lastIndexOf(' ');
  return [way.slice(0, at), way.slice(at + 1)];
}

/** A way of one principal is told when it, or a set that it is in, is told to have one to the same store. */
function isTold(way: string, by: ReadonlySet<string>): boolean {
  const [principal, store] = split(way);
  return [...by].some((other) => {
    const [set, place] = split(other);
    return place === store && covers(set, principal) !== 'no';
  });
}

const users = everybody.filter((one) => one.startsWith('user:'));
const assignments: readonly Membership[] = Array.from({ length: 2 ** users.length }, (_, bits) => ({
  'group:g': ['group:g', ...users.filter((_user, at) => ((bits >> at) & 1) === 1)],
}));

/** A small world that once told the search and the oracle apart. */
function world(
  grants: readonly (readonly [node: number, permissions: readonly string[], principals: readonly string[]])[],
  passing: readonly string[],
): RandomPolicies {
  const facts = grants.map(([node, permissions, principals]) => ({
    id: 'g',
    node,
    permissions: new Set(permissions),
    principals,
  }));
  const model = { nodes, grants: facts, denies: [], boundaries: [], keys: [], stores: [3, 4] };
  return { model, passing: new Set(passing) };
}

const share = 'resourcemanager.projects.setIamPolicy';
const token = 'iam.serviceAccounts.getAccessToken';
const blob = 'iam.serviceAccounts.signBlob';
const get = 'storage.objects.get';

/** What an earlier search got wrong, with the seed that showed it. */
const fixtures: readonly (readonly [what: string, policies: RandomPolicies])[] = [
  [
    'everybody may act as an account, and one of them may start machines (seed 1)',
    world(
      [
        [0, [share, 'iam.serviceAccounts.actAs'], ['allUsers']],
        [0, ['compute.instances.create'], ['user:eve@example.org']],
      ],
      ['compute.instances.create'],
    ),
  ],
  [
    'one who takes an account over signs for it where a token does not pass (seed 3)',
    world(
      [
        [0, ['iam.serviceAccounts.setIamPolicy'], ['user:mallory@zone.jp']],
        [0, [share], ['serviceAccount:one']],
      ],
      [get, share, blob, 'iam.serviceAccounts.setIamPolicy'],
    ),
  ],
  [
    'one holds two permissions by two grants, and calls with the second only pass',
    world(
      [
        [5, [token], ['user:mallory@zone.jp']],
        [5, [blob], ['user:mallory@zone.jp']],
        [3, [get], ['serviceAccount:one']],
      ],
      [get, blob],
    ),
  ],
];

describe('the search for who gets at a store', () => {
  it.each(fixtures)('finds what trying every step finds: %s', (_what, policies) => {
    const truth = expected(policies, 'certain', {});
    expect(truth.size).toBeGreaterThan(0);
    for (const way of truth)
      expect({ way, told: isTold(way, found(policies, 'certain')) }).toEqual({ way, told: true });
  });

  it('tells of every group, also beside a domain that may hold some of its members (seed 20261124)', () => {
    const policies = world(
      [
        [0, [share], ['serviceAccount:two']],
        [0, [blob], ['domain:zone.jp', 'group:g']],
      ],
      [get, share, blob, 'storage.buckets.setIamPolicy'],
    );
    const told = [...found(policies, 'possible')].filter((way) => way.endsWith(' 3')).sort();
    expect(told).toEqual(['domain:zone.jp 3', 'group:g 3']);
  });

  it('tells of one set once, whichever of its names it is granted by', () => {
    const policies = world([[3, [get], ['allUsers', 'principalSet://goog/public:all']]], [get]);
    expect([...found(policies, 'certain')].sort()).toEqual(['allUsers 3']);
  });

  it(`finds in ${runs} random worlds exactly what trying every step finds (seed ${seed})`, () => {
    let leaking = 0;
    fc.assert(
      fc.property(randomPolicies([]), (policies) => {
        const ways = found(policies, 'certain');
        const truth = expected(policies, 'certain', {});
        if (truth.size > 0) leaking += 1;
        for (const way of ways) expect(truth).toContain(way);
        for (const way of truth) expect({ way, told: isTold(way, ways) }).toEqual({ way, told: true });
      }),
      { seed, numRuns: runs },
    );
    console.log(`differential: ${runs} policies, seed ${seed}, ${leaking} of them leak`);
    expect(leaking).toBeGreaterThan(runs / 10);
    expect(leaking).toBeLessThan(runs);
  });

  it(`calls certain what holds whoever is in the groups, and possible all that holds for some of them (seed ${seed})`, () => {
    fc.assert(
      fc.property(randomPolicies(['group:g']), (policies) => {
        const [certain, possible] = [found(policies, 'certain'), found(policies, 'possible')];
        for (const membership of assignments) {
          const truth = expected(policies, 'certain', membership);
          for (const way of certain) expect(truth).toContain(way);
          for (const way of truth) expect({ way, told: isTold(way, possible) }).toEqual({ way, told: true });
        }
      }),
      { seed, numRuns: Math.ceil(runs / 4) },
    );
  });

  it('never opens by a deny that is added, nor closes by a grant', () => {
    fc.assert(
      fc.property(randomPolicies([]), deny([]), grant([]), (policies, denied, granted) => {
        const before = found(policies, 'certain');
        const { model } = policies;
        const fewer = found({ ...policies, model: { ...model, denies: [...model.denies, denied] } }, 'certain');
        for (const way of fewer) expect(isTold(way, before)).toBe(true);
        const more = found({ ...policies, model: { ...model, grants: [...model.grants, granted] } }, 'certain');
        for (const way of before) expect(isTold(way, more)).toBe(true);
      }),
      { seed, numRuns: 150 },
    );
  });

  it('finds the same when resources are called otherwise', () => {
    fc.assert(
      fc.property(randomPolicies([]), (policies) => {
        const { model } = policies;
        const renamed = {
          ...model,
          nodes: model.nodes.map((one) => ({ ...one, id: `${one.id}-renamed` })),
          grants: model.grants.map((one) => ({ ...one, id: `${one.id}-renamed` })),
        };
        expect(found({ ...policies, model: renamed }, 'certain')).toEqual(found(policies, 'certain'));
      }),
      { seed, numRuns: 100 },
    );
  });
});
