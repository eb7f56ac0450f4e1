import type { Value } from '../value.ts';
import type { BinaryOperator } from './expression.ts';
import { booleanOf, isEqual, numberOf } from './value-tools.ts';

/** Applies an operator to known values; undefined where Terraform would report an error. */
export function applyBinary(operator: BinaryOperator, left: Value, right: Value): Value | undefined {
  if (operator === '==') return isEqual(left, right);
  if (operator === '!=') return !isEqual(left, right);
  if (operator === '&&' || operator === '||') return logical(operator, booleanOf(left), booleanOf(right));
  const [first, second] = [numberOf(left), numberOf(right)];
  return first === undefined || second === undefined ? undefined : arithmetic(operator, first, second);
}

/** Applies `-` or `!` to a known value; undefined where Terraform would report an error. */
export function applyUnary(operator: '-' | '!', operand: Value): Value | undefined {
  if (operator === '!') {
    const value = booleanOf(operand);
    return value === undefined ? undefined : !value;
  }
  const value = numberOf(operand);
  return value === undefined ? undefined : exactly(-value);
}

function logical(operator: '&&' | '||', left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  return operator === '&&' ? left && right : left || right;
}

type Arithmetic = Exclude<BinaryOperator, '==' | '!=' | '&&' | '||'>;

function arithmetic(operator: Arithmetic, left: number, right: number): Value | undefined {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '+':
      return exactly(left + right);
    case '-':
      return exactly(left - right);
    case '*':
      return exactly(left * right);
    case '/':
      return exactly(left / right);
    case '%':
      return exactly(left % right);
  }
}

/** Terraform counts with arbitrary precision; a result that binary fractions can't hold exactly is not known here. */
function exactly(value: number): number | undefined {
  if (!Number.isFinite(value) || !Number.isSafeInteger(value * 1024)) return undefined;
  return value === 0 ? 0 : value;
}
