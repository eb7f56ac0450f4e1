import type { Report } from '../verdict/report.ts';
import { type FindingDocument, type ReportDocument, reportDocument } from './document.ts';
import { requirementTitles } from './finding-facts.ts';
import { headlineText } from './headline.ts';
import { markdownCode, markdownText } from './markdown-escape.ts';
import {
  type MarkdownContext,
  markdownFinding,
  markdownFolded,
  markdownLine,
  markdownWaived,
} from './markdown-finding.ts';
import { pageFor } from './page.ts';
import type { RenderOptions } from './renderer.ts';

/** How many findings of a part are shown in full; the rest is one line each, folded. */
const fullLimit = 50;

export const verdictSigns = { pass: '✅', fail: '❌', unproven: '❔', error: '🛑' } as const;

/** The report as GitHub's Markdown, for a job's summary or a ticket: strangers' text in it is escaped. */
export function renderMarkdown(report: Report, options: RenderOptions): string {
  const document = reportDocument(report, options.language);
  const page = pageFor(options);
  const context = { page, titles: requirementTitles(options.catalog, options.language), now: document.now };
  const heading = `## ${verdictSigns[report.verdict]} ${page.words.verdict[report.verdict]}: ${headlineText(page.words, report)}`;
  if (options.quiet) {
    const blocking = document.findings.filter((finding) => finding.blocking && finding.status !== 'waived');
    return `${[heading, '', ...blocking.map((finding) => markdownLine(context, finding))].join('\n').trimEnd()}\n`;
  }
  const parts = [
    heading,
    ...partialPart(context, document),
    ...findingParts(context, document),
    ...footnotes(context, document),
  ];
  return `${parts.join('\n\n')}\n`;
}

function partialPart({ page }: MarkdownContext, report: ReportDocument): readonly string[] {
  if (report.partial.length === 0) return [];
  const reasons = report.partial.map((reason) => `> - ${markdownCode(reason)}`);
  return [[`> **${page.words.sections.partial}**`, '>', ...reasons].join('\n')];
}

function findingParts(context: MarkdownContext, report: ReportDocument): readonly string[] {
  const { sections } = context.page.words;
  const of = (status: FindingDocument['status']): readonly FindingDocument[] =>
    report.findings.filter((finding) => finding.status === status);
  const [broken, violations, unknowns, waived] = [of('error'), of('fail'), of('unknown'), of('waived')];
  return [
    ...fullPart(context, sections.broken(broken.length), broken),
    ...fullPart(context, sections.violations(violations.length), violations),
    ...fullPart(context, sections.unknowns(unknowns.length), unknowns),
    ...(waived.length === 0
      ? []
      : [`### ${sections.waived(waived.length)}`, waived.map((one) => markdownWaived(context, one)).join('\n')]),
    ...(report.deferred.length === 0
      ? []
      : [folded(context, sections.deferred(report.deferred.length), report.deferred)]),
  ];
}

function fullPart(context: MarkdownContext, title: string, findings: readonly FindingDocument[]): readonly string[] {
  if (findings.length === 0) return [];
  const shown = context.page.verbose ? findings : findings.slice(0, fullLimit);
  const rest = findings.slice(shown.length);
  const more = context.page.words.andMore(rest.length, String(findings.length));
  return [
    `### ${title}`,
    shown.map((finding) => markdownFinding(context, finding)).join('\n'),
    ...(rest.length === 0 ? [] : [folded(context, more, rest)]),
  ];
}

function folded(context: MarkdownContext, title: string, findings: readonly FindingDocument[]): string {
  return markdownFolded(
    title.replace(/[<>&]/gu, ''),
    findings.map((finding) => markdownLine(context, finding)),
  );
}

function footnotes({ page }: MarkdownContext, report: ReportDocument): readonly string[] {
  const { words } = page;
  const blind = report.blindSpots.map((text) => `- ${markdownText(text, 500)}`);
  const inputs = report.inputs.map(
    ({ path, kind, resources, sha256 }) =>
      `- ${markdownCode(path)}: ${markdownText(words.input(kind, resources, sha256.slice(0, 12)))}`,
  );
  const chains = report.discharges.map(
    ({ address, attribute, control, chain }) =>
      `- ${markdownCode(`${address} (${attribute})`)}, ${markdownCode(control)}: ${chain.map((step) => `${markdownCode(step.address)} ${markdownText(step.why, 300)}`).join(' → ')}`,
  );
  const { tool, policy, now, summary, stage } = report;
  const byStatus = (['pass', 'fail', 'unknown', 'error', 'waived'] as const)
    .filter((status) => summary[status] > 0)
    .map((status) => words.countOf(words.status[status], summary[status]))
    .join(words.comma);
  return [
    ...(blind.length === 0 ? [] : [markdownFolded(words.sections.blindSpots(blind.length), blind)]),
    ...(chains.length === 0 ? [] : [markdownFolded(words.sections.discharged(chains.length), chains)]),
    ...(inputs.length === 0 ? [] : [markdownFolded(`${words.sections.inputs} (${inputs.length})`, inputs)]),
    `${words.counted({ ...summary, stage, byStatus })}\n\n${markdownText(words.madeWith(tool.version, policy.sha256.slice(0, 12), policy.opa, now))}`,
  ];
}
