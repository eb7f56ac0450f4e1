import { type Reference, Unknown, type UnknownReason, type Value } from '../value.ts';
import type { Step } from './expression.ts';

/** Every Unknown in a value, at any depth. */
export function unknownsIn(value: Value): readonly Unknown[] {
  const found: Unknown[] = [];
  collect(value, found);
  return found;
}

function collect(value: Value, found: Unknown[]): void {
  if (value instanceof Unknown) found.push(value);
  else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) collect(member, found);
  }
}

/** True if nothing in the value is unknown. */
export function isKnown(value: Value): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (value instanceof Unknown) return false;
  return isList(value) ? value.every(isKnown) : Object.values(value).every(isKnown);
}

/** JSON as a value. What JSON can't hold is null. */
export function valueOfJson(json: unknown): Value {
  if (typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean') return json;
  if (typeof json !== 'object' || json === null) return null;
  if (Array.isArray(json)) return json.map((member: unknown) => valueOfJson(member));
  return Object.fromEntries(Object.entries(json).map(([key, member]) => [key, valueOfJson(member)]));
}

/** The reason for a value made of parts: secrets stay secrets, and what nobody declares stays missing. */
export function reasonOf(parts: readonly Unknown[], otherwise: UnknownReason): UnknownReason {
  const reasons = new Set(parts.map((part) => part.why));
  return reasons.has('sensitive') ? 'sensitive' : reasons.has('missing') ? 'missing' : otherwise;
}

/** References without repetitions, in order of first appearance. */
export function uniqueReferences(references: readonly Reference[]): readonly Reference[] {
  if (references.length < 2) return references;
  const byIdentity = new Map<string, Reference>();
  for (const reference of references) {
    const identity = `${reference.stack}\n${reference.address}\n${reference.attribute}`;
    if (!byIdentity.has(identity)) byIdentity.set(identity, reference);
  }
  return [...byIdentity.values()];
}

/** The references of every Unknown in a value. */
export function referencesOfValue(value: Value): readonly Reference[] {
  return uniqueReferences(unknownsIn(value).flatMap((unknown) => unknown.references));
}

const sets = new WeakSet<readonly Value[]>();

/** Marks a list as a set: its elements have no index, and their keys in a loop are themselves. */
export function asSet(elements: readonly Value[]): readonly Value[] {
  sets.add(elements);
  return elements;
}

/** True for a list that {@link asSet} marked. */
export function isSet(value: readonly Value[]): boolean {
  return sets.has(value);
}

/** True for a list; narrows where `Array.isArray` loses the element type. */
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** The member at one step; undefined where Terraform would report an error. */
export function memberAt(value: Value, step: Step): Value | undefined {
  if (value === null || typeof value !== 'object' || value instanceof Unknown) return undefined;
  if (isList(value)) {
    const index = typeof step === 'number' ? step : /^\d+$/.test(step) ? Number(step) : -1;
    return isSet(value) ? undefined : value[index];
  }
  const key = String(step);
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Text of a scalar as a template prints it; undefined for null and collections. */
export function textOf(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : undefined;
}

/** A number, or text that Terraform converts to one. */
export function numberOf(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  const isNumber = typeof value === 'string' && /^-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(value);
  return isNumber ? Number(value) : undefined;
}

/** A boolean, or text that Terraform converts to one. */
export function booleanOf(value: Value): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : undefined;
}

/** Equality of two known values; types are not converted, as in Terraform. */
export function isEqual(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const entries = Object.entries(left);
  const others = new Map<string, Value>(Object.entries(right));
  return (
    entries.length === others.size &&
    entries.every(([key, member]: [string, Value]) => {
      const other = others.get(key);
      return other !== undefined && isEqual(member, other);
    })
  );
}
