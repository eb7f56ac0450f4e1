import type { Language } from './renderer.ts';

/** Fixed texts of the HTML report alone. */
export interface HtmlWords {
  readonly title: string;
  readonly skip: string;
  readonly contents: string;
  readonly verdict: string;
  readonly law: string;
  readonly lawHint: string;
  readonly noCatalog: string;
  readonly findings: string;
  readonly noFindings: string;
  readonly more: (count: number) => string;
  readonly waivers: string;
  readonly noWaivers: string;
  readonly deferred: string;
  readonly proofs: string;
  readonly noProofs: string;
  readonly inputs: string;
  readonly blindSpots: string;
  readonly evidence: string;
  readonly columns: {
    readonly requirement: string;
    readonly articles: string;
    readonly controls: string;
    readonly resources: string;
    readonly resource: string;
    readonly control: string;
    readonly approver: string;
    readonly reason: string;
    readonly until: string;
    readonly chain: string;
    readonly file: string;
    readonly kind: string;
  };
  readonly exits: {
    readonly title: string;
    readonly hint: string;
    readonly table: string;
    readonly closed: (count: number) => string;
    readonly columns: Readonly<Record<'exit' | 'by' | 'missing', string>>;
  };
  readonly attestation: {
    readonly title: string;
    readonly table: string;
    readonly none: string;
    readonly open: (count: number) => string;
    readonly columns: Readonly<Record<'requirement' | 'statement' | 'by' | 'evidence' | 'from' | 'until', string>>;
    readonly states: Readonly<Record<'valid' | 'expired' | 'not_yet_valid', string>>;
  };
  readonly examined: (count: number) => string;
  readonly unserved: (count: number) => string;
  readonly noLawControls: string;
  readonly resources: string;
  readonly where: string;
  readonly facts: {
    readonly tool: string;
    readonly policy: string;
    readonly clock: string;
    readonly stage: string;
    readonly digest: string;
    readonly digestHint: string;
  };
}

const english: HtmlWords = {
  title: 'Report on the declared infrastructure',
  skip: 'Skip to the verdict',
  contents: 'Contents',
  verdict: 'Verdict',
  law: 'What the law asks, and what was judged',
  lawHint:
    'Each requirement in our words, not as a quotation. A control that passes proves what it judges, not that the whole article is kept.',
  noCatalog: 'The requirements are not at hand: only their ids are listed.',
  findings: 'Findings',
  noFindings: 'Nothing was found.',
  more: (count) => `${count} more findings, one line each`,
  waivers: 'Waivers',
  noWaivers: 'No finding is waived.',
  deferred: 'Left to the plan',
  proofs: 'Values proven by following references',
  noProofs: 'No value had to be proven by references.',
  inputs: 'What was read',
  blindSpots: 'What these sources can not show',
  evidence: 'How to tell that this is the report',
  columns: {
    requirement: 'Requirement',
    articles: 'Articles',
    controls: 'Controls',
    resources: 'Resources with findings',
    resource: 'Resource',
    control: 'Control',
    approver: 'Approved by',
    reason: 'Reason',
    until: 'Until',
    chain: 'Proof',
    file: 'File',
    kind: 'Kind',
  },
  exits: {
    title: 'Ways out of the zones',
    hint: 'Every way by which data could leave a zone of regulated records. Closed: each guard of the way stands. Open: what is missing, or the path in red.',
    table: 'Exits of',
    closed: (count) => `${count} exits that are closed, with what closes them`,
    columns: { exit: 'Exit', by: 'Closed by', missing: 'Missing, or what would decide it' },
  },
  attestation: {
    title: 'What people vouch for',
    table: 'Attestations',
    none: 'Nobody vouches for anything: sekisho.yaml holds no attestation.',
    open: (count) => `${count} requirements that only people can judge, and for which no attestation holds`,
    columns: {
      requirement: 'Requirement',
      statement: 'Statement',
      by: 'By',
      evidence: 'Evidence',
      from: 'Attested on',
      until: 'Valid until',
    },
    states: { valid: 'valid', expired: 'expired', not_yet_valid: 'not yet valid' },
  },
  examined: (count) => `${count} examined`,
  unserved: (count) => `${count} requirements that no control judges`,
  noLawControls: 'Controls of good practice, bound to no article',
  resources: 'resources',
  where: 'where',
  facts: {
    tool: 'Tool',
    policy: 'Policy (sha256)',
    clock: 'Clock',
    stage: 'Stage',
    digest: 'JSON report (sha256)',
    digestHint: 'of the same run, as `sekisho check --format json` writes it in this language',
  },
};

const japanese: HtmlWords = {
  title: '宣言されたインフラに関する判定報告',
  skip: '判定へ移動',
  contents: '目次',
  verdict: '判定',
  law: '法令の要求と、判定した内容',
  lawHint:
    '要件は当方の言葉による要約であり、引用ではない。コントロールの合格が証明するのは判定した内容であり、条文全体の遵守ではない。',
  noCatalog: '要件の内容が手元にないため、識別子だけを示す。',
  findings: '指摘',
  noFindings: '指摘はない。',
  more: (count) => `ほか ${count} 件(一行ずつ)`,
  waivers: '例外承認',
  noWaivers: '例外承認された指摘はない。',
  deferred: 'plan で判定するもの',
  proofs: '参照をたどって証明した値',
  noProofs: '参照による証明を要した値はない。',
  inputs: '読み込んだもの',
  blindSpots: 'この入力からは見えないもの',
  evidence: 'この報告の同一性を確かめるには',
  columns: {
    requirement: '要件',
    articles: '条文',
    controls: 'コントロール',
    resources: '指摘のあるリソース',
    resource: 'リソース',
    control: 'コントロール',
    approver: '承認者',
    reason: '理由',
    until: '期限',
    chain: '証明',
    file: 'ファイル',
    kind: '種類',
  },
  exits: {
    title: '区域から外への経路',
    hint: '規制対象の記録の区域からデータが出うる経路のすべて。閉鎖は、その経路の防護がすべて成り立つこと。開放は、不足するもの、又は赤で示す経路。',
    table: '出口の一覧:',
    closed: (count) => `閉鎖された出口 ${count} 件と、その根拠`,
    columns: { exit: '出口', by: '根拠', missing: '不足するもの、又は判定に要るもの' },
  },
  attestation: {
    title: '人が保証する事項',
    table: '保証の一覧',
    none: '保証された事項はない(sekisho.yaml に保証の記載がない)。',
    open: (count) => `人にしか判定できず、有効な保証のない要件 ${count} 件`,
    columns: {
      requirement: '要件',
      statement: '内容',
      by: '保証者',
      evidence: '証拠',
      from: '確認日',
      until: '有効期限',
    },
    states: { valid: '有効', expired: '期限切れ', not_yet_valid: '開始前' },
  },
  examined: (count) => `${count} 件を判定`,
  unserved: (count) => `判定するコントロールのない要件 ${count} 件`,
  noLawControls: '条文に対応しない、良い実践としてのコントロール',
  resources: 'リソース',
  where: '所在',
  facts: {
    tool: 'ツール',
    policy: 'ポリシー (sha256)',
    clock: '時刻',
    stage: '段階',
    digest: 'JSON 報告 (sha256)',
    digestHint: '同じ実行を `sekisho check --format json` がこの言語で書いたもの',
  },
};

export const htmlWords: Readonly<Record<Language, HtmlWords>> = { en: english, ja: japanese };
