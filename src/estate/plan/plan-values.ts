import { maximumDepth, tooDeep } from '../limits.ts';
import { isValueArray, isValueObject, Unknown, type Value, type ValueObject } from '../value.ts';
import { isJsonArray, isRecord, type Json, type JsonRecord, type ResourceChange } from './plan-document.ts';
import { type Follow, isLeaf, valueOfExpression } from './plan-expression.ts';

/** What is known about one resource besides the plan's own values. */
export interface Knowledge {
  readonly path: string;
  /** `configuration` of the plan; null when the plan has none for the resource. */
  readonly expressions: JsonRecord | null;
  /** Values of the configuration that the plan was made from; null when only the plan is there. */
  readonly declared: ValueObject | null;
  readonly follow: Follow;
}

/** The side of a change that will be there afterwards. */
export type PlannedChange = Pick<ResourceChange, 'after' | 'afterUnknown' | 'afterSensitive'>;

export interface PlannedValues {
  readonly values: ValueObject;
  readonly undeclared: readonly string[];
}

/**
 * Reads `after` with its masks. What is unknown is looked up in the configuration: set there, it becomes {@link Unknown} with the references
 * that will decide it; not set there, it is unknown only because it was omitted, and so is unset.
 */
export function plannedValues(change: PlannedChange, knowledge: Knowledge): PlannedValues {
  const undeclared: string[] = [];
  const { after, afterUnknown, afterSensitive } = change;
  const values = new PlanReader(knowledge, undeclared).record(isRecord(after) ? after : {}, {
    key: '',
    depth: 0,
    unknown: afterUnknown,
    sensitive: afterSensitive,
    expression: knowledge.expressions ?? undefined,
    declared: knowledge.declared ?? undefined,
  });
  return { values, undeclared };
}

/** Values without masks: what was there before. Nulls and empty collections are dropped, sensitive leaves are hidden. */
export function valuesBefore(before: Json, sensitive: Json, path: string): ValueObject {
  if (!isRecord(before)) return {};
  const blind = { path, expressions: null, declared: null, follow: followNothing };
  const beside = { key: '', depth: 0, unknown: false, sensitive, expression: undefined, declared: undefined };
  return new PlanReader(blind, []).record(before, beside);
}

const followNothing: Follow = () => ({ references: [], decided: false });

/** What stands beside one collection of the plan. Made for collections only: plain attributes, which are most, look up what they need. */
interface Beside {
  /** The attribute that holds the collection, or the list whose element it is. */
  readonly key: string;
  readonly depth: number;
  readonly unknown: Json;
  readonly sensitive: Json;
  readonly expression: Json | undefined;
  readonly declared: Value | undefined;
}

class PlanReader {
  private readonly knowledge: Knowledge;
  private readonly undeclared: string[];

  constructor(knowledge: Knowledge, undeclared: string[]) {
    this.knowledge = knowledge;
    this.undeclared = undeclared;
  }

  record(value: JsonRecord, beside: Beside): ValueObject {
    if (beside.depth > maximumDepth) throw tooDeep(this.knowledge.path);
    const read: Record<string, Value> = {};
    for (const key in value) {
      const found = this.attribute(value[key] ?? null, beside, key);
      if (found !== undefined) read[key] = found;
    }
    if (!isRecord(beside.unknown)) return read;
    for (const key in beside.unknown) {
      if (beside.unknown[key] !== true || key in value) continue;
      const found = this.unknownAttribute(beside, key);
      if (found !== undefined) read[key] = found;
    }
    return read;
  }

  private attribute(value: Json, beside: Beside, key: string): Value | undefined {
    const mask = isRecord(beside.unknown) ? (beside.unknown[key] ?? false) : false;
    if (mask === true) return this.unknownAttribute(beside, key);
    if (value === null) return undefined;
    const hidden = isRecord(beside.sensitive) ? (beside.sensitive[key] ?? false) : beside.sensitive;
    if (hidden === true) return new Unknown('sensitive');
    if (typeof value !== 'object') return value;
    return this.collection(value, {
      key,
      depth: beside.depth + 1,
      unknown: mask,
      sensitive: hidden,
      expression: expressionAt(beside.expression, key),
      declared: declaredAt(beside.declared, key),
    });
  }

  private collection(value: readonly Json[] | JsonRecord, beside: Beside): Value | undefined {
    if (isJsonArray(value)) return value.length === 0 ? undefined : this.list(value, beside);
    const inner = this.record(value, beside);
    return Object.keys(inner).length === 0 ? undefined : inner;
  }

  private list(value: readonly Json[], beside: Beside): Value {
    if (beside.depth > maximumDepth) throw tooDeep(this.knowledge.path);
    return value.map((member, index) => this.element(member, index, value.length, beside));
  }

  private element(member: Json, index: number, length: number, beside: Beside): Value {
    const mask = maskOfElement(beside.unknown, index, false);
    const hidden = maskOfElement(beside.sensitive, index, beside.sensitive);
    if (mask === true) {
      const { expression, declared } = besideElement(member, index, length, beside);
      return this.unknownValue(expression, declared, beside.key) ?? null;
    }
    if (!isRecord(member) && hidden === true) return new Unknown('sensitive');
    if (member === null || typeof member !== 'object') return member;
    const { expression, declared } = besideElement(member, index, length, beside);
    const own = { key: beside.key, depth: beside.depth + 1, unknown: mask, sensitive: hidden, expression, declared };
    // An empty block is kept: `access_config {}` gives an address by being there.
    return isRecord(member) ? this.record(member, own) : (this.collection(member, own) ?? null);
  }

  private unknownAttribute(beside: Beside, key: string): Value | undefined {
    return this.unknownValue(expressionAt(beside.expression, key), declaredAt(beside.declared, key), key);
  }

  private unknownValue(expression: Json | undefined, declared: Value | undefined, key: string): Value | undefined {
    if (this.knowledge.declared !== null) return declared;
    if (expression !== undefined) return valueOfExpression(expression, this.knowledge.follow);
    this.undeclared.push(key);
    return undefined;
  }
}

/** The mask of one element of a list; a mask that is no list itself stands for `otherwise` at each of them. */
function maskOfElement(mask: Json, index: number, otherwise: Json): Json {
  return isJsonArray(mask) ? (mask[index] ?? false) : otherwise;
}

/** What the configuration says of one element of a list. */
function besideElement(
  member: Json,
  index: number,
  length: number,
  beside: Beside,
): Pick<Beside, 'expression' | 'declared'> {
  const { expression, declared } = beside;
  return {
    expression: expressionAt(expression, alignedIndex(member, expression, index, length)),
    declared: declaredAt(declared, alignedIndex(member, declared, index, length)),
  };
}

/**
 * Sets of blocks are ordered by the provider in a plan and by the author in the configuration. The block at `index` is taken when its
 * literals agree with the planned ones, else the only block that agrees; -1 when none does, so that nothing false is looked up.
 */
function alignedIndex(member: Json, source: unknown, index: number, length: number): number {
  if (length < 2 || !isRecord(member) || !Array.isArray(source)) return index;
  const blocks: readonly unknown[] = source;
  if (agrees(member, blocks[index])) return index;
  const agreeing = blocks.flatMap((block, at) => (agrees(member, block) ? [at] : []));
  return agreeing.length === 1 ? (agreeing[0] ?? -1) : -1;
}

function agrees(member: JsonRecord, block: unknown): boolean {
  if (!isRecord(block)) return false;
  return Object.entries(block).every(([key, value]) => {
    const literal = isRecord(value) && isLeaf(value) && !('references' in value) ? value['constant_value'] : value;
    if (literal === null || literal === undefined || typeof literal === 'object') return true;
    const planned = member[key];
    if (planned === undefined || planned === null) return true;
    const text = String(literal);
    return text.includes('${') || (typeof planned !== 'object' && String(planned) === text);
  });
}

function expressionAt(expression: Json | undefined, key: string | number): Json | undefined {
  if (isJsonArray(expression)) return typeof key === 'number' ? expression[key] : undefined;
  if (!isRecord(expression)) return undefined;
  // A single nested block is an object in the configuration and a list of one in `after`.
  if (typeof key === 'number') return isLeaf(expression) ? elementOf(expression, key) : expression;
  return expression[key];
}

/** The expression of one element of a list attribute that was written as a whole. */
function elementOf(leaf: JsonRecord, index: number): Json | undefined {
  const constant = leaf['constant_value'];
  if (!isJsonArray(constant)) return leaf;
  return { ...leaf, constant_value: constant[index] ?? null };
}

function declaredAt(declared: Value | undefined, key: string | number): Value | undefined {
  if (declared instanceof Unknown) return declared;
  if (isValueArray(declared)) return typeof key === 'number' ? declared[key] : undefined;
  if (!isValueObject(declared)) return undefined;
  if (typeof key === 'number') return key === 0 ? declared : undefined;
  return declared[key];
}
