import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { reasonOf, SekishoError } from '../errors.ts';

/** Left-overs younger than this may belong to a synth in another container, whose process can't be seen from here. */
const abandonedAfterMilliseconds = 10 * 60 * 1000;
const open = new Set<string>();

/** A private folder beside an output, in which an app is synthesized before it is judged. */
export interface Staging {
  /** Where cdktf writes; readable by the owner only. */
  readonly directory: string;
  /** Where the files go once they are let through; absolute, symbolic links followed. */
  readonly outdir: string;
}

/**
 * Makes a fresh staging folder beside `outdir`, on the same file system, and removes what killed processes left there. It is removed when the process
 * exits, in whatever way JavaScript learns of. Throws a SekishoError when it can't be made.
 */
export function openStaging(outdir: string): Staging {
  const target = followLinks(resolve(outdir));
  const prefix = `.${basename(target)}.sekisho-`;
  try {
    removeAbandoned(dirname(target), prefix);
    const directory = mkdtempSync(join(dirname(target), `${prefix}${process.pid}-`));
    if (!process.listeners('exit').includes(closeAll)) process.on('exit', closeAll);
    open.add(directory);
    return { directory, outdir: target };
  } catch (error) {
    throw new SekishoError({
      code: 'STAGING_UNWRITABLE',
      what: 'no folder can be made beside the output, in which to synthesize before judging',
      file: dirname(target),
      got: reasonOf(error),
      expected: 'a folder that exists and can be written',
      fix: `create ${dirname(target)}, or make it writable`,
      cause: error,
    });
  }
}

/** Empties the staging folder, as cdktf needs it before each synth. */
export function resetStaging(staging: Staging): void {
  rmSync(staging.directory, { recursive: true, force: true });
  mkdirSync(staging.directory, { mode: 0o700 });
  mkdirSync(join(staging.directory, 'stacks'));
  open.add(staging.directory);
}

/** Deletes the staging folder with all that is in it. */
export function closeStaging(staging: Staging): void {
  rmSync(staging.directory, { recursive: true, force: true });
  open.delete(staging.directory);
}

function closeAll(): void {
  for (const directory of open) rmSync(directory, { recursive: true, force: true });
  open.clear();
}

function followLinks(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? path : realpathSync(path);
}

/** A process that is killed cannot clean up after itself, so the next one does. */
function removeAbandoned(parent: string, prefix: string): void {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(prefix))) {
    const path = join(parent, name);
    const pid = Number(/^\d+/.exec(name.slice(prefix.length))?.[0]);
    const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (isRunning(pid) || Date.now() - modified < abandonedAfterMilliseconds) continue;
    rmSync(path, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
