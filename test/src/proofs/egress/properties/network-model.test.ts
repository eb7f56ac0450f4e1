import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NetworkModel, Rule } from '../../../../../src/proofs/egress/network/model.ts';
import { everyApi, everything, restrictedApis } from '../../../../../src/proofs/egress/network/ranges.ts';
import { findPacketPaths } from '../../../../../src/proofs/egress/network/search.ts';
import { randomWorld } from '../network/random-world.ts';

const seed = Number(process.env['SEKISHO_SEED'] ?? 20261124);
const runs = Number(process.env['SEKISHO_WORLDS'] ?? 400);

function ways(model: NetworkModel): ReadonlySet<string> {
  return new Set(
    findPacketPaths(model, 'records').map(
      ({ machine, family, exit, to }) => `machine ${machine} ipv${family} ${exit} ${to}`,
    ),
  );
}

interface Added {
  readonly network: number;
  readonly layer: number;
  readonly rule: Omit<Rule, 'action'>;
}

/** A rule somewhere: first or last in any layer of one network, for all machines or some, to all ranges or some. */
const added: fc.Arbitrary<Added> = fc.record({
  network: fc.nat({ max: 1 }),
  layer: fc.nat({ max: 2 }),
  rule: fc.record({
    id: fc.constant('added'),
    direction: fc.constantFrom<Rule['direction']>('EGRESS', 'EGRESS', 'INGRESS'),
    priority: fc.constantFrom(-1, 2, 9),
    ranges: fc.constantFrom(
      [...everything[4], ...everything[6]],
      [...everything[4]],
      [...everyApi],
      [...restrictedApis],
    ),
    protocols: fc.constantFrom<Rule['protocols']>(
      [{ name: 'all', ports: null }],
      [{ name: 'tcp', ports: [[443, 443]] }],
    ),
    tags: fc.option(fc.subarray(['web', 'batch']), { freq: 2 }),
    accounts: fc.option(fc.subarray(['runner', 'other']), { freq: 1 }),
  }),
});

function withRule(model: NetworkModel, { network, layer, rule }: Added, action: Rule['action']): NetworkModel {
  return {
    ...model,
    networks: model.networks.map((one, at) =>
      at === network
        ? {
            ...one,
            layers: one.layers.map((rules, place) => (place === layer ? [...rules, { ...rule, action }] : rules)),
          }
        : one,
    ),
  };
}

function renamed(model: NetworkModel): NetworkModel {
  const other = (id: string): string => `${10 - id.length}-renamed-${id}`;
  return {
    ...model,
    networks: model.networks.map((network) => ({
      ...network,
      id: other(network.id),
      subnets: network.subnets.map((one) => ({ ...one, id: other(one.id) })),
      routes: network.routes.map((one) => ({ ...one, id: other(one.id) })),
      wild: network.wild.map((one) => ({ ...one, id: other(one.id) })),
      layers: network.layers.map((rules) => rules.map((one) => ({ ...one, id: other(one.id) }))),
    })),
    machines: model.machines.map((machine) => ({ ...machine, id: other(machine.id) })),
  };
}

describe('the search for ways out of a network, whatever its rules', () => {
  it(`finds no way in ${runs} worlds that it did not find without a deny, and none less with an allow (seed ${seed})`, () => {
    let [fewer, more] = [0, 0];
    fc.assert(
      fc.property(randomWorld, added, (model, one) => {
        const before = ways(model);
        const narrower = ways(withRule(model, one, 'deny'));
        const wider = ways(withRule(model, one, 'allow'));
        expect([...narrower].filter((way) => !before.has(way))).toEqual([]);
        expect([...before].filter((way) => !wider.has(way))).toEqual([]);
        if (narrower.size < before.size) fewer += 1;
        if (wider.size > before.size) more += 1;
      }),
      { seed, numRuns: runs },
    );
    // A rule that never changes anything compares nothing.
    expect(fewer).toBeGreaterThan(0);
    expect(more).toBeGreaterThan(0);
  });

  it(`finds the same ways when everything in ${runs / 2} worlds is called otherwise (seed ${seed})`, () => {
    fc.assert(
      fc.property(randomWorld, (model) => {
        const names = [...ways(renamed(model))].map((way) => way.replace(/\d-renamed-/u, ''));
        expect(new Set(names)).toEqual(ways(model));
      }),
      { seed, numRuns: runs / 2 },
    );
  });
});
