import type { ExitRow } from '../guard.ts';
import { apiExits } from './api-boundary.ts';
import { dataExits } from './data.ts';
import { guardrailExits } from './guardrails.ts';
import { identityExits } from './identity.ts';
import { networkExits } from './network.ts';
import { searchesOf } from './searches.ts';
import { workloadExits } from './workload.ts';

/** Every way out of a zone that we know, E1 to E48, in order. */
export const allExits: readonly ExitRow[] = [
  ...networkExits,
  ...apiExits,
  ...identityExits,
  ...dataExits,
  ...workloadExits,
  ...guardrailExits,
]
  .map((row) => ({ ...row, searches: searchesOf(row.id) ?? [] }))
  .sort((one, other) => numberOf(one.id) - numberOf(other.id));

function numberOf(id: string): number {
  return Number(id.slice(1));
}
