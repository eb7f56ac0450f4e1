import { unfolded } from './clean-text.ts';
import type { FindingDocument } from './document.ts';
import { findingFacts } from './finding-facts.ts';
import { type HtmlContext, htmlCode, htmlPath, htmlSection, htmlTable, htmlTag } from './html-parts.ts';
import { lapseNote } from './lapse.ts';
import { escapeMarkup } from './markup.ts';
import { addressOf, whereText } from './text-finding.ts';

/** How many findings are shown in full: a browser must still open the file. */
const fullLimit = 500;

/** Every finding that is not waived, worst first, each with its path drawn. */
export function htmlFindings(context: HtmlContext): string {
  const { say, report } = context;
  const open = report.findings.filter(({ status }) => status !== 'waived');
  if (open.length === 0) return htmlSection('findings', say.findings, [`<p>${escapeMarkup(say.noFindings)}</p>`]);
  const rest = open.slice(fullLimit);
  return htmlSection('findings', `${say.findings} (${open.length})`, [
    ...open.slice(0, fullLimit).map((finding) => article(context, finding)),
    ...(rest.length === 0 ? [] : [folded(say.more(rest.length), findingsTable(context, rest))]),
  ]);
}

/** What synth could not decide. */
export function htmlDeferred(context: HtmlContext): string {
  const { say, report, page } = context;
  const { deferred } = report;
  if (deferred.length === 0) return '';
  const title = page.words.sections.deferred(deferred.length);
  return htmlSection('deferred', say.deferred, [folded(title, findingsTable(context, deferred))]);
}

/** Every waived finding with who approved it, until when and why. */
export function htmlWaivers(context: HtmlContext): string {
  const { page, say, report } = context;
  const waived = report.findings.filter(({ status }) => status === 'waived');
  if (waived.length === 0) return htmlSection('waivers', say.waivers, [`<p>${escapeMarkup(say.noWaivers)}</p>`]);
  const { resource, control, approver, reason, until } = say.columns;
  const rows = waived.map((finding) => [
    `${htmlCode(addressOf(finding))}<br>${escapeMarkup(whereText(page, finding))}`,
    `${severityTag(finding)} ${htmlCode(finding.control)}`,
    escapeMarkup(finding.waiver?.approver ?? ''),
    escapeMarkup(finding.waiver?.reason ?? ''),
    escapeMarkup(
      finding.waiver === undefined
        ? ''
        : finding.waiver.expires + lapseNote(page.words, finding.waiver.expires, report.now),
    ),
  ]);
  const title = `${say.waivers} (${waived.length})`;
  return htmlSection('waivers', title, [htmlTable(say.waivers, [resource, control, approver, reason, until], rows)]);
}

function findingsTable(context: HtmlContext, findings: readonly FindingDocument[]): string {
  const { page, say } = context;
  const rows = findings.map((finding) => [
    htmlCode(addressOf(finding)),
    `${severityTag(finding)} ${htmlCode(finding.control)}`,
    escapeMarkup(finding.message),
    escapeMarkup(whereText(page, finding)),
  ]);
  return htmlTable(say.findings, [say.columns.resource, say.columns.control, say.findings, say.where], rows);
}

function article(context: HtmlContext, finding: FindingDocument): string {
  const { page, report } = context;
  const facts = findingFacts(page, finding, { titles: context.titles, now: report.now }).filter(
    ({ kind }) => kind !== 'path',
  );
  const marks = [
    severityTag(finding),
    htmlTag(finding.status, page.words.status[finding.status]),
    ...(finding.blocking ? [] : [htmlTag('not-applicable', page.words.doesNotBlock)]),
    ...(finding.existing === true ? [htmlTag('not-applicable', page.words.existing)] : []),
  ];
  const path = finding.path ?? [];
  return [
    '<article class="finding">',
    `<h3>${marks.join(' ')} ${htmlCode(addressOf(finding))}</h3>`,
    `<p class="quiet">${htmlCode(finding.control)} · ${escapeMarkup(whereText(page, finding))}</p>`,
    `<p>${escapeMarkup(unfolded(finding.message))}</p>`,
    ...(path.length === 0 ? [] : [`<p class="quiet">${escapeMarkup(page.words.labels.path)}</p>`, htmlPath(path)]),
    '<dl>',
    ...grouped(facts).map(
      ([label, texts]) => `<dt>${escapeMarkup(label)}</dt>${texts.map((text) => `<dd>${text}</dd>`).join('')}`,
    ),
    '</dl>',
    '</article>',
  ].join('\n');
}

/** Facts of one label become one group. With a grid of two columns each value needs a label, so the values of a group share a cell. */
function grouped(facts: ReturnType<typeof findingFacts>): readonly (readonly [string, readonly string[]])[] {
  const groups = new Map<string, string[]>();
  for (const { label, text, literal } of facts) {
    const shown = literal ? htmlCode(text) : escapeMarkup(text);
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [shown]);
    else group.push(shown);
  }
  return [...groups].map(([label, texts]) => [label, [texts.join('<br>')]]);
}

function severityTag({ severity }: FindingDocument): string {
  return htmlTag(severity, severity.toUpperCase());
}

function folded(title: string, body: string): string {
  return `<details><summary>${escapeMarkup(title)}</summary>\n${body}\n</details>`;
}
