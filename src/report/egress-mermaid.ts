import type { EgressReport, EgressZone } from '../verdict/egress-report.ts';
import { cleanText } from './clean-text.ts';
import type { LookOptions } from './renderer.ts';

/** The proof as a Mermaid flowchart: the zone, the exits that are not closed, and every way out in red. */
export function renderEgressMermaid(report: EgressReport, { language }: LookOptions): string {
  const lines = report.zones.flatMap((zone, at) => zoneLines(zone, `z${at}`, language));
  return `${['flowchart LR', ...lines, ...styles].join('\n')}\n`;
}

const styles = [
  '  classDef open fill:#fdd,stroke:#c00,color:#600',
  '  classDef unknown fill:#ffd,stroke:#a80,color:#640',
  '  classDef weak fill:#fff,stroke:#a80,stroke-dasharray:4,color:#640',
  '  classDef closed fill:#efe,stroke:#080,color:#040',
];

function zoneLines(zone: EgressZone, name: string, language: LookOptions['language']): readonly string[] {
  const closed = zone.exits.filter(({ verdict }) => verdict === 'closed' || verdict === 'attested');
  const others = zone.exits.filter((exit) => !closed.includes(exit));
  const nodes = new Map<string, string>();
  const nodeOf = (address: string): string => {
    const known = nodes.get(address) ?? `${name}n${nodes.size}`;
    nodes.set(address, known);
    return known;
  };
  const edges = zone.paths.flatMap((path) => {
    const stops = [...path.via.map(({ address }) => address), path.to];
    return stops.slice(1).map((stop, at) => `  ${nodeOf(stops[at] ?? '')} -- ${path.exit} --> ${nodeOf(stop)}`);
  });
  return [
    `  ${name}["${label(zone.zone)}: ${zone.verdict}"]`,
    `  ${name}c["${closed.length} closed"]:::closed`,
    `  ${name} --- ${name}c`,
    ...others.flatMap((exit) => [
      `  ${name}${exit.id}["${exit.id} ${label(exit.title[language])}"]:::${exit.verdict}`,
      `  ${name} --- ${name}${exit.id}`,
    ]),
    ...new Set(edges),
    ...[...nodes].map(([address, node]) => `  ${node}["${label(address)}"]:::open`),
  ];
}

/** Mermaid reads quotes, brackets and hashes: they are written as entities. */
function label(text: string): string {
  return cleanText(text).replace(/[#"<>[\]{}|`;]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
}
