import { describe, expect, it } from 'vitest';
import { SekishoError } from '../../../src/errors.ts';
import { readEgressBaseline, sinceBaseline } from '../../../src/verdict/egress-baseline.ts';
import type { EgressReport, EgressZone } from '../../../src/verdict/egress-report.ts';

const text = { en: 'text', ja: 'text' };
const way = (exit: string, from: string, certain = true) =>
  ({ from, to: 'internet', family: 'ipv4', exit, certain, via: [] }) as const;

function zoneOf(exits: Readonly<Record<string, EgressZone['exits'][number]['verdict']>>, paths: EgressZone['paths']) {
  return {
    zone: 'records',
    verdict: 'open',
    exitCode: 1,
    resources: 3,
    deleted: [],
    exits: Object.entries(exits).map(([id, verdict]) => ({
      id,
      title: text,
      verdict,
      proof: 'A' as const,
      by: [],
      missing: [],
      unknown: [],
      after: [],
      attested: [],
      path: [],
    })),
    paths,
  } as const satisfies EgressZone;
}

const report = (zone: EgressZone): EgressReport => ({
  stage: 'plan',
  exitCode: 1,
  zones: [zone],
  now: '2026-11-24T00:00:00.000Z',
  partial: [],
  toolVersion: '0.0.0',
});

const earlier = (changes: object = {}): string =>
  JSON.stringify({
    schema: 'sekisho.egress/v1',
    zone: 'records',
    now: '2026-11-23T00:00:00.000Z',
    exits: [
      { id: 'E1', verdict: 'closed' },
      { id: 'E2', verdict: 'open' },
      { id: 'E3', verdict: 'closed' },
    ],
    paths: [way('E2', 'm.old')],
    ...changes,
  });

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof SekishoError) return error.code;
    throw error;
  }
  return 'no error';
}

const now = zoneOf({ E1: 'open', E2: 'weak', E3: 'attested', A1: 'unknown' }, [way('E1', 'm.new')]);

describe('a proof against an earlier one', () => {
  it('names every exit and every way that has opened, closed or changed otherwise', () => {
    const [zone] = sinceBaseline(report(now), readEgressBaseline(earlier(), null)).zones;
    expect(zone?.changes).toEqual({
      since: '2026-11-23T00:00:00.000Z',
      exits: [
        { id: 'E1', before: 'closed', after: 'open', kind: 'opened' },
        { id: 'E2', before: 'open', after: 'weak', kind: 'closed' },
        { id: 'E3', before: 'closed', after: 'attested', kind: 'other' },
        { id: 'A1', before: null, after: 'unknown', kind: 'opened' },
      ],
      opened: [{ from: 'm.new', to: 'internet', family: 'ipv4', exit: 'E1', certain: true }],
      closed: [{ from: 'm.old', to: 'internet', family: 'ipv4', exit: 'E2', certain: true }],
    });
  });

  it('counts a way that was possible and now is certain as opened', () => {
    const before = earlier({ paths: [way('E1', 'm.new', false)] });
    const [zone] = sinceBaseline(report(now), readEgressBaseline(before, null)).zones;
    expect(zone?.changes?.opened.map(({ certain }) => certain)).toEqual([true]);
    expect(zone?.changes?.closed.map(({ certain }) => certain)).toEqual([false]);
  });

  it('finds its zone in a proof of several', () => {
    const other = { ...(JSON.parse(earlier()) as object), zone: 'other' };
    const several = JSON.stringify({ schema: 'sekisho.egress/v1', zones: [other, JSON.parse(earlier())] });
    expect(sinceBaseline(report(now), readEgressBaseline(several, null)).zones[0]?.changes?.exits).toHaveLength(4);
  });

  it.each([
    ['no JSON', '{'],
    ['a report of check', JSON.stringify({ schema: 'sekisho.report/v1', findings: [] })],
    ['a proof without exits', earlier({ exits: [] })],
    ['an exit with a verdict that nobody gives', earlier({ exits: [{ id: 'E1', verdict: 'fine' }] })],
    ['a path without its end', earlier({ paths: [{ from: 'm', family: null, exit: 'E1', certain: true }] })],
    ['a moment that is none', earlier({ now: 'yesterday' })],
  ])('is refused for %s', (_, baseline) => {
    expect(codeOf(() => readEgressBaseline(baseline, 'base.json'))).toBe('EGRESS_BASELINE_INVALID');
  });

  it.each([
    ['EGRESS_BASELINE_FOREIGN', 'of another zone', earlier({ zone: 'business' })],
    ['EGRESS_BASELINE_STALE', 'from the future', earlier({ now: '2026-11-25T00:00:00.000Z' })],
    ['EGRESS_BASELINE_STALE', 'by another table of exits', earlier({ exits: [{ id: 'E1', verdict: 'open' }] })],
  ])('is refused as %s when it is %s', (code, _, baseline) => {
    expect(codeOf(() => sinceBaseline(report(now), readEgressBaseline(baseline, null)))).toBe(code);
  });
});
