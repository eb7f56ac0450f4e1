import type { Reference, Unknown, Value } from '../value.ts';
import type { Step, Traversal } from './expression.ts';

/** Where an expression's names get their values. */
export interface Scope {
  /** The value of a whole traversal: `var.x`, `local.x.y`, `each.key`, `data.T.N.attr`, `T.N[0].attr`, `module.m.out`. */
  resolve(traversal: Traversal): Value;
  /** The resource attributes that a traversal leads to, also where its value is known. Default: those of its value. */
  referencesOf?(traversal: Traversal): readonly Reference[];
  /** The value below an unknown, e.g. an attribute of a whole resource. Default: unknown, and no longer exact. */
  descend?(unknown: Unknown, steps: readonly Step[]): Value;
}
