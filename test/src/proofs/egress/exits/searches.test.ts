import { describe, expect, it } from 'vitest';
import { allExits } from '../../../../../src/proofs/egress/exits/all-exits.ts';
import { searchesOf } from '../../../../../src/proofs/egress/exits/searches.ts';

describe('the table of searches', () => {
  it('holds every row of the table of exits', () => {
    expect(allExits.filter(({ id }) => searchesOf(id) === null)).toEqual([]);
  });

  it('says of the rows that no path can show that nothing looks for one', () => {
    const searched = allExits.filter(({ id, hasPaths }) => !hasPaths && searchesOf(id)?.length !== 0);
    expect(searched).toEqual([]);
  });

  it('leaves one row whose paths nothing looks for', () => {
    const left = allExits.filter(
      ({ searches, hasPaths, guards }) => hasPaths && guards.length > 0 && searches?.length === 0,
    );
    expect(left.map(({ id }) => id)).toEqual(['E40']);
  });
});
