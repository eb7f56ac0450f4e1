import { coverageOf } from '../../report/coverage.ts';
import { renderCoverageJson } from '../../report/coverage-json.ts';
import { renderCoverageMarkdown } from '../../report/coverage-markdown.ts';
import { renderCoverageText } from '../../report/coverage-text.ts';
import type { ExitCode } from '../../verdict/report.ts';
import type { CoverageFormat } from '../add-coverage.ts';
import { withBuiltIn } from '../full-catalog.ts';
import { judgeEstate } from '../judge-estate.ts';
import { lookOf } from '../look.ts';
import type { CommonOptions, EstateOptions } from '../options.ts';
import { runCommand } from '../run-command.ts';
import { commandWords } from '../words.ts';

export interface CoverageAsked extends EstateOptions {
  readonly paths: readonly string[];
  readonly format: CoverageFormat;
}

/** `sekisho coverage`: prints the matrix. Exit code 0 when it could, whatever the verdicts are. */
export async function coverageCommand(asked: CoverageAsked, options: CommonOptions): Promise<ExitCode> {
  return await runCommand(options, async (progress) => {
    const question = { ...asked, only: [], baseline: null };
    const { report, catalog } = await judgeEstate(question, progress, commandWords[options.language]);
    const coverage = coverageOf(report, withBuiltIn(catalog));
    const look = lookOf(options, options.output === null ? process.stdout : null);
    const renderers = {
      text: renderCoverageText,
      markdown: renderCoverageMarkdown,
      json: renderCoverageJson,
    } satisfies Record<CoverageFormat, unknown>;
    return { text: renderers[asked.format](coverage, look), exitCode: 0 };
  });
}
