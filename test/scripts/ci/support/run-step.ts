import { join } from 'node:path';
import { repositoryRoot } from '../../../support/repository.ts';
import { type ProgramResult, runProgram } from '../../../support/run-program.ts';

const loader = import.meta.resolve('tsx');

/** Runs `scripts/ci/NAME.ts` as a job does, in a folder of the test. */
export function runStep(
  name: string,
  parameters: readonly string[],
  { cwd, environment = {} }: { readonly cwd: string; readonly environment?: Readonly<Record<string, string>> },
): Promise<ProgramResult> {
  const script = join(repositoryRoot, 'scripts/ci', `${name}.ts`);
  return runProgram(process.execPath, ['--import', loader, script, ...parameters], {
    cwd,
    environment: { GITHUB_ACTIONS: '', GITHUB_TOKEN: '', LANG: 'C', LC_ALL: 'C', ...environment },
  });
}

/** Exit code, and code of the error that the step said. */
export function ending({ exitCode, stderr }: ProgramResult): readonly [number | null, string | null] {
  return [exitCode, /error\[(\w+)\]/u.exec(stderr)?.[1] ?? null];
}
