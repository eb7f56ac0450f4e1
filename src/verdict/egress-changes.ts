import type { EgressChange, EgressChanges, EgressRoute, ExitVerdict } from './egress-report.ts';

/** A zone's proof as far as another can be compared with it. */
export interface EgressState {
  readonly zone: string;
  readonly exits: readonly { readonly id: string; readonly verdict: ExitVerdict }[];
  readonly paths: readonly EgressRoute[];
}

/** How far from closed: what grows has opened, what shrinks has closed. People's word is as good as a guard until its day. */
const openness: Readonly<Record<ExitVerdict, number>> = { closed: 0, attested: 0, weak: 1, unknown: 2, open: 3 };

/** What lies between two proofs of one zone: exits whose verdict differs, ways out that are new, and those that are gone. Pure. */
export function egressChanges(before: EgressState, after: EgressState): Omit<EgressChanges, 'since'> {
  const verdicts = new Map(before.exits.map(({ id, verdict }) => [id, verdict]));
  const now = new Set(after.exits.map(({ id }) => id));
  const gone = before.exits.filter(({ id }) => !now.has(id));
  const exits = [
    ...after.exits.map(({ id, verdict }) => changeOf(id, verdicts.get(id) ?? null, verdict)),
    ...gone.map(({ id, verdict }) => changeOf(id, verdict, null)),
  ];
  return {
    exits: exits.filter((change) => change.before !== change.after),
    opened: without(after.paths, before.paths),
    closed: without(before.paths, after.paths),
  };
}

/** An exit that a table did not have, or has no more, counts as closed there: there was nothing by which to leave. */
function changeOf(id: string, before: ExitVerdict | null, after: ExitVerdict | null): EgressChange {
  const growth = openness[after ?? 'closed'] - openness[before ?? 'closed'];
  return { id, before, after, kind: growth > 0 ? 'opened' : growth < 0 ? 'closed' : 'other' };
}

/** Ways of the first that the second lacks. One that was only possible and now is certain is another. */
function without(ways: readonly EgressRoute[], others: readonly EgressRoute[]): readonly EgressRoute[] {
  const known = new Set(others.map(keyOf));
  return ways
    .filter((way) => !known.has(keyOf(way)))
    .map(({ from, to, family, exit, certain }) => ({ from, to, family, exit, certain }));
}

function keyOf({ from, to, family, exit, certain }: EgressRoute): string {
  return [from, to, family, exit, certain].join('\0');
}
