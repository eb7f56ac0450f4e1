import type { Language } from './renderer.ts';

/** Fixed texts that only SARIF, JUnit, Markdown and GitHub's log need. */
export interface FormatWords {
  readonly cut: (count: number) => string;
  readonly noLaw: string;
  /** Name of the test that stands for the resources of a control about which nothing was found. */
  readonly others: (count: number) => string;
  readonly wholeControl: string;
  readonly nothingExamined: string;
  readonly leftToPlan: string;
  readonly moreOnResource: (count: number) => string;
  /** When only the first annotations of a level are shown by GitHub. */
  readonly logOnly: (count: number) => string;
}

const english: FormatWords = {
  cut: (count) => `${count} more findings are not in this file: the JSON report has all`,
  noLaw: 'no article: good practice',
  others: (count) => `(${count === 1 ? 'the other resource' : `${count} other resources`} examined)`,
  wholeControl: '(all resources examined)',
  nothingExamined: 'nothing to examine',
  leftToPlan: 'unknown at synth, left to the plan',
  moreOnResource: (count) => `and ${count} more on this resource`,
  logOnly: (count) => `${count} more, without annotation because GitHub shows ten of a kind:`,
};

const japanese: FormatWords = {
  cut: (count) => `ほか ${count} 件の指摘はこのファイルにない。全件は JSON 報告にある`,
  noLaw: '条文なし(良い実践)',
  others: (count) => `(判定したほかのリソース ${count} 件)`,
  wholeControl: '(判定したすべてのリソース)',
  nothingExamined: '対象なし',
  leftToPlan: 'synth では未知。plan で判定する',
  moreOnResource: (count) => `このリソースにほか ${count} 件`,
  logOnly: (count) => `ほか ${count} 件(GitHub が表示する注釈は種類ごとに 10 件までのため、注釈なし):`,
};

export const formatWords: Readonly<Record<Language, FormatWords>> = { en: english, ja: japanese };
