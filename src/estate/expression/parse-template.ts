import type { Expression } from './expression.ts';
import { ExpressionError } from './expression-error.ts';
import type { Lexer } from './lexer.ts';

/** What a template needs from the reader of expressions, which in turn reads templates. */
export interface ExpressionReader {
  readonly lexer: Lexer;
  /** Reads one expression; throws an ExpressionError, also when it is nested too deeply. */
  expression(): Expression;
  /** Runs `read` one level deeper. Throws an ExpressionError beyond the limit. */
  deeper<T>(read: () => T): T;
}

/** `bare`: a JSON string or heredoc, without backslash escapes, up to the end. `quoted`: up to the closing quote. */
export type TemplateMode = 'bare' | 'quoted';

interface Part {
  readonly kind: 'text' | 'interpolation' | 'directive';
  readonly expression: Expression;
}
interface Parts {
  readonly parts: readonly Part[];
  /** The word of the directive that ended them: `else`, `endif`, `endfor`; null at the end. */
  readonly stop: string | null;
}

/** Reads a template from the lexer's offset; a lone `${…}` gives the inner expression. Throws an ExpressionError. */
export function parseTemplate(reader: ExpressionReader, mode: TemplateMode): Expression {
  return new TemplateParser(reader, mode).parse();
}

class TemplateParser {
  private readonly reader: ExpressionReader;
  private readonly mode: TemplateMode;
  /** Set by `~}`: blanks at the start of the next text are dropped. */
  private trimNext = false;

  constructor(reader: ExpressionReader, mode: TemplateMode) {
    this.reader = reader;
    this.mode = mode;
  }

  parse(): Expression {
    const start = this.reader.lexer.offset;
    const { parts, stop } = this.parts();
    if (stop !== null)
      throw new ExpressionError(`\`${stop}\` without its opening directive`, this.reader.lexer.text, start);
    const [only] = parts;
    return parts.length === 1 && only?.kind === 'interpolation' ? only.expression : assemble(parts);
  }

  private parts(): Parts {
    const { lexer } = this.reader;
    const parts: Part[] = [];
    for (;;) {
      const text = this.text();
      const opening = lexer.text.slice(lexer.offset, lexer.offset + 2);
      const opens = opening === '${' || opening === '%{';
      if (opens) lexer.seek(lexer.offset + 2);
      const trimmed = opens && this.takeStrip() ? text.trimEnd() : text;
      if (trimmed !== '') parts.push({ kind: 'text', expression: { kind: 'literal', value: trimmed } });
      if (!opens) {
        this.close();
        return { parts, stop: null };
      }
      if (opening === '${') parts.push({ kind: 'interpolation', expression: this.interpolation() });
      else {
        const directive = this.directive();
        if (typeof directive === 'string') return { parts, stop: directive };
        parts.push({ kind: 'directive', expression: directive });
      }
    }
  }

  private interpolation(): Expression {
    return this.reader.lexer.withNewlines(false, () => {
      const expression = this.reader.expression();
      this.closeBrace();
      return expression;
    });
  }

  private directive(): Expression | string {
    const { lexer } = this.reader;
    return lexer.withNewlines(false, () => {
      const word = lexer.expectIdentifier();
      if (word === 'if') return this.reader.deeper(() => this.conditional());
      if (word === 'for') return this.reader.deeper(() => this.loop());
      if (word !== 'else' && word !== 'endif' && word !== 'endfor') lexer.fail(`unknown directive \`${word}\``);
      this.closeBrace();
      return word;
    });
  }

  private conditional(): Expression {
    const condition = this.reader.expression();
    this.closeBrace();
    const first = this.parts();
    const second = first.stop === 'else' ? this.parts() : { parts: [], stop: first.stop };
    if (second.stop !== 'endif') this.reader.lexer.fail('expected `%{ endif }`');
    return { kind: 'conditional', condition, whenTrue: assemble(first.parts), whenFalse: assemble(second.parts) };
  }

  private loop(): Expression {
    const { lexer } = this.reader;
    const first = lexer.expectIdentifier();
    const second = lexer.take(',') ? lexer.expectIdentifier() : null;
    if (!lexer.seesWord('in')) lexer.fail('expected `in`');
    lexer.next();
    const collection = this.reader.expression();
    this.closeBrace();
    const body = this.parts();
    if (body.stop !== 'endfor') lexer.fail('expected `%{ endfor }`');
    const names = second === null ? { keyName: null, valueName: first } : { keyName: first, valueName: second };
    const rest = { key: null, condition: null, grouped: false, joined: true };
    return { kind: 'for', ...names, collection, value: assemble(body.parts), ...rest };
  }

  private takeStrip(): boolean {
    const { lexer } = this.reader;
    if (lexer.text[lexer.offset] !== '~') return false;
    lexer.seek(lexer.offset + 1);
    return true;
  }

  private closeBrace(): void {
    const { lexer } = this.reader;
    if (lexer.take('~}')) this.trimNext = true;
    else lexer.expect('}');
  }

  private close(): void {
    const { lexer } = this.reader;
    if (this.mode === 'bare') return;
    if (lexer.text[lexer.offset] !== '"')
      throw new ExpressionError('the string has no closing quote', lexer.text, lexer.offset);
    lexer.seek(lexer.offset + 1);
  }

  /** Literal text up to the next `${`, `%{`, closing quote or end. */
  private text(): string {
    const { lexer } = this.reader;
    const [text, end] = readText(lexer.text, lexer.offset, this.mode);
    lexer.seek(end);
    const trimmed = this.trimNext ? text.trimStart() : text;
    this.trimNext = false;
    return trimmed;
  }
}

/** Parts as a value of their own: text, even when there is only one interpolation. */
function assemble(parts: readonly Part[]): Expression {
  const [first] = parts;
  if (first === undefined) return { kind: 'literal', value: '' };
  if (parts.length === 1 && first.kind === 'text') return first.expression;
  return { kind: 'template', parts: parts.map((part) => part.expression) };
}

const plain = { bare: /[^$%]+/y, quoted: /[^$%"\\\n]+/y } as const;
const introducer = /(\$+|%+)(\{?)/y;

function readText(text: string, start: number, mode: TemplateMode): [string, number] {
  let result = '';
  let offset = start;
  while (offset < text.length) {
    const run = matchAt(plain[mode], text, offset)?.[0];
    const marker = run === undefined ? matchAt(introducer, text, offset) : null;
    if (run !== undefined) {
      result += run;
      offset += run.length;
    } else if (marker !== null) {
      const [whole, marks = '', brace] = marker;
      if (brace === '{' && marks.length === 1) break;
      // `$${` stands for `${`.
      result += brace === '{' ? whole.slice(1) : whole;
      offset += whole.length;
    } else if (text[offset] === '\\') {
      const [character, length] = readEscape(text, offset);
      result += character;
      offset += length;
    } else break;
  }
  return [result, offset];
}

function matchAt(pattern: RegExp, text: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(text);
}

const simpleEscapes = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
]);
const unicodeEscape = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;

function readEscape(text: string, offset: number): [string, number] {
  const simple = simpleEscapes.get(text[offset + 1] ?? '');
  if (simple !== undefined) return [simple, 2];
  const match = matchAt(unicodeEscape, text, offset);
  const code = Number.parseInt(match?.[1] ?? match?.[2] ?? 'none', 16);
  if (match === null || code > 0x10ffff) throw new ExpressionError('unknown escape in a string', text, offset);
  return [String.fromCodePoint(code), match[0].length];
}
