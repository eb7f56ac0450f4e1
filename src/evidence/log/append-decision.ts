import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { reasonOf, SekishoError } from '../../errors.ts';
import { type Decided, digestOfLine, type LogHead, lineOf } from './decision.ts';
import { verifyLog } from './verify-log.ts';
import { withLock } from './with-lock.ts';

/** As much of the end as holds what the last runs have decided. */
const tailBytes = 1024 * 1024;

/**
 * Writes a decision behind the others and waits until it is on the disk; gives the new head. Several processes may write at once. Half a line, which a
 * killed run left, is taken out and the chain says so: nobody was told of it. Throws a SekishoError when it can't be written; then nothing may be applied.
 */
export async function appendDecision(path: string, decided: Decided): Promise<LogHead> {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return await withLock(`${path}.lock`, () => appendNow(path, decided));
  } catch (error) {
    throw error instanceof SekishoError ? error : unwritable(path, error);
  }
}

/** The last decisions and the head; null where there is no chain yet. Throws a SekishoError when it can't be read. */
export function readTail(path: string): { readonly lines: readonly string[]; readonly head: LogHead } | null {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw unwritable(path, error);
  }
  try {
    const { lines, head } = tailOf(file, path);
    return head === null ? null : { lines, head };
  } finally {
    closeSync(file);
  }
}

function appendNow(path: string, decided: Decided): LogHead {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o600);
  try {
    const { head, torn, end } = tailOf(file, path);
    const lines: string[] = [];
    const add = (one: Decided, before: LogHead | null): LogHead => {
      const line = lineOf(one, before);
      lines.push(line);
      return { sequence: before === null ? 0 : before.sequence + 1, head: digestOfLine(line) };
    };
    const whole = torn === '' ? head : add(recovered(decided, torn), head);
    const next = add(decided, whole);
    if (torn !== '') ftruncateSync(file, end);
    writeWhole(file, lines.map((line) => `${line}\n`).join(''), end);
    return next;
  } finally {
    closeSync(file);
  }
}

function recovered({ at }: Decided, torn: string): Decided {
  return {
    at,
    kind: 'recovered',
    stack: '',
    detail: `half a line of ${String(torn.length)} characters, sha256 ${digestOfLine(torn)}`,
  };
}

/** What a full disk took only a part of is taken back, so that the chain stays whole. */
function writeWhole(file: number, text: string, end: number): void {
  const bytes = Buffer.from(text);
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
    fsyncSync(file);
  } catch (error) {
    ftruncateSync(file, end);
    throw error;
  }
}

interface Tail {
  readonly lines: readonly string[];
  readonly head: LogHead | null;
  /** What stands behind the last whole line. */
  readonly torn: string;
  /** Where the last whole line ends, in bytes. */
  readonly end: number;
}

function tailOf(file: number, path: string): Tail {
  const stat = fstatSync(file);
  if (!stat.isFile()) throw unwritable(path, 'it is no regular file');
  const from = Math.max(0, stat.size - tailBytes);
  const bytes = Buffer.alloc(stat.size - from);
  readSync(file, bytes, 0, bytes.length, from);
  const last = bytes.lastIndexOf(0x0a);
  const whole = bytes.subarray(0, last + 1).toString('utf8');
  const lines = whole.split('\n').slice(from === 0 ? 0 : 1, -1);
  return { lines, head: headOf(lines, path), torn: bytes.subarray(last + 1).toString('utf8'), end: from + last + 1 };
}

/** A chain whose end can't be read is not continued: the break would be hidden behind what comes after. */
function headOf(lines: readonly string[], path: string): LogHead | null {
  const line = lines.at(-1);
  if (line === undefined) return null;
  const [decision] = verifyLog(`${line}\n`, []).decisions;
  if (decision === undefined) throw unwritable(path, 'its last line is no decision');
  return { sequence: decision.sequence, head: digestOfLine(line) };
}

function unwritable(file: string, error: unknown): SekishoError {
  return new SekishoError({
    code: 'DECISION_LOG_UNWRITABLE',
    what: 'the chain of decisions can not be continued, so nothing is decided',
    file,
    got: reasonOf(error),
    expected: 'a file that can be read and written, with a whole decision as its last line',
    fix: 'make room or correct its permissions; `sekisho evidence log verify` says what is wrong in it',
    ...(error instanceof Error ? { cause: error } : {}),
  });
}
