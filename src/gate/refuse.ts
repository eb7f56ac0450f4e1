import { writeSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { App } from 'cdktf';
import { reasonOf, SekishoError } from '../errors.ts';
import type { Language } from '../report/renderer.ts';
import type { Report } from '../verdict/report.ts';
import { errorAnnotations, failedValidations } from './app-errors.ts';
import { findProjectRoot } from './project-root.ts';
import { CheckpointRefusal, exitCodeOf, type RefusalCause, refusedStacks } from './refusal.ts';
import { renderRefusal } from './refusal-text.ts';
import type { Staging } from './staging.ts';
import { markStale, readStaleMark } from './stale-mark.ts';
import { placeOfError } from './user-frames.ts';

/** cdktf's CLI prints stderr twice on a terminal, once as it comes and once at the end: half a screen makes one. */
const linesUnderCli = 15;
const linesAlone = 36;

export interface RefuseOptions {
  readonly language: Language;
  readonly onRefusal: 'exit' | 'throw';
  /** The output that is now older than the app; null when it isn't this synth that would have written it. */
  readonly outdir: string | null;
  readonly cause?: unknown;
}

/** Marks an older output as stale, says why the synth was refused, and ends the process, or throws a CheckpointRefusal. */
export function refuse(refusal: RefusalCause, options: RefuseOptions): never {
  const { language, outdir } = options;
  if (outdir !== null) {
    const stacks = refusedStacks(refusal);
    const reason = 'a later synth was refused: what lies here is older than what the app declares';
    markStale(resolve(outdir), { reason, ...(stacks.length > 0 ? { refusedStacks: stacks } : {}) }, new Date());
  }
  const leftStale = outdir !== null && readStaleMark(outdir) !== null;
  const maxLines = process.env['CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS'] === undefined ? linesAlone : linesUnderCli;
  const message = renderRefusal(refusal, { language, maxLines, leftStale });
  if (options.onRefusal === 'throw') throw new CheckpointRefusal(refusal, message, options.cause);
  writeWhole(message);
  process.exit(exitCodeOf(refusal));
}

/** What a throw in synth means: the app's own errors are told apart from a synth that broke. */
export function refusalOf(error: unknown, app: App, staging: Staging | null): RefusalCause {
  const annotated = errorAnnotations(app);
  if (annotated.length > 0) return { kind: 'app-errors', errors: annotated, report: null };
  const failed = failedValidations(error);
  if (failed.length > 0) return { kind: 'app-errors', errors: failed, report: null };
  return broken(error, staging);
}

/** A refusal because nothing could be judged. */
export function broken(error: unknown, staging: Staging | null = null): RefusalCause {
  const place = error instanceof SekishoError ? null : placeOfError(error, findProjectRoot());
  const reason = staging === null ? reasonOf(error) : showOutdir(reasonOf(error), staging);
  return { kind: 'broken', reason, place };
}

/** A report on staged files speaks of the folder where they will lie; the private one is gone when somebody reads it. */
export function showReport(report: Report, staging: Staging): Report {
  const inputs = report.inputs.map((input) => ({ ...input, path: showOutdir(input.path, staging) }));
  return { ...report, inputs, blindSpots: report.blindSpots.map((text) => showOutdir(text, staging)) };
}

function showOutdir(text: string, staging: Staging): string {
  return text.replaceAll(basename(staging.directory), basename(staging.outdir));
}

/** In one piece and before the process ends: the CLI logs stderr piece by piece, and what is buffered at exit is lost. */
function writeWhole(message: string): void {
  let rest = Buffer.from(message);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(2, rest));
    } catch (error) {
      // A full pipe asks to try again; anything else means that nobody reads.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return;
    }
  }
}
