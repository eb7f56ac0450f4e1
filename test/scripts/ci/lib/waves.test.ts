import { describe, expect, it } from 'vitest';
import { selectStacks, wavesOf } from '../../../../scripts/ci/lib/waves.ts';
import { SekishoError } from '../../../../src/errors.ts';

const stack = (
  name: string,
  ...dependencies: readonly string[]
): { name: string; dependencies: readonly string[] } => ({
  name,
  dependencies,
});
const codeOf = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof SekishoError ? error.code : 'another error';
  }
};

describe('stacks of an environment', () => {
  it('come in waves, each after what it needs; what lies elsewhere is taken as applied', () => {
    const stacks = [stack('c', 'b', 'shared'), stack('b', 'a'), stack('a'), stack('d')];
    expect(wavesOf(stacks).map((wave) => wave.map(({ name }) => name))).toEqual([['a', 'd'], ['b'], ['c']]);
  });

  it('in a circle are refused', () => {
    expect(codeOf(() => wavesOf([stack('a', 'b'), stack('b', 'a')]))).toBe('STACK_CYCLE');
  });

  it('are selected by a glob, and none at all is an error', () => {
    const stacks = [stack('a-dev'), stack('a-prd'), stack('b-prd')];
    expect(selectStacks(stacks, '*-prd').map(({ name }) => name)).toEqual(['a-prd', 'b-prd']);
    expect(codeOf(() => selectStacks(stacks, '*-stg'))).toBe('STACK_UNKNOWN');
  });
});
