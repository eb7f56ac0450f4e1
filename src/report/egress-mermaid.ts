import type { EgressReport } from '../verdict/egress-report.ts';
import { pictureOf } from './egress-picture.ts';
import type { GraphTone, Picture, PictureEdge, PictureNode } from './graph/graph.ts';
import type { LookOptions } from './renderer.ts';

/** The proof as a Mermaid flowchart, with what the SVG shows: the zones, the guards that are wanting, and the shortest way through each exit in red. */
export function renderEgressMermaid(report: EgressReport, { language }: LookOptions): string {
  const picture = pictureOf(report, language);
  const outside = picture.nodes.filter(({ group }) => group === undefined);
  const lines = [
    'flowchart LR',
    ...picture.groups.flatMap((group) => [
      `  subgraph ${group.id}["${label(group.label)}"]`,
      ...picture.nodes.filter((node) => node.group === group.id).map((node) => `  ${nodeLine(node)}`),
      '  end',
    ]),
    ...outside.map(nodeLine),
    ...picture.edges.map((edge) => edgeLine(edge, picture)),
    ...edgeStyles(picture.edges),
    ...Object.entries(styles).map(([tone, style]) => `  classDef ${tone} ${style}`),
  ];
  return `${lines.join('\n')}\n`;
}

const styles: Readonly<Record<GraphTone, string>> = {
  plain: 'fill:#fff,stroke:#444,color:#222',
  good: 'fill:#efe,stroke:#080,color:#040',
  bad: 'fill:#fdd,stroke:#c00,color:#600',
  warning: 'fill:#ffd,stroke:#a80,color:#640',
  outside: 'fill:#eef,stroke:#448,color:#224',
  quiet: 'fill:#f4f4f6,stroke:#666,color:#333',
};

function nodeLine({ id, lines, tone }: PictureNode): string {
  return `  ${id}["${lines.map(label).join('<br/>')}"]:::${tone}`;
}

/** The edge that leaves an exit says which one it is, so that the source of the picture can be searched. */
function edgeLine({ from, to, dashed = false }: PictureEdge, { nodes }: Picture): string {
  const gate = /^([EA]\d+):/u.exec(nodes.find(({ id }) => id === from)?.lines[0] ?? '')?.[1];
  if (gate === undefined) return `  ${from} ${dashed ? '-.->' : '-->'} ${to}`;
  return dashed ? `  ${from} -. ${gate} .-> ${to}` : `  ${from} -- ${gate} --> ${to}`;
}

function edgeStyles(edges: readonly PictureEdge[]): readonly string[] {
  const red = edges.flatMap(({ tone }, at) => (tone === 'bad' ? [at] : []));
  return red.length === 0 ? [] : [`  linkStyle ${red.join(',')} stroke:#c00,stroke-width:3px`];
}

/** Mermaid reads quotes, brackets and hashes: they are written as entities. */
function label(text: string): string {
  return text.replace(/[#"<>[\]{}|`;]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
}
