import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AclEntry, AwsModel, GroupRule } from '../../../../../../src/proofs/egress/aws/network/aws-model.ts';
import { findAwsPaths } from '../../../../../../src/proofs/egress/aws/network/aws-search.ts';
import { everything } from '../../../../../../src/proofs/egress/network/ranges.ts';
import { bruteForce } from './aws-oracle.ts';
import { randomAwsWorld } from './random-aws-world.ts';

const seed = Number(process.env['SEKISHO_SEED'] ?? 20261124);
/** Every exit that a packet can take in the model. */
const networkExits = ['A1', 'A10', 'A15', 'A16', 'A29', 'A3', 'A4', 'A43', 'A5', 'A6', 'A7', 'A8', 'A9'];
const runs = Number(process.env['SEKISHO_WORLDS'] ?? 200);

/** Paths as the oracle writes them. */
function written(model: AwsModel): ReadonlySet<string> {
  return new Set(
    findAwsPaths(model, 'records').map(
      ({ machine, family, exit, to }) => `machine ${machine} ipv${family} ${exit} ${to}`,
    ),
  );
}

const rule: GroupRule = {
  ranges: [...everything[4], ...everything[6]],
  protocol: { name: 'tcp', ports: [[443, 443]] },
};
const entry = (isAllowed: boolean): AclEntry => ({ ...rule, number: 0, isAllowed });

/** The model with an entry before all others of every ACL, in both directions. */
const withEntry = (model: AwsModel, isAllowed: boolean): AwsModel => ({
  ...model,
  acls: model.acls.map((acl) => ({
    ...acl,
    egress: [entry(isAllowed), ...acl.egress],
    ingress: [entry(isAllowed), ...acl.ingress],
  })),
});

const withRule = (model: AwsModel): AwsModel => ({
  ...model,
  groups: model.groups.map((group) => ({
    ...group,
    egress: [...group.egress, rule],
    ingress: [...group.ingress, rule],
  })),
});

describe('the search for ways out of an AWS network', () => {
  it(`finds in ${runs} random worlds exactly what trying every packet finds (seed ${seed})`, {
    timeout: 60_000 + runs * 300,
  }, () => {
    let leaking = 0;
    const exits = new Map<string, number>();
    fc.assert(
      fc.property(randomAwsWorld, (model) => {
        const expected = bruteForce(model, 'records');
        if (expected.size > 0) leaking += 1;
        for (const exit of new Set([...expected].map((path) => path.split(' ')[3] ?? ''))) {
          exits.set(exit, (exits.get(exit) ?? 0) + 1);
        }
        expect(written(model)).toEqual(expected);
      }),
      { seed, numRuns: runs },
    );
    console.log(
      `AWS differential: ${runs} worlds, seed ${seed}, ${leaking} of them leak by ${[...exits]
        .sort()
        .map(([exit, times]) => `${exit} (${times})`)
        .join(' ')}`,
    );
    // A run in which nothing leaks, or everything does, compares nothing.
    expect(leaking).toBeGreaterThan(runs / 10);
    expect(leaking).toBeLessThan(runs);
    expect([...exits.keys()].sort()).toEqual(networkExits);
  });

  it('never opens by a deny that is added, nor closes by an allow', () => {
    fc.assert(
      fc.property(randomAwsWorld, (model) => {
        const before = written(model);
        for (const path of written(withEntry(model, false))) expect(before).toContain(path);
        for (const wider of [withEntry(model, true), withRule(model)]) {
          const after = written(wider);
          for (const path of before) expect(after).toContain(path);
        }
      }),
      { seed, numRuns: 150 },
    );
  });

  it('finds the same whatever things are called', () => {
    fc.assert(
      fc.property(randomAwsWorld, (model) => {
        const renamed = JSON.parse(
          JSON.stringify(model, (key, value: unknown) =>
            key === 'id' ? `renamed ${String(value)}` : typeof value === 'bigint' ? `${value}n` : value,
          ),
          (_key, value: unknown) =>
            typeof value === 'string' && /^\d+n$/u.test(value) ? BigInt(value.slice(0, -1)) : value,
        ) as AwsModel;
        const strip = (paths: ReadonlySet<string>): readonly string[] =>
          [...paths].map((path) => path.replace('renamed ', ''));
        expect(strip(written(renamed))).toEqual([...written(model)]);
      }),
      { seed, numRuns: 60 },
    );
  });
});
