import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readJson } from './read-json.ts';

/** The folder that holds package.json; every step runs there. */
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export interface CommandResult {
  readonly line: string;
  /** Null when a signal ended it or it could not be started. */
  readonly exitCode: number | null;
  /** stdout and stderr, in the order of arrival. */
  readonly output: string;
}

/** Far above what any step needs: a program that runs longer hangs, and CI should say which one instead of ending itself. */
const limitMinutes = 20;

/**
 * Runs a program in the project's root and collects what it prints. Never throws: a program that can't be started, or was stopped after twenty minutes, has
 * exit code null.
 */
export function runCommand(
  program: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const line = [program === process.execPath ? 'node' : program, ...parameters].join(' ');
  return new Promise((done) => {
    const chunks: string[] = [];
    // A group of its own, so that a hanging grandchild (a worker of vitest in an endless loop) can be ended with it.
    const child = spawn(program, parameters, {
      cwd: projectRoot,
      env: { ...plainEnvironment(), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    const release = endWithUs(child);
    const limit = setTimeout(() => {
      chunks.push(`\nstopped after ${limitMinutes} minutes: it hangs`);
      endGroup(child);
    }, limitMinutes * 60_000);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
    }
    const finish = (exitCode: number | null, more = ''): void => {
      clearTimeout(limit);
      release();
      done({ line, exitCode, output: chunks.join('') + more });
    };
    child.once('error', (error) => {
      finish(null, error.message);
    });
    child.once('close', (exitCode) => {
      finish(exitCode);
    });
  });
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // It has ended in the meantime, which is what was wanted.
  }
}

/** Ctrl-C no longer reaches a program in a group of its own: passes the end on. Returns what undoes that. */
function endWithUs(child: ChildProcess): () => void {
  const stop = (signal: NodeJS.Signals): void => {
    endGroup(child);
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return () => {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  };
}

/** Without colours, since what a step prints is shown again later; both variables at once make Node print a warning. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { FORCE_COLOR, ...rest } = process.env;
  return { ...rest, NO_COLOR: '1' };
}

/** Runs a TypeScript file of this project. */
export function runScript(script: string, ...parameters: readonly string[]): Promise<CommandResult> {
  return runCommand(process.execPath, ['--import', 'tsx', script, ...parameters]);
}

/** Runs the command line of an installed package with this Node, so that no PATH and no shell is needed. */
export function runTool(
  packageName: string,
  parameters: readonly string[],
  {
    command = packageName,
    environment = {},
  }: { command?: string; environment?: Readonly<Record<string, string>> } = {},
): Promise<CommandResult> {
  return runCommand(process.execPath, [commandFile(packageName, command), ...parameters], environment);
}

const manifestSchema = z.object({ bin: z.union([z.string(), z.record(z.string(), z.string())]) });

function commandFile(packageName: string, command: string): string {
  const manifestPath = resolve(projectRoot, 'node_modules', packageName, 'package.json');
  const { bin } = manifestSchema.parse(readJson(manifestPath));
  const file = typeof bin === 'string' ? bin : bin[command];
  if (file === undefined) throw new Error(`expected package ${packageName} to have a command ${command}, got none`);
  return createRequire(import.meta.url).resolve(resolve(dirname(manifestPath), file));
}
