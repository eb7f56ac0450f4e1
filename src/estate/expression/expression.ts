/** One step of a traversal: an attribute name or string key, or an index. */
export type Step = string | number;

/** A name and the literal steps behind it: `a.b["c"][0].d`. */
export interface Traversal {
  readonly root: string;
  readonly steps: readonly Step[];
}

/** What may follow a term: an attribute, an index, or a splat with what is taken from each element. */
export type Link =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly key: Expression }
  | { readonly kind: 'splat'; readonly each: readonly Link[] };

export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

export interface ForExpression {
  readonly kind: 'for';
  readonly keyName: string | null;
  readonly valueName: string;
  readonly collection: Expression;
  /** Null in a tuple. */
  readonly key: Expression | null;
  readonly value: Expression;
  readonly condition: Expression | null;
  /** `value...`: values of the same key are gathered in a list. */
  readonly grouped: boolean;
  /** `%{ for }`: the results are joined to one string. */
  readonly joined: boolean;
}

export interface CallExpression {
  readonly kind: 'call';
  /** `upper`, or `provider::x::f`. */
  readonly name: string;
  readonly arguments: readonly Expression[];
  /** `f(list...)`: the last argument's elements are the arguments. */
  readonly expanded: boolean;
}

/** The syntax tree of a Terraform expression. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: null | boolean | number | string }
  | { readonly kind: 'template'; readonly parts: readonly Expression[] }
  | { readonly kind: 'traversal'; readonly traversal: Traversal }
  | { readonly kind: 'access'; readonly source: Expression; readonly links: readonly Link[] }
  | { readonly kind: 'unary'; readonly operator: '-' | '!'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'conditional';
      readonly condition: Expression;
      readonly whenTrue: Expression;
      readonly whenFalse: Expression;
    }
  | CallExpression
  | { readonly kind: 'tuple'; readonly elements: readonly Expression[] }
  | { readonly kind: 'object'; readonly entries: readonly { readonly key: Expression; readonly value: Expression }[] }
  | ForExpression;
