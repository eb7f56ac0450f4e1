import picomatch from 'picomatch';
import { SekishoError } from '../../../src/errors.ts';

interface Stack {
  readonly name: string;
  readonly dependencies: readonly string[];
}

/** The stacks that the glob names. Throws STACK_UNKNOWN when it names none: a gate that checks nothing would pass. */
export function selectStacks<One extends Stack>(stacks: readonly One[], glob: string): readonly One[] {
  const selected = stacks.filter(({ name }) => picomatch.isMatch(name, glob));
  if (selected.length > 0) return selected;
  throw new SekishoError({
    code: 'STACK_UNKNOWN',
    what: 'no stack is of this environment',
    got: glob,
    expected: stacks.map(({ name }) => name).join(', '),
    fix: 'correct the glob of --stacks',
  });
}

/**
 * The stacks in the order in which they can be applied: each wave needs only what is in those before it, or in no wave at all. Throws STACK_CYCLE.
 */
export function wavesOf<One extends Stack>(stacks: readonly One[]): readonly (readonly One[])[] {
  const names = new Set(stacks.map(({ name }) => name));
  const done = new Set<string>();
  const waves: (readonly One[])[] = [];
  while (done.size < stacks.length) {
    const ready = stacks.filter(
      ({ name, dependencies }) => !done.has(name) && dependencies.every((one) => done.has(one) || !names.has(one)),
    );
    if (ready.length === 0) throw cycle([...names].filter((name) => !done.has(name)));
    for (const { name } of ready) done.add(name);
    waves.push(ready);
  }
  return waves;
}

function cycle(names: readonly string[]): SekishoError {
  return new SekishoError({
    code: 'STACK_CYCLE',
    what: 'stacks depend on each other in a circle',
    got: names.join(', '),
    expected: 'dependencies in one direction',
    fix: 'correct the references between these stacks',
  });
}
