import { hidden } from './policy-document.ts';

/** Three-valued: `maybe` where something can't be seen. */
export type Truth = 'yes' | 'no' | 'maybe';

export function not(truth: Truth): Truth {
  return truth === 'yes' ? 'no' : truth === 'no' ? 'yes' : 'maybe';
}

export function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes('yes')) return 'yes';
  return truths.includes('maybe') ? 'maybe' : 'no';
}

export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes('no')) return 'no';
  return truths.includes('maybe') ? 'maybe' : 'yes';
}

/** Whether a text fits a pattern of `*` and `?`; what can't be seen in the pattern may be anything. */
export function matches(pattern: string, text: string): Truth {
  if (pattern.includes(hidden)) return fits(pattern.replaceAll(hidden, '*'), text) ? 'maybe' : 'no';
  return fits(pattern, text) ? 'yes' : 'no';
}

/** Linear but for the pattern's last star: no pattern can make it slow. */
function fits(pattern: string, text: string): boolean {
  let [at, star, resume] = [0, -1, 0];
  let place = 0;
  while (place < text.length) {
    if (at < pattern.length && pattern[at] === '*') {
      star = at;
      resume = place;
      at += 1;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[place])) {
      at += 1;
      place += 1;
    } else if (star !== -1) {
      at = star + 1;
      resume += 1;
      place = resume;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
