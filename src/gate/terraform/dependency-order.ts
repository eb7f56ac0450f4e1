import { SekishoError } from '../../errors.ts';

interface Ordered {
  readonly name: string;
  readonly dependencies: readonly string[];
}

/**
 * Does `work` for each, after that of what it depends on, at most `limit` at once; results in the order of `all`. What fails stops what was not started.
 * Throws a SekishoError for a cycle, and what `work` threw first.
 */
export async function inDependencyOrder<T extends Ordered, R>(
  all: readonly T[],
  limit: number,
  work: (one: T) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Map<string, R>();
  const running = new Map<string, Promise<string>>();
  const names = new Set(all.map((one) => one.name));
  while (results.size < all.length) {
    const ready = all.filter(
      (one) =>
        !results.has(one.name) &&
        !running.has(one.name) &&
        one.dependencies.every((name) => results.has(name) || !names.has(name)),
    );
    for (const one of ready.slice(0, limit - running.size)) {
      running.set(one.name, keep(one, work, results));
    }
    if (running.size === 0) throw cycle(all.filter((one) => !results.has(one.name)));
    try {
      running.delete(await Promise.race(running.values()));
    } catch (error) {
      // Those that run hold locks: they end by themselves first.
      await Promise.allSettled(running.values());
      throw error;
    }
  }
  return all.flatMap((one) => {
    const result = results.get(one.name);
    return result === undefined ? [] : [result];
  });
}

/**
 * The names in waves: each after all that it depends on, those of one wave beside each other, in the order of `all`. A dependency that is not among `all` is
 * taken to be there. Throws a SekishoError for a cycle.
 */
export function wavesOf(all: readonly Ordered[]): readonly (readonly string[])[] {
  const names = new Set(all.map((one) => one.name));
  const waves: string[][] = [];
  const done = new Set<string>();
  while (done.size < names.size) {
    const left = all.filter((one) => !done.has(one.name));
    const ready = left.filter((one) => one.dependencies.every((name) => done.has(name) || !names.has(name)));
    if (ready.length === 0) throw cycle(left);
    for (const one of ready) done.add(one.name);
    waves.push(ready.map((one) => one.name));
  }
  return waves;
}

async function keep<T extends Ordered, R>(
  one: T,
  work: (one: T) => Promise<R>,
  results: Map<string, R>,
): Promise<string> {
  results.set(one.name, await work(one));
  return one.name;
}

function cycle(left: readonly Ordered[]): SekishoError {
  return new SekishoError({
    code: 'STACK_CYCLE',
    what: 'stacks depend on each other in a circle',
    got: left.map((one) => one.name).join(', '),
    expected: 'dependencies in one direction',
    fix: 'correct the references between these stacks',
  });
}
