import { dirname, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import configuration from '../../vitest.config.ts';
import { readText, repositoryFiles } from '../support/repository.ts';

const files = new Set(repositoryFiles());

/** What a file of ours imports, directly or through others. */
function reached(file: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(file) || !files.has(file)) return known;
  known.add(file);
  for (const [, path = ''] of readText(file).matchAll(/from '(\.[^']+)'/gu)) {
    reached(posix.normalize(posix.join(dirname(file), path)), known);
  }
  return known;
}

/** Files of the project that the configuration gives a process of their own. */
function isolated(): readonly string[] {
  const projects: readonly unknown[] = configuration.test?.projects ?? [];
  const found = projects.find(
    (project): project is { readonly test: { readonly name: string; readonly include: string[] } } =>
      JSON.stringify(project).includes('"name":"installing"'),
  );
  return found?.test.include ?? [];
}

describe('tests that share a process', () => {
  it('do not install the checkpoint, which changes cdktf for whatever runs after them', () => {
    const declaring = [...files].filter((file) => /^test\/(?:stacks|constructs)\/.*\.test\.ts$/u.test(file));
    const installing = declaring.filter((file) => [...reached(file)].some((one) => one.startsWith('src/gate/')));
    expect(installing.length).toBeGreaterThan(0);
    expect([...isolated()].sort()).toEqual(installing.sort());
  });
});
