import type { Mistake, Path } from './mistake.ts';
import { pathText, shown } from './mistake.ts';

/**
 * What a shape can't say: values that contradict each other. It looks at the document as it was written and skips what has the wrong
 * type, so that these mistakes and those of shape are shown together.
 */
export function checkMeaning(data: unknown): readonly Mistake[] {
  const zones = listAt(data, 'zones');
  const waivers = listAt(data, 'waivers');
  return [
    ...duplicates(zones, 'zones', ['name'], 'each zone has a name of its own'),
    ...zones.flatMap((zone, index) => emptySelect(zone, ['zones', index, 'select'])),
    ...blockingWithoutCritical(data),
    ...duplicates(
      waivers,
      'waivers',
      ['control', 'stack', 'address', 'attribute', 'element'],
      'one waiver for one thing',
    ),
    ...waivers.flatMap((waiver, index) => approvedByAuthor(waiver, ['waivers', index, 'approver'])),
    ...listAt(data, 'attestations').flatMap((one, index) =>
      endsBeforeStart(one, ['attestations', index, 'valid_until']),
    ),
    ...evidenceMistakes(isWritten(data) ? data['evidence'] : undefined),
  ];
}

type Written = Readonly<Record<string, unknown>>;

function listAt(data: unknown, key: string): readonly Written[] {
  const list = isWritten(data) ? data[key] : undefined;
  return Array.isArray(list) ? list.map((item: unknown) => (isWritten(item) ? item : {})) : [];
}

function isWritten(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function duplicates(
  list: readonly Written[],
  name: string,
  keys: readonly [string, ...string[]],
  expected: string,
): readonly Mistake[] {
  const seen = new Map<string, number>();
  return list.flatMap((item, index) => {
    if (keys.every((key) => item[key] === undefined)) return [];
    const identity = JSON.stringify(keys.map((key) => item[key] ?? null));
    const first = seen.get(identity);
    seen.set(identity, first ?? index);
    if (first === undefined) return [];
    const base = name.split('.');
    const path = [...base, index, keys[0]];
    const what = `\`${pathText([...base, index])}\` repeats \`${pathText([...base, first])}\``;
    return [mistake(path, what, shown(item[keys[0]]), expected, 'rename it, or delete one of the two')];
  });
}

function emptySelect(zone: Written, path: Path): readonly Mistake[] {
  const select = zone['select'];
  if (!isWritten(select)) return [];
  const globs = Object.values(select).flat();
  if (globs.length > 0) return [];
  const expected = 'at least one glob in projects, accounts, folders or stacks';
  return [
    mistake(path, `\`${pathText(path)}\` selects nothing`, shown(select), expected, 'name what lies in the zone'),
  ];
}

function blockingWithoutCritical(data: unknown): readonly Mistake[] {
  const written = isWritten(data) ? data['blocking_severities'] : undefined;
  if (!Array.isArray(written) || written.includes('critical')) return [];
  const what = '`blocking_severities` leaves out critical';
  const expected = 'critical among them: what is critical always stops a change';
  return [mistake(['blocking_severities'], what, shown(written), expected, 'add critical')];
}

function approvedByAuthor(waiver: Written, path: Path): readonly Mistake[] {
  const { author, approver } = waiver;
  if (typeof author !== 'string' || typeof approver !== 'string') return [];
  if (author.trim() === '' || author.trim().toLowerCase() !== approver.trim().toLowerCase()) return [];
  const what = `\`${pathText(path)}\` is its own author`;
  return [mistake(path, what, shown(approver), 'somebody other than the author', 'have a second person approve it')];
}

function endsBeforeStart(attestation: Written, path: Path): readonly Mistake[] {
  const { attested_on: start, valid_until: end } = attestation;
  if (typeof start !== 'string' || typeof end !== 'string' || end >= start) return [];
  const what = `\`${pathText(path)}\` is before \`attested_on\``;
  return [mistake(path, what, shown(end), `a day from ${start} on`, 'correct one of the two days')];
}

function mistake(path: Path, what: string, ...rest: readonly [got: string, expected: string, fix: string]): Mistake {
  const [got, expected, fix] = rest;
  return { path, at: 'value', what, got, expected, fix };
}

/** Two keys of one name would let one person stand for two. */
function evidenceMistakes(evidence: unknown): readonly Mistake[] {
  const breakGlass = isWritten(evidence) ? evidence['break_glass'] : undefined;
  return [
    ...duplicates(listAt(evidence, 'keys'), 'evidence.keys', ['name'], 'each key has a name of its own'),
    ...duplicates(listAt(breakGlass, 'keys'), 'evidence.break_glass.keys', ['name'], 'one key for each person'),
    ...duplicates(listAt(breakGlass, 'keys'), 'evidence.break_glass.keys', ['public_key'], 'one person for each key'),
  ];
}
