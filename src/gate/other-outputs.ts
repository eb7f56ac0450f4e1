import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isJsonObject } from '../sources/recognise.ts';

/** Deep enough for `packages/x/cdktf.out`. */
const depth = 4;
const skipped = new Set(['node_modules', '.git', '.terraform', 'assets', 'coverage', 'dist']);

/** Folders below `root`, relative to it, with a cdktf manifest that was written after the file `since`. */
export function findOtherOutputs(root: string, since: string): readonly string[] {
  const start = statSync(since).mtimeMs;
  return search(root, depth)
    .filter((directory) => isManifestSince(join(directory, 'manifest.json'), start))
    .map((directory) => relative(root, directory).split('\\').join('/') || '.');
}

function search(directory: string, left: number): string[] {
  const entries = list(directory);
  const own = entries.some((entry) => entry.isFile() && entry.name === 'manifest.json') ? [directory] : [];
  if (left === 0 || own.length > 0) return own;
  const folders = entries.filter((entry) => entry.isDirectory() && !skipped.has(entry.name));
  return [...own, ...folders.flatMap((entry) => search(join(directory, entry.name), left - 1))];
}

function list(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    // A folder that can't be listed can't be named either; the app that wrote there alone is still caught, since it wrote nothing where it should.
    return [];
  }
}

function isManifestSince(path: string, start: number): boolean {
  if (statSync(path).mtimeMs < start) return false;
  try {
    const document: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isJsonObject(document) && isJsonObject(document['stacks']) && typeof document['version'] === 'string';
  } catch {
    return false;
  }
}
