import { describe, expect, it } from 'vitest';
import { builtInControls } from '../../../src/verdict/built-in-controls.ts';
import { fingerprint } from '../../../src/verdict/fingerprint.ts';
import { aControl, aFinding, anAttestation, aResource, aResult, aWaiver, essence, now, reportOf } from './a-run.ts';

const failing = [aResult('storage.location', { violations: [aFinding('net/a.b')] })];
const unsure = [aResult('storage.location', { unknowns: [aFinding('net/a.b', { key: 'unsure', args: {} })] })];

describe('the report', () => {
  it('says everything of a violation, in both languages, with every article and its basis', () => {
    const location = { file: 'stacks/net.ts', line: 7 };
    const createdBy = { file: 'constructs/x.ts', line: 9 };
    const report = reportOf({
      resources: [aResource('net/a.b', { location, createdBy })],
      results: [
        aResult('storage.location', {
          violations: [
            aFinding('net/a.b', { element: 'e', exit: 'E29', path: [{ address: 'a.b', why: { en: 'w', ja: 'ワ' } }] }),
          ],
          discharges: [{ resource: 'net/a.b', attribute: 'key', chain: [{ address: 'k.k', why: 'is it' }] }],
        }),
      ],
      evaluation: {
        blindSpots: ['two', 'one', 'two'],
        inputs: [
          { path: 'b', kind: 'plan', sha256: '2', resources: 1 },
          { path: 'a', kind: 'plan', sha256: '1', resources: 1 },
        ],
      },
    });
    const noOutcome = { examined: 0, requirements: [], status: 'not-applicable' };
    expect(report).toEqual({
      schema: 'sekisho.report/v1',
      verdict: 'fail',
      exitCode: 1,
      stage: 'plan',
      partial: [],
      summary: {
        resources: 1,
        controls: 5,
        pass: 0,
        fail: 1,
        unknown: 0,
        error: 0,
        waived: 0,
        notApplicable: 4,
        deferred: 0,
      },
      findings: [
        {
          fingerprint: fingerprint({
            control: 'storage.location',
            stack: 'net',
            address: 'a.b',
            attribute: 'location',
            element: 'e',
          }),
          control: 'storage.location',
          status: 'fail',
          severity: 'high',
          blocking: true,
          address: 'a.b',
          stack: 'net',
          zone: 'rs',
          attribute: 'location',
          element: 'e',
          location,
          createdBy,
          message: { en: 'bad: US', ja: '不可: US' },
          remediation: { en: 'mend it', ja: '直す' },
          requirements: ['RSL-1'],
          articles: ['Act 77/2016 Art.18(3) [MIXED]', 'Act 77/2016 Art.20 [MIXED]'],
          exit: 'E29',
          path: [{ address: 'a.b', why: { en: 'w', ja: 'ワ' } }],
        },
      ],
      deferred: [],
      discharges: [
        {
          control: 'storage.location',
          stack: 'net',
          address: 'a.b',
          attribute: 'key',
          chain: [{ address: 'k.k', why: 'is it' }],
        },
      ],
      attestations: [],
      controls: [
        ...builtInControls.slice(0, 1).map(({ id, title, severity }) => ({ id, title, severity, ...noOutcome })),
        {
          id: 'storage.location',
          title: { en: 'title of storage.location', ja: 'storage.location の題' },
          severity: 'high',
          status: 'fail',
          examined: 1,
          requirements: ['RSL-1'],
        },
        ...builtInControls.slice(1).map(({ id, title, severity }) => ({ id, title, severity, ...noOutcome })),
      ],
      inputs: [
        { path: 'a', kind: 'plan', sha256: '1', resources: 1 },
        { path: 'b', kind: 'plan', sha256: '2', resources: 1 },
      ],
      blindSpots: ['one', 'two'],
      policy: { sha256: 'p', opa: '1.22.1' },
      tool: { version: '0.1.0' },
      now,
    });
  });

  it('writes the clock in one form', () => {
    expect(reportOf({ options: { now: '2026-11-24T18:00:00+09:00' } }).now).toBe(now);
  });

  it('rejects a clock that is no moment, a policy without controls, and controls that nobody knows', () => {
    expect(() => reportOf({ options: { now: 'yesterday' } })).toThrow('CLOCK_INVALID');
    expect(() => reportOf({ controls: [], results: [] })).toThrow('POLICY_EMPTY');
    expect(() => reportOf({ options: { only: [] } })).toThrow('CONTROL_UNKNOWN');
    expect(() => reportOf({ options: { only: ['storage.locatoin'] } })).toThrow('did you mean `storage.location`?');
  });
});

describe('exit codes', () => {
  it('passes with 0 when something was examined and nothing was said', () => {
    const report = reportOf();
    expect(essence(report)).toEqual([['pass', 0]]);
    expect(report.summary).toMatchObject({ controls: 5, pass: 1, notApplicable: 4 });
  });

  it('fails with 1 on a blocking violation and with 2 on a blocking unknown', () => {
    expect(essence(reportOf({ results: failing }))).toEqual([
      ['fail', 1],
      ['storage.location', 'fail', true],
    ]);
    expect(essence(reportOf({ results: unsure }))).toEqual([
      ['unproven', 2],
      ['storage.location', 'unknown', true],
    ]);
  });

  it('ranks 3 over 1 over 2, and shows all findings of a control that failed to evaluate', () => {
    const both = aResult('storage.location', {
      violations: [aFinding('net/a.b')],
      unknowns: [aFinding('net/a.b', { key: 'unsure', attribute: 'x' })],
    });
    expect(essence(reportOf({ results: [both] }))).toEqual([
      ['fail', 1],
      ['storage.location', 'fail', true],
      ['storage.location', 'unknown', true],
    ]);
    const report = reportOf({ results: [{ ...both, error: 'it threw' }] });
    expect(essence(report)).toEqual([
      ['error', 3],
      ['storage.location', 'error', true],
      ['storage.location', 'fail', true],
      ['storage.location', 'unknown', true],
    ]);
    expect(report.findings[0]?.message.en).toBe('the control could not be evaluated: it threw');
    expect(report.summary).toMatchObject({ error: 1, fail: 0, unknown: 0 });
  });

  it('lists what is below the blocking severities without stopping', () => {
    const controls = [aControl('storage.location', { severity: 'low' })];
    expect(essence(reportOf({ controls, results: failing }))).toEqual([
      ['pass', 0],
      ['storage.location', 'fail', false],
    ]);
    expect(essence(reportOf({ controls, results: unsure }))).toEqual([
      ['pass', 0],
      ['storage.location', 'unknown', false],
    ]);
  });

  it('blocks on an error whatever the severity', () => {
    const controls = [aControl('storage.location', { severity: 'low' })];
    expect(essence(reportOf({ controls, results: [aResult('storage.location', { error: 'x' })] }))).toEqual([
      ['error', 3],
      ['storage.location', 'error', true],
    ]);
  });
});

describe('outcomes', () => {
  it('calls a control that examined nothing not applicable, never a pass', () => {
    const report = reportOf({ results: [aResult('storage.location', { resources: [] })] });
    expect(report.summary).toMatchObject({ pass: 0, notApplicable: 5 });
  });

  it('does not run a control at a stage that it does not have', () => {
    const controls = [aControl('storage.location', { stages: ['plan', 'apply'] })];
    const report = reportOf({ controls, results: [], options: { stage: 'synth' } });
    expect(essence(report)).toEqual([['pass', 0]]);
    expect(report.summary.notApplicable).toBe(5);
  });

  it('makes an error of a control that did not run, ran twice, or is in no catalogue', () => {
    expect(essence(reportOf({ results: [] }))).toEqual([
      ['error', 3],
      ['storage.location', 'error', true],
    ]);
    const twice = reportOf({ results: [aResult('storage.location'), ...failing] });
    expect(essence(twice)).toEqual([
      ['error', 3],
      ['storage.location', 'error', true],
      ['storage.location', 'fail', true],
    ]);
    const stranger = reportOf({ results: [aResult('storage.location'), aResult('who.knows')] });
    expect(essence(stranger)).toEqual([
      ['error', 3],
      ['who.knows', 'error', true],
    ]);
  });

  it('adds up: the six counts are the controls', () => {
    const controls = ['a.fail', 'b.unknown', 'c.error', 'd.waived', 'e.pass', 'f.none'].map((id) => aControl(id));
    const report = reportOf({
      controls,
      results: [
        aResult('a.fail', { violations: [aFinding('net/a.b')] }),
        aResult('b.unknown', { unknowns: [aFinding('net/a.b')] }),
        aResult('c.error', { error: 'x' }),
        aResult('d.waived', { violations: [aFinding('net/a.b')] }),
        aResult('e.pass'),
        aResult('f.none', { resources: [] }),
      ],
      configuration: { waivers: [aWaiver({ control: 'd.waived' })] },
    });
    const { controls: all, pass, fail, unknown, error, waived, notApplicable } = report.summary;
    expect({ pass, fail, unknown, error, waived, notApplicable }).toEqual({
      pass: 3,
      fail: 1,
      unknown: 1,
      error: 1,
      waived: 1,
      notApplicable: 3,
    });
    expect(all).toBe(10);
  });
});

describe('what a control returned', () => {
  it('is an error when it has no text, and the facts are in the message', () => {
    const report = reportOf({
      results: [aResult('storage.location', { violations: [aFinding('net/a.b', { key: 'nope' })] })],
    });
    expect(essence(report)).toEqual([
      ['error', 3],
      ['storage.location', 'error', true],
    ]);
    expect(report.findings[0]).toMatchObject({ stack: 'net', address: 'a.b', attribute: 'location' });
    expect(report.findings[0]?.message.en).toBe(
      'a violation was found, but its text could not be made: the control has no message `nope` (it has: bad, unsure); arguments: {"value":"US"}',
    );
  });

  it('is an error when an argument is missing in either language, at synth as well', () => {
    const messages = { bad: { en: 'bad', ja: '不可: {value}' } };
    const controls = [aControl('storage.location', { messages })];
    const results = [aResult('storage.location', { unknowns: [aFinding('net/a.b', { args: {} })] })];
    const report = reportOf({ controls, results, options: { stage: 'synth' } });
    expect(essence(report)).toEqual([
      ['error', 3],
      ['storage.location', 'error', true],
    ]);
    expect(report.findings[0]?.message.en).toBe(
      'an unknown was found, but its text could not be made: message `bad` lacks its arguments value; it got: {}',
    );
  });

  it('is an error on a resource that is not there or was not judged', () => {
    const results = [
      aResult('storage.location', {
        violations: [aFinding('net/gone.gone')],
        discharges: [{ resource: 'net/lost.lost', attribute: 'key', chain: [] }],
      }),
    ];
    const report = reportOf({ results });
    expect(report.exitCode).toBe(3);
    expect(report.findings.map((finding) => finding.message.en)).toEqual([
      'the control reported `fail` on `net/gone.gone`, which is not in the estate; it said {"key":"bad","attribute":"location","element":null,"args":{"value":"US"}}',
      'the control claims a proof for `net/lost.lost`, which is not in the estate',
    ]);
    const unjudged = reportOf({
      results: [aResult('storage.location', { resources: [], violations: [aFinding('net/a.b')] })],
    });
    expect(unjudged.exitCode).toBe(3);
    expect(unjudged.findings[0]?.message.en).toContain('not among the resources that the control says it judged');
  });

  it('shows an argument that is null as unset', () => {
    const results = [aResult('storage.location', { violations: [aFinding('net/a.b', { args: { value: null } })] })];
    expect(reportOf({ results }).findings[0]?.message).toEqual({ en: 'bad: unset', ja: '不可: 未設定' });
  });
});

describe('a partial run', () => {
  it('says why, and what narrows it is added when the caller forgets', () => {
    const options = { partial: ['--now', '--baseline old.json'], only: ['storage.location'], baseline: new Map() };
    expect(reportOf({ options }).partial).toEqual(['--baseline old.json', '--now', '--only']);
  });

  it('lists the controls that were asked for, and misses no other', () => {
    const controls = [aControl('storage.location'), aControl('iam.public')];
    const report = reportOf({ controls, options: { only: ['storage.location'] } });
    expect(report.exitCode).toBe(0);
    expect(report.controls.map((one) => one.id)).not.toContain('iam.public');
    const results = [aResult('storage.location'), aResult('iam.public', { error: 'x' })];
    expect(essence(reportOf({ controls, results, options: { only: ['storage.location'] } }))).toEqual([['pass', 0]]);
  });

  it('judges no attestations when only some controls were asked for', () => {
    const configuration = { attestations: [anAttestation({ validUntil: '2026-11-23' })] };
    expect(reportOf({ configuration }).exitCode).toBe(1);
    expect(reportOf({ configuration, options: { only: ['storage.location'] } }).exitCode).toBe(0);
    expect(reportOf({ configuration, options: { partial: ['--now'] } }).exitCode).toBe(1);
  });
});
