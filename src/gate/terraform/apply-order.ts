import type { Resource } from '../../estate/estate.ts';
import { type NamedElsewhere, namedElsewhere } from '../../proofs/named-elsewhere.ts';
import type { ApplyOrder, OrderedAfter, OrderReason } from '../../report/apply-order.ts';
import { wavesOf } from './dependency-order.ts';

/** A stack with the stacks that the app puts before it. */
export interface StackOrder {
  readonly name: string;
  readonly dependencies: readonly string[];
}

/**
 * The order of applying: the waves that the app's dependencies make, what each stack names of those before it, and what it names of stacks that nothing puts
 * before it. `asked` are the stacks that somebody wants to apply, and empty for all; what they need comes with them. Throws a SekishoError for a cycle.
 */
export function applyOrder(
  all: readonly StackOrder[],
  resources: readonly Resource[],
  asked: readonly string[] = [],
): ApplyOrder {
  const before = closureOf(all);
  const wanted = new Set(
    asked.length === 0
      ? all.map(({ name }) => name)
      : [...asked, ...asked.flatMap((name) => [...(before.get(name) ?? [])])],
  );
  const stacks = all.filter(({ name }) => wanted.has(name));
  const waves = wavesOf(stacks);
  const named = reasonsByPair(namedElsewhere(resources));
  const afterOf = (stack: string, producer: string): OrderedAfter => ({
    stack: producer,
    because: named.get(stack)?.get(producer) ?? [],
  });
  return {
    waves,
    stacks: stacks.map(({ name, dependencies }) => ({
      name,
      wave: waves.findIndex((wave) => wave.includes(name)) + 1,
      after: dependencies.toSorted().map((producer) => afterOf(name, producer)),
    })),
    undeclared: stacks.flatMap(({ name }) => {
      const producers = [...(named.get(name)?.keys() ?? [])].filter(
        (producer) => before.get(name)?.has(producer) !== true,
      );
      return producers.toSorted().map((producer) => ({ stack: name, after: afterOf(name, producer) }));
    }),
  };
}

/** Everything that comes before a stack, over any number of steps. */
function closureOf(all: readonly StackOrder[]): ReadonlyMap<string, ReadonlySet<string>> {
  const direct = new Map(all.map(({ name, dependencies }) => [name, dependencies]));
  const reach = (name: string, seen: Set<string>): ReadonlySet<string> => {
    for (const next of direct.get(name) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      reach(next, seen);
    }
    return seen;
  };
  return new Map(all.map(({ name }) => [name, reach(name, new Set())]));
}

function reasonsByPair(
  all: readonly NamedElsewhere[],
): ReadonlyMap<string, ReadonlyMap<string, readonly OrderReason[]>> {
  const pairs = new Map<string, Map<string, OrderReason[]>>();
  for (const { from, attribute, target } of all) {
    const ofStack = pairs.get(from.stack) ?? new Map<string, OrderReason[]>();
    const reasons = ofStack.get(target.stack) ?? [];
    reasons.push({ address: from.address, attribute, names: target.address });
    pairs.set(from.stack, ofStack.set(target.stack, reasons));
  }
  return pairs;
}
