import { SekishoError } from '../../errors.ts';
import type { Decided } from '../../evidence/log/decision.ts';
import type { DecisionLog } from './decision-log.ts';

/** Writes into the chain that something was refused, and by which error. A chain that can't be written changes nothing: it stays refused. */
export async function noteRefusal(log: DecisionLog, about: Omit<Decided, 'kind'>, error: unknown): Promise<void> {
  const detail = error instanceof SekishoError ? error.code : 'INTERNAL';
  if (detail === 'DECISION_LOG_UNWRITABLE') return;
  try {
    await log.append({ ...about, kind: 'refused', detail });
  } catch {
    // Who refused is told why; that the chain is broken, the next decision says.
  }
}
