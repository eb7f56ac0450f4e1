import fc from 'fast-check';
import type {
  Acl,
  AclEntry,
  Attachment,
  AwsMachine,
  AwsModel,
  AwsRoute,
  AwsSubnet,
  AwsTable,
  AwsTarget,
  GroupRule,
  SecurityGroup,
  ServiceEndpoint,
  TransitRoute,
  TransitTable,
} from '../../../../../../src/proofs/egress/aws/network/aws-model.ts';
import type { Protocol, Range } from '../../../../../../src/proofs/egress/network/model.ts';

function range(family: 4 | 6, first: bigint, prefix: number): Range {
  return { family, first, prefix, last: first + (1n << BigInt((family === 4 ? 32 : 128) - prefix)) - 1n };
}

const everything = [range(4, 0n, 0), range(6, 0n, 0)];

/** Small pools, so that ranges nest, rules contradict each other and routes compete. */
const pool: readonly Range[] = [
  ...everything,
  range(4, 0x0a000000n, 8),
  range(4, 0x0a000000n, 16),
  range(4, 0x0a000100n, 24),
  range(4, 0x0a010000n, 16),
  range(4, 0x0a010100n, 24),
  range(4, 0x08080000n, 16),
  range(4, 0x08080808n, 32),
  range(6, 0x20014860n << 96n, 32),
  range(6, 0xfdn << 120n, 8),
];
const anyRange = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...everything) }, fc.constantFrom(...pool));

const vpcRanges = [[range(4, 0x0a000000n, 16), range(6, 0xfd_00n << 112n, 64)], [range(4, 0x0a010000n, 16)]] as const;
const subnetRanges = [
  [range(4, 0x0a000100n, 24), range(6, 0xfd_00n << 112n, 64)],
  [range(4, 0x0a000200n, 24)],
  [range(4, 0x0a010100n, 24)],
  [range(4, 0x0a010200n, 24)],
] as const;

const protocol: fc.Arbitrary<Protocol> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Protocol>({ name: 'all', ports: null }) },
  fc.record({
    name: fc.constantFrom('tcp', 'udp'),
    ports: fc.constantFrom<Protocol['ports']>(null, [[443, 443]], [[22, 80]], [[1024, 65_535]]),
  }),
  fc.constant<Protocol>({ name: 'icmp', ports: null }),
);

const groupRule: fc.Arbitrary<GroupRule> = fc.record({
  ranges: fc.array(anyRange, { minLength: 1, maxLength: 2 }),
  protocol,
});

/** As AWS makes a group. */
const openRules: readonly GroupRule[] = [{ ranges: everything, protocol: { name: 'all', ports: null } }];

const group = (id: string): fc.Arbitrary<SecurityGroup> =>
  fc.record({
    id: fc.constant(id),
    egress: fc.oneof(fc.array(groupRule, { maxLength: 2 }), fc.constant(openRules)),
    ingress: fc.array(groupRule, { maxLength: 2 }),
  });

/** Open as AWS makes it, so that packets get far enough for routes to matter. */
const openEntries: readonly AclEntry[] = [
  { number: 1, isAllowed: true, ranges: everything, protocol: { name: 'all', ports: null } },
];

const someEntries: fc.Arbitrary<readonly AclEntry[]> = fc
  .array(
    fc.record({
      isAllowed: fc.constantFrom(true, true, false),
      ranges: fc.array(anyRange, { minLength: 1, maxLength: 2 }),
      protocol,
    }),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .chain((list) =>
    fc
      .shuffledSubarray([1, 2, 3], { minLength: list.length, maxLength: list.length })
      .map((numbers) => list.map((entry, at) => ({ ...entry, number: numbers[at] ?? 0 }))),
  );

const entries = fc.oneof({ weight: 5, arbitrary: fc.constant(openEntries) }, { weight: 2, arbitrary: someEntries });

const acl = (id: string): fc.Arbitrary<Acl> => fc.record({ id: fc.constant(id), egress: entries, ingress: entries });

const target: fc.Arbitrary<AwsTarget> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<AwsTarget>({ kind: 'internet' }) },
  fc.constant<AwsTarget>({ kind: 'egress-only' }),
  { weight: 5, arbitrary: fc.nat({ max: 1 }).map((nat): AwsTarget => ({ kind: 'nat', nat })) },
  { weight: 4, arbitrary: fc.nat({ max: 2 }).map((attachment): AwsTarget => ({ kind: 'transit', attachment })) },
  { weight: 3, arbitrary: fc.nat({ max: 1 }).map((vpc): AwsTarget => ({ kind: 'peer', vpc })) },
  fc.nat({ max: 2 }).map((machine): AwsTarget => ({ kind: 'machine', machine })),
  fc.constantFrom<AwsTarget>(
    { kind: 'outside', to: 'outside:site', exit: 'A8' },
    { kind: 'outside', to: 'zone:business', exit: 'A10' },
    { kind: 'outside', to: 'outside:core network', exit: 'A16' },
  ),
  fc.record({
    kind: fc.constant('firewall' as const),
    id: fc.constant('firewall'),
    zone: fc.constantFrom('records', 'business', null),
    subnets: fc.subarray([0, 1, 2, 3], { minLength: 1, maxLength: 2 }),
  }),
  fc.constant<AwsTarget>({ kind: 'blackhole' }),
  fc.constant<AwsTarget>({ kind: 'local' }),
);

/** Routes of a VPC lead to the other one as often as anywhere. */
const route = (id: string, vpc: 0 | 1): fc.Arbitrary<AwsRoute> =>
  fc.record({
    id: fc.constant(id),
    ranges: fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...everything) },
        anyRange,
        fc.constantFrom(...vpcRanges[vpc === 0 ? 1 : 0]),
      ),
      { minLength: 1, maxLength: 2 },
    ),
    rank: fc.constantFrom<AwsRoute['rank']>(1, 1, 2, 3),
    target,
  });

/** Routes of one rank have different ranges, as in a real table: the first of equals is not for the model to choose. */
function distinct<Route extends AwsRoute | TransitRoute>(routes: readonly Route[]): readonly Route[] {
  const seen = new Set<string>();
  return routes.flatMap((one) => {
    const ranges = one.ranges.filter(({ family, first, prefix }) => {
      const key = `${family} ${first} ${prefix} ${one.rank}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
    return ranges.length === 0 ? [] : [{ ...one, ranges }];
  });
}

/** The second table of a VPC is often that of its public subnet, to whose NAT the others send. */
const table = (id: string, vpc: 0 | 1): fc.Arbitrary<AwsTable> =>
  fc
    .tuple(
      route(`${id}.1`, vpc),
      route(`${id}.2`, vpc),
      route(`${id}.3`, vpc),
      fc.nat({ max: 3 }),
      fc.nat({ max: 9 }),
      fc.boolean(),
    )
    .map(([one, two, three, count, wild, isPlain]) => ({
      id,
      routes: distinct([
        { id: `${id}.local`, ranges: vpcRanges[vpc], rank: 0, target: { kind: 'local' } },
        ...(isPlain ? [] : [byDefault(id, vpc)]),
        ...[one, two, three].slice(0, count),
      ]),
      wild: wild === 0 ? [{ ...three, ranges: everything }] : [],
    }));

function byDefault(id: string, vpc: 0 | 1): AwsRoute {
  const isPublic = id === 't1' || id === 't3';
  return {
    id: `${id}.out`,
    ranges: everything,
    rank: 1,
    target: isPublic ? { kind: 'internet' } : { kind: 'nat', nat: vpc },
  };
}

const transitRoute = (id: string): fc.Arbitrary<TransitRoute> =>
  fc.record({
    id: fc.constant(id),
    ranges: fc.array(anyRange, { minLength: 1, maxLength: 1 }),
    rank: fc.constantFrom<TransitRoute['rank']>(0, 0, 1, 3),
    attachment: fc.constantFrom(0, 1, 2, 2, 3, null),
  });

const transitTable = (id: string): fc.Arbitrary<TransitTable> =>
  fc
    .tuple(transitRoute(`${id}.1`), transitRoute(`${id}.2`), transitRoute(`${id}.3`), fc.boolean())
    .map(([one, two, three, isPropagated]) => ({
      id,
      routes: distinct([...(isPropagated ? propagated(id) : []), one, two, three]),
      wild: [],
    }));

/** What the attachments of both VPCs tell a table that learns. */
function propagated(id: string): readonly TransitRoute[] {
  return vpcRanges.map((ranges, attachment) => ({ id: `${id}.vpc${attachment}`, ranges, rank: 1, attachment }));
}

const subnet = (at: 0 | 1 | 2 | 3): fc.Arbitrary<AwsSubnet> =>
  fc.record({
    id: fc.constant(`s${at}`),
    vpc: fc.constant(at < 2 ? 0 : 1),
    ranges: fc.constant<readonly Range[]>(subnetRanges[at]),
    zone:
      at === 0
        ? fc.constant('records')
        : fc.constantFrom(
            'records',
            ...(at === 1 ? (['records'] as const) : (['business'] as const)),
            'business',
            null,
          ),
    guests: fc.constantFrom<readonly string[]>([], [], [], ['zone:business'], ['outside:account 4', 'zone:business']),
    table: fc.constantFrom(...(at < 2 ? [0, 1] : [2, 3])),
    acl: fc.nat({ max: 1 }),
  });

const attachment = (at: 0 | 1): fc.Arbitrary<Attachment> =>
  fc.record({
    id: fc.constant(`a${at}`),
    vpc: fc.constant(at),
    zone: fc.constantFrom('records', 'records', 'business', null),
    subnets: fc.constantFrom<readonly number[]>(...(at === 0 ? [[0], [1], [0, 1]] : [[2], [3], [2, 3]])),
    outside: fc.constant(null),
    table: fc.constantFrom(0, 0, 1, 1, null),
  });

const vpc = (at: 0 | 1): fc.Arbitrary<AwsModel['vpcs'][number]> =>
  fc.record({
    id: fc.constant(`v${at}`),
    zone: fc.constantFrom('records', 'records', 'business', null),
    ranges: fc.constant<readonly Range[]>(vpcRanges[at]),
  });

const machine = (id: string): fc.Arbitrary<AwsMachine> =>
  fc.record({
    id: fc.constant(id),
    subnet: fc.constantFrom(0, 0, 1, 2, 3),
    groups: fc.subarray([0, 1], { minLength: 1 }),
    public4: fc.constantFrom(false, false, true),
    public6: fc.constantFrom(false, false, true),
    zone: fc.constantFrom('records', 'records', 'business'),
    exit: fc.constantFrom(null, null, 'A29'),
  });

const endpoint: fc.Arbitrary<ServiceEndpoint> = fc.record({
  id: fc.constant('e'),
  subnets: fc.constantFrom<readonly number[]>([0], [1], [2]),
  groups: fc.subarray([0, 1], { minLength: 1 }),
  to: fc.constant('outside:any account by sqs'),
  exit: fc.constant('A9'),
});

/** Two VPCs of two subnets each, a transit gateway with two tables and a line outside, and three machines, each anywhere and anything. */
export const randomAwsWorld: fc.Arbitrary<AwsModel> = fc.record({
  vpcs: fc.tuple(vpc(0), vpc(1)),
  subnets: fc.tuple(subnet(0), subnet(1), subnet(2), subnet(3)),
  tables: fc.tuple(table('t0', 0), table('t1', 0), table('t2', 1), table('t3', 1)),
  acls: fc.tuple(acl('acl0'), acl('acl1')),
  groups: fc.tuple(group('g0'), group('g1')),
  nats: fc.tuple(
    fc.record({ id: fc.constant('n0'), subnet: fc.constantFrom(0, 1), isPublic: fc.constantFrom(true, true, false) }),
    fc.record({ id: fc.constant('n1'), subnet: fc.constantFrom(2, 3), isPublic: fc.constantFrom(true, true, false) }),
  ),
  attachments: fc.tuple(attachment(0), attachment(1)).map((inner): readonly Attachment[] => [
    ...inner,
    {
      id: 'dx',
      vpc: -1,
      zone: 'records',
      subnets: [],
      outside: { to: 'outside:site over a line', exit: 'A7' },
      table: null,
    },
    { id: 'far', vpc: -1, zone: 'business', subnets: [], outside: null, table: 0 },
  ]),
  transitTables: fc.tuple(transitTable('x0'), transitTable('x1')),
  endpoints: fc.array(endpoint, { maxLength: 1 }),
  machines: fc.tuple(machine('m0'), machine('m1'), machine('m2')),
});
