import { cpSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { runScript } from '../scripts/checks/run-command.ts';
import { failureText } from '../scripts/checks/step.ts';

/** Builds the package and copies what it ships, so that nothing that is edited meanwhile is measured. Throws what the build printed when it fails. */
export async function buildPackageCopy(projectRoot: string, target: string): Promise<void> {
  const built = await runScript('scripts/build-package.ts');
  if (built.exitCode !== 0) throw new Error(failureText(built));
  for (const part of ['dist', 'policies', 'package.json']) {
    cpSync(join(projectRoot, part), join(target, part), { recursive: true });
  }
  // Only the bench runs these parts by themselves; in the package they are inside its bundles.
  await build({
    absWorkingDir: projectRoot,
    entryPoints: { 'src/gate/token-traces': 'src/gate/token-traces.ts', 'bench/egress': 'bench/programs/egress.ts' },
    outdir: join(target, 'dist'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  symlinkSync(join(projectRoot, 'node_modules'), join(target, 'node_modules'), 'dir');
}

/** What lets a program in another folder run TypeScript: `--import` with this project's own tsx. */
export function tsxParameters(): readonly string[] {
  return ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];
}
