import type { Words } from './words.ts';

export const japanese: Words = {
  verdict: { pass: '合格', fail: '不合格', unproven: '未証明', error: '評価不能' },
  headline: {
    pass: (proven, resources) =>
      `該当するすべてのコントロールが証明済み又は例外承認済み(コントロール ${proven} 件、リソース ${resources} 件)`,
    passSome: (proven, listed, deferred) =>
      [
        `${listed === 0 ? '違反なし' : '適用を止めるものなし'}。コントロール ${proven} 件が証明済み又は例外承認済み`,
        ...(listed === 0 ? [] : [`適用を止めない指摘が ${listed} 件`]),
        ...(deferred === 0 ? [] : [`${deferred} 件は plan で判定する`]),
      ].join('、'),
    passNothing: (controls, resources) =>
      `ただし何も証明していない。リソース ${resources} 件に、コントロール ${controls} 件の判定対象が一つもない`,
    fail: (count, severities) => `適用を止める違反が ${count} 件ある(${severities})`,
    unproven: (count, severities) =>
      `適用を止める違反はないが、証明すべき ${count} 件が証明できていない(${severities})`,
    error: (count) => `${count} 件を評価できなかったため、通さない`,
    errorOnly: '評価できなかったため、通さない',
    also: (violations, unproven) => {
      const parts = [
        ...(violations === 0 ? [] : [`違反 ${violations} 件`]),
        ...(unproven === 0 ? [] : [`未証明 ${unproven} 件`]),
      ];
      return `ほかに${parts.join('、')}`;
    },
  },
  countOf: (what, count) => `${what} ${count} 件`,
  comma: '、',
  status: {
    pass: '合格',
    fail: '違反',
    unknown: '未証明',
    error: '評価不能',
    waived: '例外承認',
    'not-applicable': '対象なし',
  },
  labels: {
    at: '場所',
    created: '作成箇所',
    law: '法令',
    path: '経路',
    fix: '対処',
    more: '詳細',
    requirement: '要件',
    exit: '出口',
  },
  where: (stack, zone) => `スタック ${stack}、${zone === null ? 'ゾーン外' : `ゾーン ${zone}`}`,
  doesNotBlock: '適用は止めない',
  existing: 'ベースラインにあり',
  sections: {
    broken: (count) => `評価できなかったもの(${count} 件)`,
    violations: (count) => `違反(${count} 件)`,
    unknowns: (count) => `未証明(${count} 件)`,
    deferred: (count) => `plan で判定するもの(${count} 件): synth では未知。plan で値が示せなければ適用を止める`,
    waived: (count) => `例外承認(${count} 件)`,
    discharged: (count) => `参照をたどって証明した未知の値: ${count} 件`,
    blindSpots: (count) => `この入力からは見えないもの(${count} 件)`,
    idle: (count) => `判定対象がなかったコントロール: ${count} 件`,
    partial: 'この報告は部分的なものであり、証拠として使えない',
    inputs: '読み込んだもの',
    counts: '件数',
    next: '次にすること',
  },
  andMore: (count, byControl) => `ほか ${count} 件: ${byControl}`,
  showAll: '`--verbose` で全件を表示',
  waivedUntil: (day, approver, reason) => `${day} まで、承認者 ${approver}: ${reason}`,
  lapsesIn: (days) => (days === 0 ? '本日失効' : `あと ${days} 日で失効`),
  lapsed: '失効済み',
  counted: ({ stage, resources, controls, byStatus }) =>
    `リソース ${resources} 件、コントロール ${controls} 件(${byStatus})、段階 ${stage}`,
  madeWith: (tool, policy, opa, now) => `sekisho ${tool}、ポリシー ${policy}(OPA ${opa})、時刻 ${now}`,
  input: (kind, resources, digest) => `${kind}、リソース ${resources} 件、sha256 ${digest}`,
  next: {
    error: 'まず評価できなかったものを直す。それまでは、ほかの結果が揃っているとは言えない。',
    fail: (command) => `違反を上から順に直す。最初の一件の詳細は \`${command}\`。`,
    unproven: (command) =>
      `値を判定できる形(リテラル、又はここで宣言したリソースへの参照)にするか、より多くの値が見える plan を判定する。最初の一件の詳細は \`${command}\`。`,
    deferred:
      '適用の前に各スタックの plan も判定する: `terraform plan -out tfplan`、`terraform show -json tfplan > plan.json`、`sekisho check plan.json`。',
    pass: 'なし。判定したことはすべて満たされている。',
    listed: '直ちにすべきことはない。適用は止めないが望ましくない指摘を確認する。',
    nothing:
      '入力が意図したものか確かめる。判定対象となるものが一つもない。判定する内容は `sekisho controls` で一覧できる。',
    partial: '結果に頼る前に、報告を部分的にするオプションを外して再実行する。',
  },
  basis: {
    LITERAL: { short: '条文に明記', long: '条文自体に明記されている。' },
    MIXED: { short: '義務は条文、技術的細目は当方の解釈', long: '義務は条文にあり、技術的な細目は当方の解釈である。' },
    DERIVED: {
      short: '条文にはない。義務を支える当方の解釈',
      long: '条文には書かれていない。義務を支えるための当方の解釈又は方針である。',
    },
    SECONDARY: { short: '二次資料による。原文は未確認', long: '第三者の要約による。原文は読んでいない。' },
    UNREAD: {
      short: '原文未読のガイドライン',
      long: 'ガイドラインの原文は読んでいない。その記載内容として引用してはならない。',
    },
  },
  confidence: {
    VERIFIED: '引用した条文を読んで確認した',
    SECONDARY: '引用は二次資料による',
    MEMORY: '引用は未確認',
  },
  explain: {
    kind: { control: 'コントロール', requirement: '要件', article: '条文', exit: '出口', finding: '指摘' },
    why: '理由(英文)',
    law: '法令',
    basis: '根拠',
    confidence: '確度',
    fix: '対処',
    messages: '指摘の文言',
    judges: '判定対象',
    stages: '段階',
    everyZone: 'ゾーンを問わないリソース',
    zones: (classes) => `区分 ${classes} のゾーンにあるリソース`,
    types: '型',
    exits: '出口',
    references: '参考資料',
    source: 'ソース',
    text: '求めること',
    ourWords: '当方の言葉による要約であり、引用ではない',
    articles: '条文',
    requirements: (count) => `要件(${count} 件)`,
    controls: (count) => `対応するコントロール(${count} 件)`,
    noControls: 'これを判定するコントロールはまだない。報告が合格でも、これが証明されたことにはならない。',
    peopleOnly: '人だけが保証できる。証明(アテステーション)が必要。',
    noRequirements: '対応する要件はない。法令ではなく、良い実践としての規則である。',
    fingerprint: '指紋',
  },
  controls: {
    title: (count) => `コントロール ${count} 件`,
    columns: ['重大度', 'コントロール', '題'],
    hint: '理由・条文・対処は `sekisho explain ID`',
  },
};
