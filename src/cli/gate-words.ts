import type { Language } from '../report/renderer.ts';

/** Texts of the commands that plan and that check evidence. */
export interface GateCommandWords {
  readonly plan: string;
  readonly evidence: string;
  readonly verify: string;
  readonly arguments: { readonly stack: string; readonly file: string };
  readonly options: {
    readonly out: string;
    readonly key: string;
    readonly approver: string;
    readonly order: string;
    readonly reviewed: string;
    readonly publicKey: string;
    readonly planFile: string;
    readonly planJson: string;
    readonly commit: string;
    readonly stack: string;
    readonly hours: string;
    readonly config: string;
  };
  readonly examples: { readonly plan: string; readonly verify: string };
  readonly steps: { readonly init: string; readonly plan: string };
  readonly planned: (stack: string, file: string) => string;
  readonly notYet: (stack: string, reason: string) => string;
  readonly notAsked: (stack: string) => string;
  readonly evidenceAt: (file: string) => string;
  readonly noEvidence: string;
  readonly holds: (stack: string, clock: string) => string;
  readonly differs: (stack: string) => string;
  readonly mismatch: (field: string, got: string, expected: string) => string;
}

const english: GateCommandWords = {
  plan: 'terraform plan of each stack of cdktf.out, all judged as one estate; plans, JSON and evidence into one folder',
  evidence: 'signed evidence of judged plans',
  verify: 'check signature, digests, clock and policy of evidence, offline: 0 only if an apply may rest on it',
  arguments: { stack: 'stacks to plan (default: all); the others are judged by their configuration', file: 'evidence' },
  options: {
    out: 'folder for plans, JSON and evidence, for the owner alone (default: .sekisho/plan)',
    key: 'what signs the evidence: a private key (Ed25519 or ECDSA P-256, PEM), gcpkms://… or awskms://… (default: SEKISHO_SIGNING_KEY)',
    approver: 'who approved, for the evidence; several by repeating it',
    order: 'plan nothing: print in which order the stacks are applied, and why',
    reviewed: 'folder with the evidence of the pull request: refuse a plan that would change anything else',
    publicKey: 'public key that must have signed it (default: SEKISHO_EVIDENCE_KEY)',
    planFile: 'plan file that it must be about',
    planJson: 'plan as JSON, by any terraform and at any time, that must be of the same change',
    commit: 'commit that it must be of',
    stack: 'stack that it must be of',
    hours: 'how old it may be, in hours (default: 24)',
    config: 'configuration (default: sekisho.yaml beside cdktf.json, if there is one)',
  },
  examples: {
    plan: `
Examples:
  sekisho plan                                  all stacks
  sekisho plan isolated-prd --key sign.pem      one stack, with signed evidence
  sekisho plan --order                          the order of applying, and why
  sekisho plan --format json --output report.json`,
    verify: `
Examples:
  sekisho evidence verify .sekisho/plan/isolated-prd.evidence.json --key verify.pem
  sekisho evidence verify isolated-prd.evidence.json --key verify.pem --plan isolated-prd.plan`,
  },
  steps: { init: 'init of', plan: 'planning' },
  planned: (stack, file) => `${stack}: planned, ${file}`,
  notYet: (stack, reason) => `${stack}: can not be planned yet, judged by its configuration (${reason})`,
  notAsked: (stack) => `${stack}: not planned, judged by its configuration`,
  evidenceAt: (file) => `  evidence ${file}`,
  noEvidence: 'no evidence was written: name a key with --key or SEKISHO_SIGNING_KEY',
  holds: (stack, clock) => `HOLDS  the evidence of ${stack}, decided ${clock}`,
  differs: (stack) => `DIFFERS  the evidence of ${stack} is signed, but no apply may rest on it`,
  mismatch: (field, got, expected) => `  ${field}\n    got       ${got}\n    expected  ${expected}`,
};

const japanese: GateCommandWords = {
  plan: 'cdktf.out の各スタックを terraform plan し、全体を一つの資産として判定する。plan・JSON・証拠を一つのフォルダに置く',
  evidence: '判定した plan の署名付き証拠',
  verify: '証拠の署名・ダイジェスト・時刻・ポリシーをオフラインで確認する。0 は適用の根拠にできる場合だけ',
  arguments: { stack: 'plan するスタック(既定: すべて)。ほかは構成から判定する', file: '証拠' },
  options: {
    out: 'plan・JSON・証拠を置くフォルダ。所有者だけが読める(既定: .sekisho/plan)',
    key: '証拠に署名する鍵: 秘密鍵(Ed25519 又は ECDSA P-256、PEM)、gcpkms://…、awskms://…(既定: SEKISHO_SIGNING_KEY)',
    approver: '承認者。証拠に記す。繰り返して複数指定できる',
    order: 'plan は行わず、スタックを適用する順序とその理由を表示する',
    reviewed: 'プルリクエストの証拠があるフォルダ。審査済みの変更と異なる plan は拒否する',
    publicKey: '署名を確かめる公開鍵(既定: SEKISHO_EVIDENCE_KEY)',
    planFile: '証拠の対象であるべき plan ファイル',
    planJson: '証拠と同じ変更であるべき plan の JSON(terraform の版と時刻は問わない)',
    commit: '証拠が基づくべきコミット',
    stack: '証拠が対象とすべきスタック',
    hours: '証拠の有効時間(既定: 24)',
    config: '設定ファイル(既定: cdktf.json と同じ場所の sekisho.yaml。なければなし)',
  },
  examples: {
    plan: `
例:
  sekisho plan                                  すべてのスタック
  sekisho plan isolated-prd --key sign.pem      一つのスタック、署名付き証拠とともに
  sekisho plan --order                          適用の順序とその理由
  sekisho plan --format json --output report.json`,
    verify: `
例:
  sekisho evidence verify .sekisho/plan/isolated-prd.evidence.json --key verify.pem
  sekisho evidence verify isolated-prd.evidence.json --key verify.pem --plan isolated-prd.plan`,
  },
  steps: { init: 'init 中:', plan: 'plan 中:' },
  planned: (stack, file) => `${stack}: plan 済み ${file}`,
  notYet: (stack, reason) => `${stack}: まだ plan できないため、構成から判定した(${reason})`,
  notAsked: (stack) => `${stack}: plan せず、構成から判定した`,
  evidenceAt: (file) => `  証拠 ${file}`,
  noEvidence: '証拠は書いていない。--key 又は SEKISHO_SIGNING_KEY で鍵を指定する',
  holds: (stack, clock) => `有効  ${stack} の証拠(判定時刻 ${clock})`,
  differs: (stack) => `不一致  ${stack} の証拠は署名されているが、適用の根拠にできない`,
  mismatch: (field, got, expected) => `  ${field}\n    実際  ${got}\n    期待  ${expected}`,
};

export const gateCommandWords: Readonly<Record<Language, GateCommandWords>> = { en: english, ja: japanese };
