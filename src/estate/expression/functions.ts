import { isValueObject, Unknown, type Value, type ValueObject } from '../value.ts';
import { known, type PureFunction } from './pure-function.ts';
import { textFunctions } from './text-functions.ts';
import { asSet, booleanOf, isEqual, isKnown, isList, isSet, memberAt, numberOf, textOf } from './value-tools.ts';

/** The functions that are computed here. All others give an Unknown. */
export function findFunction(name: string): PureFunction | undefined {
  return functions.get(name);
}

const functions: ReadonlyMap<string, PureFunction> = new Map<string, PureFunction>([
  ...textFunctions,
  ['tolist', ([list]) => (list !== undefined && isList(list) ? [...list] : undefined)],
  ['toset', known(([list]) => (list !== undefined && isList(list) ? toSet(list) : undefined))],
  ['tomap', ([map]) => (isValueObject(map) ? map : undefined)],
  ['tostring', known(([value]) => (value === null ? null : textOf(value ?? [])))],
  ['tonumber', known(([value]) => (value === null ? null : numberOf(value ?? [])))],
  [
    'tobool',
    known(([value]) => (value === null ? null : typeof value === 'number' ? undefined : booleanOf(value ?? []))),
  ],
  ['concat', concat],
  ['merge', merge],
  ['flatten', ([list]) => (list !== undefined && isList(list) ? flatten(list) : undefined)],
  [
    'compact',
    known(([list]) => (list !== undefined && isList(list) ? list.filter((e) => e !== null && e !== '') : undefined)),
  ],
  ['distinct', known(([list]) => (list !== undefined && isList(list) ? distinct(list) : undefined))],
  ['keys', ([map]) => (isValueObject(map) ? Object.keys(map).sort(byCodePoint) : undefined)],
  ['values', ([map]) => (isValueObject(map) ? sortedEntries(map).map(([, value]) => value) : undefined)],
  ['length', ([value]) => lengthOf(value ?? null)],
  ['lookup', ([map, key, ...rest]) => lookup(map, key, rest)],
  ['element', ([list, index]) => element(list ?? null, index ?? null)],
  [
    'contains',
    known(([list, value]) =>
      list !== undefined && isList(list) ? list.some((e) => isEqual(e, value ?? null)) : undefined,
    ),
  ],
]);

function toSet(list: readonly Value[]): readonly Value[] | undefined {
  const types = new Set(list.map((element) => typeof element));
  const mixed = types.size > 1;
  const elements = mixed ? list.map((element) => textOf(element)) : list;
  const defined = elements.filter((element) => element !== undefined);
  if (defined.length < list.length) return undefined;
  const unique = distinct(defined);
  if (unique.every((element) => typeof element === 'number')) return asSet(unique.toSorted((a, b) => a - b));
  return asSet(unique.every((element) => typeof element === 'string') ? unique.toSorted(byCodePoint) : unique);
}

/** Terraform orders by bytes of UTF-8, which is the order of code points. */
function byCodePoint(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function sortedEntries(map: ValueObject): [string, Value][] {
  return Object.entries(map).sort(([left], [right]) => byCodePoint(left, right));
}

function distinct(list: readonly Value[]): readonly Value[] {
  if (list.every((element) => typeof element !== 'object')) return [...new Set(list)];
  const unique: Value[] = [];
  for (const element of list) {
    if (!unique.some((other) => isEqual(other, element))) unique.push(element);
  }
  return unique;
}

function concat(lists: readonly Value[]): Value | undefined {
  return lists.every((list) => isList(list)) ? lists.flat() : undefined;
}

function merge(maps: readonly Value[]): Value | undefined {
  const present = maps.filter((map) => map !== null);
  if (!present.every((map) => isValueObject(map))) return undefined;
  return Object.fromEntries(present.flatMap((map) => Object.entries(map)));
}

/** An unknown element may be a list itself, so nothing is known then. */
function flatten(list: readonly Value[]): readonly Value[] | undefined {
  const result: Value[] = [];
  for (const element of list) {
    if (element instanceof Unknown) return undefined;
    const inner = isList(element) ? flatten(element) : [element];
    if (inner === undefined) return undefined;
    for (const member of inner) result.push(member);
  }
  return result;
}

function lengthOf(value: Value): number | undefined {
  // Characters outside ASCII may combine, and Terraform counts what people see.
  if (typeof value === 'string') return /^[ -~\s]*$/.test(value) ? value.length : undefined;
  if (value === null || typeof value !== 'object' || value instanceof Unknown) return undefined;
  if (isList(value) && isSet(value) && !isKnown(value)) return undefined;
  return Object.keys(value).length;
}

function lookup(map: Value | undefined, key: Value | undefined, rest: readonly Value[]): Value | undefined {
  if (!isValueObject(map) || typeof key !== 'string') return undefined;
  return memberAt(map, key) ?? rest[0];
}

function element(list: Value, index: Value): Value | undefined {
  const position = numberOf(index);
  if (!isList(list) || isSet(list) || position === undefined || position < 0 || list.length === 0) return undefined;
  return Number.isInteger(position) ? list[position % list.length] : undefined;
}
