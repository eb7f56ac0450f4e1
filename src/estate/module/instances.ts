import { SekishoError } from '../../errors.ts';
import { valueBelow } from '../expression/evaluate-expression.ts';
import type { Step } from '../expression/expression.ts';
import { isList, numberOf, textOf } from '../expression/value-tools.ts';
import { isValueObject, type Value } from '../value.ts';
import type { BlockScope } from './block-scope.ts';
import type { Block } from './configuration-blocks.ts';
import { evaluateContent } from './content.ts';
import { type Evaluated, type Lookup, literal, unknown } from './evaluated.ts';

/** What `count` or `for_each` made of a block. */
export type Instances<T> =
  | { readonly kind: 'single'; readonly item: T }
  | { readonly kind: 'count'; readonly items: readonly T[] }
  | { readonly kind: 'for_each'; readonly items: ReadonlyMap<string, T> }
  /** Not known here: one item stands for all. */
  | { readonly kind: 'unknown'; readonly item: T };

/** Makes one instance: its key as in an address (`[0]`, `["k"]`, `[*]`, or nothing), and the scope that its block sees. */
export type MakeInstance<T> = (key: string, scope: BlockScope) => T;

/** More instances of one block than anybody declares; a number beyond it is a mistake or an attack. */
const most = 100_000;

/** Expands `count` or `for_each` of a block. Throws a SekishoError for an absurd count. */
export function expandInstances<T>(block: Block, scope: BlockScope, make: MakeInstance<T>): Instances<T> {
  const { count, for_each: forEach } = block.body;
  if (count !== undefined && count !== null) return expandCount(block, scope, make);
  if (forEach !== undefined && forEach !== null) return expandForEach(forEach, scope, make);
  return { kind: 'single', item: make('', scope) };
}

/** All instances. */
export function itemsOf<T>(instances: Instances<T>): readonly T[] {
  if (instances.kind === 'single' || instances.kind === 'unknown') return [instances.item];
  return instances.kind === 'count' ? instances.items : [...instances.items.values()];
}

/** The instance that steps lead to, with the steps behind its key; undefined when there is none. `all`: the steps end before the key. */
export function pickInstance<T>(
  instances: Instances<T>,
  steps: readonly Step[],
): { readonly item: T; readonly rest: readonly Step[] } | 'all' | undefined {
  if (instances.kind === 'single') return { item: instances.item, rest: steps };
  const [key, ...rest] = steps;
  if (key === undefined) return 'all';
  if (instances.kind === 'unknown') return { item: instances.item, rest };
  const item = instances.kind === 'count' ? instances.items[Number(key)] : instances.items.get(String(key));
  return item === undefined ? undefined : { item, rest };
}

/** Gathers a value of every instance in the shape that Terraform gives a block: a list, or an object by key. */
export function gatherInstances<T>(instances: Instances<T>, read: (item: T) => Evaluated): Evaluated {
  const items = itemsOf(instances).map(read);
  const references = items.flatMap((item) => item.references);
  if (instances.kind === 'count') return { value: items.map((item) => item.value), references };
  if (instances.kind !== 'for_each') return unknown('expression', references);
  const keys = [...instances.items.keys()];
  return { value: Object.fromEntries(keys.map((key, index) => [key, items[index]?.value ?? null])), references };
}

/** `each` or an iterator: its `key` and `value`. */
export function pairLookup(key: Value, value: Lookup): Lookup {
  return ([part, ...rest]) => {
    if (part === 'key') return literal(key);
    return part === 'value' ? value(rest) : unknown('expression');
  };
}

function expandCount<T>(block: Block, scope: BlockScope, make: MakeInstance<T>): Instances<T> {
  const evaluated = evaluateContent(block.body['count'], [], scope);
  const count = evaluated.value === false ? 0 : numberOf(evaluated.value);
  if (count === undefined || !Number.isInteger(count) || count < 0) {
    const lost = unknown('expression', evaluated.references);
    return {
      kind: 'unknown',
      item: make(
        '[*]',
        scope.with('count', () => lost),
      ),
    };
  }
  if (count > most) throw tooMany(count, block.file);
  const items = Array.from({ length: count }, (_, index) => {
    const lookup: Lookup = ([part]) => (part === 'index' ? literal(index) : unknown('expression'));
    return make(`[${index}]`, scope.with('count', lookup));
  });
  return { kind: 'count', items };
}

function expandForEach<T>(forEach: unknown, scope: BlockScope, make: MakeInstance<T>): Instances<T> {
  const evaluated = evaluateContent(forEach, [], scope);
  const pairs = pairsOf(forEach, evaluated, scope);
  if (pairs === undefined) {
    const lost = unknown('expression', evaluated.references);
    return {
      kind: 'unknown',
      item: make(
        '[*]',
        scope.with('each', () => lost),
      ),
    };
  }
  const items = new Map<string, T>();
  for (const [key, value] of pairs) {
    items.set(key, make(`[${quoteKey(key)}]`, scope.with('each', pairLookup(key, value))));
  }
  return { kind: 'for_each', items };
}

function pairsOf(
  forEach: unknown,
  { value }: Evaluated,
  scope: BlockScope,
): readonly (readonly [string, Lookup])[] | undefined {
  if (isList(value)) {
    const texts = value.map((element) => textOf(element)).filter((text) => text !== undefined);
    return texts.length < value.length
      ? undefined
      : texts.map((text) => [text, (steps) => below(literal(text), steps, scope)]);
  }
  if (!isValueObject(value)) return undefined;
  // Looked up through the expression again, so that a value that is known keeps the references that it came from.
  return Object.keys(value).map((key) => [key, (steps) => evaluateContent(forEach, [key, ...steps], scope)]);
}

function below({ value, references }: Evaluated, steps: readonly Step[], scope: BlockScope): Evaluated {
  return { value: valueBelow(value, steps, scope), references };
}

/** As Terraform writes instance keys. */
function quoteKey(key: string): string {
  return JSON.stringify(key).replaceAll('${', '$${').replaceAll('%{', '%%{');
}

function tooMany(count: number, file: string): SekishoError {
  return new SekishoError({
    code: 'COUNT_TOO_LARGE',
    what: 'a count asks for more instances than can be judged',
    file,
    got: String(count),
    expected: `at most ${most}`,
    fix: 'check the number',
  });
}
