import { type CommentItem, type CommentSection, fitComment } from '../../../src/comment/fit.ts';
import { markdownCode, markdownTarget, markdownText } from '../../../src/report/markdown-escape.ts';
import type { Language } from '../../../src/report/renderer.ts';
import type { Change, Drift } from './drift.ts';
import { driftWords } from './drift-words.ts';

/** The line by which the issue is found again. */
export const driftMarker = '<!-- sekisho:drift:v1 -->';

export interface DriftInput {
  readonly found: readonly Drift[];
  /** Environments that should have been looked at and were not. */
  readonly missing: readonly string[];
  readonly language: Language;
  readonly runUrl: string | null;
}

/** The body of the issue, pure; without a clock, so that the same drift is the same text. Texts of the estate are escaped. */
export function driftIssue(input: DriftInput): string {
  const words = driftWords[input.language];
  const unjudged = input.found
    .filter((one) => one.findings === null)
    .map((one) => words.unjudged(code(one.environment)));
  const head = [
    words.intro,
    ...input.missing.map((one) => `- ${words.missing(code(one))}`),
    ...unjudged.map((one) => `- ${one}`),
  ];
  return fitComment(head.join('\n\n'), sectionsOf(input), footOf(input), words.cut);
}

/** What the issue says when it is closed. */
export function cleanIssue({ language, runUrl }: Pick<DriftInput, 'language' | 'runUrl'>): string {
  return `${driftWords[language].clean}\n\n${footOf({ language, runUrl })}`;
}

function sectionsOf({ found, language }: DriftInput): readonly CommentSection[] {
  const words = driftWords[language];
  const unlawful = found.flatMap((one) =>
    (one.findings ?? []).map((finding) => {
      const where = code(`${one.environment} ${finding.stack}/${finding.address}`);
      return item(
        `- **${markdownText(finding.severity, 40)}** ${code(finding.control)} ${where}: ${markdownText(finding.message, 1000)}`,
      );
    }),
  );
  const stacks = found.flatMap((one) => one.stacks.map((stack) => ({ ...stack, environment: one.environment })));
  const failed = stacks.flatMap(({ environment, name, failed: why }) =>
    why === null ? [] : [item(`- ${code(`${environment} ${name}`)}: ${markdownText(why, 1500)}`)],
  );
  const listed = (key: 'drifted' | 'pending'): readonly CommentItem[] =>
    stacks.flatMap((stack) =>
      stack[key].map((change) => item(`- ${code(`${stack.environment} ${stack.name}`)} ${changeText(change)}`)),
    );
  const [drifted, pending] = [listed('drifted'), listed('pending')];
  return [
    section(words.unlawful(unlawful.length), unlawful),
    section(words.drifted(drifted.length), drifted),
    section(words.failed(failed.length), failed),
    section(words.pending(pending.length), pending),
  ];
}

function changeText({ address, actions }: Change): string {
  return `${code(address)} ${markdownText(actions.join(' + '), 80)}`;
}

function section(title: string, items: readonly CommentItem[]): CommentSection {
  return { title, folded: false, full: 200, most: 200, items };
}

function item(text: string): CommentItem {
  return { full: () => text, short: () => text, group: '' };
}

function footOf({ language, runUrl }: Pick<DriftInput, 'language' | 'runUrl'>): string {
  const target = runUrl === null ? null : markdownTarget(runUrl);
  return [...(target === null ? [] : [driftWords[language].run(target)]), driftMarker].join('\n\n');
}

function code(text: string): string {
  return markdownCode(text, 400);
}
