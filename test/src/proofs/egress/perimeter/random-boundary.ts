import fc from 'fast-check';
import type { Range } from '../../../../../src/proofs/egress/network/model.ts';
import type {
  BoundaryModel,
  Call,
  IngressRule,
  Level,
  LevelCondition,
  Operation,
  PerimeterFacts,
  Source,
} from '../../../../../src/proofs/egress/perimeter/model.ts';

/** Addresses of the small worlds: 0 to 15. */
export const highestAddress = 16;

const range = (first: number, last: number): Range => ({
  family: 4,
  first: BigInt(first),
  last: BigInt(last),
  prefix: 28,
});
const ranges = [range(0, 15), range(0, 7), range(4, 7), range(8, 11), range(2, 2), range(12, 15)] as const;
const room = [[], [range(4, 7)], [range(4, 7), range(12, 15)]] as const;

const identities = ['user:handler', 'user:mallory', 'serviceAccount:station'] as const;
const services = ['storage.googleapis.com', 'bigquery.googleapis.com'] as const;
const permissions = ['storage.objects.get', 'storage.objects.create'] as const;
const own = ['records', 'archive'] as const;
const others = ['projects/1', 'projects/2'] as const;

/** A level asks only for levels that come after it: the API refuses circles. */
const condition = (later: readonly string[]): fc.Arbitrary<LevelCondition> =>
  fc.record({
    negate: fc.constantFrom(false, false, true),
    networks: fc.option(fc.subarray([...ranges], { minLength: 1 }), { freq: 2 }),
    members: fc.option(fc.subarray<string>([...identities], { minLength: 1 }), { freq: 1 }),
    levels: fc.subarray([...later]),
  });

const level = (later: readonly string[]): fc.Arbitrary<Level> =>
  fc.record({
    combine: fc.constantFrom<Level['combine']>('AND', 'OR'),
    conditions: fc.array(condition(later), { minLength: 1, maxLength: 2 }),
  });

const source: fc.Arbitrary<Source> = fc.oneof(
  fc.constant<Source>({ kind: 'anywhere' }),
  fc.constantFrom('room', 'office', 'devices', 'unheard of').map((name): Source => ({ kind: 'level', level: name })),
  fc.constantFrom(...own, ...others, 'projects/3').map((project): Source => ({ kind: 'project', project })),
);

const operation: fc.Arbitrary<Operation> = fc.record({
  service: fc.constantFrom('*', ...services),
  permissions: fc.oneof(fc.constant<'*'>('*'), fc.subarray<string>([...permissions])),
});

export const ingressRule: fc.Arbitrary<IngressRule> = fc.record({
  id: fc.constant('rule'),
  identities: fc.oneof(
    fc.constantFrom<IngressRule['identities']>('any', 'users', 'accounts'),
    fc.subarray<string>([...identities]),
  ),
  sources: fc.array(source, { maxLength: 2 }),
  operations: fc.array(operation, { maxLength: 2 }),
  projects: fc.oneof(fc.constant<'*'>('*'), fc.subarray<string>([...own])),
});

const perimeter = (id: string, members: readonly string[]): fc.Arbitrary<PerimeterFacts> =>
  fc.record({
    id: fc.constant(id),
    projects: fc.constant(members),
    restricted: fc.oneof(fc.constant<'*'>('*'), fc.subarray<string>([...services], { minLength: 1 })),
    levels: fc.oneof({ weight: 4, arbitrary: fc.constant<string[]>([]) }, fc.subarray(['room', 'office', 'devices'])),
    ingress: fc.array(ingressRule, { maxLength: 3 }),
  });

/** Each project in one regular perimeter at most, as the API has it. */
const shapes: readonly (readonly (readonly string[])[])[] = [
  [['records', 'archive']],
  [['records'], ['archive', 'projects/1']],
  [['records'], ['archive']],
  [['records'], ['projects/1', 'projects/2']],
  [['archive']],
];

export const randomBoundary: fc.Arbitrary<BoundaryModel> = fc.record({
  zone: fc.constant([...own]),
  perimeters: fc
    .constantFrom(...shapes)
    .chain((shape) => fc.tuple(...shape.map((members, at) => perimeter(`p${at}`, members)))),
  bridges: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    fc.array(
      fc.record({ id: fc.constant('bridge'), projects: fc.subarray<string>([...own, ...others], { minLength: 2 }) }),
      { maxLength: 2 },
    ),
  ),
  levels: fc.tuple(level(['office', 'devices']), level(['devices']), level([])).map(
    ([one, two, three]) =>
      new Map([
        ['room', one],
        ['office', two],
        ['devices', three],
      ] as const),
  ),
  room: fc.constantFrom(...room),
});

/** Every call that can be made in the small worlds. */
export const everyCall: readonly Call[] = identities.flatMap((identity) =>
  services.flatMap((service) =>
    permissions.flatMap((permission) => own.map((project) => ({ identity, service, permission, project }))),
  ),
);
