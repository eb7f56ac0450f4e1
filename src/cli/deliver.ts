import { randomBytes } from 'node:crypto';
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { reasonOf, SekishoError } from '../errors.ts';

/** Writes a report to the file, or to stdout when there is none. Throws OUTPUT_UNWRITABLE. */
export async function deliver(text: string, file: string | null): Promise<void> {
  if (file === null) await writeStream(process.stdout, text);
  else writeWhole(file, text);
}

/**
 * Writes to a standard stream and waits until it is written. A reader that has closed its end had enough: no failure. Any other failure
 * (a full disk behind `> report.json`) throws OUTPUT_UNWRITABLE, since a cut report must not end with a pass.
 */
export function writeStream(stream: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error === null || error === undefined || hasCode(error, 'EPIPE')) resolve();
      else reject(unwritable('stdout', error));
    });
  });
}

/** The file holds the whole text or, when anything fails, what it held before. */
function writeWhole(file: string, text: string): void {
  try {
    const old = statSync(file, { throwIfNoEntry: false });
    // A pipe or a device (`/dev/stdout`) is written to; renaming would replace it. Behind a link, what it points to is replaced.
    if (old !== undefined && !old.isFile()) writeFileSync(file, text);
    else replace(old === undefined ? file : realpathSync(file), text);
  } catch (error) {
    if (!hasCode(error, 'EPIPE')) throw unwritable(file, error);
  }
}

function replace(target: string, text: string): void {
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function unwritable(file: string, error: unknown): SekishoError {
  return new SekishoError({
    code: 'OUTPUT_UNWRITABLE',
    what: 'the report could not be written',
    file,
    got: reasonOf(error),
    expected: 'a file in a folder that exists and may be written to',
    fix: 'correct `--output`, make the folder, or make room on the disk',
    ja: {
      what: '報告を書き込めなかった',
      expected: '実在し、書き込めるフォルダのファイル',
      fix: '`--output` を正すか、フォルダを作るか、ディスクを空ける',
    },
    cause: error,
  });
}
