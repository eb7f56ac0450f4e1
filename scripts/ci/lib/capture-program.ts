import { spawn } from 'node:child_process';
import { SekishoError } from '../../../src/errors.ts';
import { clipText } from '../../../src/report/clean-text.ts';

export interface Captured {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs a program without a shell and collects what it prints. Throws PROGRAM_MISSING when it can't be started or a signal ends it. */
export function captureProgram(program: string, parameters: readonly string[], directory: string): Promise<Captured> {
  return new Promise((done, fail) => {
    const child = spawn(program, parameters, { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.once('error', (error) => {
      fail(notStarted(program, error.message));
    });
    child.once('close', (exitCode, signal) => {
      if (exitCode === null) fail(notStarted(program, `ended by ${signal ?? 'a signal'}`));
      else done({ exitCode, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() });
    });
  });
}

/** The stdout of a program that must succeed. Throws PROGRAM_FAILED with the last it said. */
export async function outputOf(program: string, parameters: readonly string[], directory: string): Promise<Buffer> {
  const { exitCode, stdout, stderr } = await captureProgram(program, parameters, directory);
  if (exitCode === 0) return stdout;
  throw new SekishoError({
    code: 'PROGRAM_FAILED',
    what: `\`${program} ${parameters[0] ?? ''}\` failed`,
    got: `exit code ${exitCode}: ${clipText(stderr.trim().slice(-1500), 1500)}`,
    expected: 'exit code 0',
    fix: 'see what it says; the step can be run again',
  });
}

function notStarted(program: string, got: string): SekishoError {
  return new SekishoError({
    code: 'PROGRAM_MISSING',
    what: `${program} could not be run to its end`,
    got,
    expected: `${program} on PATH`,
    fix: 'install it in the job before this step',
  });
}
