import { z } from 'zod';
import { isTerm, nameOf, partsOf } from './syntax-tree.ts';

const place = z.object({ row: z.number(), text: z.string() });

/**
 * `row: text` of an expression that a missing field makes undefined, and with it the rule around it: a finding is lost without a word.
 * OPA takes the arguments of a negated call out of the negation, so `not is_true(rc.values.x)` is undefined, not true, where `x` is unset;
 * `rc.values.x != 1` is undefined as well. `not rc.values.x == 1` is true, and so is the negation of a rule that takes `rc`.
 */
export function fragileLine(node: unknown): string | null {
  if (typeof node !== 'object' || node === null || !('terms' in node) || !Array.isArray(node.terms)) return null;
  const [operator, ...operands] = node.terms.map((term: unknown) => term);
  const name = nameOf(operator);
  const negated = 'negated' in node && node.negated === true;
  const compares = name === 'equal' || name === 'eq';
  const fragile = negated
    ? operands.some((term) => mayCall(term) || (!compares && mayBeMissing(term)))
    : name === 'neq' && operands.some(mayBeMissing);
  if (!fragile) return null;
  const { row, text } = place.parse('location' in node ? node.location : undefined);
  return `${row}: ${Buffer.from(text, 'base64').toString('utf8')}`;
}

/** A reference into something: `rc.values.x`, `data.estate.zones`. Every resource has `values`, and a library's rule is there. */
function mayBeMissing(term: unknown): boolean {
  const segments = partsOf(term, 'ref');
  if (segments !== null) return segments.length > 1 && !/^data\.lib\.|^[^.]+\.values$/.test(nameOf(term));
  const called = partsOf(term, 'call');
  return called === null ? innerTerms(term).some(mayBeMissing) : called.slice(1).some(mayBeMissing);
}

function mayCall(term: unknown): boolean {
  return (isTerm(term) && term.type === 'call') || innerTerms(term).some(mayCall);
}

/** The members of an array, a set or an object that is written out. */
function innerTerms(term: unknown): readonly unknown[] {
  return isTerm(term) && Array.isArray(term.value) ? term.value.flat() : [];
}
