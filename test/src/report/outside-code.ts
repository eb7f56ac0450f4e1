/** A Markdown text without its code spans: what Markdown, and GitHub after it, acts upon. */
export function outsideCode(markdown: string): string {
  return markdown.replace(/\\[\s\S]|(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/gu, (match) =>
    match.startsWith('\\') ? match : '',
  );
}
