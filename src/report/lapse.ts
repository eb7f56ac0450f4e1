import type { Words } from './words.ts';

const day = 86_400_000;

/** How many days before its end a waiver is told to be ending. */
export const soonDays = 30;

/** Whole days from the report's own clock to the end of a waiver, negative after it; null when either is no date. */
export function daysLeft(expires: string, now: string): number | null {
  const days = Math.floor((Date.parse(expires) - Date.parse(now.slice(0, 10))) / day);
  return Number.isFinite(days) ? days : null;
}

/** ` [lapses in 7 days]` for a waiver that ends within thirty days, else nothing. */
export function lapseNote(words: Words, expires: string, now: string): string {
  const days = daysLeft(expires, now);
  if (days === null || days > soonDays) return '';
  return ` [${days < 0 ? words.lapsed : words.lapsesIn(days)}]`;
}
