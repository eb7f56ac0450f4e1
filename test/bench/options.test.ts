import { describe, expect, it } from 'vitest';
import { readOptions } from '../../bench/options.ts';

const ids = ['P1', 'P2', 'P3'];

describe('the options of the bench', () => {
  it('are all sizes, five rounds and every line by default', () => {
    expect(readOptions([], ids)).toEqual({ sizes: [300, 3_000, 30_000], rounds: 5, only: null, jsonFile: null });
  });

  it('can ask for less', () => {
    expect(readOptions(['--quick', '--only', 'P1, P3', '--json', 'out.json'], ids)).toEqual({
      sizes: [300, 3_000],
      rounds: 3,
      only: new Set(['P1', 'P3']),
      jsonFile: 'out.json',
    });
  });

  it('refuse an id that is no line, an empty list and an unknown option, since nothing would be measured', () => {
    expect(() => readOptions(['--only', 'P1,P99'], ids)).toThrow('--only: expected ids of P1, P2, P3, got P99');
    expect(() => readOptions(['--only', ','], ids)).toThrow('got nothing');
    expect(() => readOptions(['--fast'], ids)).toThrow('--fast');
  });
});
