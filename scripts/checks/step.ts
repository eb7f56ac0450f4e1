import type { CommandResult } from './run-command.ts';

/** What a step came to. `tests` holds the counts of the tests that ran inside it. */
export type StepResult =
  | { readonly status: 'passed'; readonly tests?: TestCounts }
  | { readonly status: 'failed'; readonly output: string; readonly tests?: TestCounts }
  | { readonly status: 'skipped'; readonly reason: string };

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly { readonly name: string; readonly reason: string | null }[];
}

/** One thing that CI checks. */
export interface Step {
  /** What `--only` takes. */
  readonly name: string;
  readonly title: string;
  /** What to do when it fails. */
  readonly fix: string;
  readonly run: () => Promise<StepResult>;
}

/** Turns a finished command into a result: anything but exit code 0 is a failure. */
export function resultOf(command: CommandResult): StepResult {
  if (command.exitCode === 0) return { status: 'passed' };
  return { status: 'failed', output: failureText(command) };
}

/** What a failed command printed, headed by the command and how it ended. */
export function failureText(command: CommandResult): string {
  const ended = command.exitCode === null ? 'was stopped by a signal' : `ended with exit code ${command.exitCode}`;
  return `$ ${command.line}\n${command.output.trimEnd()}\n(${ended})`;
}

/** Runs one action after the other and stops at the first that does not pass; the last result stands for all. */
export async function inOrder(...actions: readonly (() => Promise<StepResult>)[]): Promise<StepResult> {
  let last: StepResult = { status: 'failed', output: 'the step has no action' };
  for (const action of actions) {
    last = await action();
    if (last.status !== 'passed') return last;
  }
  return last;
}
