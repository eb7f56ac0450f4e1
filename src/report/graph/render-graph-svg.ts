import { palette } from '../html-style.ts';
import { escapeMarkup } from '../markup.ts';
import type { GraphTone, Picture, PictureEdge, PictureGroup, PictureNode } from './graph.ts';
import { type Box, type LaidEdge, layOut } from './lay-out.ts';
import { fontSize, lineHeight, textWidth } from './text-size.ts';

interface Tone {
  readonly ink: string;
  readonly ground: string;
}

const tones: Readonly<Record<GraphTone, Tone>> = {
  plain: { ink: palette.ink, ground: palette.paper },
  good: { ink: palette.pass, ground: palette.passGround },
  bad: { ink: palette.fail, ground: palette.failGround },
  warning: { ink: palette.unproven, ground: palette.unprovenGround },
  outside: { ink: palette.low, ground: palette.lowGround },
  quiet: { ink: palette.quiet, ground: palette.panel },
};

const font = `font-family="system-ui, 'Hiragino Sans', 'Yu Gothic UI', 'Noto Sans CJK JP', sans-serif" font-size="${String(fontSize)}"`;

/**
 * Draws a picture as one SVG that asks no network for anything, runs nothing and can stand in a page or alone. Pure: the same picture gives the same
 * bytes. `prefix` keeps the ids of several pictures of one page apart. Throws a TypeError for a picture that names what it does not hold.
 */
export function renderGraphSvg(picture: Picture, prefix = 'picture'): string {
  const placed = layOut(picture);
  const width = Math.ceil(placed.width);
  const height = Math.ceil(placed.height);
  const boxOf = (id: string): Box => placed.boxes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  const used = [...new Set(picture.edges.map(({ tone }) => tone))].sort();
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="${prefix}-title ${prefix}-description" width="${String(width)}" height="${String(height)}" viewBox="0 0 ${String(width)} ${String(height)}" ${font}>`,
    `<title id="${prefix}-title">${escapeMarkup(picture.title)}</title>`,
    `<desc id="${prefix}-description">${escapeMarkup(picture.description)}</desc>`,
    `<defs>${used.map((tone) => arrowHead(tone, prefix)).join('')}</defs>`,
    `<rect width="${String(width)}" height="${String(height)}" fill="${palette.paper}"/>`,
    ...outermostFirst(picture.groups).map((group) => drawGroup(group, boxOf(group.id))),
    ...picture.edges.map((edge, at) => drawEdge(edge, placed.edges[at], prefix)),
    ...picture.nodes.map((node) => drawNode(node, boxOf(node.id))),
    ...picture.edges.map((edge, at) => drawLabel(edge, placed.edges[at])),
    '</svg>',
  ]
    .filter((part) => part !== '')
    .join('\n')}\n`;
}

function arrowHead(tone: GraphTone, prefix: string): string {
  return `<marker id="${prefix}-${tone}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0L10 5L0 10z" fill="${tones[tone].ink}"/></marker>`;
}

/** A group is drawn before what lies in it. */
function outermostFirst(groups: readonly PictureGroup[]): readonly PictureGroup[] {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const depth = (group: PictureGroup | undefined): number =>
    group?.parent === undefined ? 0 : 1 + depth(byId.get(group.parent));
  return groups
    .map((group) => ({ group, depth: depth(group) }))
    .sort((one, other) => one.depth - other.depth)
    .map(({ group }) => group);
}

function drawGroup({ label, tone }: PictureGroup, box: Box): string {
  const { ink, ground } = tones[tone];
  const text = `<text x="${at(box.x + 10)}" y="${at(box.y + 18)}" font-weight="600" fill="${ink}">${escapeMarkup(label)}</text>`;
  return `<g><rect ${place(box)} rx="8" fill="${ground}" stroke="${ink}" stroke-width="1.5"/>${text}</g>`;
}

function drawNode({ lines, tone }: PictureNode, box: Box): string {
  const { ink, ground } = tones[tone];
  const middle = box.x + box.width / 2;
  const top = box.y + (box.height - lines.length * lineHeight) / 2 + fontSize;
  const text = lines.map((line, number) => {
    const weight = number === 0 ? ' font-weight="600"' : '';
    return `<text x="${at(middle)}" y="${at(top + number * lineHeight)}" text-anchor="middle" fill="${ink}"${weight}>${escapeMarkup(line)}</text>`;
  });
  return `<g><rect ${place(box)} rx="4" fill="${ground}" stroke="${ink}" stroke-width="1.5"/>${text.join('')}</g>`;
}

function drawEdge({ tone, dashed = false }: PictureEdge, laid: LaidEdge | undefined, prefix: string): string {
  if (laid === undefined) return '';
  const path = laid.points.map(({ x, y }, number) => `${number === 0 ? 'M' : 'L'}${at(x)} ${at(y)}`).join('');
  const width = tone === 'bad' ? 2.5 : 1.5;
  const dash = dashed ? ' stroke-dasharray="6 4"' : '';
  return `<path d="${path}" fill="none" stroke="${tones[tone].ink}" stroke-width="${String(width)}" stroke-linejoin="round"${dash} marker-end="url(#${prefix}-${tone})"/>`;
}

function drawLabel({ label, tone }: PictureEdge, laid: LaidEdge | undefined): string {
  if (label === undefined || laid?.label === null || laid === undefined) return '';
  const { x, y } = laid.label;
  const width = textWidth(label) + 4;
  // On paper of its own, so that no line runs through the words.
  const paper = place({ x: x - width / 2, y: y - lineHeight / 2, width, height: lineHeight });
  return `<rect ${paper} fill="${palette.paper}"/><text x="${at(x)}" y="${at(y + fontSize / 3)}" text-anchor="middle" fill="${tones[tone].ink}">${escapeMarkup(label)}</text>`;
}

function place({ x, y, width, height }: Box): string {
  return `x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(height)}"`;
}

/** A tenth of a pixel is finer than any eye, and keeps the last digits of arithmetic out of files that are compared. */
function at(pixels: number): string {
  return String(Math.round(pixels * 10) / 10);
}
