import type { Language } from '../report/renderer.ts';

interface InitWords {
  readonly describe: string;
  readonly options: { readonly entry: string; readonly undo: string; readonly dryRun: string };
  readonly examples: string;
  readonly created: (path: string) => string;
  readonly changed: (path: string) => string;
  readonly removed: (path: string) => string;
  readonly restored: (path: string) => string;
  readonly kept: (path: string) => string;
  readonly dryRun: string;
  /** Findings that the baseline sets aside, and critical ones that block all the same. */
  readonly today: (existing: number, critical: number) => string;
  readonly next: readonly string[];
}

export const initWords: Readonly<Record<Language, InitWords>> = {
  en: {
    describe: 'make a cdktf project checked: wrap its App, write sekisho.yaml, a baseline and a workflow',
    options: {
      entry: "file that makes the App (default: the one in cdktf.json's `app`)",
      undo: 'take back what init did; files changed since are left alone',
      dryRun: 'say what would be written and write nothing',
    },
    examples: `
Examples:
  sekisho init --dry-run
  sekisho init --undo`,
    created: (path) => `wrote     ${path}`,
    changed: (path) => `changed   ${path}`,
    removed: (path) => `removed   ${path}`,
    restored: (path) => `restored  ${path}`,
    kept: (path) => `kept      ${path} (changed since; take it back by hand, then delete .sekisho-init.json)`,
    dryRun: 'Nothing was written (--dry-run).',
    today: (existing, critical) =>
      critical === 0
        ? `${String(existing)} findings of today are in the baseline and do not block.`
        : `${String(existing)} findings of today are in the baseline and do not block; ${String(critical)} critical ones do: a baseline never covers them.`,
    next: [
      'Next: `npx sekisho check --baseline sekisho-baseline.json` shows them; say in sekisho.yaml where which data is;',
      '      apply through the checkpoint with `TERRAFORM_BINARY_NAME=sekisho-terraform npx cdktf deploy`.',
    ],
  },
  ja: {
    describe: 'cdktf プロジェクトを関門に通す: App の包み込み、sekisho.yaml、ベースライン、ワークフロー',
    options: {
      entry: 'App を作るファイル(既定: cdktf.json の `app` にあるもの)',
      undo: 'init を取り消す。その後変更されたファイルには触れない',
      dryRun: '書き込む内容を示すだけで、何も書き込まない',
    },
    examples: `
例:
  sekisho init --dry-run
  sekisho init --undo`,
    created: (path) => `作成      ${path}`,
    changed: (path) => `変更      ${path}`,
    removed: (path) => `削除      ${path}`,
    restored: (path) => `復元      ${path}`,
    kept: (path) => `維持      ${path}(その後変更されている。手で戻し、.sekisho-init.json を削除する)`,
    dryRun: '何も書き込んでいない(--dry-run)。',
    today: (existing, critical) =>
      critical === 0
        ? `現在の指摘 ${String(existing)} 件をベースラインとした。これらは変更を止めない。`
        : `現在の指摘 ${String(existing)} 件をベースラインとした。これらは変更を止めない。critical の ${String(critical)} 件は止める(ベースラインの対象にならない)。`,
    next: [
      '次に: `npx sekisho check --baseline sekisho-baseline.json` で確認し、どのデータがどこにあるかを sekisho.yaml に書く。',
      '      適用は `TERRAFORM_BINARY_NAME=sekisho-terraform npx cdktf deploy` で関門を通す。',
    ],
  },
};
