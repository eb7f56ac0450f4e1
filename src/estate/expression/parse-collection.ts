import { ExpressionError } from './expression-error.ts';
import type { Lexer } from './lexer.ts';

/** Reads `for k, v in`. Throws an ExpressionError. */
export function readForHead(lexer: Lexer): { readonly keyName: string | null; readonly valueName: string } {
  lexer.next();
  const first = lexer.expectIdentifier();
  const second = lexer.take(',') ? lexer.expectIdentifier() : null;
  if (!lexer.seesWord('in')) lexer.fail('expected `in`');
  lexer.next();
  return second === null ? { keyName: null, valueName: first } : { keyName: first, valueName: second };
}

const opening = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;

/** Reads `<<MARK … MARK` and gives the text between; with `<<-` without the common indentation. Throws an ExpressionError. */
export function readHeredoc(lexer: Lexer): string {
  const { text } = lexer;
  const start = lexer.peek().position;
  opening.lastIndex = start;
  const match = opening.exec(text);
  const mark = match?.[2];
  if (match === null || mark === undefined) throw new ExpressionError('expected a heredoc', text, start);
  const lines: string[] = [];
  let offset = start + match[0].length;
  while (offset <= text.length) {
    const newline = text.indexOf('\n', offset);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(offset, end);
    if (line.trim() === mark) {
      lexer.seek(end);
      return (match[1] === '-' ? outdent(lines) : lines).map((each) => `${each}\n`).join('');
    }
    lines.push(line);
    offset = end + 1;
  }
  throw new ExpressionError(`the heredoc has no closing \`${mark}\``, text, start);
}

function outdent(lines: readonly string[]): string[] {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = indents.length === 0 ? 0 : Math.min(...indents);
  return lines.map((line) => line.slice(Math.min(indent, line.length - line.trimStart().length)));
}
