export interface Tag {
  /** With a slash before it when it ends an element. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly closed: boolean;
}

/** Elements of HTML that have no end. */
const endless = ['meta', 'br', 'link', 'img', 'input', 'hr'];
const tagPattern = /<(\/?[A-Za-z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/gu;

/** The tags of a document in order. */
export function tagsOf(markup: string): readonly Tag[] {
  return [...markup.matchAll(tagPattern)].map(([, name = '', attributes = '', slash]) => ({
    name,
    attributes: Object.fromEntries(
      [...attributes.matchAll(/([\w:-]+)="([^"]*)"/gu)].map(([, key = '', value = '']) => [key, value]),
    ),
    closed: slash === '/' || endless.includes(name),
  }));
}

/** What is not well-formed: tags that don't nest, and texts with a bare `<` or `&` or a character that XML forbids. */
export function markupProblems(markup: string): readonly string[] {
  const body = markup.replace(/^<\?xml[^>]*\?>|^<!DOCTYPE html>/u, '').replace(/<style>[\s\S]*?<\/style>/gu, '');
  const open: string[] = [];
  const problems: string[] = [];
  for (const { name, closed } of tagsOf(body)) {
    if (closed) continue;
    if (!name.startsWith('/')) open.push(name);
    else {
      const last = open.pop() ?? '';
      if (last !== name.slice(1)) return [`<${name}> ends <${last}>`];
    }
  }
  if (open.length > 0) problems.push(`open: ${open.join(' ')}`);
  for (const text of body.split(/<\/?[A-Za-z][\w-]*(?:\s+[\w:-]+="[^"<]*")*\s*\/?>/u)) {
    const isBad = /<|&(?!(?:amp|lt|gt|quot|#39);)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u.test(
      text,
    );
    if (isBad) problems.push(`text ${text}`);
  }
  return problems;
}
