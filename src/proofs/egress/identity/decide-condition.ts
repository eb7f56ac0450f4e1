/** What a condition is asked of: whose name it may look at, and when. */
export interface ConditionSubject {
  /** Full name of the store as conditions see it, e.g. `projects/_/buckets/b`; null when it can't be told. */
  readonly name: string | null;
  readonly service: string;
  /** ISO 8601; null when the clock is not known. */
  readonly now: string | null;
}

type Decided = 'yes' | 'no' | 'unknown';

/**
 * Whether a condition may hold, now or later, for something in the store: literal comparisons of `request.time`, `resource.name` and
 * `resource.service`, joined by && and || without brackets. Everything else is unknown (cloud.google.com/iam/docs/conditions-overview).
 */
export function decideCondition(expression: string, subject: ConditionSubject): Decided {
  if (/[()]/u.test(withoutCalls(expression))) return 'unknown';
  const either = expression.split('||').map((part) => {
    const all = part.split('&&').map((atom) => decideAtom(atom.trim(), subject));
    if (all.includes('no')) return 'no';
    return all.includes('unknown') ? 'unknown' : 'yes';
  });
  if (either.includes('yes')) return 'yes';
  return either.includes('unknown') ? 'unknown' : 'no';
}

/** The calls that atoms may hold have brackets of their own. */
function withoutCalls(expression: string): string {
  return expression
    .replace(/timestamp\((?:"[^"]*"|'[^']*')\)/gu, '')
    .replace(/\.(?:startsWith|endsWith)\((?:"[^"]*"|'[^']*')\)/gu, '');
}

function decideAtom(atom: string, subject: ConditionSubject): Decided {
  const time = /^request\.time\s*(<=?|>=?)\s*timestamp\(["']([^"']+)["']\)$/u.exec(atom);
  if (time !== null) return decideTime(time[1] ?? '', time[2] ?? '', subject.now);
  const starts = /^resource\.name\.startsWith\(["']([^"']*)["']\)$/u.exec(atom)?.[1];
  if (starts !== undefined) return decideName(subject.name, starts);
  const name = /^resource\.name\s*==\s*["']([^"']*)["']$/u.exec(atom)?.[1];
  if (name !== undefined) return decideName(subject.name, name);
  const service = /^resource\.service\s*==\s*["']([^"']*)["']$/u.exec(atom)?.[1];
  if (service !== undefined) return service === subject.service ? 'yes' : 'no';
  return 'unknown';
}

/** A time that is still to come will come; one that is over stays over. */
function decideTime(operator: string, text: string, now: string | null): Decided {
  const limit = Date.parse(text);
  if (Number.isNaN(limit)) return 'unknown';
  if (operator.startsWith('>')) return 'yes';
  if (now === null) return 'unknown';
  return Date.parse(now) <= limit ? 'yes' : 'no';
}

/** A prefix concerns a store when it names the store, something in it, or something that the store is in. */
function decideName(store: string | null, prefix: string): Decided {
  if (store === null) return 'unknown';
  return store.startsWith(prefix) || prefix === store || prefix.startsWith(`${store}/`) ? 'yes' : 'no';
}
