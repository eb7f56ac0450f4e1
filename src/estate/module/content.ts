import { evaluateExpression, valueBelow } from '../expression/evaluate-expression.ts';
import type { Expression, Step, Traversal } from '../expression/expression.ts';
import { isTemplate } from '../expression/parse-expression.ts';
import { referencesIn } from '../expression/references-in.ts';
import type { Scope } from '../expression/scope.ts';
import {
  reasonOf,
  referencesOfValue,
  textOf,
  uniqueReferences,
  unknownsIn,
  valueOfJson,
} from '../expression/value-tools.ts';
import { type Reference, Unknown, type Value } from '../value.ts';
import type { Evaluated } from './evaluated.ts';
import { isJsonObject, type JsonObject } from './json-blocks.ts';

/** Where the templates of a configuration get their names and their syntax trees from. */
export interface ContentScope extends Scope {
  parse(text: string): Expression;
  evaluated(traversal: Traversal): Evaluated;
}

/** Evaluates JSON whose strings are templates, at a path below it. Only what lies on the path is computed, so its references are precise. */
export function evaluateContent(content: unknown, steps: readonly Step[], scope: ContentScope): Evaluated {
  if (steps.length === 0 && typeof content === 'string' && isTemplate(content)) {
    return evaluateParsed(scope.parse(content), steps, scope);
  }
  const narrowed = narrowContent(content, steps);
  if (narrowed === undefined) return { value: new Unknown('expression'), references: [] };
  const { rest } = narrowed;
  if (typeof narrowed.content === 'string' && isTemplate(narrowed.content)) {
    return evaluateParsed(scope.parse(narrowed.content), rest, scope);
  }
  const references: Reference[] = [];
  const value = valueOfContent(narrowed.content, scope, references);
  return { value: valueBelow(value, rest, scope), references };
}

interface Narrowed {
  readonly content: unknown;
  /** Steps that lead into an expression, or into an object whose keys are computed. */
  readonly rest: readonly Step[];
}

/** Follows steps into JSON as far as they are literal; undefined where nothing is. A block that stands alone is its own element 0. */
export function narrowContent(content: unknown, steps: readonly Step[]): Narrowed | undefined {
  let current = content;
  for (let index = 0; index < steps.length; index += 1) {
    const isOpen = typeof current === 'string' || (isJsonObject(current) && hasComputedKeys(current));
    if (isOpen) return { content: current, rest: steps.slice(index) };
    current = memberOf(current, steps[index] ?? '');
    if (current === undefined) return undefined;
  }
  return { content: current, rest: [] };
}

function memberOf(content: unknown, step: Step): unknown {
  if (Array.isArray(content)) {
    const members: readonly unknown[] = content;
    return typeof step === 'number' || /^\d+$/.test(step) ? members[Number(step)] : undefined;
  }
  if (!isJsonObject(content)) return undefined;
  if (Object.hasOwn(content, step)) return content[step];
  return step === 0 ? content : undefined;
}

function hasComputedKeys(object: JsonObject): boolean {
  return Object.keys(object).some((key) => isTemplate(key));
}

/** Evaluates a syntax tree at a path below it. */
function evaluateParsed(expression: Expression, steps: readonly Step[], scope: ContentScope): Evaluated {
  const [inner, rest] = steps.length === 0 ? [expression, steps] : narrowExpression(expression, steps);
  if (inner.kind === 'traversal') {
    const { traversal } = inner;
    return scope.evaluated(
      rest.length === 0 ? traversal : { root: traversal.root, steps: [...traversal.steps, ...rest] },
    );
  }
  const references = referencesIn(inner).flatMap((traversal) => scope.evaluated(traversal).references);
  const value = valueBelow(evaluateExpression(inner, scope), rest, scope);
  return { value, references: uniqueReferences(references) };
}

/** Follows steps into `{a = …}` and `[…]`, so that only the member that is asked for is computed. */
function narrowExpression(expression: Expression, steps: readonly Step[]): [Expression, readonly Step[]] {
  const [step, ...rest] = steps;
  if (step === undefined) return [expression, []];
  if (expression.kind === 'tuple' && typeof step === 'number') {
    const element = expression.elements[step];
    if (element !== undefined) return narrowExpression(element, rest);
  }
  if (expression.kind === 'object') {
    const literalKeys = expression.entries.every(({ key }) => key.kind === 'literal');
    const named = expression.entries.filter(({ key }) => key.kind === 'literal' && key.value === step);
    const [entry] = named;
    if (literalKeys && entry !== undefined && named.length === 1) return narrowExpression(entry.value, rest);
  }
  return [expression, steps];
}

/** The whole of a JSON value; the references of its templates are added to `references`. */
function valueOfContent(content: unknown, scope: ContentScope, references: Reference[]): Value {
  if (typeof content === 'string') {
    if (!isTemplate(content)) return content;
    const evaluated = evaluateParsed(scope.parse(content), [], scope);
    references.push(...evaluated.references);
    return evaluated.value;
  }
  if (Array.isArray(content)) return content.map((member: unknown) => valueOfContent(member, scope, references));
  if (!isJsonObject(content)) return valueOfJson(content);
  const members: [string, Value][] = [];
  for (const [key, member] of Object.entries(content)) {
    const name = valueOfContent(key, scope, references);
    const text = textOf(name);
    if (text === undefined) return new Unknown(reasonOf(unknownsIn(name), 'expression'), referencesOfValue(name));
    members.push([text, valueOfContent(member, scope, references)]);
  }
  return Object.fromEntries(members);
}

/** A name as Terraform writes it in places that are not templates: `google.us`, or `${google.us}` after hcl2json. */
export function bareText(content: unknown): string | undefined {
  if (typeof content !== 'string') return undefined;
  return content.startsWith('${') && content.endsWith('}') ? content.slice(2, -1).trim() : content;
}

/** A boolean of a block that Terraform reads without templates. */
export function isTrue(content: unknown): boolean {
  return content === true || content === 'true' || content === '${true}';
}
