import { describe, expect, it } from 'vitest';
import { readBaseline } from '../../../src/verdict/baseline.ts';
import type { Report } from '../../../src/verdict/report.ts';
import { aControl, aFinding, aResult, aWaiver, essence, type RunParts, reportOf } from './a-run.ts';

const violation = [aResult('storage.location', { violations: [aFinding('net/a.b')] })];
const unknown = [aResult('storage.location', { unknowns: [aFinding('net/a.b')] })];

function against(before: Report, parts: RunParts): Report {
  return reportOf({ ...parts, options: { ...parts.options, baseline: readBaseline(JSON.stringify(before)) } });
}

describe('a baseline', () => {
  it('marks what it had as existing, which then blocks nobody', () => {
    const report = against(reportOf({ results: violation }), { results: violation });
    expect(essence(report)).toEqual([
      ['pass', 0],
      ['storage.location', 'fail', false],
    ]);
    expect(report.findings[0]?.existing).toBe(true);
    expect(report.partial).toEqual(['--baseline']);
    expect(report.summary.fail).toBe(1);
  });

  it('does not know what is new', () => {
    const before = reportOf({ results: violation });
    const results = [
      aResult('storage.location', { violations: [aFinding('net/a.b'), aFinding('net/a.b', { element: 'x' })] }),
    ];
    const report = against(before, { results });
    expect(report.findings.map((one) => [one.element, one.existing, one.blocking])).toEqual([
      ['x', false, true],
      [null, true, false],
    ]);
    expect(report.exitCode).toBe(1);
  });

  it('leaves critical findings and errors blocking', () => {
    const controls = [aControl('storage.location', { severity: 'critical' })];
    const report = against(reportOf({ controls, results: violation }), { controls, results: violation });
    expect(report.findings.map((one) => [one.existing, one.blocking])).toEqual([[true, true]]);
    const broken = [aResult('storage.location', { error: 'x' })];
    const error = against(reportOf({ results: broken }), { results: broken });
    expect(error.findings.map((one) => [one.existing, one.blocking])).toEqual([[false, true]]);
    expect(error.exitCode).toBe(3);
  });

  it('does not cover an error where it had a violation', () => {
    const unworded = [aResult('storage.location', { violations: [aFinding('net/a.b', { key: 'nope' })] })];
    const report = against(reportOf({ results: violation }), { results: unworded });
    expect(report.findings.map((one) => [one.status, one.existing, one.blocking])).toEqual([['error', false, true]]);
  });

  it('that knew only an unknown does not cover the violation that it became', () => {
    expect(against(reportOf({ results: unknown }), { results: violation }).exitCode).toBe(1);
    expect(against(reportOf({ results: unknown }), { results: unknown }).exitCode).toBe(0);
    expect(against(reportOf({ results: violation }), { results: unknown }).exitCode).toBe(0);
  });

  it('of synth covers at plan what it had deferred', () => {
    const before = reportOf({ results: unknown, options: { stage: 'synth' } });
    expect(before.deferred).toHaveLength(1);
    expect(against(before, { results: unknown }).exitCode).toBe(0);
    expect(against(before, { results: violation }).exitCode).toBe(1);
  });

  it('does not cover what was waived in it: a lapsed waiver is heard', () => {
    const before = reportOf({ results: violation, configuration: { waivers: [aWaiver()] } });
    expect(before.exitCode).toBe(0);
    expect(against(before, { results: violation }).exitCode).toBe(1);
  });

  it('prefers the violation when it had both', () => {
    const finding = (status: string) => ({ fingerprint: 'a'.repeat(64), status });
    const findings = [finding('fail'), finding('unknown'), finding('waived'), finding('error')];
    const read = readBaseline(JSON.stringify({ schema: 'sekisho.report/v1', findings }));
    expect([...read]).toEqual([['a'.repeat(64), 'fail']]);
    const reversed = readBaseline(JSON.stringify({ schema: 'sekisho.report/v1', findings: [...findings].reverse() }));
    expect([...reversed]).toEqual([['a'.repeat(64), 'fail']]);
  });

  it.each([
    ['no JSON', '{', 'the baseline is not JSON'],
    ['no object', '[]', 'got      no JSON object'],
    ['another schema', '{"schema":"sarif"}', 'got      schema sarif'],
    ['no schema', '{}', 'got      schema undefined'],
    ['no findings', '{"schema":"sekisho.report/v1"}', '`findings` of the baseline is not a list'],
    [
      'a short fingerprint',
      '{"schema":"sekisho.report/v1","findings":[{"fingerprint":"ab","status":"fail"}]}',
      '`findings[0]`',
    ],
    ['no status', `{"schema":"sekisho.report/v1","findings":[{"fingerprint":"${'a'.repeat(64)}"}]}`, '`findings[0]`'],
    ['a finding that is nothing', '{"schema":"sekisho.report/v1","findings":[null]}', '`findings[0]`'],
    [
      'a list that is none',
      '{"schema":"sekisho.report/v1","findings":[],"deferred":{}}',
      '`deferred` of the baseline is not a list',
    ],
  ])('rejects %s', (_, text, message) => {
    expect(() => readBaseline(text, 'old.json')).toThrow(message);
    expect(() => readBaseline(text, 'old.json')).toThrow('error[BASELINE_INVALID]');
  });
});
