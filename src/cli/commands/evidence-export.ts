import { readFileSync } from 'node:fs';
import { reasonOf, SekishoError } from '../../errors.ts';
import { assessmentResults } from '../../evidence/oscal/assessment-results.ts';
import { isErrorDocument, readReportDocument } from '../../report/read-document.ts';
import type { ExitCode } from '../../verdict/report.ts';
import { evidenceWords } from '../evidence-words.ts';
import type { CommonOptions } from '../options.ts';
import { type CommandOutcome, runCommand } from '../run-command.ts';

export interface ExportQuestion {
  /** A JSON report. */
  readonly report: string;
  /** Address of the assessment plan. */
  readonly plan: string | null;
}

/** `sekisho evidence export`: assessment results in OSCAL. Exit code 0 when they are written, whatever the verdict. */
export async function exportCommand(asked: ExportQuestion, options: CommonOptions): Promise<ExitCode> {
  return await runCommand(options, () => Promise.resolve(work(asked, options)));
}

function work(asked: ExportQuestion, { language }: CommonOptions): CommandOutcome {
  const report = readReportDocument(readText(asked.report), asked.report);
  if (isErrorDocument(report)) {
    throw new SekishoError({
      code: 'REPORT_INVALID',
      what: 'the report says only that nothing could be judged',
      file: asked.report,
      got: report.error.what,
      expected: 'a report with a verdict',
      fix: 'mend what it names, and judge again',
    });
  }
  const results = assessmentResults(report, {
    assessmentPlan: asked.plan ?? 'urn:sekisho:assessment-plan',
    words: evidenceWords[language].oscal,
  });
  return { text: `${JSON.stringify(results, null, 2)}\n`, exitCode: 0 };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new SekishoError({
      code: 'REPORT_UNREADABLE',
      what: 'the report can not be read',
      file,
      got: reasonOf(error),
      expected: 'a report that `sekisho check --format json --output FILE` wrote',
      fix: 'correct the path',
      cause: error,
    });
  }
}
