import type { SourceLocation } from '../estate/estate.ts';
import type { ProofStep } from '../estate/value.ts';
import type { Severity } from '../policy/catalog.ts';
import type { Finding } from '../verdict/report.ts';
import { labelArticles } from './articles.ts';
import { cleanText, clipText, unfolded } from './clean-text.ts';
import { localPath } from './document.ts';
import { filled, labelled, type Page, type Paint } from './page.ts';

/** Longest message in full, in characters; with `--verbose` it is never cut. */
const messageLimit = 500;

/** How a severity looks. */
export function severityPaint(page: Page, severity: Severity): Paint {
  const { colors } = page;
  switch (severity) {
    case 'critical':
      return (text) => colors.bold(colors.red(text));
    case 'high':
      return colors.red;
    case 'medium':
      return colors.yellow;
    case 'low':
      return colors.cyan;
  }
}

/** One finding in full. `titles` are the requirements' by id, for `--verbose`. */
export function findingLines(page: Page, finding: Finding, titles: ReadonlyMap<string, string>): readonly string[] {
  const { labels } = page.words;
  const articles = labelArticles(page, finding.articles);
  const named = page.verbose ? finding.requirements.map((id) => requirementText(id, titles)) : [];
  return [
    '',
    ...titleLines(page, finding),
    ...addressLines(page, finding),
    ...filled(page, messageOf(page, finding)),
    ...placeLines(page, finding),
    ...articles.flatMap((article, at) => labelled(page, at === 0 ? labels.law : '', article)),
    ...named.flatMap((text, at) => labelled(page, at === 0 ? labels.requirement : '', text)),
    ...(finding.exit === undefined ? [] : labelled(page, labels.exit, cleanText(finding.exit))),
    ...pathLines(page, localPath(finding.path ?? [], page.language)),
    ...labelled(page, labels.fix, unfolded(finding.remediation[page.language])),
    ...labelled(page, labels.more, `sekisho explain ${shortFingerprint(finding)}`, page.colors.dim),
  ];
}

/** Enough of a fingerprint to find it again. */
export function shortFingerprint(finding: Pick<Finding, 'fingerprint'>): string {
  return cleanText(finding.fingerprint.slice(0, 12));
}

/** `google_storage_bucket.raw (location)`: what a finding is about, in a line. */
export function addressOf(finding: Pick<Finding, 'address' | 'attribute'>): string {
  const attribute = finding.attribute === null ? '' : ` (${cleanText(finding.attribute)})`;
  return cleanText(finding.address) + attribute;
}

/** `stacks/isolated-stack.ts:41`. */
export function placeOf(location: SourceLocation): string {
  return `${cleanText(location.file)}:${location.line}`;
}

function titleLines(page: Page, finding: Finding): readonly string[] {
  const marks = [
    ...(finding.blocking || finding.status === 'waived' ? [] : [page.words.doesNotBlock]),
    ...(finding.existing === true ? [page.words.existing] : []),
  ];
  const severity = severityPaint(page, finding.severity)(finding.severity.toUpperCase());
  const control = page.colors.bold(cleanText(finding.control));
  return [`${severity}  ${control}${marks.length === 0 ? '' : `  [${marks.join(page.words.comma)}]`}`];
}

/** The address stays on one line, however long, so that it can be copied. */
function addressLines(page: Page, finding: Finding): readonly string[] {
  return [
    ...filled(page, addressOf(finding), undefined, page.colors.bold),
    ...filled(page, whereText(page, finding), undefined, page.colors.dim),
  ];
}

/** A stack in parentheses stands for what is in no stack: `(policy)`, `(configuration)`. */
export function whereText(page: Page, { stack, zone }: Pick<Finding, 'stack' | 'zone'>): string {
  if (stack.startsWith('(')) return cleanText(stack);
  return page.words.where(cleanText(stack), zone === null ? null : cleanText(zone));
}

function messageOf(page: Page, finding: Finding): string {
  const message = finding.message[page.language];
  return page.verbose ? cleanText(message) : clipText(message, messageLimit);
}

function placeLines(page: Page, finding: Finding): readonly string[] {
  const { labels } = page.words;
  const { location, createdBy } = finding;
  return [
    ...(location === null ? [] : labelled(page, labels.at, placeOf(location), page.colors.cyan)),
    ...(createdBy === null ? [] : labelled(page, labels.created, placeOf(createdBy))),
  ];
}

/** The steps of a path, one below the other. */
export function pathLines(page: Page, path: readonly ProofStep[]): readonly string[] {
  return path.flatMap((step, at) => {
    const text = `${at === 0 ? '' : '-> '}${cleanText(step.address)}: ${clipText(step.why, messageLimit)}`;
    return labelled(page, at === 0 ? page.words.labels.path : '', text);
  });
}

function requirementText(id: string, titles: ReadonlyMap<string, string>): string {
  const title = titles.get(id);
  return cleanText(title === undefined ? id : `${id} ${title}`);
}
