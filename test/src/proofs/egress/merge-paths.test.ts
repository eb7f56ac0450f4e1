import { describe, expect, it } from 'vitest';
import { mergePaths } from '../../../../src/proofs/egress/merge-paths.ts';
import type { EgressPath } from '../../../../src/proofs/egress/prove-zone.ts';

function path(isCertain: boolean, hops: number, to = 'internet'): EgressPath {
  const hop = { address: 'a', resource: null, why: { en: 'goes on', ja: '進む' } };
  return { from: 'm', to, family: null, exit: 'E2', isCertain, via: Array.from({ length: hops }, () => hop) };
}

describe('paths with the same ends', () => {
  it('become one, a certain one whatever comes first and however long it is', () => {
    expect(mergePaths([path(false, 1), path(true, 3)], [])).toEqual([path(true, 3)]);
    expect(mergePaths([path(true, 3)], [path(false, 1)])).toEqual([path(true, 3)]);
  });

  it('become the shortest of those that are as certain', () => {
    expect(mergePaths([path(true, 3), path(true, 2)], [path(true, 4)])).toEqual([path(true, 2)]);
  });

  it('stay apart where their ends differ', () => {
    expect(mergePaths([path(true, 1), path(true, 1, 'zone:x')], [])).toEqual([path(true, 1), path(true, 1, 'zone:x')]);
  });
});
