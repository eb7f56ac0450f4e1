import { existsSync } from 'node:fs';
import { checkSynthesized } from '../check-synthesized.ts';
import type { Report } from '../verdict/report.ts';
import { findProjectRoot } from './project-root.ts';

export interface JudgeSynthesizedOptions {
  /** @default `sekisho.yaml` in the working directory, where there is one */
  readonly configuration: string | undefined;
  /** Path of an earlier JSON report. */
  readonly baseline: string | undefined;
}

/**
 * Judges a synthesized output with the embedded policy. Throws a SekishoError for whatever can't be judged.
 */
export function judgeSynthesized(directory: string, { configuration, baseline }: JudgeSynthesizedOptions): Report {
  const inPlace = existsSync('sekisho.yaml') ? 'sekisho.yaml' : null;
  return checkSynthesized({
    directory,
    configuration: configuration ?? inPlace,
    baseline: baseline ?? null,
    now: new Date(),
    projectRoot: findProjectRoot(),
  });
}
