import { spawn } from 'node:child_process';

export interface ProgramResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `npm test` and vitest tell their children would mislead an npm or Node that is meant to start afresh. */
function freshEnvironment(): NodeJS.ProcessEnv {
  const misleading =
    /^(?:npm_package_|npm_lifecycle_|npm_config_local_prefix$|INIT_CWD$|VITEST|NODE_OPTIONS$|NODE_ENV$|FORCE_COLOR$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !misleading.test(name)));
}

/** Runs a program to its end without blocking vitest's own messages, as a sync run of a minute would. Exit code null: it could not be started, or was stopped. */
export function runProgram(
  program: string,
  parameters: readonly string[],
  { cwd, environment = {} }: { readonly cwd: string; readonly environment?: Readonly<Record<string, string>> },
): Promise<ProgramResult> {
  return new Promise((done) => {
    const child = spawn(program, parameters, {
      cwd,
      env: { ...freshEnvironment(), NO_COLOR: '1', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.once('error', (error) => {
      done({ exitCode: null, stdout: '', stderr: error.message });
    });
    child.once('close', (exitCode) => {
      done({ exitCode, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
    });
  });
}
