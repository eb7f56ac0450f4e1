import { existsSync, rmSync, statSync } from 'node:fs';
import { TerraformStack, Testing } from 'cdktf';
import { assumedZone } from '../configuration/assumed-zone.ts';
import { readConfiguration } from '../configuration/read-configuration.ts';
import { SekishoError } from '../errors.ts';
import { findProjectRoot } from '../gate/project-root.ts';
import { recordSourceLocations } from '../gate/source-locations.ts';
import { judgeSources } from '../judge-sources.ts';
import { loadPolicy } from '../policy/load-policy.ts';
import { renderText } from '../report/text.ts';
import { findModules } from '../sources/find-modules.ts';
import { loadJsonSources } from '../sources/load-sources.ts';
import { isJsonObject, type JsonObject } from '../sources/recognise.ts';
import type { Source, Sources } from '../sources/source.ts';
import type { Report } from '../verdict/report.ts';

// Before a test constructs anything: elements remember their lines from here on.
recordSourceLocations();

export interface PolicyMatcherOptions {
  /**
   * Path of the checkpoint's configuration; null for none.
   * @default sekisho.yaml in the working directory, where there is one
   */
  readonly configuration?: string | null;
  /** Zone, or data class, in which everything is taken to be that no zone claims. */
  readonly assumeZone?: string;
  /** Ids of the controls that alone are asked. */
  readonly only?: readonly string[];
  /**
   * The clock.
   * @default now
   */
  readonly now?: Date;
}

/** What vitest and jest want of a matcher. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** For the declaration of the matcher in your test framework's types. */
export interface PolicyMatchers<Result> {
  toPassPolicies(options?: PolicyMatcherOptions): Result;
}

/**
 * A matcher for `expect.extend` of vitest and jest: judges a TerraformStack, its JSON (`Testing.synth(stack)`), or a folder that was synthesized
 * (`Testing.fullSynth(app)`) with the embedded policy. What can't be judged throws, so that `.not.toPassPolicies()` is no pass either.
 *
 * @example
 * import { toPassPolicies } from 'sekisho/testing';
 * expect.extend({ toPassPolicies });
 * expect(Testing.synth(stack)).toPassPolicies({ assumeZone: 'remote-sensing' });
 */
export function toPassPolicies(received: unknown, options: PolicyMatcherOptions = {}): MatcherResult {
  const report = judge(sourcesOf(received), options);
  const text = renderText(report, {
    language: 'en',
    color: false,
    verbose: false,
    quiet: false,
    width: 100,
    catalog: null,
    rerun: '',
  });
  if (report.exitCode === 3) throw new Error(text);
  const pass = report.exitCode === 0;
  return { pass, message: () => (pass ? `expected policies to find something, but:\n${text}` : text) };
}

function judge(sources: Sources, options: PolicyMatcherOptions): Report {
  const path =
    options.configuration === undefined ? (existsSync('sekisho.yaml') ? 'sekisho.yaml' : null) : options.configuration;
  const configuration = readConfiguration(path);
  const { assumeZone, only, now = new Date() } = options;
  return judgeSources(sources, {
    configuration,
    assumedZone: assumeZone === undefined ? null : assumedZone(assumeZone, configuration),
    policy: loadPolicy(),
    verdict: { now: now.toISOString(), partial: [], ...(only === undefined ? {} : { only }) },
    projectRoot: findProjectRoot(),
  });
}

function sourcesOf(received: unknown): Sources {
  if (TerraformStack.isStack(received)) return synthesized(received);
  if (typeof received !== 'string') throw notJudgeable(received === null ? 'null' : typeof received);
  if (received.trimStart().startsWith('{')) return single(JSON.parse(received), 'stack');
  if (statSync(received, { throwIfNoEntry: false }) === undefined)
    throw notJudgeable(JSON.stringify(received.slice(0, 80)));
  return loadJsonSources(findModules([received]));
}

/** A real synth, so that lines, Aspects and validations are as they will be. */
function synthesized(stack: TerraformStack): Sources {
  const folder = Testing.fullSynth(stack);
  try {
    return loadJsonSources(findModules([folder], { fromEncoder: true }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function single(content: unknown, stack: string): Sources {
  if (!isJsonObject(content)) throw notJudgeable('JSON that is no object');
  const source: Source = {
    kind: 'terraform-json',
    stack: stackName(content) ?? stack,
    path: 'cdk.tf.json',
    directory: '.',
    configuration: [{ path: 'cdk.tf.json', content }],
    plan: null,
    files: [],
    blindSpots: [],
  };
  return { sources: [source], localModules: new Map() };
}

function stackName(content: JsonObject): string | null {
  const comment = content['//'];
  const metadata = isJsonObject(comment) ? comment['metadata'] : undefined;
  const name = isJsonObject(metadata) ? metadata['stackName'] : undefined;
  return typeof name === 'string' ? name : null;
}

function notJudgeable(got: string): SekishoError {
  return new SekishoError({
    code: 'INPUT_UNKNOWN',
    what: 'this can not be judged',
    got,
    expected: 'a TerraformStack, the text of `Testing.synth(stack)`, or a folder from `Testing.fullSynth(app)`',
    fix: 'give one of these to `expect`',
  });
}
