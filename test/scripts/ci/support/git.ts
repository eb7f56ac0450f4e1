import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const plain = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.jp', '-c', 'init.defaultBranch=main'];

export function git(folder: string, ...parameters: readonly string[]): string {
  const run = spawnSync('git', [...who, ...parameters], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...plain },
  });
  if (run.status === 0) return run.stdout.trim();
  throw new Error(`git ${parameters.join(' ')}: ${run.stderr}`);
}

/** A bare repository, as the server has it, whose main branch holds the files. */
export function bareRepository(files: Readonly<Record<string, string>>): string {
  const bare = temporaryFolder();
  git(bare, 'init', '--quiet', '--bare');
  commitTo(bare, 'main', files);
  return bare;
}

/** Commits files on a branch of a bare repository, which begins where main is; gives the commit. */
export function commitTo(bare: string, branch: string, files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  git(folder, 'clone', '--quiet', bare, '.');
  git(folder, 'checkout', '--quiet', '-B', branch);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '-m', 'change');
  git(folder, 'push', '--quiet', '--force', 'origin', branch);
  return git(folder, 'rev-parse', 'HEAD');
}

/** A checkout of a commit, as actions/checkout makes one. */
export function checkout(bare: string, commit: string): string {
  const folder = temporaryFolder();
  git(folder, 'clone', '--quiet', bare, '.');
  git(folder, 'checkout', '--quiet', commit);
  return folder;
}
