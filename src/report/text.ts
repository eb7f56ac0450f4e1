import type { ControlStatus, Finding, Report, Verdict } from '../verdict/report.ts';
import { cleanText } from './clean-text.ts';
import { blocks, headlineText, openOf } from './headline.ts';
import { filled, heading, joined, type Page, type Paint, pageFor } from './page.ts';
import type { RenderOptions } from './renderer.ts';
import { addressOf, placeOf, severityPaint, shortFingerprint } from './text-finding.ts';
import { deferredPart, findingPart, footnotes, listPart, waivedPart } from './text-sections.ts';

/** The report for a person: the verdict, the worst findings first, what is left open, counts, and what to do now. */
export function renderText(report: Report, options: RenderOptions): string {
  const page = pageFor(options);
  if (options.quiet) return joined(quietLines(page, report));
  const titles = new Map(options.catalog?.requirements.map(({ id, title }) => [id, title[options.language]]));
  return joined([
    ...headline(page, report),
    ...partialPart(page, report),
    ...findingParts(page, report, titles),
    ...footnotes(page, report),
    ...countsPart(page, report),
    ...nextPart(page, report, options.rerun),
  ]);
}

/** The verdict in a line, which the command line also shows when the report goes to a file. */
export function renderHeadline(report: Report, options: RenderOptions): string {
  return joined(headline(pageFor(options), report));
}

function quietLines(page: Page, report: Report): readonly string[] {
  const blocking = report.findings.filter(blocks);
  return [...headline(page, report), ...blocking.map((finding) => quietLine(page, finding))];
}

/** One finding on one line, for `grep`. */
function quietLine(page: Page, finding: Finding): string {
  const place = finding.location ?? finding.createdBy;
  const parts = [
    severityPaint(page, finding.severity)(finding.severity),
    finding.status,
    cleanText(finding.control),
    addressOf(finding),
    ...(place === null ? [] : [placeOf(place)]),
    shortFingerprint(finding),
  ];
  return parts.join('  ');
}

function headline(page: Page, report: Report): readonly string[] {
  const verdict = verdictPaint(page, report.verdict)(page.words.verdict[report.verdict]);
  const [first = '', ...rest] = filled(
    page,
    `${page.words.verdict[report.verdict]}  ${headlineText(page.words, report)}`,
    '',
  );
  return [verdict + first.slice(page.words.verdict[report.verdict].length), ...rest];
}

function verdictPaint(page: Page, verdict: Verdict): Paint {
  const { bold, green, red, yellow } = page.colors;
  const paint = verdict === 'pass' ? green : verdict === 'unproven' ? yellow : red;
  return (text) => bold(paint(text));
}

function partialPart(page: Page, report: Report): readonly string[] {
  if (report.partial.length === 0) return [];
  return listPart(page, page.words.sections.partial, report.partial.map(cleanText));
}

function findingParts(page: Page, report: Report, titles: ReadonlyMap<string, string>): readonly string[] {
  const { sections } = page.words;
  const { bold, red, yellow } = page.colors;
  const of = (status: Finding['status']): readonly Finding[] => report.findings.filter((one) => one.status === status);
  const [broken, violations, unknowns] = [of('error'), of('fail'), of('unknown')];
  const inRed: Paint = (text) => bold(red(text));
  const inYellow: Paint = (text) => bold(yellow(text));
  return [
    ...findingPart(page, { title: sections.broken(broken.length), findings: broken, paint: inRed }, titles),
    ...findingPart(page, { title: sections.violations(violations.length), findings: violations, paint: inRed }, titles),
    ...findingPart(page, { title: sections.unknowns(unknowns.length), findings: unknowns, paint: inYellow }, titles),
    ...deferredPart(page, report, titles),
    ...waivedPart(page, of('waived'), report.now),
  ];
}

function countsPart(page: Page, report: Report): readonly string[] {
  const { summary, stage, tool, policy, now } = report;
  const counts: readonly (readonly [ControlStatus, number])[] = [
    ['pass', summary.pass],
    ['fail', summary.fail],
    ['unknown', summary.unknown],
    ['error', summary.error],
    ['waived', summary.waived],
    ['not-applicable', summary.notApplicable],
  ];
  const byStatus = counts
    .filter(([, count]) => count > 0)
    .map(([status, count]) => page.words.countOf(page.words.status[status], count))
    .join(page.words.comma);
  const made = page.words.madeWith(
    cleanText(tool.version),
    cleanText(policy.sha256.slice(0, 12)),
    cleanText(policy.opa),
    cleanText(now),
  );
  return [
    ...heading(page, page.words.sections.counts),
    ...filled(page, page.words.counted({ ...summary, stage, byStatus })),
    ...filled(page, made, undefined, page.colors.dim),
  ];
}

function nextPart(page: Page, report: Report, rerun: string): readonly string[] {
  const { next, sections } = page.words;
  const first = report.findings.find(blocks);
  const command = first === undefined ? 'sekisho check' : explainCommand(first, rerun);
  const advice = {
    pass: passAdvice(page, report),
    fail: next.fail(command),
    unproven: next.unproven(command),
    error: next.error,
  }[report.verdict];
  return listPart(page, sections.next, report.partial.length === 0 ? [advice] : [advice, next.partial]);
}

function passAdvice(page: Page, report: Report): string {
  const { next } = page.words;
  if (report.deferred.length > 0) return next.deferred;
  if (openOf(report).length > 0) return next.listed;
  return report.summary.pass + report.summary.waived === 0 ? next.nothing : next.pass;
}

function explainCommand(finding: Finding, rerun: string): string {
  return `sekisho explain ${shortFingerprint(finding)}${rerun === '' ? '' : ` ${cleanText(rerun)}`}`;
}
