import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { reasonOf, SekishoError } from '../errors.ts';

/** Above this a file is refused, naming the limit: JavaScript strings end at 512 MiB, and parsing needs several times the size. */
const maximumBytes = 400 * 1024 * 1024;

export interface FileBytes {
  readonly path: string;
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** Reads one file whole. Throws a SekishoError when it is missing, not a file, or larger than {@link maximumBytes}. */
export function readBytes(path: string): FileBytes {
  const bytes = readWhole(path);
  return { path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function readWhole(path: string): Buffer {
  try {
    const size = statSync(path).size;
    if (size > maximumBytes) {
      throw new SekishoError({
        code: 'FILE_TOO_LARGE',
        what: 'the file is larger than what one run reads',
        file: path,
        got: `${String(size)} bytes`,
        expected: `at most ${String(maximumBytes)} bytes`,
        fix: 'check the stacks one by one, or split the plan by stack',
        ja: {
          what: '一度に読める大きさを超えている',
          got: `${String(size)} バイト`,
          expected: `${String(maximumBytes)} バイト以下`,
          fix: 'スタックを一つずつ判定するか、plan をスタックごとに分ける',
        },
      });
    }
    return readFileSync(path);
  } catch (error) {
    if (error instanceof SekishoError) throw error;
    throw new SekishoError({
      code: 'FILE_UNREADABLE',
      what: 'the file cannot be read',
      file: path,
      got: reasonOf(error),
      expected: 'a readable file',
      fix: 'check the path and its permissions',
      ja: { what: 'ファイルを読めない', expected: '読み取れるファイル', fix: 'パスと権限を確かめる' },
      cause: error,
    });
  }
}
