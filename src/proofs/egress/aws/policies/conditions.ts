import { parseRange } from '../../network/ranges.ts';
import { allOf, anyOf, matches, not, type Truth } from './match.ts';
import { type Condition, hidden } from './policy-document.ts';

/** What a request says of a key: its values, null when it has none, undefined when that can't be known here. */
export type Context = (key: string) => readonly string[] | null | undefined;

type Test = (expected: string, got: string) => Truth;

const equal: Test = (expected, got) => (expected.includes(hidden) ? 'maybe' : expected === got ? 'yes' : 'no');

/** Operators that compare one value; those with `Not` are their opposites. */
const operators = new Map<string, Test>(
  Object.entries({
    StringEquals: equal,
    StringEqualsIgnoreCase: (expected, got) => equal(expected.toLowerCase(), got.toLowerCase()),
    StringLike: matches,
    ArnEquals: matches,
    ArnLike: matches,
    Bool: (expected, got) => equal(expected.toLowerCase(), got.toLowerCase()),
    IpAddress: isWithin,
  }),
);

/**
 * Whether a request meets a condition. Values of one key are alternatives; a key that is absent meets only negated operators, `IfExists` and
 * `ForAllValues` (reference_policies_condition-logic-multiple-context-keys-or-values.html). Unknown operators and keys may be met.
 */
export function meets({ operator, key, values }: Condition, context: Context): Truth {
  const got = context(key);
  if (operator === 'Null') return nullness(values, got);
  const [, quantifier, name = '', optional] =
    /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/u.exec(operator) ?? [];
  const negated = /^(?:String|Arn)Not|^NotIpAddress$/u.test(name);
  const test = operators.get(negated ? name.replace('Not', '') : name);
  if (test === undefined || got === undefined) return 'maybe';
  if (got === null) return metByAbsence(negated, quantifier, optional !== undefined);
  const results = got.map((value) => {
    const found = anyOf(values.map((expected) => test(expected, value)));
    return negated ? not(found) : found;
  });
  return quantifier === 'ForAnyValue' ? anyOf(results) : allOf(results);
}

function metByAbsence(negated: boolean, quantifier: string | undefined, isOptional: boolean): Truth {
  return quantifier === 'ForAllValues' || isOptional || (negated && quantifier !== 'ForAnyValue') ? 'yes' : 'no';
}

function nullness(values: readonly string[], got: ReturnType<Context>): Truth {
  if (got === undefined) return 'maybe';
  return anyOf(values.map((value) => equal(value.toLowerCase(), String(got === null))));
}

function isWithin(expected: string, got: string): Truth {
  const [outer, inner] = [parseRange(expected), parseRange(got)];
  if (outer === null || inner === null) return 'maybe';
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last ? 'yes' : 'no';
}
