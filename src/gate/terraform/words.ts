import type { BreakGlassRecord } from '../../evidence/break-glass/record.ts';
import type { Language } from '../../report/renderer.ts';

/** What the gate says itself; a language that lacks one is a type error. */
export interface GateWords {
  readonly refused: (command: string, stack: string) => string;
  readonly passed: (stack: string, resources: number, stacks: number, policy: string) => string;
  readonly waiting: (count: number) => string;
  readonly cannotPlan: (stack: string) => string;
  readonly alsoStale: string;
  readonly notApproved: string;
  readonly applying: string;
  readonly interrupted: (stack: string) => string;
  readonly prompt: { readonly apply: readonly string[]; readonly destroy: readonly string[] };
  readonly evidence: (file: string) => string;
  /** Printed, so that what the run's own output remembers can be held against the chain later. */
  readonly anchor: (sequence: number, head: string) => string;
  readonly brokenGlass: (glass: BreakGlassRecord, blocking: number) => string;
  readonly unfinished: (stack: string, at: string, plan: string) => string;
  readonly unfinishedCovers: (evidence: string) => string;
  readonly unfinishedWithout: string;
  readonly stateHolds: (resources: number, serial: number) => string;
  readonly stateUnknown: (reason: string) => string;
}

/** cdktf looks for the first line, in English, and answers it; so it stays as it is in every language. */
const questions = {
  apply: 'Do you want to perform these actions?',
  destroy: 'Do you really want to destroy all resources?',
} as const;

const english: GateWords = {
  refused: (command, stack) => `sekisho: ${command} of ${stack} is refused; nothing was applied`,
  passed: (stack, resources, stacks, policy) =>
    `sekisho: ${stack} may be applied: ${resources} resources in ${stacks} ${stacks === 1 ? 'stack' : 'stacks'} judged by policy ${policy}`,
  waiting: (count) =>
    `sekisho: ${count} ${count === 1 ? 'answer waits' : 'answers wait'} for the plans of other stacks, and block at their own turn`,
  cannotPlan: (stack) => `sekisho: terraform could not plan ${stack}; nothing was applied`,
  alsoStale: 'sekisho: besides, the output is stale:',
  notApproved: 'sekisho: not approved; nothing was applied',
  applying: 'sekisho: applying exactly the plan that was judged',
  interrupted: (stack) =>
    `sekisho: the apply of ${stack} ended early: what is in its state was applied, the rest of the judged plan was not; plan again before anything else`,
  prompt: {
    apply: [questions.apply, "  Exactly the plan that was judged is applied. Only 'yes' approves it."],
    destroy: [questions.destroy, "  Exactly the plan that was judged is applied. Only 'yes' approves it."],
  },
  evidence: (file) => `sekisho: evidence: ${file}`,
  anchor: (sequence, head) => `sekisho: decision ${sequence} of the chain, head ${head}`,
  brokenGlass: ({ id, person, approver, expires }, blocking) =>
    `sekisho: BREAK-GLASS ${id}: ${person} applies without review, approved by ${approver}, until ${expires}; ${blocking} blocking ${blocking === 1 ? 'finding is' : 'findings are'} let through, and every report says so until it is reviewed`,
  unfinished: (stack, at, plan) =>
    `sekisho: an apply of ${stack} was decided ${at} (plan ${plan}), and nobody wrote how it ended: it was killed, or runs still`,
  unfinishedCovers: (evidence) =>
    `sekisho:   evidence ${evidence} covers that plan and nothing else; what is planned now is judged anew`,
  unfinishedWithout: 'sekisho:   no evidence was signed for it; what is planned now is judged anew',
  stateHolds: (resources, serial) =>
    `sekisho:   what was applied is what the state holds now: ${resources} ${resources === 1 ? 'resource' : 'resources'}, serial ${serial}`,
  stateUnknown: (reason) => `sekisho:   what was applied can not be said, since the state can not be read: ${reason}`,
};

const japanese: GateWords = {
  refused: (command, stack) => `sekisho: ${stack} の ${command} を拒否した。何も適用していない`,
  passed: (stack, resources, stacks, policy) =>
    `sekisho: ${stack} は適用できる(${stacks} スタック、${resources} リソースをポリシー ${policy} で判定)`,
  waiting: (count) => `sekisho: ${count} 件は他のスタックの plan を待つ。その番になっても未知なら適用を止める`,
  cannotPlan: (stack) => `sekisho: terraform が ${stack} を plan できなかった。何も適用していない`,
  alsoStale: 'sekisho: 加えて、出力が古い:',
  notApproved: 'sekisho: 承認されなかった。何も適用していない',
  applying: 'sekisho: 判定した plan だけを適用する',
  interrupted: (stack) =>
    `sekisho: ${stack} の適用は途中で終わった。state にあるものは適用済み、残りは未適用である。まず plan し直すこと`,
  prompt: {
    apply: [questions.apply, "  判定した plan だけを適用する。承認するには 'yes' と入力する。"],
    destroy: [questions.destroy, "  判定した plan だけを適用する。承認するには 'yes' と入力する。"],
  },
  evidence: (file) => `sekisho: 証拠: ${file}`,
  anchor: (sequence, head) => `sekisho: 判定の連鎖 ${sequence} 番、先頭 ${head}`,
  brokenGlass: ({ id, person, approver, expires }, blocking) =>
    `sekisho: 緊急適用 ${id}: ${person} が審査なしで適用する(承認者 ${approver}、${expires} まで)。適用を止める指摘 ${blocking} 件を通す。事後審査まで全ての報告に示す`,
  unfinished: (stack, at, plan) =>
    `sekisho: ${stack} の適用(${at} に判定、plan ${plan})の結果が記録されていない。強制終了されたか、まだ実行中である`,
  unfinishedCovers: (evidence) =>
    `sekisho:   証拠 ${evidence} の対象はその plan だけである。これからの plan は改めて判定する`,
  unfinishedWithout: 'sekisho:   その適用に署名付き証拠はない。これからの plan は改めて判定する',
  stateHolds: (resources, serial) =>
    `sekisho:   適用されたのは現在の state にあるもの: ${resources} リソース、serial ${serial}`,
  stateUnknown: (reason) => `sekisho:   state を読めないため、何が適用されたか示せない: ${reason}`,
};

export const gateWords: Readonly<Record<Language, GateWords>> = { en: english, ja: japanese };
