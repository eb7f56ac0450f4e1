import type { Language } from '../report/renderer.ts';

/** Every fixed text of the command line itself; a language that lacks one is a type error. */
export interface CommandWords {
  readonly description: string;
  readonly check: string;
  readonly explain: string;
  readonly controls: string;
  readonly comment: string;
  readonly help: string;
  readonly version: string;
  readonly arguments: { readonly path: string; readonly id: string; readonly sources: string };
  readonly options: {
    readonly config: string;
    readonly assumeZone: string;
    readonly format: string;
    readonly reportFormat: string;
    readonly output: string;
    readonly lang: string;
    readonly only: string;
    readonly baseline: string;
    readonly now: string;
    readonly color: string;
    readonly quiet: string;
    readonly verbose: string;
    readonly report: string;
  };
  readonly commentOptions: {
    readonly report: string;
    readonly baseReport: string;
    readonly baseConfig: string;
    readonly dryRun: string;
    readonly repo: string;
    readonly pull: string;
    readonly target: string;
    readonly detailsUrl: string;
    readonly author: string;
  };
  /** Headings of help by those of commander. */
  readonly headings: Readonly<Record<string, string>>;
  readonly examples: {
    readonly root: string;
    readonly check: string;
    readonly explain: string;
    readonly controls: string;
    readonly comment: string;
  };
  readonly exitCodes: string;
  /** What is wrong with the command line, by commander's code without its prefix. */
  readonly usage: Readonly<Record<string, string>>;
  readonly usageFix: (command: string) => string;
  readonly pleaseReport: string;
  readonly seeStack: string;
  readonly written: (file: string) => string;
  /** Steps of a check, by what `check` calls them. */
  readonly steps: Readonly<Record<string, string>>;
}

const english: CommandWords = {
  description:
    'Lets infrastructure through only if it keeps the law: judges cdktf apps, Terraform JSON, plans and *.tf.',
  check: 'judge sources as one estate; without PATH, the app that cdktf.json names (nothing is written)',
  explain: 'what, why, which law and how to fix it: of a finding, a control, a requirement, an article or an exit',
  controls: 'list every control',
  comment: "write or update the pull request's one comment from a JSON report",
  help: 'show this help',
  version: 'show the version',
  arguments: {
    path: 'a plan as JSON, cdktf.out, cdk.tf.json, *.tf.json or a folder of *.tf; recognised by content',
    id: 'fingerprint (8 digits or more), control, requirement, article (`Act 77/2016 Art.18`) or exit (`E2`)',
    sources: 'where the finding of a fingerprint came from; without it, the app that cdktf.json names',
  },
  options: {
    config: 'configuration (default: sekisho.yaml beside cdktf.json, if there is one)',
    assumeZone: 'take everything that is placed nowhere else to be in ZONE; marks the report partial',
    format: 'text for a person (default), json for programs',
    reportFormat:
      'text (default), json for programs, sarif for code scanning, junit for test pages, markdown for a summary, github for annotations in its log, html for an auditor',
    output: 'write the report to FILE, whole or not at all, instead of stdout',
    lang: 'language of all texts (default: that of LC_ALL, LC_MESSAGES or LANG; en for json, sarif, junit)',
    only: 'judge by these controls only, several with commas or by repeating it; marks the report partial',
    baseline: 'earlier JSON report: what it has is marked as existing and blocks only if critical; partial',
    now: 'the clock, ISO 8601 with its zone; marks the report partial',
    color: 'no colours (as with NO_COLOR, or when stdout is no terminal)',
    quiet: 'the verdict and one line per finding that blocks; no progress',
    verbose: 'everything: all findings, inputs, controls that examined nothing, proofs, stack traces',
    report: 'JSON report in which to look the fingerprint up',
  },
  commentOptions: {
    report: 'JSON report of the pull request',
    baseConfig: 'sekisho.yaml of the base branch (empty: it had none), to tell what the request loosens',
    baseReport: 'JSON report of the base branch, to tell what is new; without a difference, no comment is written',
    dryRun: 'print the comment and write nothing',
    repo: 'repository (default: GITHUB_REPOSITORY); the token is GITHUB_TOKEN, the server GITHUB_API_URL',
    pull: 'number of the pull request (default: that of GITHUB_REF)',
    target: 'what is judged, e.g. prd: each target has a comment of its own',
    detailsUrl: 'page that has the whole report (default: the run of the workflow)',
    author: 'login whose comments are ours (default: that of the token)',
  },
  headings: {
    'Usage:': 'Usage:',
    'Arguments:': 'Arguments:',
    'Options:': 'Options:',
    'Commands:': 'Commands:',
  },
  examples: {
    root: `
Examples:
  sekisho check                        judge the app of this folder
  sekisho check plan.json              judge a plan (terraform show -json tfplan > plan.json)
  sekisho explain storage.public_access
  sekisho explain "Act 77/2016 Art.18" --lang ja`,
    check: `
Examples:
  sekisho check                                           the app of cdktf.json
  sekisho check cdktf.out/stacks/*/plan.json              all plans as one estate
  sekisho check --format json --output report.json        for programs
  sekisho check modules/ --assume-zone remote-sensing     Terraform of other teams
  sekisho check --only storage.public_access,network.nat`,
    explain: `
Examples:
  sekisho explain 3f1c9a70be42                  a finding of this folder's app
  sekisho explain 3f1c9a70be42 plan.json        a finding of a plan
  sekisho explain 3f1c9a70be42 --report report.json
  sekisho explain RSL-PROV-01
  sekisho explain "Act 77/2016 Art.18"`,
    controls: `
Examples:
  sekisho controls --verbose                    with the requirements that each serves
  sekisho controls --format json --lang ja`,
    comment: `
Examples:
  sekisho comment --report report.json --dry-run
  sekisho comment --report report.json --base-report base.json --repo sat/estate --pull 12`,
  },
  exitCodes: `
Exit codes:
  0  pass: every control that applies was proven, or waived
  1  at least one blocking violation
  2  no violation, but something blocking is unknown: not proven is not passed
  3  could not evaluate: bad input, bad configuration, bad usage, broken policy, internal error`,
  usage: {
    unknownOption: 'there is no such option',
    unknownCommand: 'there is no such command',
    missingArgument: 'an argument is missing',
    missingMandatoryOptionValue: 'an option that is needed is missing',
    optionMissingArgument: 'an option lacks its value',
    conflictingOption: 'these options exclude each other',
    invalidArgument: 'an option has a value that it can not have',
    excessArguments: 'there are too many arguments',
  },
  usageFix: (command) => `\`${command} --help\` shows what there is`,
  pleaseReport: 'this is a mistake in sekisho: please report it with the output of the same command and --verbose',
  seeStack: 'run it again with --verbose to see where it happened',
  written: (file) => `report written to ${file}`,
  steps: {},
};

const japanese: CommandWords = {
  description: '法令を守るインフラだけを通す関門。cdktf アプリ、Terraform JSON、plan、*.tf を判定する。',
  check: '入力を一つの資産として判定する。PATH がなければ cdktf.json のアプリを判定する(何も書き込まない)',
  explain: '指摘・コントロール・要件・条文・出口について、内容・理由・法令・対処を説明する',
  controls: 'すべてのコントロールを一覧する',
  comment: 'JSON 報告から、プルリクエストにつき一つのコメントを書く、又は更新する',
  help: 'この説明を表示する',
  version: 'バージョンを表示する',
  arguments: {
    path: 'plan の JSON、cdktf.out、cdk.tf.json、*.tf.json、*.tf のフォルダ。内容から種類を見分ける',
    id: '指紋(8 桁以上)、コントロール、要件、条文(`Act 77/2016 Art.18`)、出口(`E2`)',
    sources: '指紋の指摘が出た入力。なければ cdktf.json のアプリ',
  },
  options: {
    config: '設定ファイル(既定: cdktf.json と同じ場所の sekisho.yaml。なければなし)',
    assumeZone: 'ほかに置き場所のないリソースをすべて ZONE にあるものとする。報告は部分的なものになる',
    format: 'text は人向け(既定)、json はプログラム向け',
    reportFormat:
      'text(既定)、json はプログラム向け、sarif はコードスキャン向け、junit はテスト結果画面向け、markdown は要約向け、github はログの注釈向け、html は監査者向け',
    output: '標準出力の代わりに FILE に書く(途中までしか書かれないことはない)',
    lang: '文言の言語(既定: LC_ALL、LC_MESSAGES、LANG に従う。json、sarif、junit では en)',
    only: '指定したコントロールだけで判定する(カンマ区切り又は繰り返し)。報告は部分的なものになる',
    baseline: '以前の JSON 報告。そこにある指摘は既存とし、critical だけが適用を止める。報告は部分的なものになる',
    now: '時刻(ISO 8601、タイムゾーン付き)。報告は部分的なものになる',
    color: '色を付けない(NO_COLOR、又は標準出力が端末でない場合も同じ)',
    quiet: '判定と、適用を止める指摘一件につき一行だけ。進捗も出さない',
    verbose: 'すべて表示する(全指摘、入力、対象のなかったコントロール、証明、スタックトレース)',
    report: '指紋を探す JSON 報告',
  },
  commentOptions: {
    report: 'プルリクエストの JSON 報告',
    baseConfig: 'ベースブランチの sekisho.yaml(なければ空ファイル)。要求が緩めるものを見分ける',
    baseReport: 'ベースブランチの JSON 報告。新規を見分ける。違いがなければコメントは書かない',
    dryRun: 'コメントを表示するだけで、何も書き込まない',
    repo: 'リポジトリ(既定: GITHUB_REPOSITORY)。トークンは GITHUB_TOKEN、サーバーは GITHUB_API_URL',
    pull: 'プルリクエストの番号(既定: GITHUB_REF の番号)',
    target: '判定の対象(例: prd)。対象ごとに一つのコメントになる',
    detailsUrl: '報告の全体があるページ(既定: ワークフローの実行ページ)',
    author: '自分のコメントとみなすログイン名(既定: トークンのもの)',
  },
  headings: { 'Usage:': '使い方:', 'Arguments:': '引数:', 'Options:': 'オプション:', 'Commands:': 'コマンド:' },
  examples: {
    root: `
例:
  sekisho check                        このフォルダのアプリを判定する
  sekisho check plan.json              plan を判定する(terraform show -json tfplan > plan.json)
  sekisho explain storage.public_access
  sekisho explain "Act 77/2016 Art.18" --lang ja`,
    check: `
例:
  sekisho check                                           cdktf.json のアプリ
  sekisho check cdktf.out/stacks/*/plan.json              すべての plan を一つの資産として
  sekisho check --format json --output report.json        プログラム向け
  sekisho check modules/ --assume-zone remote-sensing     他チームの Terraform
  sekisho check --only storage.public_access,network.nat`,
    explain: `
例:
  sekisho explain 3f1c9a70be42                  このフォルダのアプリの指摘
  sekisho explain 3f1c9a70be42 plan.json        plan の指摘
  sekisho explain 3f1c9a70be42 --report report.json
  sekisho explain RSL-PROV-01
  sekisho explain "Act 77/2016 Art.18"`,
    controls: `
例:
  sekisho controls --verbose                    それぞれが応える要件も表示する
  sekisho controls --format json --lang ja`,
    comment: `
例:
  sekisho comment --report report.json --dry-run
  sekisho comment --report report.json --base-report base.json --repo sat/estate --pull 12`,
  },
  exitCodes: `
終了コード:
  0  合格: 該当するすべてのコントロールが証明済み又は例外承認済み
  1  適用を止める違反が一つ以上ある
  2  違反はないが、証明すべきことが未知である。未証明は合格ではない
  3  評価不能: 入力・設定・使い方の誤り、ポリシーの破損、内部エラー`,
  usage: {
    unknownOption: 'そのようなオプションはない',
    unknownCommand: 'そのようなコマンドはない',
    missingArgument: '引数が足りない',
    missingMandatoryOptionValue: '必要なオプションがない',
    optionMissingArgument: 'オプションの値がない',
    conflictingOption: '同時に使えないオプションがある',
    invalidArgument: 'オプションの値が正しくない',
    excessArguments: '引数が多すぎる',
  },
  usageFix: (command) => `\`${command} --help\` で使い方を確認する`,
  pleaseReport: 'sekisho の不具合である。同じコマンドに --verbose を付けた出力を添えて報告してほしい',
  seeStack: '--verbose を付けて再実行すると発生箇所が分かる',
  written: (file) => `報告を ${file} に書き込んだ`,
  steps: {
    reading: '読み込み中',
    'running the app': 'アプリを実行中',
    'building the estate': '資産を組み立て中',
    proving: '証明中',
    'proving again without each guard': '防護を一つずつ外して証明し直し中',
    evaluating: '評価中',
  },
};

export const commandWords: Readonly<Record<Language, CommandWords>> = { en: english, ja: japanese };
