import { clipText } from './clean-text.ts';

/** Keeps what GitHub turns into links after Markdown is done (`@name`, `#12`, addresses of the web) from being recognised; nobody sees it. */
const joint = '\u2060';

/** Characters that Markdown, or HTML in it, may obey anywhere in a line. `$` starts mathematics on GitHub; an underscore within a word does nothing. */
const special = /[\\`*[\]<>&|~#$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', $: '&#36;' };

/**
 * A stranger's text as plain words of a Markdown line, at most `limit` characters of it: no HTML, emphasis, link, image, mention or reference
 * comes of it, and no heading, list or quotation where it starts a line.
 */
export function markdownText(text: string, limit = Number.MAX_SAFE_INTEGER): string {
  const clean = limit === Number.MAX_SAFE_INTEGER ? clipText(text, text.length + 1) : clipText(text, limit);
  return clean
    .trim()
    .replace(special, (character) => entities[character] ?? `\\${character}`)
    .replace(/@/gu, `@${joint}`)
    .replace(/:(?=\/\/)/gu, `:${joint}`)
    .replace(/\b(?:www|mailto|xmpp)(?=[.:])/giu, (word) => `${word}${joint}`)
    .replace(/\\#(?=\d)/gu, `\\#${joint}`)
    .replace(/\bGH-(?=\d)/giu, (word) => `${word}${joint}`)
    .replace(/^(\d{1,9})([.)])/u, '$1\\$2')
    .replace(/^[-+=]/u, '\\$&');
}

/** A stranger's text as code: every character counts as itself, and nothing in it is a link or a mention. At most `limit` characters of it. */
export function markdownCode(text: string, limit = 500): string {
  const clean = clipText(text, limit);
  const runs = [...clean.matchAll(/`+/gu)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  // One space on each side is taken off again by Markdown; it keeps a backtick at an end, and a text of spaces, from joining the fence.
  const margin = runs.length > 0 || clean.trim() === '' || /^ .* $/u.test(clean) ? ' ' : '';
  return `${fence}${margin}${clean}${margin}${fence}`;
}

/** A link's target, or null when it is not an address of the web. No character of it ends the link. */
export function markdownTarget(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  return url.href.replace(
    /[()<>[\]\\`|*_~]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
