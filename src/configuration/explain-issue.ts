import { z } from 'zod';
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
  const shared = { path, at: 'value' as const, got: shownAt(path, value) };
  if (value === undefined) {
    const key = path.at(-1) ?? '';
    return [{ ...shared, what: `${name} is missing`, expected: expectation(issue), fix: `add \`${key}\`` }];
  }
  const what = issue.code === 'invalid_type' ? `${name} has the wrong type` : `${name} is not valid`;
  return [{ ...shared, what, expected: expectation(issue), fix: remedy(issue, value) }];
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
  };
}

function expectation(issue: Issue): string {
  if (issue.code === 'invalid_value') return issue.values.map((value) => String(value)).join(', ');
  if (issue.code !== 'invalid_type') return issue.message;
  const names: Readonly<Record<string, string>> = {
    array: 'a list',
    object: 'a map of keys',
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
  };
  return names[issue.expected] ?? issue.expected;
}

function remedy(issue: Issue, value: unknown): string {
  if (issue.code === 'invalid_value') {
    const words = issue.values.map((one) => String(one));
    const nearest = nearestWord(String(value), words);
    return nearest === null ? 'write one of them' : `did you mean \`${nearest}\`?`;
  }
  if (issue.code === 'invalid_type') return remedyOfType(issue.expected, value);
  if (typeof value === 'string' && isPlace(issue.path) && value !== value.toLowerCase()) {
    return `write \`${value.toLowerCase()}\``;
  }
  return 'correct it';
}

function remedyOfType(expected: string, value: unknown): string {
  if (value === null) return 'fill it in, or delete the key when it is optional';
  const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  if (isScalar && expected === 'string') return `put it in quotes: "${value}"`;
  if (isScalar && expected === 'array') return `make it a list: [${value}]`;
  return 'correct it';
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
