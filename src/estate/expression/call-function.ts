import { Unknown, type Value } from '../value.ts';
import { findFunction } from './functions.ts';
import { isKnown } from './value-tools.ts';

/** Calls a Terraform function; undefined where the result can't be known here. `sensitive` is the evaluator's own. */
export function callFunction(name: string, values: readonly Value[]): Value | undefined {
  const [first] = values;
  if (first === undefined) return undefined;
  switch (name) {
    case 'try':
      // Whether an expression fails in Terraform can't be told here, so nothing behind the first is ever chosen.
      return isKnown(first) ? first : undefined;
    case 'can':
      return isKnown(first) ? true : undefined;
    case 'nonsensitive':
      return isKnown(first) ? first : undefined;
    case 'coalesce':
      return coalesce(values);
    default: {
      if (values.some((value) => value instanceof Unknown)) return undefined;
      return findFunction(name)?.(values);
    }
  }
}

function coalesce(values: readonly Value[]): Value | undefined {
  for (const value of values) {
    if (value instanceof Unknown) return undefined;
    if (value !== null && value !== '') return value;
  }
  return undefined;
}
