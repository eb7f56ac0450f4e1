import { describe, expect, test } from 'vitest';
import { findingDocument } from '../../../src/report/document.ts';
import { jsonText, renderJson } from '../../../src/report/json.ts';
import { readReportFindings } from '../../../src/report/read-report.ts';
import type { Finding, Report } from '../../../src/verdict/report.ts';
import { aFinding, aReport, theLook } from './report-builder.ts';
import { sampleReports } from './sample-reports.ts';

/** The same value with the keys of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

describe('the JSON report', () => {
  test.each(Object.entries(sampleReports))('"%s" is the same bytes whoever built it', (_, report) => {
    const other = reversed(report) as Report;
    expect(renderJson(other, theLook())).toBe(renderJson(report, theLook()));
  });

  test('depends on the language alone: neither on colour, nor width, nor verbosity', () => {
    const report = aReport({ findings: [aFinding()] });
    const loud = theLook({ color: true, width: 40, verbose: true, quiet: true, rerun: 'x' });
    expect(renderJson(report, loud)).toBe(renderJson(report, theLook()));
  });

  test('holds every key of the contract', () => {
    const document = JSON.parse(renderJson(aReport({ findings: [aFinding()] }), theLook())) as Record<string, unknown>;
    expect(Object.keys(document)).toEqual([
      'schema',
      'verdict',
      'exitCode',
      'stage',
      'partial',
      'summary',
      'findings',
      'deferred',
      'discharges',
      'attestations',
      'controls',
      'inputs',
      'blindSpots',
      'policy',
      'tool',
      'now',
    ]);
  });

  test('keeps what a finding has only sometimes', () => {
    const finding: Finding = aFinding({
      exit: 'E2',
      path: [{ address: 'a.b', why: { en: 'c', ja: 'シ' } }],
      existing: true,
      waiver: { reason: 'r', approver: 'a', expires: '2026-12-01' },
    });
    const { message, remediation, ...rest } = finding;
    expect(findingDocument(finding, 'ja')).toEqual({
      ...rest,
      path: [{ address: 'a.b', why: 'シ' }],
      message: message.ja,
      remediation: remediation.ja,
    });
  });
});

describe('jsonText', () => {
  test('escapes what a terminal might obey, and means the same', () => {
    const value = { text: '\u009b2J \u202e \u2028 \u007f 鍵' };
    const text = jsonText(value);
    expect(text).toBe('{\n  "text": "\\u009b2J \\u202e \\u2028 \\u007f 鍵"\n}\n');
    expect(JSON.parse(text)).toEqual(value);
  });
});

describe('a report that is read back', () => {
  test('has the findings that were written, deferred ones too', () => {
    const waiver = { reason: 'r', approver: 'a', expires: '2026-12-01' };
    const findings = [
      aFinding({ exit: 'E2', path: [{ address: 'a.b', why: { en: 'c', ja: 'シ' } }] }),
      aFinding({ status: 'waived', waiver }),
    ];
    const deferred = [
      aFinding({ status: 'unknown', location: null, createdBy: null, zone: null, attribute: null, element: null }),
    ];
    const text = renderJson(aReport({ findings, deferred }), theLook({ language: 'ja' }));
    expect(readReportFindings(text, 'report.json')).toEqual(
      [...findings, ...deferred].map((finding) => findingDocument(finding, 'ja')),
    );
  });

  test.each([
    ['no JSON', '{'],
    ['another schema', '{"schema":"sekisho.report/v2","findings":[],"deferred":[]}'],
    ['an error', '{"schema":"sekisho.error/v1"}'],
    ['no findings', '{"schema":"sekisho.report/v1"}'],
    ['a finding without its texts', '{"schema":"sekisho.report/v1","findings":[{"fingerprint":"ab"}],"deferred":[]}'],
    ['a list', '[]'],
  ])('is refused when it is %s', (_, text) => {
    expect(() => readReportFindings(text, 'report.json')).toThrow(/REPORT_INVALID[\s\S]*report\.json/u);
  });
});
