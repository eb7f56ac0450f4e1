/** Control, format (direction, zero width) and separator characters, and halves of surrogate pairs. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** What CI systems obey when it stands in a log: `::name::` at the start of a line, `##[name]` and its kin anywhere. */
const colonCommand = /(^|\s)::(?=[a-z-]+(?:\s[^:]*)?::)/giu;
const hashCommand = /##(?=(?:vso|teamcity)?\[)/giu;

/**
 * Text of the input on one line, harmless: nothing in it can drive a terminal, forge a line of the report, hide itself or command a CI
 * system. What is taken out stays visible as `\x1b`, `\n` or `\u{202e}`.
 */
export function cleanText(text: string): string {
  return text.replace(unprintable, escapeCharacter).replace(colonCommand, '$1\\x3a:').replace(hashCommand, '#\\x23');
}

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return named[character] ?? (code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`);
}

/** As {@link cleanText}, and no longer than `limit` characters: one hostile name must not flood a log. */
export function clipText(text: string, limit: number): string {
  const clean = cleanText(text);
  const characters = Array.from(clean.slice(0, 2 * limit + 1));
  return characters.length <= limit ? clean : `${characters.slice(0, limit).join('')}…`;
}

/** The paragraphs of a text of ours (a description may have several lines), each clean and on one line. */
export function paragraphs(text: string): readonly string[] {
  return text
    .split(/\n\s*\n/u)
    .map((paragraph) => cleanText(paragraph.trim().replace(/\s+/gu, ' ')))
    .filter((paragraph) => paragraph !== '');
}

/** A text of ours on one line, however it was folded where it was written. */
export function unfolded(text: string): string {
  return paragraphs(text).join(' ');
}
