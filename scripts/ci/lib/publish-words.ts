import type { Language } from '../../../src/report/renderer.ts';

interface PublishWords {
  readonly noPull: (commit: string) => string;
  readonly noReport: { readonly title: string; readonly summary: string };
  readonly refused: { readonly title: string; readonly summary: (code: string) => string };
  readonly ownWorkflow: { readonly title: string; readonly summary: string };
  readonly partial: string;
  readonly planCounts: string;
}

/** What `publish-report` says in its own words. */
export const publishWords: Readonly<Record<Language, PublishWords>> = {
  en: {
    noPull: (commit) => `no open pull request has ${commit} as its head any more: nothing to publish`,
    noReport: {
      title: 'not judged: the run ended without a report',
      summary: 'The app could not be run or read, or the run was stopped. Its log says why. Not judged is not passed.',
    },
    refused: {
      title: 'not judged: the report is not one that our workflow made',
      summary: (code) =>
        `\`${code}\`: nothing in the artifact was used. The log of the publishing run says what was wrong with it.`,
    },
    ownWorkflow: {
      title: 'the pull request changes the workflows that judge it',
      summary:
        'It comes from a fork and touches `.github/`, so it could have written its own verdict. A maintainer brings that part in on a branch of this repository.',
    },
    partial: 'only a part was judged',
    planCounts: 'the plan of this commit has been published already: its comment stays',
  },
  ja: {
    noPull: (commit) => `${commit} を先頭とする未完了のプルリクエストはもうないため、何も公開しない`,
    noReport: {
      title: '未判定: 報告なしに実行が終わった',
      summary: 'アプリを実行できないか読めない、又は実行が止められた。理由は実行の記録にある。未判定は合格ではない。',
    },
    refused: {
      title: '未判定: 当方のワークフローが作った報告ではない',
      summary: (code) => `\`${code}\`: 成果物の内容は一切使っていない。何が違うかは公開側の実行の記録にある。`,
    },
    ownWorkflow: {
      title: '自らを判定するワークフローを変えるプルリクエスト',
      summary:
        'フォークから来て `.github/` を変えるため、判定を自ら書いた可能性がある。その部分は保守者がこのリポジトリのブランチで取り込む。',
    },
    partial: '一部だけを判定した',
    planCounts: 'このコミットの plan の判定が公開済みのため、コメントはそのままにする',
  },
};
