import { cleanText } from './clean-text.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Clean text for the content or a quoted attribute of XML or HTML. Code points that XML has no place for become U+FFFD. */
export function escapeMarkup(text: string): string {
  return cleanText(text)
    .replace(/[\ufdd0-\ufdef\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&<>"']/gu, (character) => entities[character] ?? character);
}
