import type { Language } from '../report/renderer.ts';

/** Fixed texts of the pull request comment and of the command that writes it. */
export interface CommentWords {
  readonly compared: (fresh: number, existing: number, gone: number) => string;
  readonly noBase: string;
  readonly baseBroken: string;
  readonly noNews: string;
  readonly sections: {
    readonly loosened: (count: number) => string;
    readonly fresh: (count: number) => string;
    readonly freshQuiet: (count: number) => string;
    readonly waivers: (count: number) => string;
    readonly exits: (count: number) => string;
    readonly existing: (count: number) => string;
    readonly gone: (count: number) => string;
    readonly partial: string;
  };
  readonly loosening: {
    readonly policy: (from: string, to: string) => string;
    readonly gone: (control: string) => string;
    readonly idle: (control: string, examined: number) => string;
    readonly severity: (control: string, from: string, to: string) => string;
    readonly waivers: (count: number) => string;
  };
  readonly waiver: Readonly<Record<'added' | 'changed' | 'removed' | 'expiring', string>>;
  readonly exit: Readonly<Record<'opened' | 'closed', string>>;
  readonly cut: (count: number, byControl: string) => string;
  readonly rest: (where: string) => string;
  readonly restNowhere: string;
  readonly restLink: string;
  readonly made: (tool: string, policy: string, opa: string) => string;
  readonly done: Readonly<Record<'created' | 'updated' | 'unchanged' | 'silent', string>>;
}

const s = (count: number): string => (count === 1 ? '' : 's');

const english: CommentWords = {
  compared: (fresh, existing, gone) =>
    `Against the base branch: **${fresh} new** finding${s(fresh)}, ${existing} existing, ${gone} gone.`,
  noBase: 'There is no report of the base branch, so what is new can not be told from what was there.',
  baseBroken: 'The base branch could not be evaluated, so what is new can not be told from what was there.',
  noNews: 'This pull request changes no finding.',
  sections: {
    loosened: (count) => `What this pull request loosens (${count})`,
    fresh: (count) => `New, and blocking (${count})`,
    freshQuiet: (count) => `New, not blocking (${count})`,
    waivers: (count) => `Waivers touched or ending (${count})`,
    exits: (count) => `Exits (${count})`,
    existing: (count) => `Was there before (${count})`,
    gone: (count) => `Gone (${count})`,
    partial: 'This report is partial and can not serve as evidence',
  },
  loosening: {
    policy: (from, to) =>
      `The policy is another than that of the base branch (${from} → ${to}): this is judged by the request's own law.`,
    gone: (control) => `Control ${control} is gone.`,
    idle: (control, examined) =>
      `Control ${control} examined ${examined} resource${s(examined)}, and now examines none.`,
    severity: (control, from, to) => `The severity of ${control} falls from ${from} to ${to}.`,
    waivers: (count) => `${count} finding${s(count)} newly waived (below).`,
  },
  waiver: { added: 'new', changed: 'changed', removed: 'no longer waived', expiring: 'ending' },
  exit: { opened: 'opened', closed: 'closed' },
  cut: (count, byControl) => `…and ${count} more that this comment has no room for: ${byControl}`,
  rest: (where) => `The whole report: ${where}.`,
  restNowhere: 'The whole report is the JSON of `sekisho check --format json`; it is not published here.',
  restLink: 'this run',
  made: (tool, policy, opa) => `sekisho ${tool}, policy ${policy} (OPA ${opa})`,
  done: {
    created: 'comment written',
    updated: 'comment updated',
    unchanged: 'comment is as it should be',
    silent: 'nothing changed: no comment',
  },
};

const japanese: CommentWords = {
  compared: (fresh, existing, gone) =>
    `ベースブランチとの比較: **新規 ${fresh} 件**、既存 ${existing} 件、解消 ${gone} 件。`,
  noBase: 'ベースブランチの報告がないため、新規と既存を区別できない。',
  baseBroken: 'ベースブランチを評価できなかったため、新規と既存を区別できない。',
  noNews: 'このプルリクエストによる指摘の変化はない。',
  sections: {
    loosened: (count) => `このプルリクエストが緩めるもの(${count} 件)`,
    fresh: (count) => `新規・適用を止める(${count} 件)`,
    freshQuiet: (count) => `新規・適用は止めない(${count} 件)`,
    waivers: (count) => `変更された、又は期限の近い例外承認(${count} 件)`,
    exits: (count) => `出口(${count} 件)`,
    existing: (count) => `以前からあるもの(${count} 件)`,
    gone: (count) => `解消したもの(${count} 件)`,
    partial: 'この報告は部分的なものであり、証拠として使えない',
  },
  loosening: {
    policy: (from, to) => `ポリシーがベースブランチと異なる(${from} → ${to})。プルリクエスト自身の規則で判定している。`,
    gone: (control) => `コントロール ${control} がなくなった。`,
    idle: (control, examined) => `コントロール ${control} の判定対象が ${examined} 件から 0 件になった。`,
    severity: (control, from, to) => `${control} の重大度が ${from} から ${to} に下がった。`,
    waivers: (count) => `新たに例外承認された指摘が ${count} 件ある(下記)。`,
  },
  waiver: { added: '新規', changed: '変更', removed: '例外承認の終了', expiring: '期限間近' },
  exit: { opened: '開いた', closed: '閉じた' },
  cut: (count, byControl) => `…ほか ${count} 件はこのコメントに収まらない: ${byControl}`,
  rest: (where) => `報告の全体: ${where}`,
  restNowhere: '報告の全体は `sekisho check --format json` の JSON にあり、ここには公開していない。',
  restLink: 'この実行',
  made: (tool, policy, opa) => `sekisho ${tool}、ポリシー ${policy}(OPA ${opa})`,
  done: {
    created: 'コメントを書いた',
    updated: 'コメントを更新した',
    unchanged: 'コメントは最新である',
    silent: '変化がないため、コメントしない',
  },
};

export const commentWords: Readonly<Record<Language, CommentWords>> = { en: english, ja: japanese };
