import { describe, expect, test } from 'vitest';
import { renderJunit } from '../../../src/report/junit.ts';
import type { Report } from '../../../src/verdict/report.ts';
import { hostileReport, hostileTexts } from './hostile.ts';
import { markupProblems, tagsOf } from './markup-reader.ts';
import { aFinding, anOutcome, aReport, theLook } from './report-builder.ts';
import { sampleReports } from './sample-reports.ts';

/** Each test's name and outcome: `storage.public_access | isolated-dev: x.y | failure`. */
function casesOf(report: Report): readonly string[] {
  const cases: string[] = [];
  for (const { name, attributes } of tagsOf(renderJunit(report, theLook()))) {
    if (name === 'testcase') cases.push(`${attributes['classname'] ?? ''} | ${attributes['name'] ?? ''} | pass`);
    if (['failure', 'error', 'skipped'].includes(name)) cases.push((cases.pop() ?? '').replace(/pass$/u, name));
  }
  return cases;
}

describe('JUnit', () => {
  test.each(Object.entries(sampleReports))('of "%s" is well-formed, and its counts are right', (_, report) => {
    const text = renderJunit(report, theLook());
    expect(markupProblems(text)).toEqual([]);
    const count = (name: string): string => String(tagsOf(text).filter((tag) => tag.name === name).length);
    const { tests, failures, errors, skipped } =
      tagsOf(text).find(({ name }) => name === 'testsuites')?.attributes ?? {};
    expect([tests, failures, errors, skipped]).toEqual(['testcase', 'failure', 'error', 'skipped'].map(count));
  });

  test.each(hostileTexts)('is well-formed whatever the input says: %j', (text) => {
    expect(markupProblems(renderJunit(hostileReport(text), theLook()))).toEqual([]);
  });

  test('the reader that says so finds what is not', () => {
    expect(markupProblems('<a><b></a>')).toEqual(['</a> ends <b>']);
    expect(markupProblems('<a>x & y</a>')).toEqual(['text x & y']);
    expect(markupProblems('<a')).toEqual(['text <a']);
  });

  test('has a test for each control and resource, and only what blocks is red', () => {
    const outcomes = [
      anOutcome({ id: 'a.blocks', status: 'fail', examined: 4 }),
      anOutcome({ id: 'b.listed', status: 'fail', examined: 1 }),
      anOutcome({ id: 'c.unknown', status: 'unknown', examined: 1 }),
      anOutcome({ id: 'd.idle', status: 'not-applicable', examined: 0 }),
      anOutcome({ id: 'e.passes', status: 'pass', examined: 7 }),
      anOutcome({ id: 'f.waived', status: 'waived', examined: 1 }),
      anOutcome({ id: 'g.broken', status: 'error', examined: 9 }),
      anOutcome({ id: 'h.later', status: 'unknown', examined: 1 }),
    ];
    const findings = [
      aFinding({ control: 'a.blocks', address: 'x.one' }),
      aFinding({ control: 'a.blocks', address: 'x.one', attribute: 'other' }),
      aFinding({ control: 'a.blocks', address: 'x.two' }),
      aFinding({ control: 'b.listed', blocking: false }),
      aFinding({ control: 'c.unknown', status: 'unknown' }),
      aFinding({ control: 'f.waived', status: 'waived', blocking: false }),
      aFinding({ control: 'g.broken', status: 'error', stack: '(policy)', address: 'g.broken' }),
    ];
    const deferred = [aFinding({ control: 'h.later', status: 'unknown', blocking: false })];
    const address = 'isolated-dev: google_storage_bucket_iam_member.public';
    expect(casesOf(aReport({ findings, deferred, controls: outcomes }))).toEqual([
      'a.blocks | isolated-dev: x.one | failure',
      'a.blocks | isolated-dev: x.two | failure',
      'a.blocks | (2 other resources examined) | pass',
      `b.listed | ${address} | skipped`,
      `c.unknown | ${address} | failure`,
      'd.idle | (all resources examined) | skipped',
      'e.passes | (all resources examined) | pass',
      `f.waived | ${address} | skipped`,
      'g.broken | (policy): g.broken | error',
      `h.later | ${address} | skipped`,
    ]);
  });

  test('is red when the verdict is, even if no finding says why', () => {
    const report: Report = { ...aReport(), verdict: 'error', exitCode: 3 };
    expect(casesOf(report).at(-1)).toBe('sekisho | verdict | error');
  });
});
