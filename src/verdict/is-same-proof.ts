import { egressChanges } from './egress-changes.ts';
import type { EgressExit, EgressZone } from './egress-report.ts';

/**
 * True when two proofs of a zone say the same: no way out comes or goes, and every exit has its verdict, what is missing and what would decide it. An exit that
 * is weak already can hide no further guard that goes.
 */
export function isSameProof(one: EgressZone, other: EgressZone): boolean {
  const { exits, opened, closed } = egressChanges(one, other);
  if (exits.length + opened.length + closed.length > 0) return false;
  return JSON.stringify(one.exits.map(wanting)) === JSON.stringify(other.exits.map(wanting));
}

function wanting({ missing, unknown }: EgressExit): readonly string[] {
  return [
    ...missing.map(({ text }) => text.en),
    ...unknown.map(({ address, attribute, decides }) => `${address} ${attribute} ${decides.en}`),
  ].sort();
}
