import type { FindingDocument, ReportDocument } from '../report/document.ts';
import { blocks, headlineText } from '../report/headline.ts';
import { verdictSigns } from '../report/markdown.ts';
import { markdownCode, markdownTarget, markdownText } from '../report/markdown-escape.ts';
import { type MarkdownContext, markdownFinding, markdownLine, markdownWaived } from '../report/markdown-finding.ts';
import { type Page, pageFor } from '../report/page.ts';
import { type ErrorDocument, isErrorDocument } from '../report/read-document.ts';
import type { Language } from '../report/renderer.ts';
import type { Loosened } from '../verdict/loosened.ts';
import { type Changes, changesBetween, type Loosening } from './changes.ts';
import { type CommentItem, type CommentSection, fitComment } from './fit.ts';
import { type CommentWords, commentWords } from './words.ts';

/** Longest name of what is judged, in characters. */
const targetLimit = 100;

export interface CommentInput {
  readonly head: ReportDocument | ErrorDocument;
  /** The base branch's report; null when there is none. */
  readonly base: ReportDocument | ErrorDocument | null;
  /** In what the request's configuration is milder than that of the base branch. */
  readonly loosened?: readonly Loosened[];
  readonly language: Language;
  /** What is judged when a pull request has a comment for each of several things, e.g. `prd`. */
  readonly target: string;
  /** Address of the page that has the whole report; null when nothing has. */
  readonly details: string | null;
}

export interface Comment {
  /** The whole comment, always shorter than GitHub's limit, its marker as the last line. */
  readonly body: string;
  /** False when it would tell nothing that the base branch did not: then none is written where none is. */
  readonly isNews: boolean;
}

/** The pull request's comment, pure. The verdict is the first line; every text of the input is escaped. */
export function renderComment(input: CommentInput): Comment {
  const { head, language } = input;
  const page = pageFor({ language, color: false, width: 80, verbose: false });
  if (isErrorDocument(head)) return { body: errorComment(page, head, input), isNews: true };
  const base = input.base === null || isErrorDocument(input.base) ? null : input.base;
  const changes = changesBetween(head, base, input.loosened);
  const say = commentWords[language];
  const context: CommentContext = { page, say, titles: new Map(), now: head.now };
  const body = fitComment(
    [
      `${titleOf(page, head.verdict, input)}: ${headlineText(page.words, head)}`,
      comparison(say, input, changes),
      ...partial(say, head),
    ].join('\n\n'),
    sectionsOf(context, changes, head),
    foot(context, head, input),
    (count, groups) =>
      say.cut(count, groups.map(([group, many]) => `${markdownCode(group, 100)} ${many}`).join(page.words.comma)),
  );
  return { body, isNews: changes.any };
}

/** The line by which the comment is found again. A target can't end the HTML comment that it stands in. */
export function commentMarker(target: string): string {
  const name = encodeURIComponent(target.slice(0, targetLimit).replace(/\p{Cs}/gu, ''));
  const plain = name.replace(/[^\w.%]/gu, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `<!-- sekisho:comment:v1 target=${plain} -->`;
}

interface CommentContext extends MarkdownContext {
  readonly say: CommentWords;
}

function titleOf(page: Page, verdict: ReportDocument['verdict'], { target }: CommentInput): string {
  const name = target === '' ? '' : ` (${markdownText(target, 100)})`;
  return `## ${verdictSigns[verdict]} ${page.words.verdict[verdict]}${name}`;
}

function errorComment(page: Page, { error }: ErrorDocument, input: CommentInput): string {
  const say = commentWords[input.language];
  return [
    `${titleOf(page, 'error', input)}: ${page.words.headline.errorOnly}`,
    `${markdownCode(error.code, 100)} ${markdownText(error.what, 2000)}`,
    ...(error.fix === null ? [] : [`${page.words.labels.fix}: ${markdownText(error.fix, 2000)}`]),
    restText(say, input.details),
    commentMarker(input.target),
  ].join('\n\n');
}

function comparison(say: CommentWords, { base }: CommentInput, { fresh, existing, gone, any }: Changes): string {
  if (base === null) return say.noBase;
  if (isErrorDocument(base)) return say.baseBroken;
  return `${any ? '' : `${say.noNews} `}${say.compared(fresh.length, existing.length, gone.length)}`;
}

function partial(say: CommentWords, head: ReportDocument): readonly string[] {
  if (head.partial.length === 0) return [];
  const shown = head.partial.slice(0, 5).map((reason) => markdownCode(reason, 200));
  return [`> **${say.sections.partial}**: ${shown.join(', ')}${head.partial.length > 5 ? ', …' : ''}`];
}

function sectionsOf(context: CommentContext, changes: Changes, head: ReportDocument): readonly CommentSection[] {
  const { say, page } = context;
  const { sections } = say;
  const { fresh, existing, gone, loosened } = changes;
  const [stopping, listed] = [fresh.filter(blocks), fresh.filter((finding) => !blocks(finding))];
  const [waivers, exits] = [waiverItems(context, changes), exitItems(context, changes, head)];
  const blind = head.blindSpots.map((text) => same(`- ${markdownText(text, 500)}`, ''));
  const open = { folded: false, most: 200 };
  const folded = { folded: true, full: 0, most: 100 };
  return [
    {
      title: sections.loosened(loosened.length),
      ...open,
      full: 0,
      items: loosened.map((one) => looseningItem(context, one)),
    },
    {
      title: sections.fresh(stopping.length),
      ...open,
      full: 25,
      items: stopping.map((one) => findingItem(context, one)),
    },
    { title: sections.waivers(waivers.length), ...open, full: 0, items: waivers },
    { title: sections.exits(exits.length), ...open, full: 0, items: exits },
    { title: sections.freshQuiet(listed.length), ...folded, items: listed.map((one) => lineItem(context, one)) },
    { title: sections.existing(existing.length), ...folded, items: existing.map((one) => lineItem(context, one)) },
    { title: sections.gone(gone.length), ...folded, items: gone.map((one) => lineItem(context, one)) },
    {
      title: page.words.sections.deferred(head.deferred.length),
      ...folded,
      items: head.deferred.map((one) => lineItem(context, one)),
    },
    { title: page.words.sections.blindSpots(blind.length), ...folded, items: blind },
    { title: `${page.words.sections.inputs} (${head.inputs.length})`, ...folded, items: inputItems(context, head) },
  ];
}

function findingItem(context: CommentContext, finding: FindingDocument): CommentItem {
  return {
    full: () => markdownFinding(context, finding),
    short: () => markdownLine(context, finding),
    group: finding.control,
  };
}

function lineItem(context: CommentContext, finding: FindingDocument): CommentItem {
  const text = (): string => markdownLine(context, finding);
  return { full: text, short: text, group: finding.control };
}

function same(text: string, group: string): CommentItem {
  return { full: () => text, short: () => text, group };
}

function looseningItem({ say: { loosening }, page }: CommentContext, one: Loosening): CommentItem {
  switch (one.kind) {
    case 'policy': {
      const [from, to] = [one.from, one.to].map((digest) => markdownCode(digest.slice(0, 12)));
      return same(`- ${loosening.policy(from ?? '', to ?? '')}`, one.kind);
    }
    case 'control-gone':
      return same(`- ${loosening.gone(markdownCode(one.control, 200))}`, one.kind);
    case 'control-idle':
      return same(`- ${loosening.idle(markdownCode(one.control, 200), one.examined)}`, one.kind);
    case 'severity':
      return same(`- ${loosening.severity(markdownCode(one.control, 200), one.from, one.to)}`, one.kind);
    case 'waivers':
      return same(`- ${loosening.waivers(one.count)}`, one.kind);
    case 'configuration':
      return same(`- ${markdownCode(one.subject, 300)}: ${markdownText(one.message[page.language], 500)}`, one.kind);
  }
}

function waiverItems(context: CommentContext, { waivers }: Changes): readonly CommentItem[] {
  return (['added', 'changed', 'removed', 'expiring'] as const).flatMap((kind) =>
    waivers[kind].map((finding) => {
      const text = markdownWaived(context, finding).replace(/^- /u, `- **${context.say.waiver[kind]}** `);
      return same(text, finding.control);
    }),
  );
}

function exitItems({ say }: CommentContext, { exits }: Changes, head: ReportDocument): readonly CommentItem[] {
  return (['opened', 'closed'] as const).flatMap((kind) =>
    exits[kind].map((exit) => {
      const finding = kind === 'opened' ? head.findings.find((one) => one.exit === exit) : undefined;
      const path = (finding?.path ?? []).slice(0, 12).map(({ address }) => markdownCode(address, 300));
      const way = path.length === 0 ? '' : `: ${path.join(' → ')}`;
      return same(`- ${markdownCode(exit, 40)} **${say.exit[kind]}**${way}`, exit);
    }),
  );
}

function inputItems({ page }: CommentContext, { inputs }: ReportDocument): readonly CommentItem[] {
  return inputs.map(({ path, kind, resources, sha256 }) => {
    const text = page.words.input(markdownText(kind, 40), resources, markdownCode(sha256.slice(0, 12)));
    return same(`- ${markdownCode(path)}: ${text}`, kind);
  });
}

/** Without the clock: a comment that says the same is left as it is. */
function foot({ say }: CommentContext, { tool, policy }: ReportDocument, input: CommentInput): string {
  const made = say.made(tool.version, policy.sha256.slice(0, 12), policy.opa);
  return `${restText(say, input.details)}\n<sub>${markdownText(made, 400)}</sub>\n\n${commentMarker(input.target)}`;
}

function restText(say: CommentWords, details: string | null): string {
  const target = details === null || details.length > targetLimit * 20 ? null : markdownTarget(details);
  return target === null ? say.restNowhere : say.rest(`[${say.restLink}](${target})`);
}
