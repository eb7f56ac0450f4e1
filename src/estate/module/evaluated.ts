import { type Step } from '../expression/expression.ts';
import { isKnown, isList } from '../expression/value-tools.ts';
import { isValueObject, type ProofStep, type Reference, Unknown, type UnknownReason, type Value } from '../value.ts';

/** A value, and the resource attributes that it came from, also when it is known. */
export interface Evaluated {
  readonly value: Value;
  readonly references: readonly Reference[];
}

/** Something that has a value at every path below it. */
export type Lookup = (steps: readonly Step[]) => Evaluated;

/** A known value that comes from no resource. */
export function literal(value: Value): Evaluated {
  return { value, references: [] };
}

/** An unknown with what it depends on. */
export function unknown(why: UnknownReason, references: readonly Reference[] = [], exact = false): Evaluated {
  return { value: new Unknown(why, references, exact), references };
}

/** The same, with one more step in front of the way of every reference. */
export function through({ value, references }: Evaluated, step: ProofStep): Evaluated {
  if (references.length === 0 && isKnown(value)) return { value, references };
  return { value: valueThrough(value, step), references: referencesThrough(references, step) };
}

function referencesThrough(references: readonly Reference[], step: ProofStep): readonly Reference[] {
  return references.map((reference) => ({ ...reference, via: [step, ...reference.via] }));
}

function valueThrough(value: Value, step: ProofStep): Value {
  if (value instanceof Unknown)
    return new Unknown(value.why, referencesThrough(value.references, step), value.exact, value.text);
  if (isList(value)) return value.map((member) => valueThrough(member, step));
  if (!isValueObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, valueThrough(member, step)]));
}
