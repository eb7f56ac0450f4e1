import { spawn } from 'node:child_process';
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

/** Runs a program in the project's root and collects what it prints. Never throws: a program that can't be started has exit code null. */
export function runCommand(
  program: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const line = [program === process.execPath ? 'node' : program, ...parameters].join(' ');
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    const child = spawn(program, parameters, {
      cwd: projectRoot,
      env: { ...plainEnvironment(), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const collect = (chunk: Buffer): void => {
      chunks.push(chunk);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => {
      done({ line, exitCode: null, output: error.message });
    });
    child.once('close', (exitCode) => {
      done({ line, exitCode, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
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
