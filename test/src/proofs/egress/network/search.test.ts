import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NetworkModel, Rule } from '../../../../../src/proofs/egress/network/model.ts';
import { everything } from '../../../../../src/proofs/egress/network/ranges.ts';
import { findPacketPaths } from '../../../../../src/proofs/egress/network/search.ts';
import { bruteForce } from './oracle.ts';
import { randomWorld } from './random-world.ts';

const seed = Number(process.env['SEKISHO_SEED'] ?? 20261124);
const runs = Number(process.env['SEKISHO_WORLDS'] ?? 400);

/** Paths as the oracle writes them. */
function written(model: NetworkModel): ReadonlySet<string> {
  return new Set(
    findPacketPaths(model, 'records').map(
      ({ machine, family, exit, to }) => `machine ${machine} ipv${family} ${exit} ${to}`,
    ),
  );
}

const first = (model: NetworkModel, add: Rule): NetworkModel => ({
  ...model,
  networks: model.networks.map((network) => ({ ...network, layers: [[add], ...network.layers] })),
});

const rule = (action: Rule['action']): Rule => ({
  id: 'added',
  direction: 'EGRESS',
  action,
  priority: 0,
  ranges: [...everything[4], ...everything[6]],
  protocols: [{ name: 'tcp', ports: [[443, 443]] }],
  tags: null,
  accounts: null,
});

describe('the search for ways out of a network', () => {
  it(`finds in ${runs} random worlds exactly what trying every packet finds (seed ${seed})`, () => {
    let leaking = 0;
    fc.assert(
      fc.property(randomWorld, (model) => {
        const expected = bruteForce(model, 'records');
        if (expected.size > 0) leaking += 1;
        expect(written(model)).toEqual(expected);
      }),
      { seed, numRuns: runs },
    );
    console.log(`differential: ${runs} worlds, seed ${seed}, ${leaking} of them leak`);
    // A run in which nothing leaks, or everything does, compares nothing.
    expect(leaking).toBeGreaterThan(runs / 10);
    expect(leaking).toBeLessThan(runs);
  });

  it('never opens by a deny that is added, nor closes by an allow', () => {
    fc.assert(
      fc.property(randomWorld, (model) => {
        const before = written(model);
        for (const path of written(first(model, rule('deny')))) expect(before).toContain(path);
        const after = written(first(model, rule('allow')));
        for (const path of before) expect(after).toContain(path);
      }),
      { seed, numRuns: 200 },
    );
  });
});
