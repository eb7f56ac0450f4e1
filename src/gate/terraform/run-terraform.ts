import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { isatty } from 'node:tty';
import { reasonOf, SekishoError } from '../../errors.ts';
import { insideVariable } from './real-terraform.ts';

/** The real binary, and where it runs. */
export interface Terraform {
  readonly binary: string;
  readonly directory: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
}

export interface Ended {
  /** Exit code, or 128 and the number of the signal that ended it, as shells count. */
  readonly exitCode: number;
  readonly signal: NodeJS.Signals | null;
}

export interface RunOptions {
  readonly stdio: StdioOptions;
  /** A session of its own: a terminal's Ctrl-C or hang-up reaches it only through us, once. Terraform takes a second one for "leave everything". */
  readonly alone?: boolean;
}

const forwarded = ['SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGCONT', 'SIGWINCH'] as const;
const fromKeyboard: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGQUIT', 'SIGWINCH', 'SIGCONT']);

/** Runs terraform to its end; signals that reach us reach it. A hang-up does not end one that runs alone. Rejects when it can't be started. */
export async function runTerraform(
  terraform: Terraform,
  args: readonly string[],
  { stdio, alone = false }: RunOptions,
): Promise<Ended> {
  let child: ChildProcess | null = null;
  // Listened to before the child runs: a signal in between would end us and leave it alone.
  const pass = (signal: NodeJS.Signals): void => {
    if (alone ? signal === 'SIGHUP' : isDelivered(signal)) return;
    child?.kill(signal);
  };
  for (const signal of forwarded) process.on(signal, pass);
  try {
    child = spawn(terraform.binary, args, {
      cwd: terraform.directory,
      env: { ...terraform.environment, [insideVariable]: '1' },
      stdio,
      detached: alone && process.platform !== 'win32',
    });
    const [code, signal] = await endOf(child);
    return { exitCode: code ?? 128 + (signal === null ? 0 : constants.signals[signal]), signal };
  } catch (error) {
    throw notStarted(terraform.binary, error);
  } finally {
    for (const signal of forwarded) process.off(signal, pass);
  }
}

function endOf(child: ChildProcess): Promise<[number | null, NodeJS.Signals | null]> {
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      done([code, signal]);
    });
  });
}

export interface Captured extends Ended {
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface CaptureOptions {
  /** More than this is an error, named; nothing is cut off. */
  readonly limit: number;
  /** Open files for the child, from number 3 on. */
  readonly files?: readonly number[];
}

/** Runs terraform and keeps what it writes in memory: a plan as JSON holds secrets, so it touches no disk. */
export async function captureTerraform(
  terraform: Terraform,
  args: readonly string[],
  { limit, files = [] }: CaptureOptions,
): Promise<Captured> {
  const child = spawn(terraform.binary, args, {
    cwd: terraform.directory,
    env: { ...terraform.environment, [insideVariable]: '1' },
    stdio: ['ignore', 'pipe', 'pipe', ...files],
  });
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  let size = 0;
  child.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > limit) child.kill('SIGKILL');
    else stdout.push(chunk);
  });
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
  const [code, signal] = await endOf(child).catch((error: unknown) => {
    throw notStarted(terraform.binary, error);
  });
  if (size > limit) throw tooLarge(limit);
  return {
    exitCode: code ?? 128 + (signal === null ? 0 : constants.signals[signal]),
    signal,
    stdout: Buffer.concat(stdout),
    stderr: Buffer.concat(stderr).toString('utf8'),
  };
}

/** On a terminal the kernel sends what the keyboard asks for to both of us. */
function isDelivered(signal: NodeJS.Signals): boolean {
  return fromKeyboard.has(signal) && [0, 1, 2].some((stream) => isatty(stream));
}

function notStarted(binary: string, error: unknown): SekishoError {
  return new SekishoError({
    code: 'TERRAFORM_MISSING',
    what: 'terraform could not be started',
    file: binary,
    got: reasonOf(error),
    expected: 'a program that can be run here',
    fix: 'check SEKISHO_TERRAFORM and PATH',
    cause: error,
  });
}

function tooLarge(limit: number): SekishoError {
  return new SekishoError({
    code: 'FILE_TOO_LARGE',
    what: 'the plan as JSON is larger than what one run reads',
    got: `more than ${String(limit)} bytes`,
    expected: `at most ${String(limit)} bytes`,
    fix: 'split the stack',
  });
}
