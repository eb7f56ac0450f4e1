import { callFunction } from '../expression/call-function.ts';
import { evaluateExpression } from '../expression/evaluate-expression.ts';
import type { Expression } from '../expression/expression.ts';
import { isKnown, isList } from '../expression/value-tools.ts';
import { isValueObject, Unknown, type Value, type ValueObject } from '../value.ts';
import { bareText } from './content.ts';

/** A variable's type, as far as it changes values. */
export interface TypeConstraint {
  readonly expression: Expression;
  /** It has optional attributes, so values get attributes that nobody wrote. */
  readonly fillsIn: boolean;
}

/** Reads a variable's `type`, plain or as hcl2json writes it; null when there is none. */
export function readType(content: unknown, parse: (text: string) => Expression): TypeConstraint | null {
  const text = bareText(content);
  if (text === undefined || text === '' || text === 'any') return null;
  return { expression: parse(`\${${text}}`), fillsIn: text.includes('optional') };
}

/** Converts a value as Terraform does when it is assigned to a variable. What is unknown stays so; what doesn't fit becomes unknown. */
export function convertToType(value: Value, type: TypeConstraint): Value {
  return convert(value, type.expression);
}

function convert(value: Value, type: Expression): Value {
  if (value instanceof Unknown || value === null) return value;
  if (type.kind === 'traversal') return convertScalar(value, type.traversal.root);
  const [inner] = type.kind === 'call' ? type.arguments : [];
  if (type.kind !== 'call' || inner === undefined || type.name === 'tuple') return value;
  return convertCollection(value, type.name, inner) ?? new Unknown('expression');
}

/** Undefined where the value has not the shape that the type asks for. */
function convertCollection(value: Value, name: string, inner: Expression): Value | undefined {
  if (isList(value)) {
    const members = value.map((member) => convert(member, inner));
    if (name === 'list') return members;
    return name === 'set' ? toSet(members) : undefined;
  }
  if (!isValueObject(value)) return undefined;
  if (name === 'map') return mapMembers(value, inner);
  return name === 'object' && inner.kind === 'object' ? convertObject(value, inner) : undefined;
}

const conversions: ReadonlyMap<string, string> = new Map([
  ['string', 'tostring'],
  ['number', 'tonumber'],
  ['bool', 'tobool'],
]);

function convertScalar(value: Value, name: string): Value {
  const conversion = conversions.get(name);
  if (conversion === undefined) return value;
  return callFunction(conversion, [value]) ?? new Unknown('expression');
}

/** The elements of a set are unordered and differ, which can't be told while some are unknown. */
function toSet(members: readonly Value[]): Value {
  return members.every((member) => isKnown(member)) ? (callFunction('toset', [members]) ?? members) : members;
}

function mapMembers(value: ValueObject, inner: Expression): Value {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, convert(member, inner)]));
}

type ObjectType = Extract<Expression, { kind: 'object' }>;

function convertObject(value: ValueObject, type: ObjectType): Value {
  return Object.fromEntries(
    type.entries.map(({ key, value: attribute }) => {
      const name = key.kind === 'literal' ? String(key.value) : '';
      const optional = attribute.kind === 'call' && attribute.name === 'optional' ? attribute.arguments : null;
      const member = (Object.hasOwn(value, name) ? value[name] : undefined) ?? null;
      if (optional === null) return [name, convert(member, attribute)];
      const [inner, otherwise] = optional;
      const filled = member === null && otherwise !== undefined ? evaluateExpression(otherwise, noNames) : member;
      return [name, inner === undefined ? filled : convert(filled, inner)];
    }),
  );
}

/** Defaults of optional attributes name nothing. */
const noNames = { resolve: (): Value => new Unknown('expression') };
