import type { Report } from '../verdict/report.ts';
import { reportDocument } from './document.ts';
import type { RenderOptions } from './renderer.ts';

/** The report for programs: `sekisho.report/v1`, two spaces, a newline at the end. */
export function renderJson(report: Report, options: RenderOptions): string {
  return jsonText(reportDocument(report, options.language));
}

/** What JSON allows unescaped although it drives terminals or turns the reading direction. */
const unprintable = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** JSON that is safe to print: the same value, with characters that a terminal might obey written as escapes. */
export function jsonText(value: object): string {
  const text = JSON.stringify(value, null, 2).replace(unprintable, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `${text}\n`;
}
