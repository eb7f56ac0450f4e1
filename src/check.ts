import { join } from 'node:path';
import { builtInConfiguration } from './configuration/built-in-configuration.ts';
import type { Configuration, Zone } from './configuration/configuration.ts';
import { readBreakGlass } from './evidence/break-glass/read-break-glass.ts';
import { type Judging, judgeSources } from './judge-sources.ts';
import type { Catalog } from './policy/catalog.ts';
import { loadPolicy } from './policy/load-policy.ts';
import { readBytes } from './sources/read-bytes.ts';
import { readBaseline } from './verdict/baseline.ts';
import { breakGlassFindings } from './verdict/break-glass-findings.ts';
import { gateControls } from './verdict/gate-controls.ts';
import type { Report } from './verdict/report.ts';
import { withFindings } from './verdict/with-findings.ts';
import { withSources } from './with-sources.ts';

export interface CheckOptions {
  /** Sources of any kind, one estate together; none: the app that `cdktf.json` names. */
  readonly paths: readonly string[];
  /** Path of `sekisho.yaml`; null when there is none. */
  readonly configuration: string | null;
  /** Zone, or data class, in which everything is taken to be. */
  readonly assumeZone: string | null;
  readonly only: readonly string[];
  /** Files that `--shard` wrote; given, they are the sources. */
  readonly merge?: readonly string[];
  /** Path of an earlier JSON report. */
  readonly baseline: string | null;
  readonly now: Date;
  readonly nowGiven: boolean;
  readonly projectRoot: string;
  readonly onProgress?: (step: string) => void;
}

export interface CheckResult {
  readonly report: Report;
  readonly catalog: Catalog;
}

/** Reads the sources as one estate and judges it. Throws a SekishoError (exit code 3) for whatever can't be read or judged. */
export async function check(options: CheckOptions): Promise<CheckResult> {
  const policy = loadPolicy();
  const configuration = await configurationOf(options);
  const judging: Judging = {
    configuration,
    assumedZone: await assumedZoneOf(options, configuration),
    policy,
    projectRoot: options.projectRoot,
    verdict: {
      now: options.now.toISOString(),
      partial: partialReasons(options),
      ...(options.only.length === 0 ? {} : { only: options.only }),
      ...(options.baseline === null ? {} : { baseline: baselineOf(options.baseline) }),
    },
    onProgress: options.onProgress,
  };
  // Inside, paths in the report are relative to the folder that the app wrote into, which is a fresh one at every run.
  const report = await withSources(options, (sources, projectRoot) =>
    judgeSources(sources, { ...judging, projectRoot }),
  );
  return { report: withBreakGlass(report, options, judging), catalog: policy.catalog };
}

/** What was applied without review is told by every report until somebody has looked at it. */
function withBreakGlass(
  report: Report,
  { projectRoot, now }: CheckOptions,
  { configuration, policy }: Judging,
): Report {
  const log = join(projectRoot, '.sekisho', 'decisions.jsonl');
  const all = readBreakGlass({ projectRoot, log, rules: configuration.evidence.breakGlass, now });
  const requirements = new Map(policy.catalog.requirements.map((requirement) => [requirement.id, requirement]));
  const context = { blockingSeverities: configuration.blockingSeverities, requirements };
  return withFindings(report, breakGlassFindings(all, now, context), gateControls);
}

async function configurationOf(options: CheckOptions): Promise<Configuration> {
  if (options.configuration === null) return builtInConfiguration;
  const { readConfiguration } = await import('./configuration/read-configuration.ts');
  return readConfiguration(options.configuration);
}

async function assumedZoneOf(options: CheckOptions, configuration: Configuration): Promise<Zone | null> {
  if (options.assumeZone === null) return null;
  const { assumedZone } = await import('./configuration/assumed-zone.ts');
  return assumedZone(options.assumeZone, configuration);
}

function baselineOf(path: string): ReturnType<typeof readBaseline> {
  return readBaseline(readBytes(path).bytes.toString('utf8'), path);
}

/** Ruling: a run with these can't serve as evidence. */
function partialReasons(options: CheckOptions): string[] {
  const reasons: string[] = [];
  if (options.nowGiven) reasons.push(`--now ${options.now.toISOString()}`);
  if (options.assumeZone !== null) reasons.push(`--assume-zone ${options.assumeZone}`);
  return reasons;
}
