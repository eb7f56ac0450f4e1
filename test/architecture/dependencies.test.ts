import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readJson } from '../../scripts/checks/read-json.ts';
import { repositoryRoot } from '../support/repository.ts';

const versions = z.record(z.string(), z.string()).default({});
const manifestShape = z.object({
  name: z.string(),
  license: z.string().optional(),
  dependencies: versions,
  devDependencies: versions,
  optionalDependencies: versions,
});
type Manifest = z.infer<typeof manifestShape>;

const allowed = ['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'ISC', 'MPL-2.0'];
/** Permissive and approved by the OSI, but met only here; another package with it deserves a look of its own. */
const exceptions: Readonly<Record<string, string>> = { 'graceful-fs': 'BlueOak-1.0.0' };

function manifestIn(folder: string): Manifest {
  return manifestShape.parse(readJson(join(folder, 'package.json')));
}

/** Where Node finds a package from a folder: the nearest `node_modules` above that has it. */
function folderOf(name: string, from: string): string {
  const found = join(from, 'node_modules', name);
  if (existsSync(found)) return found;
  if (dirname(from) === from) throw new Error(`expected ${name} to be installed, got nothing: run npm ci`);
  return folderOf(name, dirname(from));
}

/** All packages that come with `npm install sekisho`, in whatever depth. */
function shipped(folder: string, seen = new Map<string, Manifest>()): Map<string, Manifest> {
  const { dependencies, optionalDependencies } = manifestIn(folder);
  for (const name of Object.keys(dependencies).filter((one) => optionalDependencies[one] === undefined)) {
    const found = folderOf(name, folder);
    if (seen.has(found)) continue;
    seen.set(found, manifestIn(found));
    shipped(found, seen);
  }
  return seen;
}

describe('dependencies', () => {
  const own = manifestIn(repositoryRoot);

  it('that are shipped have a licence that ours can live with', () => {
    const packages = [...shipped(repositoryRoot).values()];
    const others = packages
      .filter(({ name, license }) => !allowed.includes(license ?? '') && exceptions[name] !== license)
      .map(({ name, license }) => `${name}: ${license ?? 'none'}`);
    expect(packages.length).toBeGreaterThanOrEqual(Object.keys(own.dependencies).length);
    expect(others).toEqual([]);
  });

  it('are pinned to one version each', () => {
    const loose = Object.entries({ ...own.dependencies, ...own.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('are those that the lock file holds', () => {
    const lock = z
      .object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })
      .parse(readJson(join(repositoryRoot, 'package-lock.json')));
    const differ = Object.entries({ ...own.dependencies, ...own.devDependencies }).filter(
      ([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version,
    );
    expect(differ).toEqual([]);
  });
});
