import { type ParseError, parse, printParseErrorCode, visit } from 'jsonc-parser';
import { SekishoError } from '../errors.ts';
import { maximumDepth, tooDeep } from '../estate/limits.ts';
import type { FileBytes } from './read-bytes.ts';

/** Parses one JSON file. Throws a SekishoError that names line and column when it isn't JSON. */
export function parseJson(file: FileBytes): unknown {
  return parseText(file.bytes.toString('utf8'), file.path);
}

/** Throws a SekishoError when `value` is nested deeper than any Terraform document. */
export function refuseDeepNesting(value: unknown, path: string): void {
  if (isDeeperThan(value, maximumDepth)) throw tooDeep(path);
}

/**
 * Throws when one object of the document has a key twice. Terraform reads both blocks, JSON.parse only the last one: a
 * hand-written file could hide a resource in this way. Plans and cdktf's own output are written by encoders and need no check.
 */
export function refuseDuplicateKeys(file: FileBytes): void {
  const text = file.bytes.toString('utf8');
  const open: Set<string>[] = [];
  const duplicates: Duplicate[] = [];
  visit(text, {
    onObjectBegin: () => {
      open.push(new Set());
    },
    onObjectEnd: () => {
      open.pop();
    },
    onObjectProperty: (key, ...[, , line, column]) => {
      const keys = open.at(-1);
      if (keys?.has(key) === true) duplicates.push({ key, line: line + 1, column: column + 1 });
      keys?.add(key);
    },
  });
  const [first] = duplicates;
  if (first !== undefined) throw duplicateKey(file.path, first);
}

interface Duplicate {
  readonly key: string;
  readonly line: number;
  readonly column: number;
}

function duplicateKey(path: string, found: Duplicate): SekishoError {
  return new SekishoError({
    code: 'JSON_DUPLICATE_KEY',
    what: 'one object has the same key twice; Terraform would read both, JSON readers only the last',
    file: path,
    place: `line ${String(found.line)}, column ${String(found.column)}`,
    got: JSON.stringify(found.key),
    expected: 'every key once',
    fix: 'merge the two, or write them as an array of blocks',
    ja: {
      what: '一つのオブジェクトに同じキーが二度ある（Terraform は両方を、JSON は最後だけを読む）',
      expected: '各キーは一度だけ',
      fix: '二つをまとめるか、ブロックの配列として書く',
    },
  });
}

function parseText(text: string, path: string): unknown {
  try {
    const document: unknown = JSON.parse(text);
    return document;
  } catch (error) {
    throw new SekishoError({
      code: 'JSON_INVALID',
      what: 'the file is not valid JSON',
      file: path,
      ...placeOfError(text),
      expected: 'a complete JSON document as terraform or cdktf writes it',
      fix: 'write the file again; a document that ends early was cut off',
      ja: {
        what: 'JSON として正しくない',
        expected: 'terraform 又は cdktf が書く完全な JSON 文書',
        fix: 'ファイルを書き直す（途中で終わっている文書は切れている）',
      },
      cause: error,
    });
  }
}

function placeOfError(text: string): { place: string; got: string } {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  const first = errors[0];
  if (first === undefined) return { place: 'somewhere', got: 'a document that JSON.parse refuses' };
  const before = text.slice(0, first.offset);
  const line = before.split('\n').length;
  const column = first.offset - before.lastIndexOf('\n');
  const got = first.offset >= text.trimEnd().length ? 'the end of the file' : printParseErrorCode(first.error);
  return { place: `line ${String(line)}, column ${String(column)}`, got };
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (const member of value) if (typeof member === 'object' && isDeeperThan(member, levels - 1)) return true;
    return false;
  }
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && isDeeperThan(member, levels - 1)) return true;
  }
  return false;
}
