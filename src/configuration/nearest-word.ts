import { distance } from 'fastest-levenshtein';

/** The candidate that a person most likely meant: at most half of the letters differ. Null when none is near. */
export function nearestWord(word: string, candidates: readonly string[]): string | null {
  const asked = word.toLowerCase();
  const ranked = [...candidates]
    .map((candidate) => ({ candidate, away: distance(asked, candidate.toLowerCase()) }))
    .sort((one, other) => one.away - other.away || (one.candidate < other.candidate ? -1 : 1));
  const best = ranked[0];
  if (best === undefined) return null;
  return best.away <= Math.max(word.length, best.candidate.length) / 2 ? best.candidate : null;
}
