import { describe, expect, it } from 'vitest';
import { type Expected, verifyEvidence } from '../../../src/evidence/verify-evidence.ts';
import { evidence } from './support/evidence.ts';

const now = new Date('2026-11-24T10:00:00Z');
const limits = { now, maximumAgeHours: 24 };
const all: Expected = {
  ...limits,
  stack: 'isolated',
  plan: '1'.repeat(64),
  planJson: '2'.repeat(64),
  change: '3'.repeat(64),
  law: '9'.repeat(64),
  policy: '4'.repeat(64),
  configuration: '5'.repeat(64),
  waivers: '6'.repeat(64),
  attestations: '7'.repeat(64),
  synth: '8'.repeat(64),
  commit: 'c0ffee',
  state: { lineage: '8a4d', serial: 3 },
  arguments: ['plan', '-input=false'],
};

const fields = (differs: Partial<Expected>, of = evidence()): readonly string[] =>
  verifyEvidence(of, { ...all, ...differs }).map(({ field }) => field);

describe('evidence', () => {
  it('holds when everything is as expected', () => {
    expect(verifyEvidence(evidence(), all)).toEqual([]);
  });

  it.each([
    ['stack', { stack: 'other' }],
    ['plan', { plan: 'f'.repeat(64) }],
    ['plan.json', { planJson: 'f'.repeat(64) }],
    ['change', { change: 'f'.repeat(64) }],
    ['law', { law: 'f'.repeat(64) }],
    ['policy', { policy: 'f'.repeat(64) }],
    ['configuration', { configuration: null }],
    ['waivers', { waivers: 'f'.repeat(64) }],
    ['attestations', { attestations: 'f'.repeat(64) }],
    ['cdk.tf.json', { synth: 'f'.repeat(64) }],
    ['commit', { commit: 'decaf' }],
    ['commit', { commit: null }],
    ['state', { state: { lineage: '8a4d', serial: 4 } }],
    ['state', { state: { lineage: 'other', serial: 3 } }],
    ['state', { state: null }],
    ['arguments', { arguments: ['plan', '-input=false', '-target=x'] }],
  ])('names %s, and nothing else, when that differs', (field, differs) => {
    expect(fields(differs)).toEqual([field]);
  });

  it('names all that differs, with both values', () => {
    expect(verifyEvidence(evidence(), { ...limits, stack: 'b', commit: 'd' })).toEqual([
      { field: 'stack', got: 'isolated', expected: 'b' },
      { field: 'commit', got: 'c0ffee', expected: 'd' },
    ]);
  });

  it('of a verdict that is no pass, or of a partial report, never holds', () => {
    const decision = evidence().decision;
    expect(fields({}, evidence({ decision: { ...decision, verdict: 'unproven', exitCode: 2 } }))).toEqual(['verdict']);
    expect(fields({}, evidence({ decision: { ...decision, verdict: 'pass', exitCode: 1 } }))).toEqual(['verdict']);
    expect(fields({}, evidence({ decision: { ...decision, partial: ['--now'] } }))).toEqual(['partial']);
  });

  it('older than its limit, or from the future, never holds', () => {
    const at = (clock: string): readonly string[] => fields({}, evidence({ clock }));
    expect(at('2026-11-23T10:00:00Z')).toEqual([]);
    expect(at('2026-11-23T09:59:00Z')).toEqual(['clock']);
    expect(at('2026-11-24T10:04:00Z')).toEqual([]);
    expect(at('2026-11-24T10:06:00Z')).toEqual(['clock']);
  });
});
