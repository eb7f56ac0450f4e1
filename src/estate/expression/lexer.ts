import { ExpressionError } from './expression-error.ts';

export type TokenKind = 'identifier' | 'number' | 'symbol' | 'newline' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly position: number;
  readonly end: number;
}

const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const symbol = /\.\.\.|::|=>|==|!=|<<-|<<|<=|>=|&&|\|\||~\}|[()[\]{}.,:?=<>+\-*/%!"]/y;
const blank = /(?:[ \t\r]|(?:#|\/\/)[^\n]*|\/\*[^]*?\*\/)+/y;
const blankOrNewline = /(?:[ \t\r\n]|(?:#|\/\/)[^\n]*|\/\*[^]*?\*\/)+/y;

/** Reads the tokens of HCL's expression syntax one at a time; templates move `offset` themselves. */
export class Lexer {
  readonly text: string;
  private current = 0;
  private newlines = false;
  private peeked: Token | null = null;

  constructor(text: string) {
    this.text = text;
  }

  /** Where the next token, or the next character of a template, starts. */
  get offset(): number {
    return this.current;
  }

  seek(offset: number): void {
    this.current = offset;
    this.peeked = null;
  }

  /** Runs `read` with newlines as tokens (between the items of an object) or as blanks (everywhere else). */
  withNewlines<T>(significant: boolean, read: () => T): T {
    const before = this.newlines;
    this.newlines = significant;
    this.peeked = null;
    const result = read();
    this.newlines = before;
    this.peeked = null;
    return result;
  }

  peek(): Token {
    this.peeked ??= this.scan();
    return this.peeked;
  }

  next(): Token {
    const token = this.peek();
    this.seek(token.end);
    return token;
  }

  /** True if the next token is this symbol. */
  sees(text: string): boolean {
    const token = this.peek();
    return token.kind === 'symbol' && token.text === text;
  }

  /** True if the next token is this word. */
  seesWord(text: string): boolean {
    const token = this.peek();
    return token.kind === 'identifier' && token.text === text;
  }

  /** Takes the next token if it is this symbol. */
  take(text: string): boolean {
    if (!this.sees(text)) return false;
    this.next();
    return true;
  }

  /** Takes this symbol. Throws an ExpressionError when something else is there. */
  expect(text: string): Token {
    return this.sees(text) ? this.next() : this.fail(`expected \`${text}\``);
  }

  /** Takes an identifier. Throws an ExpressionError when something else is there. */
  expectIdentifier(): string {
    return this.peek().kind === 'identifier' ? this.next().text : this.fail('expected a name');
  }

  /** Throws an ExpressionError that names the next token. */
  fail(expectation: string): never {
    const token = this.peek();
    const got = token.kind === 'end' ? 'the end' : token.kind === 'newline' ? 'a new line' : `\`${token.text}\``;
    throw new ExpressionError(`${expectation}, got ${got}`, this.text, token.position);
  }

  private scan(): Token {
    const start = this.skip(this.newlines ? blank : blankOrNewline);
    if (start >= this.text.length) return { kind: 'end', text: '', position: start, end: start };
    if (this.text[start] === '\n') return { kind: 'newline', text: '\n', position: start, end: start + 1 };
    return (
      this.match('identifier', identifier, start) ??
      this.match('number', number, start) ??
      this.match('symbol', symbol, start) ??
      this.refuse(start)
    );
  }

  private skip(pattern: RegExp): number {
    pattern.lastIndex = this.current;
    return pattern.test(this.text) ? pattern.lastIndex : this.current;
  }

  private match(kind: TokenKind, pattern: RegExp, start: number): Token | null {
    pattern.lastIndex = start;
    const text = pattern.exec(this.text)?.[0];
    return text === undefined ? null : { kind, text, position: start, end: start + text.length };
  }

  private refuse(position: number): never {
    const character = String.fromCodePoint(this.text.codePointAt(position) ?? 0);
    throw new ExpressionError(`the character \`${character}\` is not used in expressions`, this.text, position);
  }
}
