import type { LocalText } from '../policy/catalog.ts';
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
    ...duplicates(zones, 'zones', ['name'], { en: 'each zone has a name of its own', ja: '各区域に固有の名前' }),
    ...zones.flatMap((zone, index) => emptySelect(zone, ['zones', index, 'select'])),
    ...blockingWithoutCritical(data),
    ...duplicates(waivers, 'waivers', ['control', 'stack', 'address', 'attribute', 'element'], {
      en: 'one waiver for one thing',
      ja: '一つの対象に一つの例外承認',
    }),
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
  expected: LocalText,
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
    const [again, before] = [pathText([...base, index]), pathText([...base, first])];
    return [
      mistake(path, shown(item[keys[0]]), {
        what: { en: `\`${again}\` repeats \`${before}\``, ja: `\`${again}\` が \`${before}\` と重複している` },
        expected,
        fix: { en: 'rename it, or delete one of the two', ja: '名前を変えるか、一方を削除する' },
      }),
    ];
  });
}

function emptySelect(zone: Written, path: Path): readonly Mistake[] {
  const select = zone['select'];
  if (!isWritten(select)) return [];
  const globs = Object.values(select).flat();
  if (globs.length > 0) return [];
  return [
    mistake(path, shown(select), {
      what: { en: `\`${pathText(path)}\` selects nothing`, ja: `\`${pathText(path)}\` は何も対象としない` },
      expected: {
        en: 'at least one glob in projects, accounts, folders or stacks',
        ja: 'projects・accounts・folders・stacks のいずれかに一つ以上のグロブ',
      },
      fix: { en: 'name what lies in the zone', ja: '区域にあるものを書く' },
    }),
  ];
}

function blockingWithoutCritical(data: unknown): readonly Mistake[] {
  const written = isWritten(data) ? data['blocking_severities'] : undefined;
  if (!Array.isArray(written) || written.includes('critical')) return [];
  return [
    mistake(['blocking_severities'], shown(written), {
      what: { en: '`blocking_severities` leaves out critical', ja: '`blocking_severities` に critical がない' },
      expected: {
        en: 'critical among them: what is critical always stops a change',
        ja: 'critical を含むこと（critical は常に変更を止める）',
      },
      fix: { en: 'add critical', ja: 'critical を加える' },
    }),
  ];
}

function approvedByAuthor(waiver: Written, path: Path): readonly Mistake[] {
  const { author, approver } = waiver;
  if (typeof author !== 'string' || typeof approver !== 'string') return [];
  if (author.trim() === '' || author.trim().toLowerCase() !== approver.trim().toLowerCase()) return [];
  return [
    mistake(path, shown(approver), {
      what: { en: `\`${pathText(path)}\` is its own author`, ja: `\`${pathText(path)}\` が起案者自身である` },
      expected: { en: 'somebody other than the author', ja: '起案者以外の人' },
      fix: { en: 'have a second person approve it', ja: '別の人が承認する' },
    }),
  ];
}

function endsBeforeStart(attestation: Written, path: Path): readonly Mistake[] {
  const { attested_on: start, valid_until: end } = attestation;
  if (typeof start !== 'string' || typeof end !== 'string' || end >= start) return [];
  return [
    mistake(path, shown(end), {
      what: {
        en: `\`${pathText(path)}\` is before \`attested_on\``,
        ja: `\`${pathText(path)}\` が \`attested_on\` より前である`,
      },
      expected: { en: `a day from ${start} on`, ja: `${start} 以降の日` },
      fix: { en: 'correct one of the two days', ja: '二つの日付の一方を正す' },
    }),
  ];
}

/** What a mistake says, in both languages. */
interface Said {
  readonly what: LocalText;
  readonly expected: LocalText;
  readonly fix: LocalText;
}

function mistake(path: Path, got: string, { what, expected, fix }: Said): Mistake {
  const ja = { what: what.ja, expected: expected.ja, fix: fix.ja };
  return { path, at: 'value', what: what.en, got, expected: expected.en, fix: fix.en, ja };
}

/** Two keys of one name would let one person stand for two. */
function evidenceMistakes(evidence: unknown): readonly Mistake[] {
  const breakGlass = isWritten(evidence) ? evidence['break_glass'] : undefined;
  const named = { en: 'each key has a name of its own', ja: '各鍵に固有の名前' };
  const each = { en: 'one key for each person', ja: '一人に一つの鍵' };
  const person = { en: 'one person for each key', ja: '一つの鍵に一人' };
  return [
    ...duplicates(listAt(evidence, 'keys'), 'evidence.keys', ['name'], named),
    ...duplicates(listAt(breakGlass, 'keys'), 'evidence.break_glass.keys', ['name'], each),
    ...duplicates(listAt(breakGlass, 'keys'), 'evidence.break_glass.keys', ['public_key'], person),
  ];
}
