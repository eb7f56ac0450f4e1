import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../', import.meta.url);

export interface EngineRun {
  /** `main` is `sekisho`, `stand-in` is `sekisho-terraform`. */
  readonly program: 'main' | 'stand-in';
  readonly parameters: readonly string[];
  /** The project that it works on; the program itself is always the one beside this script. */
  readonly project: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Runs the checkpoint of this checkout on another one: so the base branch judges what a pull request brings. What it prints is the step's log.
 * Gives its exit code; 3 when a signal ended it.
 */
export function runEngine({ program, parameters, project, environment = {} }: EngineRun): Promise<number> {
  const entry = fileURLToPath(new URL(`src/cli/${program}.ts`, root));
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), entry, ...parameters], {
      cwd: project,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', fail);
    child.once('close', (exitCode) => {
      done(exitCode ?? 3);
    });
  });
}
