import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SekishoError } from '../errors.ts';
import { parseJson } from '../sources/parse-json.ts';
import { readBytes } from '../sources/read-bytes.ts';
import { digestOf, type InitRecord, recordName, recordSchema } from './init-record.ts';

export interface UndoResult {
  readonly removed: readonly string[];
  readonly restored: readonly string[];
  /** Files that somebody has changed since: they are left as they are. */
  readonly kept: readonly string[];
}

/**
 * Takes back what `sekisho init` did. Only what is still as it was written is removed or restored, so nobody's work is lost; the record stays as long
 * as something is left. Throws INIT_RECORD where there is no record, or another file of its name.
 */
export function undoInit(projectRoot: string): UndoResult {
  const record = readRecord(projectRoot);
  const isUnchanged = ({ path, sha256 }: { readonly path: string; readonly sha256: string }): boolean =>
    existsSync(join(projectRoot, path)) && digestOf(readFileSync(join(projectRoot, path), 'utf8')) === sha256;
  const removed = record.created.filter(isUnchanged);
  const restored = record.changed.filter(isUnchanged);
  const done = new Set([...removed, ...restored].map(({ path }) => path));
  const left = [...record.created, ...record.changed].filter(({ path }) => !done.has(path));
  const kept = left.map(({ path }) => path).filter((path) => existsSync(join(projectRoot, path)));
  for (const { path, before } of restored) writeFileSync(join(projectRoot, path), before);
  for (const { path } of removed) rmSync(join(projectRoot, path));
  if (kept.length === 0) rmSync(join(projectRoot, recordName));
  return { removed: removed.map(({ path }) => path), restored: restored.map(({ path }) => path), kept };
}

function readRecord(projectRoot: string): InitRecord {
  const file = join(projectRoot, recordName);
  const parsed = existsSync(file) ? recordSchema.safeParse(parseJson(readBytes(file))) : null;
  if (parsed?.success === true) return parsed.data;
  throw new SekishoError({
    code: 'INIT_RECORD',
    what: 'there is nothing that could be undone',
    file: recordName,
    got: parsed === null ? 'no such file' : 'not a record of `sekisho init`',
    expected: `the ${recordName} that \`sekisho init\` wrote in this project`,
    fix: 'change to the project, or take the changes back with Git',
  });
}
