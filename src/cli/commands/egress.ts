import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findProjectRoot } from '../../gate/project-root.ts';
import { renderEgressJson } from '../../report/egress-json.ts';
import { renderEgressMermaid } from '../../report/egress-mermaid.ts';
import { renderEgressText } from '../../report/egress-text.ts';
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
  const first = asked.zone !== null && existsSync(asked.zone) ? [asked.zone] : [];
  const report = await proveSources({
    zone: first.length > 0 ? null : asked.zone,
    paths: [...first, ...asked.paths],
    configuration: asked.config ?? (existsSync(usual) ? usual : null),
    assumeZone: asked.assumeZone,
    now: asked.now === null ? new Date() : readNow(asked.now),
    partial: partialReasons(asked),
    toolVersion: toolVersion(),
    projectRoot,
    onProgress: (step) => {
      progress.step(steps[step] ?? step);
    },
  });
  const look = { ...lookOf(options, options.output === null ? process.stdout : null), quiet: options.quiet };
  const quiet = { ...lookOf(options, process.stderr), quiet: true };
  const render = { text: renderEgressText, json: renderEgressJson, mermaid: renderEgressMermaid }[asked.format];
  return { text: render(report, look), exitCode: report.exitCode, headline: renderEgressText(report, quiet) };
}

function partialReasons({ now, assumeZone }: EgressAsked): readonly string[] {
  return [
    ...(now === null ? [] : [`--now ${readNow(now).toISOString()}`]),
    ...(assumeZone === null ? [] : [`--assume-zone ${assumeZone}`]),
  ];
}
