import type { EgressExit, EgressPathEntry, EgressReport, EgressZone, ExitVerdict } from '../verdict/egress-report.ts';
import { cleanText } from './clean-text.ts';
import { type EgressWords, egressWords } from './egress-words.ts';
import type { GraphTone, Picture, PictureEdge, PictureNode } from './graph/graph.ts';
import { renderGraphSvg } from './graph/render-graph-svg.ts';
import type { Language } from './renderer.ts';
import { wrap } from './wrap.ts';

/** Columns of a node, and its greatest number of lines: what is cut off stands in the text. */
const columns = 34;
const mostLines = 5;

/**
 * The zones of a proof as one SVG: the guards that are wanting, and for every exit by which something leaves the shortest way, in red from where it
 * begins to where it ends. Alone or in a page. Pure.
 */
export function egressPicture(report: EgressReport, language: Language): string {
  return renderGraphSvg(pictureOf(report, language), 'egress');
}

/** What the picture shows; apart from its drawing, so that other formats show the same. */
export function pictureOf(report: EgressReport, language: Language): Picture {
  const words = egressWords[language];
  const zones = report.zones.map((zone, at) => zoneParts(zone, `z${at}`, { words, language }));
  return {
    title: report.zones.map(({ zone }) => words.picture.title(cleanText(zone))).join(', '),
    description: report.zones.map((zone) => zoneLabel(zone, words)).join('; '),
    direction: 'LR',
    groups: report.zones.map((zone, at) => ({
      id: `z${at}`,
      label: zoneLabel(zone, words),
      tone: zoneTones[zone.verdict],
    })),
    nodes: zones.flatMap(({ nodes }) => nodes),
    edges: zones.flatMap(({ edges }) => edges),
  };
}

const zoneTones: Readonly<Record<EgressZone['verdict'], GraphTone>> = {
  closed: 'good',
  // Grey, so that the ways out are what is red.
  open: 'quiet',
  unproven: 'quiet',
};

const exitTones: Readonly<Record<ExitVerdict, GraphTone>> = {
  closed: 'good',
  attested: 'good',
  weak: 'warning',
  unknown: 'warning',
  open: 'bad',
};

interface Look {
  readonly words: EgressWords;
  readonly language: Language;
}

interface Parts {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

function zoneLabel(zone: EgressZone, words: EgressWords): string {
  return `${cleanText(zone.zone)}: ${words.verdict[zone.verdict]}`;
}

function zoneParts(zone: EgressZone, group: string, look: Look): Parts {
  const leaving = zone.exits.filter(({ id }) => zone.paths.some(({ exit }) => exit === id));
  const shown = leaving.flatMap((exit) => shortestBy(exit, zone));
  const ways = new WayCollector(group, Math.max(1, ...shown.map(({ hops }) => hops.length)));
  for (const way of shown) addWay(ways, way, zone, look);
  return { nodes: [...ways.nodes.values(), ...summaries(zone, leaving, { group, look })], edges: ways.edges };
}

/** Nodes and edges of ways out; one that several ways share is drawn once. */
class WayCollector {
  readonly group: string;
  /** Hops of the longest way: with shorter ones drawn as long, all exits stand at the border. */
  readonly depth: number;
  readonly nodes = new Map<string, PictureNode>();
  readonly edges: PictureEdge[] = [];

  constructor(group: string, depth: number) {
    this.group = group;
    this.depth = depth;
  }

  /** Gives the node's id. What lies outside is in no group. */
  node(key: string, parts: Pick<PictureNode, 'lines' | 'tone'>, isInside = true): string {
    const known = this.nodes.get(key);
    if (known !== undefined) return known.id;
    const id = `${this.group}n${this.nodes.size}`;
    this.nodes.set(key, { id, ...parts, ...(isInside ? { group: this.group } : {}) });
    return id;
  }

  edge(edge: PictureEdge): void {
    if (!this.edges.some(({ from, to }) => from === edge.from && to === edge.to)) this.edges.push(edge);
  }
}

/** The shortest way through an exit, with how many there are. */
interface Way {
  readonly exit: EgressExit;
  readonly path: EgressPathEntry;
  readonly hops: EgressPathEntry['via'];
  readonly count: number;
}

function shortestBy(exit: EgressExit, zone: EgressZone): readonly Way[] {
  const own = zone.paths.filter((path) => path.exit === exit.id);
  const path = own.find(({ certain }) => certain) ?? own[0];
  if (path === undefined) return [];
  // What is named twice on a way, e.g. a machine that sends and has the address, is drawn once.
  const hops = path.via.filter(({ address }, at) => path.via.findIndex((one) => one.address === address) === at);
  return [{ exit, path, hops, count: own.length }];
}

/** From hop to hop, through the exit, to where it leads. */
function addWay(ways: WayCollector, { exit, path, hops, count }: Way, zone: EgressZone, look: Look): void {
  const { words, language } = look;
  const tone = path.certain ? 'bad' : 'warning';
  const line = { tone, ...(path.certain ? {} : { dashed: true }) } as const;
  const stops = hops.map(({ address, why }) => ways.node(address, { lines: textLines(address, why[language]), tone }));
  const gate = ways.node(`exit ${exit.id}`, { lines: gateLines(exit, count, zone, look), tone });
  const end = ways.node(`to ${path.to}`, { lines: placeLines(path, words), tone: 'outside' }, false);
  stops.forEach((from, at) => {
    const to = stops[at + 1];
    if (to === undefined) ways.edge({ from, to: gate, length: 1 + ways.depth - stops.length, ...line });
    else ways.edge({ from, to, ...line });
  });
  ways.edge({ from: gate, to: end, ...line });
}

function gateLines(exit: EgressExit, count: number, zone: EgressZone, { words, language }: Look): readonly string[] {
  const change = zone.changes?.exits.find(({ id }) => id === exit.id);
  return [
    `${exit.id}: ${words.exit[exit.verdict]}${change === undefined ? '' : ` (${words.change[change.kind]})`}`,
    ...wrap(exit.title[language], columns),
    ...(count > 1 ? [words.picture.others(count - 1)] : []),
  ];
}

function placeLines({ to }: EgressPathEntry, { picture }: EgressWords): readonly string[] {
  const name = to.replace(/^(?:outside|principal):/u, '');
  if (name === 'internet') return [picture.outside.internet];
  if (name === 'unknown') return wrap(picture.outside.unknown, columns);
  return cut(wrap(cleanText(name), columns));
}

/** Lines for a hop: its name, its type, and why it leads on, without saying its address again. */
function textLines(address: string, why: string): readonly string[] {
  const dot = address.indexOf('.');
  const [name, type] = dot === -1 ? [address, ''] : [address.slice(dot + 1), address.slice(0, dot)];
  const own = [address, type].find((known) => known !== '' && why.startsWith(known));
  const reason = own === undefined ? why : why.slice(own.length).replace(/^(?::|\s|[はが])+/u, '');
  return cut([name, ...(type === '' ? [] : [type]), ...wrap(reason, columns)].map(cleanText));
}

function cut(lines: readonly string[]): readonly string[] {
  const whole = lines.map(shortened);
  return whole.length <= mostLines ? whole : [...whole.slice(0, mostLines - 1), '…'];
}

function shortened(line: string): string {
  return line.length <= columns + 6 ? line : `${line.slice(0, columns + 5)}…`;
}

/** Exits by which nothing leaves, together by verdict. */
function summaries(
  zone: EgressZone,
  leaving: readonly EgressExit[],
  { group, look }: { readonly group: string; readonly look: Look },
): readonly PictureNode[] {
  const rest = zone.exits.filter((exit) => !leaving.includes(exit));
  const isClosed = ({ verdict }: EgressExit): boolean => verdict === 'closed' || verdict === 'attested';
  const closed = rest.filter(isClosed);
  const gone = zone.changes?.exits.filter(({ kind }) => kind === 'closed').map(({ id }) => id) ?? [];
  const { words, language } = look;
  const wanting = (['open', 'unknown', 'weak'] as const).flatMap((verdict): PictureNode[] => {
    const exits = rest.filter((exit) => exit.verdict === verdict);
    if (exits.length === 0) return [];
    const lines = exits.length <= 4 ? exits.map((exit) => `${exit.id} ${exit.title[language]}`) : [idsOf(exits)];
    const title = `${words.exit[verdict]} ${exits.length}${verdict === 'open' ? ` (${words.picture.noWay})` : ''}`;
    const tone = exitTones[verdict];
    return [
      { id: `${group}${verdict}`, lines: [title, ...lines.flatMap((line) => wrap(line, columns + 10))], tone, group },
    ];
  });
  const change = gone.length === 0 ? [] : wrap(`${words.change.closed}: ${gone.join(', ')}`, columns);
  const good: PictureNode = {
    id: `${group}closed`,
    lines: [words.picture.allClosed(closed.length), ...change],
    tone: 'good',
    group,
  };
  return [...wanting, good];
}

function idsOf(exits: readonly EgressExit[]): string {
  return exits.map(({ id }) => id).join(', ');
}
