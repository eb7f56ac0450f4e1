import dagre from '@dagrejs/dagre';
import type { Picture } from './graph.ts';
import { lineHeight, textWidth } from './text-size.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface LaidEdge {
  readonly points: readonly Point[];
  /** Centre of the label. */
  readonly label: Point | null;
}

/** Where everything lies, in pixels from the top left. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
  /** One for each edge of the picture, in its order. */
  readonly edges: readonly LaidEdge[];
}

const padding = { x: 12, y: 8 };

/** Lays a picture out in layers, groups around their members (dagre). The same picture gives the same places. Throws a TypeError for an edge or group that leads nowhere. */
export function layOut(picture: Picture): Layout {
  refuseDangling(picture);
  const graph = new dagre.graphlib.Graph({ directed: true, compound: true, multigraph: true });
  graph.setGraph({ rankdir: picture.direction, nodesep: 40, ranksep: 36, edgesep: 30, marginx: 16, marginy: 16 });
  for (const { id, label } of picture.groups) graph.setNode(id, { label, width: textWidth(label) + 24 });
  for (const { id, lines } of picture.nodes) {
    const width = Math.max(...lines.map((line, at) => textWidth(line, at === 0))) + 2 * padding.x;
    graph.setNode(id, { width, height: lines.length * lineHeight + 2 * padding.y });
  }
  for (const { id, parent } of picture.groups) if (parent !== undefined) graph.setParent(id, parent);
  for (const { id, group } of picture.nodes) if (group !== undefined) graph.setParent(id, group);
  picture.edges.forEach(({ from, to, label, length = 1 }, at) => {
    const size =
      label === undefined ? {} : { width: textWidth(label) + 8, height: lineHeight + 2, labelpos: 'c' as const };
    graph.setEdge(from, to, { ...size, minlen: length }, String(at));
  });
  dagre.layout(graph);
  return read(picture, graph);
}

function read(picture: Picture, graph: dagre.graphlib.Graph): Layout {
  const boxes = new Map<string, Box>();
  for (const { id } of [...picture.groups, ...picture.nodes]) {
    const { x, y, width, height } = graph.node(id);
    boxes.set(id, { x: x - width / 2, y: y - height / 2, width, height });
  }
  const edges = picture.edges.map(({ from, to, label }, at) => {
    const edge = graph.edge({ v: from, w: to, name: String(at) });
    return { points: edge.points, label: label === undefined ? null : centreOf(edge) };
  });
  const { width = 0, height = 0 } = graph.graph();
  return { width, height, boxes, edges };
}

/** The place of an edge's label: dagre's types know the points of an edge only. */
function centreOf(edge: Readonly<Record<string, unknown>>): Point {
  const { x, y } = edge;
  return { x: typeof x === 'number' ? x : 0, y: typeof y === 'number' ? y : 0 };
}

function refuseDangling({ groups, nodes, edges }: Picture): void {
  const known = new Set(nodes.map(({ id }) => id));
  const holders = new Set(groups.map(({ id }) => id));
  const lost = [
    ...edges.flatMap(({ from, to }) => [from, to]).filter((id) => !known.has(id)),
    ...[...groups.map(({ parent }) => parent), ...nodes.map(({ group }) => group)].filter(
      (id) => id !== undefined && !holders.has(id),
    ),
  ];
  if (lost.length > 0) throw new TypeError(`the picture names ${lost.join(', ')}, which it does not hold`);
  if (known.size + holders.size !== nodes.length + groups.length || [...known].some((id) => holders.has(id))) {
    throw new TypeError('the picture uses an id twice');
  }
}
