import { spawn } from 'node:child_process';

export interface CommandOptions {
  readonly cwd: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly timeoutMilliseconds: number;
}

export interface CommandResult {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly timedOut: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** The end of an output is what counts; more is not kept. */
const keptCharacters = 256 * 1024;
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const onWindows = process.platform === 'win32';

/**
 * Runs a command line through the shell, as cdktf does, without stdin. It is killed with all its children when the time is up or when this process is
 * told to end. Rejects when no shell can be started.
 */
export async function runCommand(command: string, options: CommandOptions): Promise<CommandResult> {
  const child = spawn(command, {
    cwd: options.cwd,
    env: options.environment,
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own: `npx tsx` is three processes deep, and killing the shell alone would leave the app running.
    detached: !onWindows,
  });
  const kill = (): void => {
    killAll(child.pid);
  };
  const stop = (signal: NodeJS.Signals): void => {
    kill();
    process.off(signal, stop);
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  let [stdout, stderr, timedOut] = ['', '', false];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout = (stdout + text).slice(-keptCharacters)));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-keptCharacters)));
  const timer = setTimeout(() => {
    timedOut = true;
    kill();
  }, options.timeoutMilliseconds);
  process.on('exit', kill);
  for (const signal of forwarded) process.on(signal, stop);
  try {
    const [exitCode, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, by) => {
        resolve([code, by]);
      });
    });
    return { exitCode, signal, timedOut, stdout, stderr };
  } finally {
    clearTimeout(timer);
    process.off('exit', kill);
    for (const signal of forwarded) process.off(signal, stop);
  }
}

function killAll(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(onWindows ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
