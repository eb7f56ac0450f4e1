import { labelArticles } from './articles.ts';
import { cleanText, clipText, unfolded } from './clean-text.ts';
import type { FindingDocument } from './document.ts';
import { lapseNote } from './lapse.ts';
import type { Page } from './page.ts';
import { placeOf, shortFingerprint } from './text-finding.ts';

/** Longest step of a path, in characters. */
const stepLimit = 500;

/** One thing that is known of a finding: clean text on one line, behind its label. */
export interface FindingFact {
  readonly kind: 'at' | 'created' | 'law' | 'requirement' | 'exit' | 'path' | 'fix' | 'waiver' | 'more';
  readonly label: string;
  readonly text: string;
  /** The resource of a step of a path; `text` is then why it is one. */
  readonly address?: string;
  /** Text to be copied as it is (a place, a command), not to be read. */
  readonly literal: boolean;
}

/** What is known of a finding besides its message, in the order in which a person needs it. `titles` are the requirements' by id. */
export function findingFacts(
  page: Page,
  finding: FindingDocument,
  { titles, now }: { readonly titles: ReadonlyMap<string, string>; readonly now: string },
): readonly FindingFact[] {
  const { labels } = page.words;
  const facts = (kind: FindingFact['kind'], label: string, texts: readonly string[], literal = false): FindingFact[] =>
    texts.map((text) => ({ kind, label, text, literal }));
  return [
    ...facts('at', labels.at, finding.location === null ? [] : [placeOf(finding.location)], true),
    ...facts('created', labels.created, finding.createdBy === null ? [] : [placeOf(finding.createdBy)], true),
    ...facts('law', labels.law, labelArticles(page, finding.articles)),
    ...facts(
      'requirement',
      labels.requirement,
      finding.requirements.map((id) => named(id, titles)),
    ),
    ...facts('exit', labels.exit, finding.exit === undefined ? [] : [cleanText(finding.exit)], true),
    ...(finding.path ?? []).map(
      (step): FindingFact => ({
        kind: 'path',
        label: labels.path,
        address: cleanText(step.address),
        text: clipText(step.why, stepLimit),
        literal: false,
      }),
    ),
    ...facts('fix', labels.fix, [unfolded(finding.remediation)]),
    ...facts('waiver', page.words.status.waived, waiverTexts(page, finding, now)),
    ...facts('more', labels.more, [`sekisho explain ${shortFingerprint(finding)}`], true),
  ];
}

/** The titles of requirements by id, in one language. */
export function requirementTitles(
  catalog: {
    readonly requirements: readonly { readonly id: string; readonly title: Readonly<Record<'en' | 'ja', string>> }[];
  } | null,
  language: 'en' | 'ja',
): ReadonlyMap<string, string> {
  return new Map(catalog?.requirements.map(({ id, title }) => [id, unfolded(title[language])]));
}

function named(id: string, titles: ReadonlyMap<string, string>): string {
  const title = titles.get(id);
  return cleanText(title === undefined ? id : `${id} ${title}`);
}

function waiverTexts(page: Page, { waiver }: FindingDocument, now: string): readonly string[] {
  if (waiver === undefined) return [];
  const { expires, approver, reason } = waiver;
  const text = page.words.waivedUntil(cleanText(expires), cleanText(approver), clipText(reason, stepLimit));
  return [text + lapseNote(page.words, expires, now)];
}
