import type { BinaryOperator, Expression, Link, Step } from './expression.ts';
import { ExpressionError } from './expression-error.ts';
import { Lexer } from './lexer.ts';
import { readForHead, readHeredoc } from './parse-collection.ts';
import { type ExpressionReader, parseTemplate } from './parse-template.ts';

/** Nesting beyond this is refused, so that no input can exhaust the stack. */
const deepest = 200;

const precedence: ReadonlyMap<string, { readonly operator: BinaryOperator; readonly level: number }> = new Map(
  ([['||'], ['&&'], ['==', '!='], ['<', '<=', '>', '>='], ['+', '-'], ['*', '/', '%']] as const).flatMap(
    (operators, level) => operators.map((operator) => [operator, { operator, level: level + 1 }] as const),
  ),
);

/** `${type.name.attr}`, by far the most frequent template. */
const plainReference = /^\$\{([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+)\}$/;

/** True unless the text stands for itself. */
export function isTemplate(text: string): boolean {
  return text.includes('${') || text.includes('%{');
}

/** Parses a string of a Terraform JSON configuration: a template without backslash escapes. Throws an ExpressionError. */
export function parseTemplateText(text: string): Expression {
  if (!isTemplate(text)) return { kind: 'literal', value: text };
  const path = plainReference.exec(text)?.[1];
  if (path !== undefined) {
    const [root = '', ...steps] = path.split('.');
    if (!keywords.has(root)) return { kind: 'traversal', traversal: { root, steps } };
  }
  return parseTemplate(new ExpressionParser(text, 0), 'bare');
}

/** Parses an expression as it stands between `${` and `}`. Throws an ExpressionError. */
export function parseExpression(text: string): Expression {
  const parser = new ExpressionParser(text, 0);
  const expression = parser.expression();
  if (parser.lexer.peek().kind !== 'end') parser.lexer.fail('expected the end of the expression');
  return expression;
}

const keywords: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

class ExpressionParser implements ExpressionReader {
  readonly lexer: Lexer;
  private depth: number;

  constructor(text: string, depth: number) {
    this.lexer = new Lexer(text);
    this.depth = depth;
  }

  deeper<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > deepest) {
      throw new ExpressionError(`nested more than ${deepest} levels deep`, this.lexer.text, this.lexer.offset);
    }
    const result = read();
    this.depth -= 1;
    return result;
  }

  expression(): Expression {
    return this.deeper(() => {
      const condition = this.binary(1);
      if (!this.lexer.take('?')) return condition;
      const whenTrue = this.expression();
      this.lexer.expect(':');
      return { kind: 'conditional', condition, whenTrue, whenFalse: this.expression() };
    });
  }

  private binary(level: number): Expression {
    const before = this.depth;
    let left = this.term();
    for (;;) {
      const found = this.operatorAhead();
      if (found === undefined || found.level < level) {
        this.depth = before;
        return left;
      }
      this.lexer.next();
      // A chain `a + b + c` is a tree as deep as it is long.
      const right = this.deeper(() => this.binary(found.level + 1));
      this.depth += 1;
      left = { kind: 'binary', operator: found.operator, left, right };
    }
  }

  private operatorAhead(): { readonly operator: BinaryOperator; readonly level: number } | undefined {
    const token = this.lexer.peek();
    return token.kind === 'symbol' ? precedence.get(token.text) : undefined;
  }

  private term(): Expression {
    if (this.lexer.take('-')) return this.deeper(() => ({ kind: 'unary', operator: '-', operand: this.term() }));
    if (this.lexer.take('!')) return this.deeper(() => ({ kind: 'unary', operator: '!', operand: this.term() }));
    const isName = this.lexer.peek().kind === 'identifier';
    return this.withLinks(this.primary(), isName);
  }

  private primary(): Expression {
    const { lexer } = this;
    const token = lexer.peek();
    if (token.kind === 'identifier') return this.nameOrCall();
    if (token.kind === 'number') return numberLiteral(lexer.next().text);
    if (lexer.take('(')) {
      return lexer.withNewlines(false, () => {
        const inner = this.expression();
        lexer.expect(')');
        return inner;
      });
    }
    if (lexer.take('[')) return lexer.withNewlines(false, () => this.tuple());
    if (lexer.take('{')) return this.deeper(() => this.object());
    if (lexer.take('"')) return this.deeper(() => parseTemplate(this, 'quoted'));
    if (lexer.sees('<<') || lexer.sees('<<-')) {
      return parseTemplate(new ExpressionParser(readHeredoc(lexer), this.depth), 'bare');
    }
    return lexer.fail('expected an expression');
  }

  private nameOrCall(): Expression {
    const { lexer } = this;
    let name = lexer.next().text;
    while (lexer.take('::')) name += `::${lexer.expectIdentifier()}`;
    if (lexer.take('(')) return lexer.withNewlines(false, () => this.call(name));
    if (name.includes('::')) lexer.fail('expected `(`');
    const keyword = keywords.get(name);
    return keyword === undefined
      ? { kind: 'traversal', traversal: { root: name, steps: [] } }
      : { kind: 'literal', value: keyword };
  }

  private call(name: string): Expression {
    const { lexer } = this;
    const list: Expression[] = [];
    let expanded = false;
    while (!lexer.sees(')')) {
      list.push(this.expression());
      expanded = lexer.take('...');
      if (expanded || !lexer.take(',')) break;
    }
    lexer.expect(')');
    return { kind: 'call', name, arguments: list, expanded };
  }

  private tuple(): Expression {
    const { lexer } = this;
    if (lexer.seesWord('for')) return this.loop(']');
    const elements: Expression[] = [];
    while (!lexer.sees(']')) {
      elements.push(this.expression());
      if (!lexer.take(',')) break;
    }
    lexer.expect(']');
    return { kind: 'tuple', elements };
  }

  private object(): Expression {
    const { lexer } = this;
    if (lexer.seesWord('for')) return lexer.withNewlines(false, () => this.loop('}'));
    return lexer.withNewlines(true, () => {
      const entries: { key: Expression; value: Expression }[] = [];
      this.skipNewlines();
      while (!lexer.take('}')) {
        const key = this.objectKey();
        if (!lexer.take('=')) lexer.expect(':');
        this.skipNewlines();
        entries.push({ key, value: this.expression() });
        if (!lexer.take(',') && lexer.peek().kind !== 'newline' && !lexer.sees('}'))
          lexer.fail('expected `,`, a new line or `}`');
        this.skipNewlines();
      }
      return { kind: 'object', entries };
    });
  }

  /** A lone name is a key, not a reference. */
  private objectKey(): Expression {
    const before = this.lexer.offset;
    if (this.lexer.peek().kind === 'identifier') {
      const name = this.lexer.next().text;
      if (this.lexer.sees('=') || this.lexer.sees(':')) return { kind: 'literal', value: name };
      this.lexer.seek(before);
    }
    return this.expression();
  }

  private skipNewlines(): void {
    while (this.lexer.peek().kind === 'newline') this.lexer.next();
  }

  private loop(closing: ']' | '}'): Expression {
    const { lexer } = this;
    const head = readForHead(lexer);
    const collection = this.expression();
    lexer.expect(':');
    const first = this.expression();
    const key = closing === '}' ? first : null;
    if (closing === '}') lexer.expect('=>');
    const value = closing === '}' ? this.expression() : first;
    const grouped = closing === '}' && lexer.take('...');
    let condition: Expression | null = null;
    if (lexer.seesWord('if')) {
      lexer.next();
      condition = this.expression();
    }
    lexer.expect(closing);
    return { kind: 'for', ...head, collection, key, value, condition, grouped, joined: false };
  }

  /** Only a name itself begins a traversal; what stands in parentheses is a value that is looked into. */
  private withLinks(term: Expression, isName: boolean): Expression {
    const links = this.links('all');
    if (links.length === 0) return term;
    if (term.kind !== 'traversal' || !isName) return { kind: 'access', source: term, links };
    const steps: Step[] = [];
    for (const link of links) {
      const step = literalStep(link);
      if (step === null) break;
      steps.push(step);
    }
    const traversal = { root: term.traversal.root, steps };
    if (steps.length === links.length) return { kind: 'traversal', traversal };
    return { kind: 'access', source: { kind: 'traversal', traversal }, links: links.slice(steps.length) };
  }

  /** After `.*` only attributes belong to each element; an index in brackets is taken of the whole result. */
  private links(allowed: 'all' | 'attributes'): Link[] {
    const links: Link[] = [];
    for (;;) {
      if (this.lexer.take('.')) links.push(this.afterDot());
      else if (allowed === 'all' && this.lexer.take('[')) {
        links.push(this.lexer.withNewlines(false, () => this.afterBracket()));
      } else return links;
    }
  }

  private afterDot(): Link {
    const { lexer } = this;
    if (lexer.take('*')) return this.deeper(() => ({ kind: 'splat', each: this.links('attributes') }));
    const token = lexer.peek();
    if (token.kind === 'identifier') return { kind: 'name', name: lexer.next().text };
    if (token.kind === 'number' && /^\d+$/.test(token.text)) {
      return { kind: 'index', key: numberLiteral(lexer.next().text) };
    }
    return lexer.fail('expected an attribute name after the dot');
  }

  private afterBracket(): Link {
    const { lexer } = this;
    const before = lexer.offset;
    if (lexer.take('*')) {
      if (lexer.take(']')) return this.deeper(() => ({ kind: 'splat', each: this.links('all') }));
      lexer.seek(before);
    }
    const key = this.expression();
    lexer.expect(']');
    return { kind: 'index', key };
  }
}

function literalStep(link: Link): Step | null {
  if (link.kind === 'name') return link.name;
  if (link.kind === 'splat' || link.key.kind !== 'literal') return null;
  const { value } = link.key;
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

/** An integer that a JavaScript number can't hold stays text: Terraform converts between the two where it matters. */
function numberLiteral(text: string): Expression {
  const value = Number(text);
  return { kind: 'literal', value: Number.isInteger(value) && !Number.isSafeInteger(value) ? text : value };
}
