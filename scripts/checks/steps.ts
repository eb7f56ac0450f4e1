import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installOpa, type OpaSearch, opaVersion, searchOpa } from '../lib/opa.ts';
import { type CommandResult, projectRoot, runCommand, runScript, runTool } from './run-command.ts';
import { failureText, inOrder, resultOf, type Step, type StepResult } from './step.ts';
import { runVitest } from './vitest-step.ts';

const packageTests = 'test/package';

/** Everything that CI checks, in the order in which a person wants to hear of it: the fast and the plain first. */
export function allSteps(say: (text: string) => void): readonly Step[] {
  const opa = onlyOnce(() => provideOpa(say));
  return [...codeSteps(), ...policySteps(opa), ...productSteps(opa)];
}

function codeSteps(): readonly Step[] {
  return [
    {
      name: 'format',
      title: 'format and import order (Biome)',
      fix: 'npm run fix',
      run: async () => resultOf(await runTool('@biomejs/biome', ['check', '.'], { command: 'biome' })),
    },
    {
      name: 'lint',
      title: 'lint (ESLint)',
      fix: 'npm run fix, then mend what is left by hand',
      run: async () => resultOf(await runTool('eslint', ['--max-warnings', '0', '.'])),
    },
    {
      name: 'types',
      title: 'types (TypeScript)',
      fix: 'mend the lines above; npx tsc -p . shows them again',
      run: async () => resultOf(await runTool('typescript', ['-p', '.', '--pretty', 'false'], { command: 'tsc' })),
    },
    {
      name: 'architecture',
      title: 'imports follow the architecture (dependency-cruiser)',
      fix: 'each rule in .dependency-cruiser.mjs says where the code belongs',
      run: async () => resultOf(await runTool('dependency-cruiser', cruise, { command: 'depcruise' })),
    },
    {
      name: 'dead-code',
      title: 'nothing unused (knip)',
      fix: 'delete it, or use it',
      run: async () => resultOf(await runTool('knip', ['--treat-config-hints-as-errors', '--no-progress'])),
    },
  ];
}

const folders = ['src', 'stacks', 'constructs', 'scripts', 'bench', 'test'].filter((folder) =>
  existsSync(join(projectRoot, folder)),
);
const cruise = ['--config', '.dependency-cruiser.mjs', '--output-type', 'err-long', ...folders];

function policySteps(opa: () => OpaSearch): readonly Step[] {
  return [
    {
      name: 'policies',
      title: 'compiled policies match their sources (byte for byte where there is OPA)',
      fix: 'npm run policies:build, and commit policies/compiled',
      run: async () => {
        opa();
        return resultOf(await runScript('scripts/build-policies.ts', '--check'));
      },
    },
    {
      name: 'rego',
      title: 'Rego: format, strict check, tests (OPA)',
      fix: 'opa fmt --write policies; mend the failing test',
      run: () => withOpa(opa(), checkRego),
    },
  ];
}

function checkRego(opa: string): Promise<StepResult> {
  const folders = ['policies/controls', 'policies/lib'];
  const run =
    (...parameters: readonly string[]) =>
    async (): Promise<StepResult> =>
      resultOf(await runCommand(opa, parameters));
  return inOrder(
    run('fmt', '--fail', '--diff', ...folders),
    run('check', '--strict', '--capabilities', 'policies/capabilities.json', '--ignore', '*_test.rego', ...folders),
    run('check', '--strict', ...folders),
    async () => regoTests(await runCommand(opa, ['test', '--fail-on-empty', ...folders])),
  );
}

/** `opa test` ends with `PASS: 12/12`; anything else (a failed, broken or skipped test, or no count at all) has not shown that the controls work. */
export function regoTests(command: CommandResult): StepResult {
  const counts = /^PASS: (\d+)\/(\d+)$/m.exec(command.output);
  const [passed, all] = [Number(counts?.[1] ?? 0), Number(counts?.[2] ?? 0)];
  const tests = { passed, failed: all - passed, skipped: [] };
  if (command.exitCode === 0 && passed > 0 && passed === all) return { status: 'passed', tests };
  return { status: 'failed', output: failureText(command), tests };
}

async function withOpa(opa: OpaSearch, action: (path: string) => Promise<StepResult>): Promise<StepResult> {
  return 'path' in opa ? action(opa.path) : { status: 'skipped', reason: opa.missing };
}

function productSteps(opa: () => OpaSearch): readonly Step[] {
  return [
    {
      name: 'generated',
      title: 'generated documents and schema are up to date',
      fix: 'npm run docs, and commit what changed',
      run: () =>
        inOrder(
          async () => resultOf(await runScript('scripts/build-schema.ts', '--check')),
          async () => resultOf(await runScript('scripts/docs.ts', '--check')),
        ),
    },
    {
      name: 'tests',
      title: 'tests (vitest)',
      fix: 'npx vitest run FILE runs one file again',
      run: () => {
        opa();
        return runVitest(['--exclude', `${packageTests}/**`]);
      },
    },
    {
      name: 'package',
      title: 'the package works in an empty project (npm pack, publint)',
      fix: 'npm run build; package.json names what is shipped',
      run: () => inOrder(checkPackageShape, () => runVitest([packageTests])),
    },
  ];
}

async function checkPackageShape(): Promise<StepResult> {
  return inOrder(
    async () => resultOf(await runScript('scripts/build-package.ts')),
    async () => resultOf(await runTool('publint', ['--strict', '--pack', 'false'])),
  );
}

/**
 * Finds OPA or builds it, and names it in `$OPA` to every program that is started from here: the build of the policies, and the tests that compare OPA with
 * WebAssembly.
 */
function provideOpa(say: (text: string) => void): OpaSearch {
  const found = searchOpa();
  if ('missing' in found) say(`OPA ${opaVersion} is not here; building it if there is Go (a minute or two, once)`);
  const opa = 'path' in found ? found : installOpa();
  if ('path' in opa) process.env['OPA'] = opa.path;
  return opa;
}

/** Asked for by several steps, and dear when OPA must be built. */
function onlyOnce<Result>(action: () => Result): () => Result {
  let done: { readonly result: Result } | undefined;
  return () => (done ??= { result: action() }).result;
}
