import { describe, expect, it } from 'vitest';
import { renderEgressMermaid } from '../../../src/report/egress-mermaid.ts';
import { egressPicture } from '../../../src/report/egress-picture.ts';
import type { EgressExit, EgressReport, EgressStep } from '../../../src/verdict/egress-report.ts';

const step = (address: string, en: string, ja = en): EgressStep => ({ address, why: { en, ja }, location: null });

function exit(id: string, verdict: EgressExit['verdict'], path: readonly EgressStep[] = []): EgressExit {
  const title = { en: `way ${id}`, ja: `出口の ${id}` };
  return { id, title, verdict, proof: 'A', by: [], missing: [], unknown: [], after: [], attested: [], path };
}

const hops = [
  step('google_compute_instance.m', 'sends'),
  step('google_compute_router_nat.<n>', 'google_compute_router_nat.<n> translates'),
];
const report: EgressReport = {
  stage: 'plan',
  exitCode: 1,
  now: '2026-11-24T00:00:00.000Z',
  partial: [],
  toolVersion: '0.0.0',
  zones: [
    {
      zone: 'records',
      verdict: 'open',
      exitCode: 1,
      resources: 2,
      deleted: [],
      exits: [exit('E1', 'closed'), exit('E2', 'open', hops), exit('E11', 'unknown'), exit('E46', 'open')],
      paths: [
        { from: 'a', to: 'internet', family: 'ipv4', exit: 'E2', certain: true, via: hops },
        { from: 'b', to: 'internet', family: 'ipv4', exit: 'E2', certain: true, via: [...hops, step('x.y', 'z')] },
        { from: 'a', to: 'outside:peer', family: 'ipv4', exit: 'E11', certain: false, via: [step('c.d', 'peers')] },
      ],
      changes: {
        since: '2026-11-23T00:00:00.000Z',
        exits: [
          { id: 'E2', before: 'closed', after: 'open', kind: 'opened' },
          { id: 'E1', before: 'open', after: 'closed', kind: 'closed' },
        ],
        opened: [],
        closed: [],
      },
    },
  ],
};

const look = { language: 'en', color: false, width: 80, verbose: false } as const;

/** The texts of an SVG, in order. */
function textsOf(svg: string): readonly string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/gu)].map((match) => match[1] ?? '');
}

describe('the picture of a proof', () => {
  it('shows the zone, what is open, unknown and closed, and one way through each exit with how many more there are', () => {
    expect(textsOf(egressPicture(report, 'en'))).toEqual([
      'records: OPEN',
      'm',
      'google_compute_instance',
      'sends',
      '&lt;n&gt;',
      'google_compute_router_nat',
      'translates',
      'E2: Open (opened)',
      'way E2',
      'and 1 more way',
      'the internet',
      'd',
      'c',
      'peers',
      'E11: Unknown',
      'way E11',
      'peer',
      'Open 1 (no way out)',
      'E46 way E46',
      '1 exit closed',
      'closed: E1',
    ]);
  });

  it('draws what is certain in thick red and what is only possible with dashes', () => {
    const edges = [...egressPicture(report, 'en').matchAll(/<path d="M[^"]*" fill="none"[^>]*>/gu)].map(
      ([edge]) => edge,
    );
    const widths = edges.map((edge) => Number(/stroke-width="([\d.]+)"/u.exec(edge)?.[1]));
    const colours = edges.map((edge) => /stroke="([^"]+)"/u.exec(edge)?.[1]);
    expect(edges.map((edge) => edge.includes('stroke-dasharray'))).toEqual([false, false, false, true, true]);
    expect(Math.min(...widths.slice(0, 3))).toBeGreaterThan(Math.max(...widths.slice(3)));
    expect(new Set(colours.slice(0, 3)).size).toBe(1);
    expect(colours.slice(3)).not.toContain(colours[0]);
  });

  it('is in Japanese too, and the same bytes every time', () => {
    expect(textsOf(egressPicture(report, 'ja'))).toContain('インターネット');
    expect(egressPicture(report, 'ja')).toBe(egressPicture(report, 'ja'));
  });

  it('is the same as a Mermaid flowchart, with nothing in it that Mermaid would read as its own', () => {
    const mermaid = renderEgressMermaid(report, look);
    expect(mermaid).toContain('["#60;n#62;<br/>google_compute_router_nat<br/>translates"]:::bad');
    expect(mermaid).toContain('z0n2 -- E2 --> z0n3');
    expect(mermaid).toContain('z0n5 -. E11 .-> z0n6');
    expect(mermaid).toContain('  linkStyle 0,1,2 stroke:#c00,stroke-width:3px');
  });
});
