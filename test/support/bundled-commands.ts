import { join } from 'node:path';
import { build } from 'esbuild';
import { repositoryRoot } from './repository.ts';

const folder = join(repositoryRoot, 'node_modules/.cache/sekisho-test');

/** The command line as tests start it: bundled from the sources of this run, since hundreds of starts under a TypeScript loader take minutes. */
export const commandFile = join(folder, 'main.js');
export const standInFile = join(folder, 'stand-in.js');

/** Run by vitest once before all tests. */
export async function setup(): Promise<void> {
  await build({
    absWorkingDir: repositoryRoot,
    entryPoints: { main: 'src/cli/main.ts', 'stand-in': 'src/cli/stand-in.ts' },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}
