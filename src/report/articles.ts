import { type Basis, bases } from '../policy/catalog.ts';
import { cleanText } from './clean-text.ts';
import type { Page } from './page.ts';

/**
 * The articles of a finding (`Act 77/2016 Art.18(3) [MIXED]`), those of one basis together, each group with a label that says how far
 * it is the law's own text: `Act 77/2016 Art.18(3), Art.20 [MIXED: duty in the text, technical detail ours]`.
 */
export function labelArticles(page: Page, articles: readonly string[]): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const cited of articles) {
    const { article, basis } = splitArticle(cited);
    const label = basis === null ? '' : ` [${basis}: ${page.words.basis[basis].short}]`;
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [article]);
    else group.push(article);
  }
  return [...groups].map(([label, cited]) => cited.map(cleanText).join(', ') + label);
}

/** Takes the basis off its article; null, and the text as it is, when there is none that we know. */
function splitArticle(cited: string): { readonly article: string; readonly basis: Basis | null } {
  const match = /^(.*) \[([A-Z]+)\]$/su.exec(cited);
  const basis = bases.find((known) => known === match?.[2]);
  return basis === undefined ? { article: cited, basis: null } : { article: match?.[1] ?? cited, basis };
}
