/** Code points that take two columns in a terminal (East Asian wide and full width, emoji). */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const combining = /\p{M}/u;
const plain = /^[\u0020-\u007e]*$/u;

/** Characters that may not begin a line of Japanese, and those that may not end one. */
const notFirst = /^[、。,.・:;?!)」』】〉》〕}\]々ー…‥ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ%]/u;
const notLast = /[「『【〈《〔({\[]$/u;

/** Columns that the text takes. */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += columnsOf(character);
  return columns;
}

function columnsOf(character: string): number {
  if (wide.test(character)) return 2;
  return combining.test(character) ? 0 : 1;
}

/** The text, filled up with spaces to so many columns. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

/**
 * Breaks a text into lines of at most `width` columns: at spaces, and between wide characters as Japanese does. A word that is longer than
 * a line (an address, a path) stays whole. Never returns an empty list.
 */
export function wrap(text: string, width: number): readonly string[] {
  if (plain.test(text) && text.length <= width) return [text.trimEnd()];
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const { space, word } of unitsOf(text)) {
    const size = displayWidth(word);
    if (line !== '' && columns + space.length + size > width) {
      lines.push(line);
      line = word;
      columns = size;
    } else {
      line += space + word;
      columns += space.length + size;
    }
  }
  return [...lines, line];
}

interface Unit {
  /** The spaces before the word; dropped where a line is broken. */
  readonly space: string;
  readonly word: string;
}

/** What may not be broken: a run of narrow characters, a wide character, each with the punctuation that must stay with it. */
function unitsOf(text: string): readonly Unit[] {
  const units: Unit[] = [];
  let space = '';
  let word = '';
  for (const character of text.trimEnd()) {
    if (character === ' ') {
      if (word !== '') units.push({ space, word });
      space = word === '' ? space + character : character;
      word = '';
    } else if (word !== '' && mayBreakBetween(word, character)) {
      units.push({ space, word });
      space = '';
      word = character;
    } else {
      word += character;
    }
  }
  return word === '' ? units : [...units, { space, word }];
}

function mayBreakBetween(word: string, next: string): boolean {
  const last = Array.from(word).at(-1) ?? '';
  if (!wide.test(last) && !wide.test(next)) return false;
  return !notFirst.test(next) && !notLast.test(word) && !combining.test(next);
}
