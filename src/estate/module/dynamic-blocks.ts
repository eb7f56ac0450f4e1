import { valueBelow } from '../expression/evaluate-expression.ts';
import { isList, isSet, reasonOf, unknownsIn } from '../expression/value-tools.ts';
import { isValueObject, type Reference, Unknown, type Value } from '../value.ts';
import type { BlockScope } from './block-scope.ts';
import { bareText, evaluateContent } from './content.ts';
import { type Lookup, literal } from './evaluated.ts';
import { pairLookup } from './instances.ts';
import { isJsonObject, type JsonObject } from './json-blocks.ts';

/** A block that a `dynamic` block makes, with the scope in which its iterator is bound. */
export interface DynamicBlock {
  readonly content: JsonObject;
  readonly scope: BlockScope;
}

/** The specifications in `dynamic`, by the name of the block that they make. An attribute of that name is not mistaken for one. */
export function dynamicSpecifications(content: unknown): ReadonlyMap<string, readonly JsonObject[]> {
  if (content === undefined) return none;
  const found = new Map<string, readonly JsonObject[]>();
  const groups: readonly unknown[] = Array.isArray(content) ? content : [content];
  for (const group of groups) {
    if (!isJsonObject(group)) continue;
    for (const [name, value] of Object.entries(group)) {
      const list: readonly unknown[] = Array.isArray(value) ? value : [value];
      const specifications = list.filter(isSpecification);
      if (specifications.length > 0) found.set(name, [...(found.get(name) ?? []), ...specifications]);
    }
  }
  return found;
}

const none: ReadonlyMap<string, readonly JsonObject[]> = new Map();

function isSpecification(value: unknown): value is JsonObject {
  return isJsonObject(value) && 'for_each' in value && 'content' in value;
}

/** Expands one `dynamic` block; an Unknown when what it iterates over is not known. `references` are those of `for_each`. */
export function expandDynamic(
  name: string,
  specification: JsonObject,
  scope: BlockScope,
): { readonly blocks: readonly DynamicBlock[] | Unknown; readonly references: readonly Reference[] } {
  const forEach = specification['for_each'];
  const evaluated = evaluateContent(forEach, [], scope);
  const { value, references } = evaluated;
  const pairs = pairsOf(forEach, value, scope);
  if (pairs === undefined) {
    return { blocks: new Unknown(reasonOf(unknownsIn(value), 'expression'), references), references };
  }
  const iterator = bareText(specification['iterator']) ?? name;
  const contents: readonly unknown[] = [specification['content']].flat();
  const content = contents.find(isJsonObject) ?? {};
  const blocks = pairs.map(([key, lookup]) => ({ content, scope: scope.with(iterator, pairLookup(key, lookup)) }));
  return { blocks, references };
}

function pairsOf(forEach: unknown, value: Value, scope: BlockScope): readonly (readonly [Value, Lookup])[] | undefined {
  if (value === null) return [];
  if (isList(value)) {
    return value.map((element, index) => {
      if (!isSet(value)) return [index, (steps) => evaluateContent(forEach, [index, ...steps], scope)];
      return [element, (steps) => literal(valueBelow(element, steps, scope))];
    });
  }
  if (!isValueObject(value)) return undefined;
  return Object.keys(value).map((key) => [key, (steps) => evaluateContent(forEach, [key, ...steps], scope)]);
}
