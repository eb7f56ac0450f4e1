import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { App, type AppConfig } from 'cdktf';
import { SekishoError } from '../errors.ts';
import type { Language } from '../report/renderer.ts';
import type { Report } from '../verdict/report.ts';
import { errorAnnotations } from './app-errors.ts';
import { findCollectFolder } from './collect-mark.ts';
import { judgeSynthesized } from './judge.ts';
import { publishOutput, refuseUnreadable } from './publish-output.ts';
import type { RefusalCause } from './refusal.ts';
import { broken, type RefuseOptions, refusalOf, refuse, showReport } from './refuse.ts';
import { recordSourceLocations } from './source-locations.ts';
import { closeStaging, openStaging, resetStaging, type Staging } from './staging.ts';
import { turnOffTokenTraces } from './token-traces.ts';

// Before any stack is constructed: elements remember their lines from here on.
recordSourceLocations();
turnOffTokenTraces();

/** What cdktf's App takes, and what the checkpoint needs. */
export interface CheckedAppOptions extends AppConfig {
  /**
   * Path of the checkpoint's configuration.
   * @default sekisho.yaml in the working directory, where there is one
   */
  readonly configuration?: string;
  /**
   * Path of an earlier JSON report (`sekisho check --format json`): what it already had does not stop synth, unless it is critical. For projects that
   * adopt the checkpoint; what is applied is judged without it.
   */
  readonly baseline?: string;
  /**
   * Language of a refusal.
   * @default 'en'
   */
  readonly language?: Language;
  /**
   * What a refusal does: end the process with its message on stderr, or throw a CheckpointRefusal.
   * @default 'exit'
   */
  readonly onRefusal?: 'exit' | 'throw';
  /**
   * Judges a synthesized output.
   * @default the embedded policy
   */
  readonly judge?: (directory: string) => Report;
}

type Target =
  | { readonly kind: 'judged'; readonly staging: Staging }
  | { readonly kind: 'collected'; readonly directory: string };

/**
 * A cdktf App whose output is written only if it keeps the law. `synth()` runs the real synth once, into a private folder beside `outdir`, judges the files
 * that it wrote, and moves them into place; otherwise it refuses: nothing is written, and an older output is marked stale. `skipValidation`, error
 * Annotations and `CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS` change nothing about that, and HCL output is refused. `outdir` is the private folder until
 * `synth()` is done, and the real one after it.
 *
 * @example
 * const app = new CheckedApp();
 * new IsolatedStack(app, 'isolated', environments.prd);
 * app.synth();
 */
export class CheckedApp extends App {
  readonly #options: CheckedAppOptions;
  readonly #target: Target;

  constructor(options: CheckedAppOptions = {}) {
    const target = openTarget(options);
    const outdir = target.kind === 'judged' ? target.staging.directory : target.directory;
    super({ ...options, outdir, skipValidation: false, hclOutput: false });
    this.#options = options;
    this.#target = target;
  }

  /** Synthesizes, judges, and writes or refuses. Returns only when the output was let through. */
  override synth(): void {
    if (this.#target.kind === 'collected') this.#collect(this.#target.directory);
    else this.#judge(this.#target.staging);
  }

  /** For `sekisho check`, which judges what lies in its own folder afterwards; the mark in it stays. */
  #collect(directory: string): void {
    const options = refuseOptions(this.#options, null);
    if (existsSync(join(directory, 'manifest.json'))) refuse(broken(severalApps()), options);
    try {
      super.synth();
    } catch (error) {
      refuse(refusalOf(error, this, null), { ...options, cause: error });
    }
  }

  #judge(staging: Staging): void {
    let cause: unknown;
    let refusal: RefusalCause | null;
    try {
      resetStaging(staging);
      this.#writeTo(staging.directory);
      super.synth();
      refusal = this.#findRefusal(staging);
      if (refusal === null) publishOutput(staging, Object.keys(this.manifest.stacks), new Date());
    } catch (error) {
      cause = error;
      refusal = refusalOf(error, this, staging);
    }
    closeStaging(staging);
    this.#writeTo(staging.outdir);
    if (refusal !== null) refuse(refusal, { ...refuseOptions(this.#options, staging.outdir), cause });
  }

  #findRefusal(staging: Staging): RefusalCause | null {
    refuseUnreadable(staging.directory, Object.keys(this.manifest.stacks));
    const { configuration, baseline } = this.#options;
    const judge = this.#options.judge ?? ((directory) => judgeSynthesized(directory, { configuration, baseline }));
    const report = showReport(judge(staging.directory), staging);
    const errors = errorAnnotations(this);
    if (errors.length > 0) return { kind: 'app-errors', errors, report };
    return report.exitCode === 0 ? null : { kind: 'report', report };
  }

  /** cdktf declares both read-only, and reads both whenever it writes. */
  #writeTo(directory: string): void {
    Reflect.set(this, 'outdir', directory);
    Reflect.set(this.manifest, 'outdir', directory);
  }
}

function openTarget(options: CheckedAppOptions): Target {
  const outdir = options.outdir ?? process.env['CDKTF_OUTDIR'] ?? 'cdktf.out';
  const hcl = process.env['SYNTH_HCL_OUTPUT'];
  if (options.hclOutput === true || hcl === 'true' || hcl === '1') {
    refuse(broken(hclRefused(options.hclOutput === true)), refuseOptions(options, outdir));
  }
  const collect = findCollectFolder();
  if (collect !== null) return { kind: 'collected', directory: collect };
  try {
    return { kind: 'judged', staging: openStaging(outdir) };
  } catch (error) {
    return refuse(broken(error), { ...refuseOptions(options, outdir), cause: error });
  }
}

function refuseOptions(options: CheckedAppOptions, outdir: string | null): RefuseOptions {
  return { language: options.language ?? 'en', onRefusal: options.onRefusal ?? 'exit', outdir };
}

function hclRefused(byOption: boolean): SekishoError {
  return new SekishoError({
    code: 'HCL_OUTPUT',
    what: 'HCL output cannot be judged at synth',
    got: byOption ? 'hclOutput: true' : `SYNTH_HCL_OUTPUT=${process.env['SYNTH_HCL_OUTPUT'] ?? ''}`,
    expected: 'JSON output, which terraform reads just as well',
    fix: 'leave out hclOutput and `cdktf synth --hcl`; unset SYNTH_HCL_OUTPUT',
  });
}

function severalApps(): SekishoError {
  return new SekishoError({
    code: 'APP_SEVERAL',
    what: 'the program synthesizes more than one App, and `sekisho check` would see the last one only',
    got: 'a second call of synth()',
    expected: 'one App with all stacks',
    fix: 'put the stacks into one App, or check the outputs: `sekisho check DIRECTORY…`',
  });
}
