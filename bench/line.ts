/** What a line may come to. A skipped line says why. */
export type LineOutcome = 'met' | 'missed' | 'reported' | 'skipped';

export interface Target {
  readonly sense: 'at-most' | 'at-least';
  readonly value: number;
}

/** One line of the table. */
export interface Line {
  readonly id: string;
  readonly what: string;
  readonly value: number | null;
  /** The figures behind the value, for people. */
  readonly figures: string;
  readonly target: Target | null;
  readonly outcome: LineOutcome;
  readonly reason: string | null;
}

/** Lines that are measured together, under the ids that `--only` may name. */
export interface LineGroup {
  readonly ids: readonly string[];
  readonly measure: () => readonly Line[];
}

export function atMost(value: number): Target {
  return { sense: 'at-most', value };
}

export function atLeast(value: number): Target {
  return { sense: 'at-least', value };
}

/** A measured line, held against its target; without one it is only reported. Throws for what is no number. */
export function measured(
  id: string,
  what: string,
  measurement: { readonly value: number; readonly figures: string; readonly target: Target | null },
): Line {
  const { value, target } = measurement;
  if (!Number.isFinite(value)) throw new Error(`${id}: expected a finite figure, got ${String(value)}`);
  return { id, what, ...measurement, outcome: outcomeOf(value, target), reason: null };
}

export function skipped(id: string, what: string, reason: string): Line {
  return { id, what, value: null, figures: '', target: null, outcome: 'skipped', reason };
}

function outcomeOf(value: number, target: Target | null): LineOutcome {
  if (target === null) return 'reported';
  const met = target.sense === 'at-most' ? value <= target.value : value >= target.value;
  return met ? 'met' : 'missed';
}
