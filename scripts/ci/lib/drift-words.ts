import type { Language } from '../../../src/report/renderer.ts';

interface DriftWords {
  readonly title: string;
  readonly intro: string;
  readonly missing: (environment: string) => string;
  readonly drifted: (count: number) => string;
  readonly pending: (count: number) => string;
  readonly failed: (count: number) => string;
  readonly unlawful: (count: number) => string;
  readonly unjudged: (environment: string) => string;
  readonly cut: (count: number) => string;
  readonly clean: string;
  readonly run: (url: string) => string;
}

/** What the issue about drift says. */
export const driftWords: Readonly<Record<Language, DriftWords>> = {
  en: {
    title: 'Drift: what runs is not what is declared',
    intro:
      'Found by the scheduled look at all environments. This issue is kept up to date by itself, and closes when nothing differs any more. Bring reality back with an apply, or declare what was changed.',
    missing: (environment) =>
      `${environment} was not looked at: its job ended without a result. Not seen is not clean.`,
    drifted: (count) => `Changed outside of Terraform (${count})`,
    pending: (count) => `Declared, and not applied (${count})`,
    failed: (count) => `Could not be looked at (${count})`,
    unlawful: (count) => `What really exists breaks a control (${count})`,
    unjudged: (environment) => `${environment}: what really exists could not be judged as a whole`,
    cut: (count) => `… and ${count} more; the log of the run has all`,
    clean: 'Nothing differs any more: every stack was looked at, is as declared, and passes its controls.',
    run: (url) => `[last look](${url})`,
  },
  ja: {
    title: 'ドリフト: 動いているものが宣言と違う',
    intro:
      '全環境の定期点検で見つかった。この issue は自動で更新され、違いがなくなれば閉じる。apply で実態を戻すか、変更を宣言すること。',
    missing: (environment) =>
      `${environment} は見られなかった。ジョブが結果なしに終わった。見ていないことは問題なしではない。`,
    drifted: (count) => `Terraform の外で変更された (${count})`,
    pending: (count) => `宣言されているが未適用 (${count})`,
    failed: (count) => `見られなかった (${count})`,
    unlawful: (count) => `実在するものがコントロールに反する (${count})`,
    unjudged: (environment) => `${environment}: 実在するもの全体を判定できなかった`,
    cut: (count) => `… ほか ${count} 件。全件は実行の記録にある`,
    clean: '違いはなくなった。全スタックを見て、宣言どおりであり、コントロールに合格している。',
    run: (url) => `[最新の点検](${url})`,
  },
};
