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
  // Only the bench runs this part by itself; in the package it is inside the library's bundle.
  await build({
    absWorkingDir: projectRoot,
    entryPoints: { 'token-traces': 'src/gate/token-traces.ts' },
    outdir: join(target, 'dist/src/gate'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['cdktf', 'constructs', '@cdktf/*'],
  });
  symlinkSync(join(projectRoot, 'node_modules'), join(target, 'node_modules'), 'dir');
}

/** What lets a program in another folder run TypeScript: `--import` with this project's own tsx. */
export function tsxParameters(): readonly string[] {
  return ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];
}
