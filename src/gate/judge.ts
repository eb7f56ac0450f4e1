import { existsSync } from 'node:fs';
import { checkSynthesized } from '../check-synthesized.ts';
import type { Report } from '../verdict/report.ts';
import { findProjectRoot } from './project-root.ts';

/**
 * Judges a synthesized output with the embedded policy and the configuration at the path, by default the `sekisho.yaml` of the working directory where
 * there is one. Throws a SekishoError for whatever can't be judged.
 */
export function judgeSynthesized(directory: string, configuration: string | undefined): Report {
  const inPlace = existsSync('sekisho.yaml') ? 'sekisho.yaml' : null;
  return checkSynthesized({
    directory,
    configuration: configuration ?? inPlace,
    now: new Date(),
    projectRoot: findProjectRoot(),
  });
}
