import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { reasonOf, SekishoError } from '../errors.ts';

/**
 * Writes a signed envelope for the owner alone and waits until it is on the disk: there is the whole file, or none. Throws a SekishoError when it
 * can't be written; what leaves no evidence is not applied.
 */
export function keepEvidence(path: string, text: string): void {
  const temporary = `${path}.${String(process.pid)}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const file = openSync(temporary, 'wx', 0o600);
    try {
      const bytes = Buffer.from(text);
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new SekishoError({
      code: 'EVIDENCE_UNWRITABLE',
      what: 'the evidence can not be kept, so nothing rests on it',
      file: path,
      got: reasonOf(error),
      expected: 'a folder that can be written, on a disk with room',
      fix: 'make room, or name another folder in SEKISHO_EVIDENCE_FOLDER or --out',
      cause: error,
    });
  }
}
