import type { Expression, Step, Traversal } from '../expression/expression.ts';
import type { Reference, Unknown, Value } from '../value.ts';
import type { ContentScope } from './content.ts';
import type { Evaluated, Lookup } from './evaluated.ts';

/** Names that a block binds: `each`, `count`, the iterators of dynamic blocks. */
export type Bindings = ReadonlyMap<string, Lookup>;

/** What a scope asks of its module. */
export interface Names {
  evaluated(traversal: Traversal): Evaluated;
  descend(unknown: Unknown, steps: readonly Step[]): Value;
  /** Throws a SekishoError that names the file when the text is no template. */
  parse(text: string, file: string): Expression;
}

/** The names that are visible in one block: its own, then those of its module. */
export class BlockScope implements ContentScope {
  private readonly names: Names;
  private readonly bindings: Bindings;
  private readonly file: string;

  constructor(names: Names, bindings: Bindings, file: string) {
    this.names = names;
    this.bindings = bindings;
    this.file = file;
  }

  evaluated(traversal: Traversal): Evaluated {
    const bound = this.bindings.get(traversal.root);
    return bound === undefined ? this.names.evaluated(traversal) : bound(traversal.steps);
  }

  resolve(traversal: Traversal): Value {
    return this.evaluated(traversal).value;
  }

  referencesOf(traversal: Traversal): readonly Reference[] {
    return this.evaluated(traversal).references;
  }

  descend(unknown: Unknown, steps: readonly Step[]): Value {
    return this.names.descend(unknown, steps);
  }

  parse(text: string): Expression {
    return this.names.parse(text, this.file);
  }

  /** The same scope with one more name. */
  with(name: string, lookup: Lookup): BlockScope {
    return new BlockScope(this.names, new Map(this.bindings).set(name, lookup), this.file);
  }
}
