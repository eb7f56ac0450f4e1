import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The commit of the working tree, with `-dirty` when it has changes; null outside of git, and where git can't be run. */
export async function commitOf(directory: string): Promise<string | null> {
  try {
    const { stdout: commit } = await run('git', ['rev-parse', '--verify', 'HEAD'], { cwd: directory });
    const { stdout: changes } = await run('git', ['status', '--porcelain', '--untracked-files=no'], { cwd: directory });
    return `${commit.trim()}${changes.trim() === '' ? '' : '-dirty'}`;
  } catch {
    return null;
  }
}
