import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf, SekishoError } from '../../errors.ts';
import { findProjectRoot } from '../../gate/project-root.ts';
import { renderEgressJson } from '../../report/egress-json.ts';
import { renderEgressMermaid } from '../../report/egress-mermaid.ts';
import { egressPicture } from '../../report/egress-picture.ts';
import { renderEgressText } from '../../report/egress-text.ts';
import { readEgressBaseline, sinceBaseline } from '../../verdict/egress-baseline.ts';
import type { ExitCode } from '../../verdict/report.ts';
import type { EgressFormat } from '../add-egress.ts';
import { lookOf } from '../look.ts';
import { type CommonOptions, type EstateOptions, readNow } from '../options.ts';
import type { Progress } from '../progress.ts';
import { type CommandOutcome, runCommand } from '../run-command.ts';
import { toolVersion } from '../version.ts';
import { commandWords } from '../words.ts';

export interface EgressAsked extends EstateOptions {
  /** The first argument: a zone, or the first of the sources. */
  readonly zone: string | null;
  readonly paths: readonly string[];
  readonly format: EgressFormat;
  /** Path of an earlier proof as JSON; null for none. */
  readonly baseline: string | null;
  /** Whether to look for guards that change nothing when they go. */
  readonly redundant: boolean;
}

/** `sekisho egress`: proves that nothing leaves, or shows what does. */
export async function egressCommand(asked: EgressAsked, options: CommonOptions): Promise<ExitCode> {
  return await runCommand(options, (progress) => work(asked, options, progress));
}

async function work(asked: EgressAsked, options: CommonOptions, progress: Progress): Promise<CommandOutcome> {
  const { proveSources } = await import('../../egress.ts');
  const { steps } = commandWords[options.language];
  const projectRoot = findProjectRoot();
  const usual = join(projectRoot, 'sekisho.yaml');
  // A baseline that can't be read is refused before anything is proven.
  const baseline = asked.baseline === null ? null : readEgressBaseline(textOf(asked.baseline), asked.baseline);
  const first = asked.zone !== null && existsSync(asked.zone) ? [asked.zone] : [];
  const proof = await proveSources({
    zone: first.length > 0 ? null : asked.zone,
    paths: [...first, ...asked.paths],
    configuration: asked.config ?? (existsSync(usual) ? usual : null),
    assumeZone: asked.assumeZone,
    now: asked.now === null ? new Date() : readNow(asked.now),
    partial: partialReasons(asked),
    toolVersion: toolVersion(),
    redundant: asked.redundant,
    projectRoot,
    onProgress: (step) => {
      progress.step(steps[step] ?? step);
    },
  });
  const report = baseline === null ? proof : sinceBaseline(proof, baseline);
  const look = { ...lookOf(options, options.output === null ? process.stdout : null), quiet: options.quiet };
  const quiet = { ...lookOf(options, process.stderr), quiet: true };
  const renderers = {
    text: () => renderEgressText(report, look),
    json: () => renderEgressJson(report, look),
    mermaid: () => renderEgressMermaid(report, look),
    svg: () => egressPicture(report, look.language),
  };
  return { text: renderers[asked.format](), exitCode: report.exitCode, headline: renderEgressText(report, quiet) };
}

/** Throws EGRESS_BASELINE_INVALID when the file can't be read. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SekishoError({
      code: 'EGRESS_BASELINE_INVALID',
      what: 'the baseline can not be read',
      file,
      got: reasonOf(cause),
      expected: 'a file that `sekisho egress --format json` wrote',
      fix: 'correct `--baseline`',
      ja: {
        what: 'ベースラインを読めない',
        expected: '`sekisho egress --format json` が書いたファイル',
        fix: '`--baseline` を正す',
      },
      cause,
    });
  }
}

function partialReasons({ now, assumeZone, baseline }: EgressAsked): readonly string[] {
  return [
    ...(now === null ? [] : [`--now ${readNow(now).toISOString()}`]),
    ...(assumeZone === null ? [] : [`--assume-zone ${assumeZone}`]),
    ...(baseline === null ? [] : ['--baseline']),
  ];
}
