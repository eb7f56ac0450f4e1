import { SekishoError } from '../errors.ts';
import type { ExitCode } from '../verdict/report.ts';
import { deliver, writeStream } from './deliver.ts';
import { describeFailure } from './failure.ts';
import type { CommonOptions } from './options.ts';
import { Progress } from './progress.ts';
import { commandWords } from './words.ts';

/** What a command came to. */
export interface CommandOutcome {
  readonly text: string;
  readonly exitCode: ExitCode;
  /** What a person is told on stderr when the text goes to a file. */
  readonly headline?: string;
}

export type Work = (progress: Progress) => Promise<CommandOutcome>;

/**
 * Runs a command and delivers what it came to; the one place where anything thrown becomes exit code 3. With `--output` the file holds the
 * result of this run even then, so that an older report is never taken for it.
 */
export async function runCommand(options: CommonOptions, work: Work): Promise<ExitCode> {
  const progress = new Progress(options.quiet ? () => undefined : say, process.stderr.isTTY);
  try {
    const outcome = await work(progress);
    progress.end();
    await deliver(outcome.text, options.output);
    await sayWritten(options, outcome);
    return outcome.exitCode;
  } catch (thrown) {
    progress.end();
    await reportFailure(thrown, options);
    return 3;
  }
}

async function reportFailure(thrown: unknown, options: CommonOptions): Promise<void> {
  const { forPerson, forReport } = describeFailure(thrown, options);
  await tryQuietly(() => writeStream(process.stderr, forPerson));
  // Where a report could not be written, nothing else can.
  if (forReport === null || (thrown instanceof SekishoError && thrown.code === 'OUTPUT_UNWRITABLE')) return;
  try {
    await deliver(forReport, options.output);
  } catch (second) {
    await tryQuietly(() => writeStream(process.stderr, describeFailure(second, options).forPerson));
  }
}

async function sayWritten(options: CommonOptions, outcome: CommandOutcome): Promise<void> {
  if (options.output === null || options.quiet) return;
  const written = commandWords[options.language].written(options.output);
  await tryQuietly(() => writeStream(process.stderr, `${outcome.headline ?? ''}${written}\n`));
}

/** Diagnostics that can't be written (stderr is closed) change no verdict. */
async function tryQuietly(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch {
    // Nobody is left to be told.
  }
}

function say(text: string): void {
  process.stderr.write(text);
}
