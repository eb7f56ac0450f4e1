import type { GraphTone, Picture, PictureGroup, PictureNode } from '../../../../src/report/graph/graph.ts';

const styles: Readonly<Record<GraphTone, string>> = {
  plain: 'fill:#fff,stroke:#333,color:#111',
  good: 'fill:#efe,stroke:#080,color:#040',
  bad: 'fill:#fdd,stroke:#c00,color:#600',
  warning: 'fill:#ffd,stroke:#a80,color:#640',
  outside: 'fill:#eef,stroke:#36c,color:#124',
  quiet: 'fill:#f6f6f6,stroke:#888,color:#444',
};

/** A picture as a Mermaid flowchart, for places that draw it themselves. */
export function renderPictureMermaid(picture: Picture): string {
  const ids = new Map([...picture.groups, ...picture.nodes].map(({ id }, at) => [id, `n${String(at)}`]));
  const idOf = (id: string): string => ids.get(id) ?? 'lost';
  const edges = picture.edges.map(({ from, to, label, dashed = false }) => {
    const arrow = dashed ? '-.->' : '-->';
    return `  ${idOf(from)} ${arrow}${label === undefined ? '' : `|"${escaped(label)}"|`} ${idOf(to)}`;
  });
  const used = [...new Set([...picture.groups, ...picture.nodes].map(({ tone }) => tone))].sort();
  return `${[
    '---',
    `title: ${picture.title}`,
    '---',
    `flowchart ${picture.direction}`,
    ...picture.groups
      .filter(({ parent }) => parent === undefined)
      .flatMap((group) => groupLines(group, picture, idOf, '  ')),
    ...picture.nodes.filter(({ group }) => group === undefined).map((node) => nodeLine(node, idOf, '  ')),
    ...edges,
    ...used.map((tone) => `  classDef ${tone} ${styles[tone]}`),
    ...used.map((tone) => {
      const members = [...picture.groups, ...picture.nodes]
        .filter((one) => one.tone === tone)
        .map(({ id }) => idOf(id));
      return `  class ${members.join(',')} ${tone}`;
    }),
  ].join('\n')}\n`;
}

function groupLines(
  group: PictureGroup,
  picture: Picture,
  idOf: (id: string) => string,
  indent: string,
): readonly string[] {
  const deeper = `${indent}  `;
  return [
    `${indent}subgraph ${idOf(group.id)}["${escaped(group.label)}"]`,
    ...picture.groups
      .filter(({ parent }) => parent === group.id)
      .flatMap((inner) => groupLines(inner, picture, idOf, deeper)),
    ...picture.nodes.filter((node) => node.group === group.id).map((node) => nodeLine(node, idOf, deeper)),
    `${indent}end`,
  ];
}

function nodeLine({ id, lines }: PictureNode, idOf: (id: string) => string, indent: string): string {
  return `${indent}${idOf(id)}["${lines.map(escaped).join('<br/>')}"]`;
}

/** Mermaid reads quotes, brackets and hashes: they are written as entities. */
function escaped(text: string): string {
  return text.replace(/[#"<>[\]{}|`;]/gu, (character) => `#${String(character.codePointAt(0) ?? 0)};`);
}
