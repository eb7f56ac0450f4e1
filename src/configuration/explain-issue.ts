import { z } from 'zod';
import type { LocalText } from '../policy/catalog.ts';
import { configurationSchema } from './configuration-schema.ts';
import { type Mistake, type Path, pathText, shown } from './mistake.ts';
import { nearestWord } from './nearest-word.ts';

type Issue = z.core.$ZodIssue;

/** What zod found, in words that say what, got, expected and fix; one mistake for each unknown key. */
export function explainIssue(issue: Issue, data: unknown): readonly Mistake[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key));
  const value = valueAt(data, path);
  const name = path.length === 0 ? 'the document' : `\`${pathText(path)}\``;
  const own = path.length === 0 ? '文書全体' : name;
  const shared = { path, at: 'value' as const, got: shownAt(path, value) };
  if (value === undefined) {
    const key = path.at(-1) ?? '';
    const ja = { what: `${own} がない`, expected: expectation(issue).ja, fix: `\`${key}\` を加える` };
    return [{ ...shared, what: `${name} is missing`, expected: expectation(issue).en, fix: `add \`${key}\``, ja }];
  }
  const wrongType = issue.code === 'invalid_type';
  const fix = remedy(issue, value);
  const ja = {
    what: `${own} ${wrongType ? 'の型が違う' : 'が正しくない'}`,
    expected: expectation(issue).ja,
    fix: fix.ja,
  };
  const what = wrongType ? `${name} has the wrong type` : `${name} is not valid`;
  return [{ ...shared, what, expected: expectation(issue).en, fix: fix.en, ja }];
}

/** What stands where a public key belongs may be the private one, and is never repeated. */
function shownAt(path: Path, value: unknown): string {
  return path.at(-1) === 'public_key' && typeof value === 'string'
    ? `a text of ${value.length} characters`
    : shown(value);
}

function unknownKey(path: Path, key: string): Mistake {
  const known = knownKeys(path);
  const nearest = nearestWord(key, known);
  const where = path.length === 0 ? 'the configuration' : `\`${pathText(path)}\``;
  return {
    path: [...path, key],
    at: 'key',
    what: `${where} has no key \`${key}\``,
    got: key,
    expected: known.join(', '),
    fix: nearest === null ? 'delete it' : `did you mean \`${nearest}\`?`,
    ja: {
      what: `${path.length === 0 ? '設定' : `${where} `}に \`${key}\` というキーはない`,
      fix: nearest === null ? '削除する' : `\`${nearest}\` の誤りではないか`,
    },
  };
}

/** What the schema says of a value in words of its own is English. */
function expectation(issue: Issue): LocalText {
  if (issue.code === 'invalid_value') return alike(issue.values.map((value) => String(value)).join(', '));
  if (issue.code !== 'invalid_type') return alike(issue.message);
  const names: Readonly<Record<string, LocalText>> = {
    array: { en: 'a list', ja: 'リスト' },
    object: { en: 'a map of keys', ja: 'キーと値の組' },
    string: { en: 'a text', ja: '文字列' },
    number: { en: 'a number', ja: '数' },
    int: { en: 'a whole number', ja: '整数' },
  };
  return names[issue.expected] ?? alike(issue.expected);
}

function alike(text: string): LocalText {
  return { en: text, ja: text };
}

const correctIt: LocalText = { en: 'correct it', ja: '正す' };

function remedy(issue: Issue, value: unknown): LocalText {
  if (issue.code === 'invalid_value') {
    const words = issue.values.map((one) => String(one));
    const nearest = nearestWord(String(value), words);
    return nearest === null
      ? { en: 'write one of them', ja: 'いずれかを書く' }
      : { en: `did you mean \`${nearest}\`?`, ja: `\`${nearest}\` の誤りではないか` };
  }
  if (issue.code === 'invalid_type') return remedyOfType(issue.expected, value);
  if (typeof value === 'string' && isPlace(issue.path) && value !== value.toLowerCase()) {
    return { en: `write \`${value.toLowerCase()}\``, ja: `\`${value.toLowerCase()}\` と書く` };
  }
  return correctIt;
}

function remedyOfType(expected: string, value: unknown): LocalText {
  if (value === null) {
    return { en: 'fill it in, or delete the key when it is optional', ja: '値を書くか、任意のキーなら削除する' };
  }
  const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  if (isScalar && expected === 'string') return { en: `put it in quotes: "${value}"`, ja: `引用符で囲む: "${value}"` };
  if (isScalar && expected === 'array') return { en: `make it a list: [${value}]`, ja: `リストにする: [${value}]` };
  return correctIt;
}

function isPlace(path: Issue['path']): boolean {
  return path.at(-2) === 'allowed_places';
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((current, step) => {
    if (typeof current !== 'object' || current === null) return undefined;
    return Object.getOwnPropertyDescriptor(current, step)?.value;
  }, data);
}

/** The keys that the schema knows at a path, read from the published JSON Schema so that both always agree. */
function knownKeys(path: Path): readonly string[] {
  let schema: unknown = z.toJSONSchema(configurationSchema, { io: 'input' });
  for (const step of path) {
    schema = typeof step === 'number' ? valueAt(schema, ['items']) : valueAt(schema, ['properties', step]);
  }
  const properties = valueAt(schema, ['properties']);
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}
