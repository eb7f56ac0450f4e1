import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EgressPathEntry, EgressZone, ExitVerdict } from '../../../../../src/verdict/egress-report.ts';
import { closedStacks, proveZoneOf, type Stacks } from '../closed-zone.ts';
import { allowance, beginning, denial, type NamedEdit } from './estate-edits.ts';
import { originalName, renameResources } from './rename-resources.ts';

const seed = Number(process.env['SEKISHO_SEED'] ?? 20261124);
const runs = Number(process.env['SEKISHO_ESTATES'] ?? 50);

const good = closedStacks();
const openness: Readonly<Record<ExitVerdict, number>> = { closed: 0, attested: 0, weak: 1, unknown: 2, open: 3 };

function worldOf(edits: readonly NamedEdit[]): Stacks {
  const stacks = structuredClone(good);
  for (const { edit } of edits) edit(stacks);
  return stacks;
}

/** Where `wide` is nearer to closed than `narrow`: exits by their verdict, and ways out that it lacks. */
function nearerToClosed(wide: EgressZone, narrow: EgressZone): readonly string[] {
  const exits = narrow.exits.flatMap(({ id, verdict }, at) => {
    const other = wide.exits[at]?.verdict ?? 'closed';
    return openness[other] < openness[verdict] ? [`${id} is ${other}, and ${verdict} with less`] : [];
  });
  const ways = new Map(wide.paths.map((path) => [keyOf(path), path.certain]));
  const lost = narrow.paths.filter(
    (path) => !(ways.has(keyOf(path)) && (ways.get(keyOf(path)) === true || !path.certain)),
  );
  return [...exits, ...lost.map((path) => `no more: ${keyOf(path)}`)];
}

function keyOf({ from, to, family, exit }: EgressPathEntry): string {
  return `${exit} ${from} -> ${to} ${family ?? ''}`;
}

/** All that the proof says, without what resources are called: in no order, since the names order it. */
function nameless(zone: EgressZone, rename: (text: string) => string): object {
  const sorted = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();
  return {
    verdict: zone.verdict,
    exits: zone.exits.map(({ id, verdict, by, missing, unknown }) => ({
      id,
      verdict,
      by: sorted(by.map(({ address, why }) => rename(`${address}: ${why.en}`))),
      missing: sorted(missing.map(({ text }) => rename(text.en))),
      unknown: sorted(
        unknown.map(({ address, attribute, decides }) => rename(`${address} ${attribute} ${decides.en}`)),
      ),
    })),
    paths: sorted(
      zone.paths.map(
        (path) => `${rename(keyOf(path))} ${path.certain ? 'certain' : 'possible'} ${String(path.via.length)} hops`,
      ),
    ),
  };
}

describe('the proof of a zone', () => {
  it(`comes no further from closed by a deny in ${runs} estates, and no nearer by an allow (seed ${seed})`, () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(beginning, denial, allowance, (edits, denied, allowed) => {
        const zone = proveZoneOf(worldOf(edits));
        seen.add(zone.verdict);
        const context = { world: edits.map(({ what }) => what), denied: denied.what, allowed: allowed.what };
        const narrower = proveZoneOf(worldOf([...edits, denied]));
        expect({ ...context, opened: nearerToClosed(zone, narrower) }).toEqual({ ...context, opened: [] });
        const wider = proveZoneOf(worldOf([...edits, allowed]));
        expect({ ...context, closed: nearerToClosed(wider, zone) }).toEqual({ ...context, closed: [] });
      }),
      { seed, numRuns: runs },
    );
    // Where nothing is open, or everything is, nothing is compared.
    expect([...seen].sort()).toEqual(expect.arrayContaining(['closed', 'open']));
  });

  it(`says the same when every resource of ${Math.ceil(runs / 2)} estates is called otherwise (seed ${seed})`, () => {
    fc.assert(
      fc.property(beginning, allowance, (edits, allowed) => {
        const stacks = worldOf([...edits, allowed]);
        expect(nameless(proveZoneOf(renameResources(stacks)), originalName)).toEqual(
          nameless(proveZoneOf(stacks), String),
        );
      }),
      { seed, numRuns: Math.ceil(runs / 2) },
    );
  });
});
