/**
 * Builds what `npm pack` ships: the command line as bundles that start fast, and the library as plain ES modules with types.
 * The repository itself needs none of it: everything runs from TypeScript there.
 */
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { projectRoot, runTool } from './checks/run-command.ts';
import { failureText } from './checks/step.ts';

const commandFiles = ['dist/cli/main.js', 'dist/cli/stand-in.js'];

/** These come from the user's project (one copy of `constructs`, or nothing fits together) or are too dear to load unless needed. */
const external = ['cdktf', 'constructs', '@cdktf/*'];

/** zod carries its own messages in fifty languages, 0.3 MB that no command shows: ours are written here, in two. */
const englishOnly: Plugin = {
  name: 'english-only',
  setup: (bundle) => {
    bundle.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
      resolveDir: join(projectRoot, 'node_modules/zod/v4/locales'),
    }));
  },
};

/** Dependencies in CommonJS call `require` for Node's own modules, which an ES module lacks. */
const requireForCommonJs =
  "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);";

const shared = {
  absWorkingDir: projectRoot,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Some packages have an older build beside the ES modules, which requires files by computed names: a bundle can't hold those.
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'linked',
  external,
  plugins: [englishOnly],
  banner: { js: requireForCommonJs },
  logLevel: 'warning',
} satisfies BuildOptions;

rmSync(join(projectRoot, 'dist'), { recursive: true, force: true });
await bundleCommandLine();
await compileLibrary();
await bundleLibrary();

async function bundleCommandLine(): Promise<void> {
  await build({
    ...shared,
    entryPoints: { main: 'src/cli/main.ts', 'stand-in': 'src/cli/stand-in.ts' },
    outdir: 'dist/cli',
    // What `await import()` names lands in files of its own, so that `check` on a plan loads neither the HCL parser nor the other commands.
    splitting: true,
  });
  for (const file of commandFiles) ensureExecutable(file);
}

/** One file instead of a hundred: an app that runs under a TypeScript loader pays for each module that it imports. Types stay as tsc wrote them. */
async function bundleLibrary(): Promise<void> {
  const folder = join(projectRoot, 'dist/src');
  const compiled = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js'));
  for (const path of compiled) rmSync(join(folder, path));
  await build({
    ...shared,
    entryPoints: { index: 'src/index.ts', testing: 'src/testing.ts' },
    outdir: 'dist/src',
    splitting: true,
  });
}

function ensureExecutable(file: string): void {
  const path = join(projectRoot, file);
  if (!readFileSync(path, 'utf8').startsWith('#!/usr/bin/env node\n')) {
    throw new Error(`expected the source of ${file} to start with \`#!/usr/bin/env node\`, which npm needs to run it`);
  }
  chmodSync(path, 0o755);
}

async function compileLibrary(): Promise<void> {
  const compiled = await runTool('typescript', ['-p', 'tsconfig.build.json', '--pretty', 'false'], { command: 'tsc' });
  if (compiled.exitCode !== 0) throw new Error(failureText(compiled));
  for (const file of [
    'dist/src/index.js',
    'dist/src/index.d.ts',
    'dist/constructs/index.js',
    'dist/constructs/index.d.ts',
  ]) {
    if (!existsSync(join(projectRoot, file)))
      throw new Error(`expected the build to make ${file}, which package.json names`);
  }
}
