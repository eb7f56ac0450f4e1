import type { FindingDocument } from './document.ts';
import { type FindingFact, findingFacts } from './finding-facts.ts';
import { lapseNote } from './lapse.ts';
import { markdownCode, markdownText } from './markdown-escape.ts';
import type { Page } from './page.ts';

/** Longest message, in characters. */
const messageLimit = 1000;
const reasonLimit = 300;

/** What the items of a Markdown report need besides the finding. */
export interface MarkdownContext {
  readonly page: Page;
  /** Titles of requirements by id; empty to name them by id alone in other places, or not at all. */
  readonly titles: ReadonlyMap<string, string>;
  /** The report's clock. */
  readonly now: string;
}

/** One finding in full, as an item of a list with what is known of it below. */
export function markdownFinding(context: MarkdownContext, finding: FindingDocument): string {
  const { page, titles } = context;
  const facts = findingFacts(page, finding, context).filter(({ kind }) => titles.size > 0 || kind !== 'requirement');
  return [
    `- ${marksOf(page, finding)} ${subjectOf(finding)}: ${markdownText(finding.message, messageLimit)}`,
    `  - ${markdownCode(finding.control)}, ${whereOf(page, finding)}`,
    ...facts.map((fact) => `  - ${fact.label}: ${factText(fact)}`),
  ].join('\n');
}

/** One finding on one line. */
export function markdownLine({ page }: MarkdownContext, finding: FindingDocument): string {
  return `- ${marksOf(page, finding)} ${subjectOf(finding)}, ${markdownCode(finding.control)}, ${whereOf(page, finding)}`;
}

/** One waived finding on one line, with who approved it, until when and why. */
export function markdownWaived({ page, now }: MarkdownContext, finding: FindingDocument): string {
  const about = `- ${subjectOf(finding)}, ${markdownCode(finding.control)}, ${whereOf(page, finding)}`;
  if (finding.waiver === undefined) return about;
  const { expires, approver, reason } = finding.waiver;
  const note = lapseNote(page.words, expires, now);
  const text = page.words.waivedUntil(
    markdownText(expires, 40),
    markdownText(approver, 100),
    markdownText(reason, reasonLimit),
  );
  return `${about}: ${text}${note === '' ? '' : ` **${note.trim()}**`}`;
}

/** What somebody wants to see folded away: the summary line is ours, the lines may be anybody's. */
export function markdownFolded(summary: string, lines: readonly string[]): string {
  return [`<details><summary>${summary}</summary>`, '', ...lines, '', '</details>'].join('\n');
}

function marksOf(page: Page, finding: FindingDocument): string {
  const marks = [
    ...(finding.status === 'fail' ? [] : [page.words.status[finding.status]]),
    ...(finding.blocking || finding.status === 'waived' ? [] : [page.words.doesNotBlock]),
  ];
  return `**${finding.severity.toUpperCase()}**${marks.length === 0 ? '' : ` (${marks.join(page.words.comma)})`}`;
}

function subjectOf({ address, attribute }: FindingDocument): string {
  return markdownCode(attribute === null ? address : `${address} (${attribute})`);
}

function whereOf(page: Page, { stack, zone }: FindingDocument): string {
  if (stack.startsWith('(')) return markdownText(stack, 100);
  return page.words.where(markdownCode(stack, 200), zone === null ? null : markdownCode(zone, 200));
}

/** Laws and fixes are words; places and commands are code; a step of a path is an address and the reason behind it. */
function factText({ literal, text, address }: FindingFact): string {
  if (literal) return markdownCode(text);
  const words = markdownText(text, messageLimit);
  return address === undefined ? words : `${markdownCode(address)}: ${words}`;
}
