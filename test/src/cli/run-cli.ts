import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { commandFile } from '../../support/bundled-commands.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

export interface CliResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** Closes our end of the child's stdout before it can write. */
  readonly deaf?: boolean;
}

/** Runs the real command line as a child, with a locale and colours that do not depend on the machine. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const { LC_ALL: _all, LC_MESSAGES: _messages, NO_COLOR: _no, FORCE_COLOR: _force, ...inherited } = process.env;
  const child = spawn(process.execPath, [commandFile, ...args], {
    cwd: options.folder ?? repository,
    env: { ...inherited, LANG: 'C', ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  if (options.deaf === true) child.stdout.destroy();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => {
      resolve({ exitCode, ...output });
    });
  });
}

/** What stderr says besides progress, which depends on how busy the machine is. */
export function diagnostics(result: CliResult): string {
  return result.stderr
    .split('\n')
    .filter((line) => !/^sekisho: .*(?:…|s\))$/u.test(line))
    .join('\n');
}
