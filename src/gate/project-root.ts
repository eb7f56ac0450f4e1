import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the nearest `cdktf.json` at or above `from`, else `from` itself. */
export function findProjectRoot(from: string = process.cwd()): string {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'cdktf.json'))) return folder;
    if (folder === dirname(folder)) return resolve(from);
  }
}

/** The folder of the sekisho package that runs, from sources or built. */
export function findPackageRoot(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = here; folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (existsSync(path) && /"name"\s*:\s*"sekisho"/.test(readFileSync(path, 'utf8'))) return folder;
  }
  return here;
}
