import type { LogProblem } from '../evidence/log/verify-log.ts';
import type { ExportOptions } from '../evidence/oscal/assessment-results.ts';
import type { Language } from '../report/renderer.ts';

/** Texts of `evidence pin`, `public-key`, `log`, `export`, and of `break-glass`. */
export interface EvidenceWords {
  readonly pin: string;
  readonly publicKey: string;
  readonly log: string;
  readonly logVerify: string;
  readonly export: string;
  readonly breakGlass: string;
  readonly open: string;
  readonly approve: string;
  readonly review: string;
  readonly id: string;
  readonly options: {
    readonly key: string;
    readonly log: string;
    readonly head: string;
    readonly evidence: string;
    readonly evidenceKey: string;
    readonly report: string;
    readonly plan: string;
    readonly format: string;
    readonly stack: string;
    readonly person: string;
    readonly approver: string;
    readonly reviewer: string;
    readonly reason: string;
    readonly outcome: string;
    readonly hours: string;
    readonly change: string;
  };
  readonly whole: (decisions: number, head: string) => string;
  readonly broken: (problems: number) => string;
  readonly problem: Readonly<Record<LogProblem['kind'], string>>;
  readonly line: (line: number, what: string, got: string, expected: string) => string;
  readonly opened: (file: string, approver: string) => string;
  readonly approved: (file: string) => string;
  readonly reviewed: (file: string) => string;
  /** Texts in the exported document. */
  readonly oscal: ExportOptions['words'];
}

const english: EvidenceWords = {
  pin: 'print the digest of the law here (policy, configuration, program), for SEKISHO_PINNED_DIGEST in the settings of the pipeline',
  publicKey: 'print the public half of a signing key as PEM, also of one in a KMS',
  log: 'the chain of decisions',
  logVerify: 'find out whether a decision is missing, was edited, moved or cut off: 0 whole, 1 not',
  export: 'assessment results of a JSON report for auditors (OSCAL)',
  breakGlass: 'apply without review in an emergency: two persons sign, for some hours, and every report says so',
  open: 'write and sign a record of break-glass',
  approve: 'sign a record as the second person',
  review: 'sign that somebody else than the person has looked at what was done',
  id: 'name of the record',
  options: {
    key: 'what signs: a private key (PEM), gcpkms://… or awskms://… (default: SEKISHO_SIGNING_KEY)',
    log: 'the chain (default: SEKISHO_DECISION_LOG, else .sekisho/decisions.jsonl)',
    head: 'SEQUENCE:DIGEST that an earlier run printed; several by repeating it',
    evidence: 'evidence that remembers the head; several by repeating it',
    evidenceKey: 'public key of the evidence (default: SEKISHO_EVIDENCE_KEY)',
    report: 'JSON report',
    plan: 'address of the assessment plan that the results belong to',
    format: 'format of the results',
    stack: 'the one stack for which it is',
    person: 'who applies, as named in evidence.break_glass.keys',
    approver: 'who agrees: somebody else',
    reviewer: 'who has looked: not the person',
    reason: 'why it can not wait for a review',
    outcome: 'what the review found',
    hours: 'for how long (default and most: evidence.break_glass.max_hours)',
    change: 'digest of the one change for which it is, as the chain of decisions has it',
  },
  whole: (decisions, head) => `WHOLE  ${decisions} ${decisions === 1 ? 'decision' : 'decisions'}, head ${head}`,
  broken: (problems) => `BROKEN  the chain of decisions is not whole (${problems})`,
  problem: {
    unreadable: 'no decision',
    missing: 'decisions are missing or moved before this line',
    edited: 'this line is not what it was',
    torn: 'half a line at the end: a run was killed while it wrote',
    cut: 'lines were cut off at the end',
  },
  line: (line, what, got, expected) => `  line ${line}: ${what}\n    got       ${got}\n    expected  ${expected}`,
  opened: (file, approver) => `${file}: opened; it lets nothing through until ${approver} approves it`,
  approved: (file) => `${file}: approved`,
  reviewed: (file) => `${file}: reviewed`,
  oscal: {
    title: 'Sekisho: assessment results',
    observation: (control) => `Automated test; \`sekisho explain ${control}\` says what it asks for.`,
    passed: (examined) => `Proven for ${examined} ${examined === 1 ? 'resource' : 'resources'}.`,
  },
};

const japanese: EvidenceWords = {
  pin: '規則(ポリシー・設定・プログラム)のダイジェストを表示する。パイプライン設定の SEKISHO_PINNED_DIGEST に使う',
  publicKey: '署名鍵の公開鍵を PEM で表示する。KMS の鍵にも使える',
  log: '判定の連鎖',
  logVerify: '判定の欠落・改変・順序の入れ替え・末尾の切り捨てを調べる。0 は完全、1 は不完全',
  export: 'JSON の報告から監査人向けの評価結果(OSCAL)を作る',
  breakGlass: '緊急時に審査なしで適用する。二人が署名し、数時間だけ有効で、全ての報告に示される',
  open: '緊急適用の記録を作り、署名する',
  approve: '二人目として記録に署名する',
  review: '本人以外の者が実施内容を確認したことに署名する',
  id: '記録の名前',
  options: {
    key: '署名する鍵: 秘密鍵(PEM)、gcpkms://…、awskms://…(既定: SEKISHO_SIGNING_KEY)',
    log: '判定の連鎖(既定: SEKISHO_DECISION_LOG、なければ .sekisho/decisions.jsonl)',
    head: '以前の実行が表示した 番号:ダイジェスト。繰り返して複数指定できる',
    evidence: '連鎖の先頭を記した証拠。繰り返して複数指定できる',
    evidenceKey: '証拠の公開鍵(既定: SEKISHO_EVIDENCE_KEY)',
    report: 'JSON の報告',
    plan: '結果が属する評価計画のアドレス',
    format: '結果の形式',
    stack: '対象のスタック(一つだけ)',
    person: '適用する者。evidence.break_glass.keys の名前',
    approver: '承認する者。本人以外',
    reviewer: '確認した者。本人以外',
    reason: '審査を待てない理由',
    outcome: '審査の結果',
    hours: '有効時間(既定かつ上限: evidence.break_glass.max_hours)',
    change: '対象とする変更のダイジェスト(一つだけ)',
  },
  whole: (decisions, head) => `完全  判定 ${decisions} 件、先頭 ${head}`,
  broken: (problems) => `不完全  判定の連鎖が損なわれている(${problems} 件)`,
  problem: {
    unreadable: '判定として読めない',
    missing: 'この行の前に欠落又は入れ替えがある',
    edited: 'この行が改変されている',
    torn: '末尾が途中で切れている。書き込み中に強制終了された',
    cut: '末尾が切り捨てられている',
  },
  line: (line, what, got, expected) => `  ${line} 行目: ${what}\n    実際  ${got}\n    期待  ${expected}`,
  opened: (file, approver) => `${file}: 開いた。${approver} が承認するまで何も通さない`,
  approved: (file) => `${file}: 承認した`,
  reviewed: (file) => `${file}: 審査した`,
  oscal: {
    title: 'Sekisho: 評価結果',
    observation: (control) => `自動テスト。要求の内容は \`sekisho explain ${control}\` に示す。`,
    passed: (examined) => `${examined} リソースで証明済み。`,
  },
};

export const evidenceWords: Readonly<Record<Language, EvidenceWords>> = { en: english, ja: japanese };
