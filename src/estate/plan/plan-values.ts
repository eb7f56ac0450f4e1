import { maximumDepth, tooDeep } from '../limits.ts';
import { isValueObject, Unknown, type Value, type ValueObject } from '../value.ts';
import { type Follow, isLeaf, valueOfExpression } from './plan-expression.ts';
import { isRecord, type Json, type JsonRecord } from './plan-document.ts';

/** What is known about one resource besides the plan's own values. */
export interface Knowledge {
  readonly path: string;
  /** `configuration` of the plan; null when the plan has none for the resource. */
  readonly expressions: JsonRecord | null;
  /** Values of the configuration that the plan was made from; null when only the plan is there. */
  readonly declared: ValueObject | null;
  readonly follow: Follow;
}

export interface PlannedValues {
  readonly values: ValueObject;
  readonly undeclared: readonly string[];
}

/**
 * Reads `after` with its masks. What is unknown is looked up in the configuration: set there, it becomes {@link Unknown} with the references
 * that will decide it; not set there, it is unknown only because it was omitted, and so is unset.
 */
export function plannedValues(after: JsonRecord, unknown: Json, sensitive: Json, knowledge: Knowledge): PlannedValues {
  const undeclared: string[] = [];
  const reader = new PlanReader(knowledge, undeclared);
  const values = reader.record(
    after,
    unknown,
    sensitive,
    knowledge.expressions ?? undefined,
    knowledge.declared ?? undefined,
    0,
  );
  return { values, undeclared };
}

/** Values without masks: what was there before. Nulls and empty collections are dropped, sensitive leaves are hidden. */
export function valuesBefore(before: Json, sensitive: Json, path: string): ValueObject {
  if (!isRecord(before)) return {};
  return new PlanReader(
    { path, expressions: null, declared: null, follow: () => ({ references: [], decided: false }) },
    [],
  ).record(before, false, sensitive, undefined, undefined, 0);
}

class PlanReader {
  private readonly knowledge: Knowledge;
  private readonly undeclared: string[];

  constructor(knowledge: Knowledge, undeclared: string[]) {
    this.knowledge = knowledge;
    this.undeclared = undeclared;
  }

  record(
    value: JsonRecord,
    unknown: Json,
    sensitive: Json,
    expression: Json | undefined,
    declared: Value | undefined,
    depth: number,
  ): ValueObject {
    if (depth > maximumDepth) throw tooDeep(this.knowledge.path);
    const read: Record<string, Value> = {};
    const masked = isRecord(unknown) ? unknown : null;
    for (const key in value) {
      const member = value[key] ?? null;
      const mask = masked?.[key] ?? false;
      if (member === null && mask !== true) continue;
      const hidden = isRecord(sensitive) ? (sensitive[key] ?? false) : sensitive;
      const found = this.value(
        member,
        mask,
        hidden,
        expressionAt(expression, key),
        declaredAt(declared, key),
        key,
        depth + 1,
      );
      if (found !== undefined) read[key] = found;
    }
    for (const key in masked) {
      if (masked[key] !== true || key in value) continue;
      const found = this.unknownValue(expressionAt(expression, key), declaredAt(declared, key), key);
      if (found !== undefined) read[key] = found;
    }
    return read;
  }

  private value(
    value: Json,
    unknown: Json,
    sensitive: Json,
    expression: Json | undefined,
    declared: Value | undefined,
    key: string,
    depth: number,
  ): Value | undefined {
    if (unknown === true) return this.unknownValue(expression, declared, key);
    if (sensitive === true) return new Unknown('sensitive');
    if (value === null || typeof value !== 'object') return value ?? undefined;
    if (!Array.isArray(value)) {
      const inner = this.record(value as JsonRecord, unknown, sensitive, expression, declared, depth);
      return Object.keys(inner).length === 0 ? undefined : inner;
    }
    if (value.length === 0) return undefined;
    return this.array(value, unknown, sensitive, expression, declared, key, depth);
  }

  private array(
    value: readonly Json[],
    unknown: Json,
    sensitive: Json,
    expression: Json | undefined,
    declared: Value | undefined,
    key: string,
    depth: number,
  ): Value {
    if (depth > maximumDepth) throw tooDeep(this.knowledge.path);
    return value.map((member, index) => {
      const mask = Array.isArray(unknown) ? ((unknown as readonly Json[])[index] ?? false) : false;
      const hidden = Array.isArray(sensitive) ? ((sensitive as readonly Json[])[index] ?? false) : sensitive;
      const inner = expressionAt(expression, alignedIndex(member, expression, index, value.length));
      const source = declaredAt(declared, alignedIndex(member, declared, index, value.length));
      // An empty block is kept: `access_config {}` gives an address by being there.
      if (isRecord(member) && mask !== true) return this.record(member, mask, hidden, inner, source, depth + 1);
      return this.value(member, mask, hidden, inner, source, key, depth + 1) ?? null;
    });
  }

  private unknownValue(expression: Json | undefined, declared: Value | undefined, key: string): Value | undefined {
    if (this.knowledge.declared !== null) return declared;
    if (expression !== undefined) return valueOfExpression(expression, this.knowledge.follow);
    this.undeclared.push(key);
    return undefined;
  }
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
    return (
      planned === undefined || planned === null || String(planned) === String(literal) || String(literal).includes('${')
    );
  });
}

function expressionAt(expression: Json | undefined, key: string | number): Json | undefined {
  if (expression === undefined || typeof expression !== 'object' || expression === null) return undefined;
  if (Array.isArray(expression)) return typeof key === 'number' ? (expression as readonly Json[])[key] : undefined;
  const record = expression as JsonRecord;
  // A single nested block is an object in the configuration and a list of one in `after`.
  if (typeof key === 'number') return isLeaf(record) ? elementOf(record, key) : record;
  return record[key];
}

/** The expression of one element of a list attribute that was written as a whole. */
function elementOf(leaf: JsonRecord, index: number): Json | undefined {
  const constant = leaf['constant_value'];
  if (!Array.isArray(constant)) return leaf;
  return { ...leaf, constant_value: (constant as readonly Json[])[index] ?? null };
}

function declaredAt(declared: Value | undefined, key: string | number): Value | undefined {
  if (declared instanceof Unknown) return declared;
  if (Array.isArray(declared)) return typeof key === 'number' ? (declared as readonly Value[])[key] : undefined;
  if (!isValueObject(declared)) return undefined;
  if (typeof key === 'number') return key === 0 ? declared : undefined;
  return declared[key];
}
