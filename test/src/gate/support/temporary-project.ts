import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { repositoryRoot } from '../../../support/repository.ts';

/** Import specifier of a file of the repository, for code in a temporary project. */
export function sourceFile(path: string): string {
  return JSON.stringify(join(repositoryRoot, path));
}

/** A folder of its own with the repository's node_modules, and the given files; deleted after the test. */
export function temporaryProject(files: Readonly<Record<string, string>> = {}): string {
  const directory = temporaryFolder();
  symlinkSync(join(repositoryRoot, 'node_modules'), join(directory, 'node_modules'), 'dir');
  writeFiles(directory, { 'package.json': '{ "type": "module" }', ...files });
  return directory;
}

/** An empty folder, deleted after the test. */
export function temporaryFolder(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'sekisho-test-')));
  folders.push(directory);
  return directory;
}

export function writeFiles(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
}

/** Every file below a folder with its text, sorted by path, links and node_modules left out. */
export function readTree(directory: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(directory.length + 1), readFileSync(path, 'utf8')]),
  );
}

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
