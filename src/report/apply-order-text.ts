import type { ApplyOrder, OrderedAfter, OrderedStack } from './apply-order.ts';
import { cleanText } from './clean-text.ts';
import type { Language, LookOptions } from './renderer.ts';

interface OrderWords {
  readonly head: (stacks: number, waves: number) => string;
  readonly wave: (number: number) => string;
  readonly after: (stack: string) => string;
  readonly declared: string;
  readonly names: (attribute: string, target: string) => string;
  readonly more: (count: number) => string;
  readonly undeclared: (count: number) => string;
  readonly uses: (stack: string, other: string) => string;
  readonly reverse: string;
}

const words: Readonly<Record<Language, OrderWords>> = {
  en: {
    head: (stacks, waves) =>
      `Order of applying: ${String(stacks)} stacks in ${String(waves)} waves; the stacks of one wave do not wait for each other`,
    wave: (number) => `Wave ${String(number)}`,
    after: (stack) => `after ${stack}`,
    declared: 'as the app declares; it names nothing of it that can be read here',
    names: (attribute, target) => `${attribute} names ${target}`,
    more: (count) => `and ${String(count)} more; \`--verbose\` shows all`,
    undeclared: (count) =>
      `Named without a declared order (${String(count)}): applied from nothing, these may be met too early; declare it with \`addDependency\``,
    uses: (stack, other) => `${stack} names what ${other} declares`,
    reverse: 'Destroy in the reverse order.',
  },
  ja: {
    head: (stacks, waves) =>
      `適用の順序: ${String(stacks)} スタック、${String(waves)} 段。同じ段のスタックは互いに待たない`,
    wave: (number) => `第 ${String(number)} 段`,
    after: (stack) => `${stack} の後`,
    declared: 'アプリの宣言による。ここで読める参照はない',
    names: (attribute, target) => `${attribute} が ${target} を参照`,
    more: (count) => `ほか ${String(count)} 件(\`--verbose\` ですべて表示)`,
    undeclared: (count) =>
      `順序の宣言なしに参照(${String(count)} 件): 何もない状態からの適用では、まだ存在しない場合がある。\`addDependency\` で宣言する`,
    uses: (stack, other) => `${stack} が ${other} の宣言するものを参照`,
    reverse: '破棄は逆の順序で行う。',
  },
};

/** As many reasons are shown for each pair of stacks without `--verbose`. */
const shownReasons = 2;

/** The order of applying for people: waves, and under each stack what it waits for and why. */
export function renderApplyOrder(order: ApplyOrder, { language, verbose }: LookOptions): string {
  const say = words[language];
  const stacks = new Map(order.stacks.map((stack) => [stack.name, stack]));
  const waves = order.waves.flatMap((wave, at) => [
    '',
    say.wave(at + 1),
    ...wave.flatMap((name) => stackLines(stacks.get(name), say, verbose)),
  ]);
  const undeclared = order.undeclared.flatMap(({ stack, after }) => [
    `  ${cleanText(say.uses(stack, after.stack))}`,
    ...reasonLines(after, say, verbose).map((line) => `      ${line}`),
  ]);
  const warning = undeclared.length === 0 ? [] : ['', say.undeclared(order.undeclared.length), ...undeclared];
  return `${[say.head(order.stacks.length, order.waves.length), ...waves, ...warning, '', say.reverse].join('\n')}\n`;
}

/** The order of applying for programs, `sekisho.apply-order/v1`. */
export function renderApplyOrderJson({ waves, stacks, undeclared }: ApplyOrder): string {
  return `${JSON.stringify({ schema: 'sekisho.apply-order/v1', waves, stacks, undeclared }, null, 2)}\n`;
}

function stackLines(stack: OrderedStack | undefined, say: OrderWords, verbose: boolean): readonly string[] {
  if (stack === undefined) return [];
  return [
    `  ${cleanText(stack.name)}`,
    ...stack.after.flatMap((after) => [
      `      ${cleanText(say.after(after.stack))}`,
      ...reasonLines(after, say, verbose).map((line) => `          ${line}`),
    ]),
  ];
}

function reasonLines({ because }: OrderedAfter, say: OrderWords, verbose: boolean): readonly string[] {
  if (because.length === 0) return [say.declared];
  const shown = verbose ? because : because.slice(0, shownReasons);
  const lines = shown.map(({ address, attribute, names }) => cleanText(say.names(`${address}.${attribute}`, names)));
  return shown.length === because.length ? lines : [...lines, say.more(because.length - shown.length)];
}
