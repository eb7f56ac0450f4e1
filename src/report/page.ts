import picocolors from 'picocolors';
import type { LookOptions } from './renderer.ts';
import { type Words, words } from './words.ts';
import { displayWidth, pad, wrap } from './wrap.ts';

export type Colors = ReturnType<typeof picocolors.createColors>;
export type Paint = (text: string) => string;

/** What every part of a text needs: its words, its colours and its width. */
export interface Page {
  readonly words: Words;
  readonly colors: Colors;
  readonly width: number;
  readonly verbose: boolean;
  readonly language: LookOptions['language'];
}

export function pageFor(options: LookOptions): Page {
  const { language, color, width, verbose } = options;
  return {
    words: words[language],
    colors: picocolors.createColors(color),
    width: Math.max(40, width),
    verbose,
    language,
  };
}

const indent = '    ';

/** Wrapped lines, each behind `margin` and painted. The text must be clean. */
export function filled(page: Page, text: string, margin = indent, paint: Paint = String): readonly string[] {
  return wrap(text, page.width - displayWidth(margin)).map((line) => margin + paint(line));
}

/** A label and its text, wrapped so that the text stays in its own column. */
export function labelled(page: Page, label: string, text: string, paint: Paint = String): readonly string[] {
  const column = labelColumn(page);
  const lines = wrap(text, page.width - indent.length - column);
  return lines.map((line, at) =>
    `${indent}${page.colors.dim(pad(at === 0 ? label : '', column))}${paint(line)}`.trimEnd(),
  );
}

/** A point of a list. */
export function bullet(page: Page, text: string): readonly string[] {
  return wrap(text, page.width - indent.length - 2).map((line, at) => `${indent}${at === 0 ? '- ' : '  '}${line}`);
}

/** The heading of a part, with an empty line above. */
export function heading(page: Page, text: string, paint: Paint = page.colors.bold): readonly string[] {
  return ['', ...filled(page, text, '', paint)];
}

function labelColumn(page: Page): number {
  return Math.max(...Object.values(page.words.labels).map(displayWidth)) + 2;
}

/** The lines as one text that ends with a newline. */
export function joined(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
