import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { PackageManager } from './workflow-template.ts';

/** The Git repository that holds the project, where GitHub looks for workflows; without one, the project itself. */
export function repositoryOf(projectRoot: string): { readonly root: string; readonly folder: string } {
  for (let folder = projectRoot; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git')))
      return { root: folder, folder: relative(folder, projectRoot).split(sep).join('/') };
    if (folder === dirname(folder)) return { root: projectRoot, folder: '' };
  }
}

/** By the lock file that lies in the project. */
export function packageManagerOf(projectRoot: string): PackageManager {
  const has = (name: string): boolean => existsSync(join(projectRoot, name));
  if (has('package-lock.json')) return 'npm';
  if (has('pnpm-lock.yaml')) return 'pnpm';
  return has('yarn.lock') ? 'yarn' : 'npm-without-lock';
}
