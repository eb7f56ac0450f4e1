import { renderers } from '../../report/renderers.ts';
import { renderHeadline } from '../../report/text.ts';
import type { ExitCode } from '../../verdict/report.ts';
import { withBuiltIn } from '../full-catalog.ts';
import { type Judgement, judgeEstate } from '../judge-estate.ts';
import { lookOf } from '../look.ts';
import type { CommonOptions } from '../options.ts';
import type { Progress } from '../progress.ts';
import { rerunArguments } from '../rerun.ts';
import { type CommandOutcome, runCommand } from '../run-command.ts';
import { commandWords } from '../words.ts';

/** `sekisho check`: judges the sources and prints the report. */
export async function checkCommand(asked: Judgement, options: CommonOptions): Promise<ExitCode> {
  return await runCommand(options, (progress) => work(asked, options, progress));
}

async function work(asked: Judgement, options: CommonOptions, progress: Progress): Promise<CommandOutcome> {
  const { report, catalog } = await judgeEstate(asked, progress, commandWords[options.language]);
  const look = {
    ...lookOf(options, options.output === null ? process.stdout : null),
    quiet: options.quiet,
    catalog: withBuiltIn(catalog),
    rerun: rerunArguments(asked.paths, asked),
  };
  return {
    text: renderers[options.format](report, look),
    exitCode: report.exitCode,
    headline: renderHeadline(report, { ...look, ...lookOf(options, process.stderr) }),
  };
}
