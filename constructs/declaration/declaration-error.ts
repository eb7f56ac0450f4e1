import { Token } from 'cdktf';
import type { Construct } from 'constructs';

/** What is wrong with a declaration, in the four parts that every error of a construct has. */
export interface Refusal {
  /** What the declaration does wrong, for the reader of the stack. */
  readonly what: string;
  readonly got: unknown;
  readonly expected: string;
  readonly fix: string;
}

/** A construct refused its props: nothing was added to the stack. */
export class DeclarationError extends Error {
  readonly code = 'DECLARATION_REFUSED';

  constructor(path: string, { what, got, expected, fix }: Refusal) {
    super(`${path}: ${what}: got ${JSON.stringify(got)}, expected ${expected}; ${fix}`);
    this.name = 'DeclarationError';
  }
}

/** Refuses a declaration; throws {@link DeclarationError} with the path of the construct. */
export function refuse(scope: Construct, refusal: Refusal): never {
  throw new DeclarationError(scope.node.path, refusal);
}

/** False while Terraform still has to compute the value: such a value can't be judged at declaration. */
export function isKnown(value: unknown): boolean {
  return !Token.isUnresolved(value);
}

/** Refuses a known value that doesn't match `pattern`. */
export function requireMatch(scope: Construct, value: string, pattern: RegExp, refusal: Omit<Refusal, 'got'>): void {
  if (isKnown(value) && !pattern.test(value)) {
    refuse(scope, { ...refusal, got: value });
  }
}

/** Refuses an empty list. */
export function requireSome(scope: Construct, list: readonly unknown[], refusal: Omit<Refusal, 'got'>): void {
  if (list.length === 0) {
    refuse(scope, { ...refusal, got: list });
  }
}

/** Refuses a list in which a value stands twice. */
export function requireDistinct(scope: Construct, list: readonly string[], what: string): void {
  const repeated = list.find((value, index) => list.indexOf(value) !== index);
  if (repeated !== undefined) {
    refuse(scope, { what, got: repeated, expected: 'each value once', fix: 'remove the repetition' });
  }
}
