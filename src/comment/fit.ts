import { markdownFolded } from '../report/markdown-finding.ts';

/** GitHub refuses a comment that is longer. */
export const commentLimit = 65_536;

/** What is left unused, so that how GitHub counts (bytes, code points, line ends) never matters. */
const reserve = 536;

/** One thing that is said, at two lengths, each written only when it is shown (there may be 30,000): the short one is taken when the full one has no room, or where many came before. */
export interface CommentItem {
  readonly full: () => string;
  readonly short: () => string;
  /** What it is counted under when it is cut. */
  readonly group: string;
}

export interface CommentSection {
  /** Ours alone: nothing of a stranger. */
  readonly title: string;
  readonly folded: boolean;
  /** How many items are shown in full, and how many at all. */
  readonly full: number;
  readonly most: number;
  readonly items: readonly CommentItem[];
}

/** What every section says of its items that had no room. */
export type CutText = (count: number, byGroup: readonly (readonly [string, number])[]) => string;

/**
 * Head, sections and foot as one text that GitHub takes, whatever there is to say. Sections come in the order of their weight; each takes what
 * room there is, but for what the later ones need to say at least how much they left out. Head and foot are always there.
 */
export function fitComment(head: string, given: readonly CommentSection[], foot: string, cut: CutText): string {
  const sections = given.filter(({ items }) => items.length > 0);
  const least = sections.map((section) => cutSection(section, 0, cut).length + 2);
  let room = commentLimit - reserve - head.length - foot.length - 4;
  let kept = least.reduce((sum, length) => sum + length, 0);
  const texts: string[] = [];
  for (const [at, section] of sections.entries()) {
    kept -= least[at] ?? 0;
    const text = fitSection(section, room - kept - 2, cut);
    if (text === null) continue;
    texts.push(text);
    room -= text.length + 2;
  }
  return [head, ...texts, foot].join('\n\n');
}

/** Null when not even the count of what is cut has room. */
function fitSection(section: CommentSection, room: number, cut: CutText): string | null {
  const { items, most, full } = section;
  const lines: string[] = [];
  let left = room - cutSection(section, 0, cut).length;
  for (const [at, item] of items.slice(0, most).entries()) {
    const long = at < full ? item.full() : item.short();
    const line = long.length < left ? long : item.short();
    if (line.length >= left) break;
    lines.push(line);
    left -= line.length + 1;
  }
  for (let count = lines.length; count >= 0; count -= 1) {
    const text = cutSection(section, count, cut, lines);
    if (text.length <= room) return text;
  }
  return null;
}

/** The section with the first `count` lines, and what it says of the rest. */
function cutSection(section: CommentSection, count: number, cut: CutText, lines: readonly string[] = []): string {
  const rest = section.items.slice(count);
  const shown = lines.slice(0, count);
  return framed(section, rest.length === 0 ? shown : [...shown, '', cut(rest.length, grouped(rest))]);
}

function framed({ title, folded }: CommentSection, lines: readonly string[]): string {
  return folded ? markdownFolded(title, lines) : [`### ${title}`, '', ...lines].join('\n');
}

/** The five groups with the most items. */
function grouped(items: readonly CommentItem[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { group } of items) counts.set(group, (counts.get(group) ?? 0) + 1);
  return [...counts].sort(([oneId, one], [otherId, other]) => other - one || (oneId < otherId ? -1 : 1)).slice(0, 5);
}
