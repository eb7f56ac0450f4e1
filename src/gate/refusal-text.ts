import type { SourceLocation } from '../estate/estate.ts';
import { cleanText, clipText, unfolded } from '../report/clean-text.ts';
import type { Language } from '../report/renderer.ts';
import { wrap } from '../report/wrap.ts';
import type { Finding, Report } from '../verdict/report.ts';
import type { RefusalCause } from './refusal.ts';

export interface RefusalTextOptions {
  readonly language: Language;
  /** How many lines may be printed. */
  readonly maxLines: number;
  /** Whether an older output was there and is now marked stale. */
  readonly leftStale: boolean;
}

/** Columns at which text is broken; and the longest line, for a word that can't be. */
const columns = 100;
const longest = 150;
/** A message or a fix in full may take two lines; `npx sekisho check` shows the rest. */
const linesOfText = 2;

const words = {
  en: {
    refused: 'sekisho: synth refused, nothing was written',
    stale: '; the older output is marked stale',
    counts: (fail: number, unknown: number, error: number) =>
      [
        [fail, fail === 1 ? 'violation' : 'violations'] as const,
        [unknown, 'unproven'] as const,
        [error, error === 1 ? 'control could not be evaluated' : 'controls could not be evaluated'] as const,
      ]
        .filter(([count]) => count > 0)
        .map(([count, word]) => `${count} ${word}`)
        .join(', '),
    law: 'law',
    fix: 'fix',
    more: (count: number) =>
      `and ${count} more: \`npx sekisho check\` shows all, \`npx sekisho explain ID\` says more about one`,
    all: '`npx sekisho check` shows the whole report, `npx sekisho explain ID` says more about a finding',
    appErrors: 'the app itself reports errors (skipValidation and the CLI cannot wave them through):',
    broken: 'nothing could be judged, so nothing is let through',
    moreErrors: (count: number) => `and ${count} more`,
    createdBy: 'created at',
    unnamed: 'the report names no finding that blocks, yet it does not pass',
  },
  ja: {
    refused: 'sekisho: synth を拒否しました。何も書き込んでいません',
    stale: '(以前の出力には「古い」印を付けました)',
    counts: (fail: number, unknown: number, error: number) =>
      [[fail, '違反'] as const, [unknown, '未証明'] as const, [error, '評価不能'] as const]
        .filter(([count]) => count > 0)
        .map(([count, word]) => `${word} ${count} 件`)
        .join('、'),
    law: '法令',
    fix: '対処',
    more: (count: number) => `ほか ${count} 件。全件は \`npx sekisho check\`、詳細は \`npx sekisho explain ID\``,
    all: '報告全体は `npx sekisho check`、個々の詳細は `npx sekisho explain ID`',
    appErrors: 'アプリ自身がエラーを報告しています(skipValidation や CLI では通せません):',
    broken: '判定できなかったため、通しません',
    moreErrors: (count: number) => `ほか ${count} 件`,
    createdBy: '作成箇所',
    unnamed: '止める指摘の名は報告にありませんが、合格ではありません',
  },
};

/** The message of a refusal: one screen, worst first, without stack trace or colour, ended by a newline. */
export function renderRefusal(refusal: RefusalCause, options: RefusalTextOptions): string {
  const word = words[options.language];
  const head = word.refused + (options.leftStale ? word.stale : '');
  const room = options.maxLines - 1;
  const body = bodyOf(refusal, options.language, room).slice(0, room);
  return `${[head, ...body].map((line) => clipText(line, longest)).join('\n')}\n`;
}

function bodyOf(refusal: RefusalCause, language: Language, room: number): readonly string[] {
  const word = words[language];
  if (refusal.kind === 'report') return reportLines(refusal.report, language, room);
  if (refusal.kind === 'broken') {
    const place = refusal.place === null ? [] : [`  at ${refusal.place}`];
    return [word.broken, ...limited(linesOf(refusal.reason), room - 1 - place.length, word.moreErrors), ...place];
  }
  const report = refusal.report !== null && refusal.report.exitCode !== 0 ? refusal.report : null;
  const share = report === null ? room - 1 : Math.floor(room / 3);
  const errors = refusal.errors.flatMap(linesOf).map((line) => `  ${line}`);
  const own = [word.appErrors, ...limited(errors, share, word.moreErrors)];
  return report === null ? own : [...own, ...reportLines(report, language, room - own.length)];
}

function reportLines(report: Report, language: Language, room: number): readonly string[] {
  const word = words[language];
  const blocking = report.findings.filter((finding) => finding.blocking && finding.status !== 'waived');
  if (blocking.length === 0) return [`${word.unnamed} (exit ${report.exitCode})`, word.all];
  const count = (status: Finding['status']): number => blocking.filter((finding) => finding.status === status).length;
  const shown: string[] = [];
  let left = blocking.length;
  for (const finding of blocking) {
    const lines = findingLines(finding, report, language);
    // The first is always shown, cut where it must be.
    if (shown.length > 0 && shown.length + lines.length > room - 2) break;
    shown.push(...lines.slice(0, room - 2));
    left -= 1;
  }
  const counts = word.counts(count('fail'), count('unknown'), count('error'));
  return [counts, ...shown, left > 0 ? word.more(left) : word.all];
}

function findingLines(finding: Finding, report: Report, language: Language): readonly string[] {
  const word = words[language];
  const title = report.controls.find((control) => control.id === finding.control)?.title;
  const status = finding.status === 'fail' ? '' : ` (${finding.status})`;
  const named = title === undefined ? finding.control : `${unfolded(title[language])} [${finding.control}]`;
  const articles = finding.articles.length === 0 ? '-' : finding.articles.join('; ');
  return [
    `${finding.severity.toUpperCase()}${status} ${cleanText(named)}`,
    `  ${cleanText(placeOf(finding, word.createdBy))}`,
    ...broken(cleanText(finding.message[language]), '    '),
    ...broken(cleanText(articles), `  ${word.law} `, 1),
    ...broken(unfolded(finding.remediation[language]), `  ${word.fix} `),
  ];
}

function placeOf(finding: Finding, createdBy: string): string {
  const asked = finding.location ?? finding.createdBy;
  const made = finding.createdBy;
  const differs = asked !== null && made !== null && (asked.file !== made.file || asked.line !== made.line);
  const line = asked === null ? '' : `${lineOf(asked)}  `;
  // A stack in parentheses stands for what is in no stack: `(policy)`.
  const stack = finding.stack.startsWith('(') ? '' : `${finding.stack}/`;
  return `${line}${stack}${finding.address}${differs ? ` (${createdBy} ${lineOf(made)})` : ''}`;
}

function lineOf(location: SourceLocation): string {
  return `${location.file}:${location.line}`;
}

/** A text in few lines, marked where it goes on. */
function broken(text: string, label: string, most: number = linesOfText): readonly string[] {
  const lines = wrap(text, columns - label.length);
  const shown = lines.slice(0, most);
  const cut = lines.length > shown.length;
  return shown.map((line, at) => {
    const end = cut && at === shown.length - 1 ? '…' : '';
    return `${at === 0 ? label : '    '}${line}${end}`;
  });
}

/** The lines of what was thrown, without stack frames. */
function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at .*(:\d+:\d+|<anonymous>|native)\)?$/.test(line))
    .flatMap((line) => {
      const indent = /^\s*/.exec(line)?.[0] ?? '';
      return wrap(cleanText(line.trim()), columns).map((part) => indent + part);
    });
}

function limited(lines: readonly string[], room: number, more: (count: number) => string): readonly string[] {
  if (lines.length <= room) return lines;
  const shown = lines.slice(0, Math.max(1, room - 1));
  return [...shown, `  ${more(lines.length - shown.length)}`];
}
