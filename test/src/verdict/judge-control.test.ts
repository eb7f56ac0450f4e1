import { describe, expect, it } from 'vitest';
import { Unknown } from '../../../src/estate/value.ts';
import { aControl, aFinding, aResource, aResult, essence, reportOf } from './a-run.ts';

const failing = [aResult('storage.location', { violations: [aFinding('net/a.b')] })];
const unsure = [aResult('storage.location', { unknowns: [aFinding('net/a.b', { key: 'unsure', args: {} })] })];

describe('an unknown at synth', () => {
  const atSynth = { options: { stage: 'synth' as const } };

  it('is deferred when the plan can decide it: listed, unknown, and no reason to stop', () => {
    const report = reportOf({ ...atSynth, results: unsure });
    expect(essence(report)).toEqual([['pass', 0]]);
    expect(report.deferred.map((one) => [one.control, one.status, one.blocking])).toEqual([
      ['storage.location', 'unknown', false],
    ]);
    expect(report.summary).toMatchObject({ pass: 0, unknown: 1, deferred: 1 });
  });

  it('stops when no later stage runs the control', () => {
    const controls = [aControl('storage.location', { stages: ['synth'] })];
    expect(essence(reportOf({ ...atSynth, controls, results: unsure }))).toEqual([
      ['unproven', 2],
      ['storage.location', 'unknown', true],
    ]);
  });

  it.each([
    ['itself', { location: new Unknown('missing') }, 'location'],
    ['in a single block', { rule: { key: new Unknown('missing') } }, 'rule.0.key'],
    ['among the members of a list', { members: ['x', new Unknown('missing')] }, 'members'],
    ['inside a block', { rule: [{ deep: { key: new Unknown('missing') } }] }, 'rule[0]'],
    ['above the attribute', { rule: new Unknown('missing') }, 'rule.0.key'],
  ])('stops when what it names is declared by nobody: %s', (_, values, attribute) => {
    const resources = [aResource('net/a.b', { values })];
    const results = [aResult('storage.location', { unknowns: [aFinding('net/a.b', { attribute })] })];
    expect(reportOf({ ...atSynth, resources, results }).exitCode).toBe(2);
  });

  it('is deferred when the value is unknown for another reason, wherever something else is missing', () => {
    const values = { location: new Unknown('expression'), other: new Unknown('missing') };
    const resources = [aResource('net/a.b', { values })];
    expect(reportOf({ ...atSynth, resources, results: unsure }).exitCode).toBe(0);
  });

  it('stops when the control says that it is missing', () => {
    const results = [
      aResult('storage.location', { unknowns: [aFinding('net/a.b', { key: 'unsure', args: { why: 'missing' } })] }),
    ];
    expect(reportOf({ ...atSynth, results }).exitCode).toBe(2);
  });

  it('stops when it is about placement, since no plan places a resource', () => {
    const controls = [aControl('zone.placement')];
    const results = [aResult('zone.placement', { unknowns: [aFinding('net/a.b', { key: 'unsure' })] })];
    expect(reportOf({ ...atSynth, controls, results }).exitCode).toBe(2);
  });

  it('blocks at plan and at apply', () => {
    for (const stage of ['plan', 'apply'] as const) {
      expect(reportOf({ options: { stage }, results: unsure }).exitCode).toBe(2);
    }
  });

  it('never defers a violation', () => {
    expect(reportOf({ ...atSynth, results: failing }).exitCode).toBe(1);
  });
});
