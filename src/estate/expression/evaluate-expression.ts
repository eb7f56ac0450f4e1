import { isValueObject, type Reference, Unknown, type UnknownReason, type Value } from '../value.ts';
import { callFunction } from './call-function.ts';
import type { CallExpression, Expression, ForExpression, Link, Step, Traversal } from './expression.ts';
import { ExpressionError } from './expression-error.ts';
import { applyBinary, applyUnary } from './operators.ts';
import { referencesIn } from './references-in.ts';
import type { Scope } from './scope.ts';
import { documentTemplateOf, jsonTemplateOf, templateOf } from './template-text.ts';
import {
  booleanOf,
  isKnown,
  isList,
  isSet,
  memberAt,
  reasonOf,
  referencesOfValue,
  textOf,
  uniqueReferences,
  unknownsIn,
} from './value-tools.ts';

/** Loop iterations that one expression may take, and the longest text or list that it may make. */
const limits = { iterations: 100_000, text: 4_000_000, list: 1_000_000 } as const;

/**
 * Computes an expression. Whatever depends on an unknown, on a function that is not computed here, or on something that Terraform would report as an error is
 * an Unknown with all references of that part. Throws an ExpressionError when the result would be absurdly large.
 */
export function evaluateExpression(expression: Expression, scope: Scope): Value {
  return new Evaluator(scope, expression).evaluate(expression);
}

/** The value below `value`; an Unknown where there is none. */
export function valueBelow(value: Value, steps: readonly Step[], scope: Scope): Value {
  if (steps.length === 0) return value;
  let current = value;
  for (const [index, step] of steps.entries()) {
    if (current instanceof Unknown) {
      const rest = steps.slice(index);
      return scope.descend?.(current, rest) ?? new Unknown(current.why, current.references, false);
    }
    const member = memberAt(current, step);
    if (member === undefined)
      return new Unknown(reasonOf(unknownsIn(current), 'expression'), referencesOfValue(current));
    current = member;
  }
  return current;
}

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

class Evaluator {
  private readonly scope: Scope;
  private readonly whole: Expression;
  private readonly bound = new Map<string, Value>();
  private iterations = 0;

  constructor(scope: Scope, whole: Expression) {
    this.scope = scope;
    this.whole = whole;
  }

  evaluate(expression: Expression): Value {
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'traversal':
        return this.resolve(expression.traversal);
      case 'template':
        return this.template(expression, expression.parts);
      case 'access':
        return this.access(expression.source, expression.links, expression);
      case 'unary': {
        const operand = this.evaluate(expression.operand);
        return this.computed(expression, [operand], () => applyUnary(expression.operator, operand));
      }
      case 'binary': {
        const [left, right] = [this.evaluate(expression.left), this.evaluate(expression.right)];
        return this.computed(expression, [left, right], () => applyBinary(expression.operator, left, right));
      }
      case 'conditional':
        return this.conditional(expression);
      case 'call':
        return this.call(expression);
      case 'tuple':
        return expression.elements.map((element) => this.evaluate(element));
      case 'object':
        return this.object(expression);
      case 'for':
        return this.loop(expression);
    }
  }

  /** Unknown with every reference of this part. */
  private unknown(part: Expression, causes: readonly Value[], otherwise: UnknownReason = 'expression'): Unknown {
    const unknowns = causes.flatMap((cause) => unknownsIn(cause));
    const references = referencesIn(part).flatMap((traversal) => this.referencesOf(traversal));
    return new Unknown(reasonOf(unknowns, otherwise), uniqueReferences(references), false);
  }

  private computed(part: Expression, operands: readonly Value[], compute: () => Value | undefined): Value {
    const known = operands.every((operand) => isKnown(operand));
    return (known ? compute() : undefined) ?? this.unknown(part, operands);
  }

  private resolve(traversal: Traversal): Value {
    const value = this.bound.get(traversal.root);
    return value === undefined ? this.scope.resolve(traversal) : valueBelow(value, traversal.steps, this.scope);
  }

  private referencesOf(traversal: Traversal): readonly Reference[] {
    const value = this.bound.get(traversal.root);
    if (value !== undefined) return referencesOfValue(value);
    return this.scope.referencesOf?.(traversal) ?? referencesOfValue(this.scope.resolve(traversal));
  }

  private template(expression: Expression, parts: readonly Expression[]): Value {
    const values = parts.map((part) => this.evaluate(part));
    const texts = values.map((value) => textOf(value));
    if (!texts.includes(undefined)) return this.limited(texts.join(''));
    const unknowns = values.flatMap((value) => unknownsIn(value));
    const later = unknowns.length > 0 && unknowns.every((unknown) => unknown.why === 'after-apply');
    const unknown = this.unknown(expression, values, later ? 'after-apply' : 'expression');
    const text = unknown.why === 'after-apply' ? templateOf(values) : documentTemplateOf(values);
    return new Unknown(unknown.why, unknown.references, false, text);
  }

  private conditional(expression: Of<'conditional'>): Value {
    const value = this.evaluate(expression.condition);
    const decision = booleanOf(value);
    if (decision === undefined) return this.unknown(expression, [value]);
    return this.evaluate(decision ? expression.whenTrue : expression.whenFalse);
  }

  private call(expression: CallExpression): Value {
    const values = expression.arguments.map((argument) => this.evaluate(argument));
    const last = expression.expanded ? values.pop() : undefined;
    if (last !== undefined) {
      if (!isList(last)) return this.unknown(expression, [...values, last]);
      for (const element of last) values.push(element);
    }
    if (expression.name === 'sensitive') {
      const references = referencesIn(expression).flatMap((traversal) => this.referencesOf(traversal));
      return new Unknown('sensitive', uniqueReferences(references), false);
    }
    const result = callFunction(expression.name, values);
    if (result !== undefined) return this.limited(result);
    const unknown = this.unknown(expression, values);
    const [value] = values;
    if (expression.name !== 'jsonencode' || value === undefined || values.length > 1) return unknown;
    return new Unknown(unknown.why, unknown.references, false, jsonTemplateOf(value));
  }

  private object(expression: Of<'object'>): Value {
    const members: [string, Value][] = [];
    for (const entry of expression.entries) {
      const key = this.evaluate(entry.key);
      const name = textOf(key);
      if (name === undefined) return this.unknown(expression, [key]);
      members.push([name, this.evaluate(entry.value)]);
    }
    return Object.fromEntries(members);
  }

  private loop(expression: ForExpression): Value {
    const collection = this.evaluate(expression.collection);
    const entries = entriesOf(collection);
    if (entries === undefined) return this.unknown(expression, [collection]);
    const results: { key: string; value: Value }[] = [];
    for (const [key, member] of entries) {
      const result = this.withBound(expression, key, member, () => this.iteration(expression));
      if (result instanceof Unknown) return result;
      if (result !== null) results.push(result);
    }
    return this.gather(expression, results);
  }

  /** Null when the condition leaves it out; Unknown when that or the key isn't known, for then the whole isn't. */
  private iteration(expression: ForExpression): { key: string; value: Value } | Unknown | null {
    this.iterations += 1;
    if (this.iterations > limits.iterations) this.refuse('takes too many loop iterations');
    if (expression.condition !== null) {
      const condition = this.evaluate(expression.condition);
      const decision = booleanOf(condition);
      if (decision === undefined) return this.unknown(expression, [condition]);
      if (!decision) return null;
    }
    const key = expression.key === null ? '' : this.evaluate(expression.key);
    const name = textOf(key);
    if (name === undefined) return this.unknown(expression, [key]);
    return { key: name, value: this.evaluate(expression.value) };
  }

  private gather(expression: ForExpression, results: readonly { key: string; value: Value }[]): Value {
    if (expression.key !== null) {
      const groups = new Map<string, Value[]>();
      for (const { key, value } of results) {
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [value]);
        else if (expression.grouped) group.push(value);
        else return this.unknown(expression, []);
      }
      return Object.fromEntries(
        [...groups].map(([key, group]) => [key, expression.grouped ? group : (group[0] ?? null)]),
      );
    }
    const values = results.map(({ value }) => value);
    if (!expression.joined) return values;
    const texts = values.map((value) => textOf(value));
    return texts.includes(undefined) ? this.unknown(expression, values) : this.limited(texts.join(''));
  }

  private withBound<T>(names: ForExpression, key: Value, value: Value, read: () => T): T {
    const before = new Map(this.bound);
    if (names.keyName !== null) this.bound.set(names.keyName, key);
    this.bound.set(names.valueName, value);
    const result = read();
    for (const name of [names.keyName ?? names.valueName, names.valueName]) {
      const outer = before.get(name);
      if (outer === undefined) this.bound.delete(name);
      else this.bound.set(name, outer);
    }
    return result;
  }

  /** Follows as many literal or known steps as it can at once, so that the scope sees the longest traversal. */
  private access(source: Expression, links: readonly Link[], whole: Expression): Value {
    const steps: Step[] = [];
    for (const [index, link] of links.entries()) {
      if (link.kind === 'splat') {
        return this.splat(this.below(source, steps), link.each, links.slice(index + 1), whole);
      }
      const key = link.kind === 'name' ? link.name : this.evaluate(link.key);
      if (typeof key !== 'string' && typeof key !== 'number')
        return this.unknown(whole, [this.below(source, steps), key]);
      steps.push(key);
    }
    return this.below(source, steps);
  }

  private below(source: Expression, steps: readonly Step[]): Value {
    if (source.kind !== 'traversal') return valueBelow(this.evaluate(source), steps, this.scope);
    return this.resolve({ root: source.traversal.root, steps: [...source.traversal.steps, ...steps] });
  }

  private splat(source: Value, each: readonly Link[], rest: readonly Link[], whole: Expression): Value {
    if (source instanceof Unknown) return this.unknown(whole, [source]);
    const elements = source === null ? [] : isList(source) ? source : [source];
    const results = elements.map((element) => this.follow(element, each, whole));
    return this.follow(results, rest, whole);
  }

  private follow(value: Value, links: readonly Link[], whole: Expression): Value {
    const [link, ...rest] = links;
    if (link === undefined) return value;
    if (link.kind === 'splat') return this.splat(value, link.each, rest, whole);
    const key = link.kind === 'name' ? link.name : this.evaluate(link.key);
    if (typeof key !== 'string' && typeof key !== 'number') return this.unknown(whole, [value, key]);
    return this.follow(valueBelow(value, [key], this.scope), rest, whole);
  }

  private limited(value: Value): Value {
    if (typeof value === 'string' && value.length > limits.text) this.refuse('makes a text that is too long');
    if (Array.isArray(value) && value.length > limits.list) this.refuse('makes a list that is too long');
    return value;
  }

  private refuse(what: string): never {
    throw new ExpressionError(`the expression ${what}`, JSON.stringify(this.whole).slice(0, 200), 0);
  }
}

function entriesOf(collection: Value): readonly (readonly [Value, Value])[] | undefined {
  if (isList(collection)) return collection.map((value, index) => [isSet(collection) ? value : index, value] as const);
  if (!isValueObject(collection)) return undefined;
  return Object.entries(collection).sort(([left], [right]) => (left < right ? -1 : 1));
}
