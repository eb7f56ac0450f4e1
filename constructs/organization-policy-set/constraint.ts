/** What a guard asks of a list constraint: everything denied, only values of a form allowed, or these values denied. */
export type ListAsk =
  | 'denies-all'
  | { readonly allows: RegExp; readonly expected: string }
  | { readonly denies: readonly string[] };

/**
 * One constraint of Google's organisation policy service. `exits` are the ways out of a closed zone that it guards, by the rows of the
 * no-egress proof: a constraint that guards none may also be left at Google's default.
 */
export type ConstraintDefinition =
  | { readonly kind: 'boolean'; readonly exits: readonly `E${number}`[] }
  | { readonly kind: 'list'; readonly exits: readonly `E${number}`[]; readonly asks?: ListAsk };

/** Only these values; `in:` and `under:` name groups of them, as Google writes them. */
export interface Allows {
  readonly allows: readonly string[];
}

/** Everything but these values. */
export interface Denies {
  readonly denies: readonly string[];
}

/** Google's own default, whatever the organisation says above: why that is right here. */
export interface GoogleDefault {
  readonly default: string;
}

/** Switched off on purpose: why. The reason is kept in the synthesized JSON, where the checkpoint and every reviewer see it. */
export interface Exempt {
  readonly exempt: string;
}

/** A list that allows more than a guard would, on purpose: why, and exactly what. */
export interface Loosened extends Exempt, Allows {}

/** What can be said of a constraint, without a type of its own. */
export type Stance = 'enforced' | 'denies-all' | Allows | Denies | GoogleDefault | Exempt | Loosened;

type ListStance<Ask> = Ask extends 'denies-all'
  ? 'denies-all'
  : Ask extends { readonly allows: RegExp }
    ? 'denies-all' | Allows
    : Ask extends { readonly denies: readonly string[] }
      ? 'denies-all' | Denies
      : 'denies-all' | Allows | Denies;

/** What can be said of one constraint: a guard is kept as it is asked for, or exempt with a reason. */
export type StanceOn<Definition extends ConstraintDefinition> =
  | Exempt
  | (Definition['exits'] extends readonly [] ? GoogleDefault : never)
  | (Definition extends { readonly kind: 'boolean' }
      ? 'enforced'
      : Loosened | ListStance<Definition extends { readonly asks: infer Ask } ? Ask : undefined>);
