import fc from 'fast-check';
import type {
  Machine,
  Network,
  NetworkModel,
  NextHop,
  PolicyRoute,
  Protocol,
  Range,
  Route,
  Rule,
} from '../../../../../src/proofs/egress/network/model.ts';

/** Small pools, so that ranges nest, rules contradict each other and routes compete. */
const ranges: readonly Range[] = [
  range(4, 0n, 0),
  range(4, 0x0a000000n, 8),
  range(4, 0x0a010000n, 16),
  range(4, 0x0a010100n, 24),
  range(4, 0x08000000n, 8),
  range(4, 0x08080000n, 16),
  range(4, 0x08080808n, 32),
  range(4, 0xc7249904n, 30),
  range(4, 0xc7249908n, 30),
  range(4, 0xc7249900n, 24),
  range(4, 0xc0000000n, 2),
  range(4, 0xac100000n, 28),
  range(6, 0n, 0),
  range(6, 0x20014860n << 96n, 32),
  range(6, 0x2600_2d00_0002_1000n << 64n, 64),
  range(6, 0x2600_2d00_0002_2000n << 64n, 64),
  range(6, 0xfdn << 120n, 8),
];

function range(family: 4 | 6, first: bigint, prefix: number): Range {
  return { family, first, prefix, last: first + (1n << BigInt((family === 4 ? 32 : 128) - prefix)) - 1n };
}

const anyRange = fc.constantFrom(...ranges);
const tags = fc.subarray(['web', 'batch']);

const protocol: fc.Arbitrary<Protocol> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Protocol>({ name: 'all', ports: null }) },
  fc.record({
    name: fc.constantFrom('tcp', 'udp', 'icmp'),
    ports: fc.constantFrom<Protocol['ports']>(
      null,
      [[443, 443]],
      [[22, 80]],
      [[0, 65_535]],
      [
        [443, 443],
        [8132, 8132],
      ],
    ),
  }),
);

function rule(id: string, isPolicy: boolean): fc.Arbitrary<Rule> {
  return fc.record({
    id: fc.constant(id),
    direction: fc.constantFrom<Rule['direction']>('EGRESS', 'EGRESS', 'EGRESS', 'INGRESS'),
    action: isPolicy
      ? fc.constantFrom<Rule['action']>('allow', 'deny', 'deny', 'next')
      : fc.constantFrom<Rule['action']>('allow', 'deny', 'deny'),
    // Priorities of one policy are unique; those of a network's own rules are not.
    priority: isPolicy ? fc.constant(Number(id.split('.')[1])) : fc.constantFrom(1, 2, 3),
    ranges: fc.array(anyRange, { minLength: 1, maxLength: 3 }),
    protocols: fc.array(protocol, { minLength: 1, maxLength: 2 }),
    tags: fc.option(tags, { freq: 2 }),
    accounts: fc.option(fc.subarray(['runner', 'other']), { freq: 1 }),
  });
}

function layer(name: string, isPolicy: boolean): fc.Arbitrary<readonly Rule[]> {
  return fc
    .nat({ max: 4 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => rule(`${name}.${at}`, isPolicy))));
}

const hop: fc.Arbitrary<NextHop> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<NextHop>({ kind: 'internet' }) },
  fc.constant<NextHop>({ kind: 'outside', name: 'ground station', exit: 'E9' }),
  fc.nat({ max: 3 }).map((machine): NextHop => ({ kind: 'machine', machine })),
  fc.nat({ max: 1 }).map((network): NextHop => ({ kind: 'network', network })),
);

const route: fc.Arbitrary<Route> = fc.record({
  id: fc.constantFrom('r1', 'r2', 'r3'),
  range: anyRange,
  priority: fc.constantFrom(100, 1000),
  tags: fc.oneof({ weight: 3, arbitrary: fc.constant<string[]>([]) }, tags),
  hop,
});

const policyHop: fc.Arbitrary<PolicyRoute['hop']> = fc.oneof(
  fc.nat({ max: 3 }).map((machine): NextHop => ({ kind: 'machine', machine })),
  fc.constant<NextHop>({ kind: 'outside', name: 'appliance', exit: 'E10' }),
  fc.constantFrom<PolicyRoute['hop']>('other-routes', 'nowhere'),
);

const policy: fc.Arbitrary<PolicyRoute> = fc.record({
  id: fc.constantFrom('p1', 'p2', 'p3'),
  // Wide ones more often: most addresses that lead anywhere are in few ranges.
  range: fc.oneof(anyRange, fc.constantFrom(range(4, 0n, 0), range(6, 0n, 0))),
  priority: fc.constantFrom(10, 20),
  tags: fc.oneof({ weight: 2, arbitrary: fc.constant<string[]>([]) }, tags),
  hop: policyHop,
  isPartial: fc.constantFrom(true, false, false),
});

const proxied = { id: 'proxy', range: range(4, 0x0a010105n, 32), zone: null, proxy: { to: 'internet', exit: 'E7' } };

const subnets: readonly Network['subnets'][] = [
  [proxied, { id: 'inside', range: range(4, 0x0a010100n, 24), zone: 'records' }],
  [{ id: 'inside', range: range(4, 0x0a010100n, 24), zone: 'records' }],
  [
    { id: 'inside', range: range(4, 0x0a010100n, 24), zone: 'records' },
    { id: 'shared', range: range(4, 0x0a020000n, 24), zone: 'business' },
    { id: 'six', range: range(6, 0xfd_01n << 112n, 64), zone: null },
  ],
];

const network = (id: string): fc.Arbitrary<Network> =>
  fc.record({
    id: fc.constant(id),
    subnets: fc.constantFrom(...subnets),
    routes: fc.array(route, { maxLength: 4 }),
    wild: fc.oneof(
      { weight: 5, arbitrary: fc.constant<Route[]>([]) },
      route.map((one) => [{ ...one, range: range(4, 0n, 0) }]),
    ),
    policies: fc.oneof(fc.constant<PolicyRoute[]>([]), fc.array(policy, { minLength: 1, maxLength: 3 })),
    layers: fc.tuple(layer('folder', true), layer('policy', true), layer('own', false)),
  });

const machine = (id: string): fc.Arbitrary<Machine> =>
  fc.record({
    id: fc.constant(id),
    network: fc.nat({ max: 1 }),
    tags,
    account: fc.constantFrom('runner', null),
    external4: fc.constantFrom(false, false, true),
    external6: fc.constantFrom(false, false, true),
    nat4: fc.constantFrom(null, null, 'nat'),
    nat6: fc.constantFrom(null, null, 'nat'),
    reachesApis: fc.boolean(),
    zone: fc.constantFrom('records', 'records', 'business', null),
  });

/** Two networks and four machines, each of which may be anywhere and anything. */
export const randomWorld: fc.Arbitrary<NetworkModel> = fc.record({
  networks: fc.tuple(network('n0'), network('n1')),
  machines: fc.tuple(machine('m0'), machine('m1'), machine('m2'), machine('m3')),
});
