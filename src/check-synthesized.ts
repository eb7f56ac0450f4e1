import { readConfiguration } from './configuration/read-configuration.ts';
import { judgeSources } from './judge-sources.ts';
import { loadPolicy } from './policy/load-policy.ts';
import { findModules } from './sources/find-modules.ts';
import { loadJsonSources } from './sources/load-sources.ts';
import { readBytes } from './sources/read-bytes.ts';
import { readBaseline } from './verdict/baseline.ts';
import type { Report } from './verdict/report.ts';

export interface CheckSynthesizedOptions {
  /** A folder as cdktf writes it, with its manifest. */
  readonly directory: string;
  /** Path of `sekisho.yaml`; null when there is none. */
  readonly configuration: string | null;
  /** Path of an earlier JSON report: what it has does not block, unless it is critical. Such a report is partial. */
  readonly baseline: string | null;
  readonly now: Date;
  readonly projectRoot: string;
}

/** Judges what cdktf wrote, synchronously, so that it can run inside `app.synth()`. Throws a SekishoError for whatever can't be judged. */
export function checkSynthesized(options: CheckSynthesizedOptions): Report {
  const sources = loadJsonSources(findModules([options.directory], { fromEncoder: true }));
  return judgeSources(sources, {
    configuration: readConfiguration(options.configuration),
    policy: loadPolicy(),
    verdict: {
      now: options.now.toISOString(),
      partial: [],
      ...(options.baseline === null
        ? {}
        : { baseline: readBaseline(readBytes(options.baseline).bytes.toString('utf8'), options.baseline) }),
    },
    projectRoot: options.projectRoot,
  });
}
