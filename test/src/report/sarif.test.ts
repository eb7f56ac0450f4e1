import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderSarif } from '../../../src/report/sarif.ts';
import type { Finding, Report } from '../../../src/verdict/report.ts';
import { hostileReport, hostileTexts } from './hostile.ts';
import { aControl, aFinding, anOutcome, aReport, aRequirement, theLook } from './report-builder.ts';
import { sampleReports } from './sample-reports.ts';
import { checkSarif, type SarifLog, type SarifResult } from './sarif-structure.ts';

const catalog = { controls: [aControl()], requirements: [aRequirement()], strings: [] };

function sarifOf(report: Report): SarifLog {
  return JSON.parse(renderSarif(report, theLook({ catalog }))) as SarifLog;
}

function resultsOf(report: Report): readonly SarifResult[] {
  return sarifOf(report).runs[0]?.results ?? [];
}

function placeOf(finding: Finding, parts: Partial<Report> = {}): unknown {
  return resultsOf(aReport({ findings: [finding], ...parts }))[0]?.locations[0]?.physicalLocation;
}

describe('SARIF', () => {
  test.each(Object.entries(sampleReports))('of "%s" keeps the structure of 2.1.0', (_, report) => {
    expect(checkSarif(sarifOf(report))).toEqual([]);
  });

  test.each(hostileTexts)('keeps its structure whatever the input says: %j', (text) => {
    expect(checkSarif(sarifOf(hostileReport(text)))).toEqual([]);
  });

  test('the structure check finds what is wrong', () => {
    const log = sarifOf(aReport({ findings: [aFinding()] }));
    const result = log.runs[0]?.results[0];
    expect(result).toBeDefined();
    const broken = { ...log, runs: log.runs.map((run) => ({ ...run, results: [{ ...result, locations: [] }] })) };
    expect(checkSarif(broken as SarifLog)).toEqual(['runs.0.results.0: 0 locations']);
    const foreign = JSON.parse(JSON.stringify(log).replaceAll('stacks/', '../stacks/')) as SarifLog;
    expect(checkSarif(foreign)).toEqual(['runs.0.results.0: uri ../stacks/isolated-stack.ts']);
    expect(checkSarif({ ...log, version: '2.0.0' })).toEqual(['version 2.0.0']);
  });

  test('every result has a relative place, whatever the finding and the inputs are', () => {
    const file = fc.oneof(
      fc.string(),
      fc.constantFrom('/abs/a.ts', '../out.ts', 'C:\\a.ts', '', '.', 'a/../b c.ts', 'file:///x'),
    );
    const location = fc.option(fc.record({ file, line: fc.oneof(fc.integer(), fc.double()) }));
    fc.assert(
      fc.property(location, location, fc.array(file), fc.string(), (at, createdBy, paths, stack) => {
        const inputs = paths.map((path) => ({ path, kind: 'plan', sha256: 'a'.repeat(64), resources: 1 }));
        const finding = aFinding({ location: at, createdBy, stack });
        expect(checkSarif(sarifOf(aReport({ findings: [finding], inputs })))).toEqual([]);
      }),
    );
  });
});

describe('the place of a result', () => {
  const nowhere = { location: null, createdBy: null };
  const inputs = ['out/other/cdk.tf.json', 'out/isolated-dev/plan.json', 'out/isolated-dev/cdk.tf.json'].map(
    (path) => ({
      path,
      kind: path.endsWith('plan.json') ? 'plan' : 'synth',
      sha256: 'a'.repeat(64),
      resources: 1,
    }),
  );
  const at = (uri: string, startLine: number): object => ({
    artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
    region: { startLine },
  });

  test.each([
    ['its line', aFinding(), at('stacks/isolated-stack.ts', 41)],
    ['the line in the construct', aFinding({ location: null }), at('constructs/record-bucket/record-bucket.ts', 12)],
    ['the file that its stack was read from', aFinding(nowhere), at('out/isolated-dev/cdk.tf.json', 1)],
    ['any file of the run', aFinding({ ...nowhere, stack: 'elsewhere' }), at('out/other/cdk.tf.json', 1)],
    ['the configuration', aFinding({ ...nowhere, stack: '(configuration)' }), at('sekisho.yaml', 1)],
    [
      'the policy',
      aFinding({ ...nowhere, stack: '(policy)' }),
      at('policies/controls/storage/public_access/public_access.rego', 1),
    ],
    ['escaped', aFinding({ location: { file: 'stacks/鍵 #1.ts', line: 0 } }), at('stacks/%E9%8D%B5%20%231.ts', 1)],
  ])('is %s', (_, finding, place) => {
    expect(placeOf(finding, { inputs })).toEqual(place);
  });
});

describe('the fingerprint of a result', () => {
  const prints = (findings: readonly Finding[]): unknown =>
    resultsOf(aReport({ findings })).map(({ partialFingerprints }) => partialFingerprints['sekisho/v1']);

  test('does not change with line, text or what else is found', () => {
    const moved = aFinding({ location: { file: 'stacks/b.ts', line: 1 }, message: { en: 'x', ja: 'x' } });
    const other = aFinding({ fingerprint: 'f'.repeat(64) });
    expect(prints([other, moved])).toEqual([`${'f'.repeat(64)}:1`, `${aFinding().fingerprint}:1`]);
    expect(prints([aFinding()])).toEqual([`${aFinding().fingerprint}:1`]);
  });

  test('tells two findings of one place apart', () => {
    expect(prints([aFinding(), aFinding({ severity: 'low' })])).toEqual(
      [1, 2].map((occurrence) => `${aFinding().fingerprint}:${occurrence}`),
    );
  });
});

describe('the level of a result', () => {
  test.each([
    ['error', { severity: 'critical' }],
    ['error', { severity: 'high' }],
    ['warning', { severity: 'medium' }],
    ['note', { severity: 'low', blocking: false }],
    ['warning', { severity: 'low' }],
    ['warning', { status: 'unknown' }],
    ['note', { status: 'unknown', blocking: false }],
    ['error', { status: 'error', severity: 'low' }],
  ] as const)('is %s for %j', (level, parts) => {
    expect(resultsOf(aReport({ findings: [aFinding(parts)] }))[0]?.level).toBe(level);
  });

  test('an evaluation that failed is said to have failed', () => {
    const invocation = sarifOf(aReport({ findings: [aFinding({ status: 'error' })] })).runs[0]?.invocations[0];
    expect([invocation?.executionSuccessful, invocation?.exitCode]).toEqual([false, 3]);
  });

  test('what is waived is suppressed with who, why and until when', () => {
    const waiver = { reason: 'cut over', approver: 'sato', expires: '2026-12-01' };
    const [result] = resultsOf(aReport({ findings: [aFinding({ status: 'waived', blocking: false, waiver })] }));
    expect(result?.suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'until 2026-12-01, approved by sato: cut over' },
    ]);
  });

  test('a baseline tells new from unchanged', () => {
    const findings = [aFinding({ existing: true }), aFinding({ existing: false }), aFinding()];
    expect(resultsOf(aReport({ findings })).map(({ baselineState }) => baselineState)).toEqual([
      'unchanged',
      'new',
      undefined,
    ]);
  });
});

test('no message has a placeholder or a link in it', () => {
  const message = { en: '{0} [click](https://evil.example) [a](1)', ja: '' };
  const text = resultsOf(aReport({ findings: [aFinding({ message })] }))[0]?.message.text ?? '';
  expect(text).toContain('{{0}}');
  expect(text).not.toContain('](');
});

test('more results than GitHub takes are cut from the end, and counted', () => {
  const findings = Array.from({ length: 25_003 }, (_, at) =>
    aFinding({ fingerprint: at.toString(16).padStart(64, '0') }),
  );
  const [run] = sarifOf(aReport({ findings })).runs;
  const notes = run?.invocations[0]?.toolExecutionNotifications.map(({ message }) => message.text);
  expect(run?.results.length).toBe(25_000);
  expect(notes).toContain('3 more findings are not in this file: the JSON report has all');
});

test('a rule says how to mend it, which article and which requirement', () => {
  const [rule] = sarifOf(aReport({ controls: [anOutcome()] })).runs[0]?.tool.driver.rules ?? [];
  expect(rule?.help.text.split('\n')).toEqual([
    'fix: Grant the role to named accounts or groups of the handlers.',
    'law: Act 77/2016 Art.18(3), Reg 41/2017 Art.7(3) [MIXED: duty in the text, technical detail ours]',
    'requires: RSL-PROV-01 Records are provided by permitted routes only',
    'more: sekisho explain storage.public_access',
  ]);
});
