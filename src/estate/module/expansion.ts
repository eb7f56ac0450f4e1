import { SekishoError } from '../../errors.ts';
import type { Expression } from '../expression/expression.ts';
import { ExpressionError } from '../expression/expression-error.ts';
import { parseTemplateText } from '../expression/parse-expression.ts';
import type { Reference, Value } from '../value.ts';
import type { ModuleSource } from './configuration-blocks.ts';
import type { ResourceInstance } from './resource-instance.ts';
import { Trail } from './trail.ts';
import type { UnmodelledBlock } from './unmodelled-blocks.ts';

/** What a root module can't know by itself. */
export interface ExpansionContext {
  readonly stack: string;
  /** Folder of the root module, against which its module sources are resolved. */
  readonly directory: string;
  /** The files of a local module; null when the source is not local or was not read. */
  readonly loadModule: (source: string, fromDirectory: string) => ModuleSource | null;
  /** An output of another stack; undefined when the stack or the output is not declared. */
  readonly remoteOutput: (stack: string, output: string) => Value | undefined;
  /** The resource attributes behind such an output, also when its value is known. Default: those of its value. */
  readonly remoteReferences?: (stack: string, output: string) => readonly Reference[];
}

/** What the modules of one root module share. */
export class Expansion {
  readonly context: ExpansionContext;
  readonly trail = new Trail();
  readonly blindSpots = new Set<string>();
  /** What the modules declare beside resources, by how it is told. */
  readonly unmodelled = new Map<string, UnmodelledBlock>();
  /** Instances made so far, by address. */
  readonly instances = new Map<string, ResourceInstance>();
  private readonly parsed = new Map<string, Expression>();

  constructor(context: ExpansionContext) {
    this.context = context;
  }

  /** Parses a template once. Throws a SekishoError that names the file. */
  parse(text: string, file: string): Expression {
    const known = this.parsed.get(text);
    if (known !== undefined) return known;
    try {
      const expression = parseTemplateText(text);
      this.parsed.set(text, expression);
      return expression;
    } catch (error) {
      throw error instanceof ExpressionError ? expressionInvalid(error, file) : error;
    }
  }
}

/** The error for a template that can't be read or computed. */
export function expressionInvalid(error: ExpressionError, file: string | undefined): SekishoError {
  return new SekishoError({
    code: 'EXPRESSION_INVALID',
    what: error.message,
    ...(file === undefined ? {} : { file }),
    expected: 'an expression that `terraform validate` accepts',
    fix: 'run `terraform validate` there; a literal `${` is written `$${`',
    cause: error,
  });
}
