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
};

export const gateWords: Readonly<Record<Language, GateWords>> = { en: english, ja: japanese };
