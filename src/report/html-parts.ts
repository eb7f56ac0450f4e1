import type { Catalog } from '../policy/catalog.ts';
import type { ReportDocument } from './document.ts';
import type { HtmlWords } from './html-words.ts';
import { escapeMarkup } from './markup.ts';
import type { Page } from './page.ts';

/** What every part of the HTML report needs. */
export interface HtmlContext {
  readonly page: Page;
  readonly say: HtmlWords;
  readonly report: ReportDocument;
  readonly catalog: Catalog | null;
  /** Titles of requirements by id. */
  readonly titles: ReadonlyMap<string, string>;
}

/** A part with its heading; `id` is what the contents link to. */
export function htmlSection(id: string, title: string, body: readonly string[]): string {
  return [
    `<section id="${id}" aria-labelledby="${id}-title">`,
    `<h2 id="${id}-title">${escapeMarkup(title)}</h2>`,
    ...body,
    '</section>',
  ].join('\n');
}

/** Text to be copied. */
export function htmlCode(text: string): string {
  return `<code>${escapeMarkup(text)}</code>`;
}

/** A word on a coloured ground; the word alone says everything. */
export function htmlTag(kind: string, text: string): string {
  return `<span class="tag ${kind}">${escapeMarkup(text)}</span>`;
}

/** A table that a keyboard can scroll. The cells are HTML already, the first of a row its heading. */
export function htmlTable(label: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = columns.map((column) => `<th scope="col">${escapeMarkup(column)}</th>`).join('');
  const lines = rows.map(([first = '', ...rest]) => {
    return `<tr><th scope="row">${first}</th>${rest.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  return [
    `<div class="scroll" role="group" tabindex="0" aria-label="${escapeMarkup(label)}">`,
    `<table><thead><tr>${head}</tr></thead>`,
    '<tbody>',
    ...lines,
    '</tbody></table>',
    '</div>',
  ].join('\n');
}

export function htmlList(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

/** A way from hop to hop, drawn as boxes with arrows between them. */
export function htmlPath(steps: readonly { readonly address: string; readonly why: string }[]): string {
  const boxes = steps.map(
    ({ address, why }) => `<li>${htmlCode(address)}<span class="why">${escapeMarkup(why)}</span></li>`,
  );
  return `<ol class="path">${boxes.join('')}</ol>`;
}
