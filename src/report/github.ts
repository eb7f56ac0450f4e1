import type { Report } from '../verdict/report.ts';
import { cleanText, clipText } from './clean-text.ts';
import { type FindingDocument, type ReportDocument, reportDocument } from './document.ts';
import { formatWords } from './format-words.ts';
import { escapeData, escapeProperty } from './github-escape.ts';
import { blocks, headlineText } from './headline.ts';
import { type Page, pageFor } from './page.ts';
import type { RenderOptions } from './renderer.ts';
import { repositoryPlace } from './repository-place.ts';
import { addressOf, shortFingerprint } from './text-finding.ts';

/** GitHub shows this many annotations of each kind for a step, and drops the rest without a word. */
const annotationLimit = 10;
const messageLimit = 2000;

type Command = 'error' | 'warning' | 'notice';

/**
 * Workflow commands for the log of a GitHub Actions job: findings appear on the lines of the change. What GitHub would not show is one plain
 * line each below; the verdict is the last line.
 */
export function renderGithub(report: Report, options: RenderOptions): string {
  const document = reportDocument(report, options.language);
  const page = pageFor(options);
  const findings = options.quiet ? document.findings.filter(blocks) : [...document.findings, ...document.deferred];
  const kinds = ['error', 'warning', 'notice'] as const;
  const byKind = kinds.map((kind) => findings.filter((finding) => commandOf(finding) === kind));
  // The line with the verdict is an annotation too.
  const shown = byKind.map((group) => group.slice(0, annotationLimit - 1));
  const rest = byKind.flatMap((group) => group.slice(annotationLimit - 1));
  const verdict = document.verdict === 'pass' ? 'notice' : 'error';
  const lines = [
    ...shown.flat().map((finding) => annotation({ page, document, options }, finding)),
    ...(rest.length === 0 ? [] : [formatWords[options.language].logOnly(rest.length)]),
    ...rest.map((finding) => plainLine(page, finding)),
    `::${verdict} title=${escapeProperty(`sekisho: ${page.words.verdict[document.verdict]}`)}::${escapeData(headlineText(page.words, document))}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Errors are what stops an apply, warnings what does not and should be mended, notices what is waived or left to the plan. */
function commandOf(finding: FindingDocument): Command {
  if (blocks(finding)) return 'error';
  return finding.status === 'fail' ? 'warning' : 'notice';
}

interface Context {
  readonly page: Page;
  readonly document: ReportDocument;
  readonly options: RenderOptions;
}

function annotation({ page, document, options }: Context, finding: FindingDocument): string {
  const { file, line } = repositoryPlace(finding, document, options.catalog);
  const title = `${finding.severity} ${cleanText(finding.control)} [${page.words.status[finding.status]}]`;
  const body = [
    `${addressOf(finding)}: ${clipText(finding.message, messageLimit)}`,
    ...(finding.articles.length === 0
      ? []
      : [`${page.words.labels.law}: ${clipText(finding.articles.join(page.words.comma), messageLimit)}`]),
    `${page.words.labels.fix}: ${clipText(finding.remediation, messageLimit)}`,
    `${page.words.labels.more}: sekisho explain ${shortFingerprint(finding)}`,
  ].join('\n');
  const properties = [`file=${escapeProperty(cleanText(file))}`, `line=${line}`, `title=${escapeProperty(title)}`];
  return `::${commandOf(finding)} ${properties.join(',')}::${escapeData(body)}`;
}

function plainLine(page: Page, finding: FindingDocument): string {
  const parts = [finding.severity, page.words.status[finding.status], cleanText(finding.control), addressOf(finding)];
  return [...parts, shortFingerprint(finding)].join('  ');
}
