import { describe, expect, it } from 'vitest';
import type { Step, StepResult } from '../../../scripts/checks/step.ts';
import { countAll, type FinishedStep, shorten, summarize } from '../../../scripts/checks/summary.ts';

const passed: StepResult = { status: 'passed' };

function finished(name: string, result: StepResult): FinishedStep {
  const step: Step = { name, title: `title of ${name}`, fix: `mend ${name}`, run: () => Promise.resolve(result) };
  return { step, result, seconds: 1.25 };
}

describe('summarize', () => {
  it('ends with a line per step and the counts of steps and tests alone on the last line', () => {
    const tests = { passed: 10, failed: 1, skipped: [{ name: 'a > b', reason: 'no terraform here' }] };
    const text = summarize([
      finished('lint', passed),
      finished('tests', { status: 'failed', output: 'expected 1, got 2', tests }),
      finished('rego', { status: 'skipped', reason: 'no OPA here' }),
    ]);
    expect(text).toBe(
      [
        '',
        '--- tests failed: title of tests',
        'expected 1, got 2',
        'fix: mend tests',
        'skipped: a > b: no terraform here',
        '',
        'passed   lint             1.3 s  title of lint',
        'failed   tests            1.3 s  title of tests (10 tests passed, 1 failed, 1 skipped)',
        'skipped  rego             1.3 s  title of rego: no OPA here',
        '',
        '11 passed, 2 failed, 2 skipped',
      ].join('\n'),
    );
  });

  it('counts a failed step even when all tests in it passed', () => {
    const tests = { passed: 3, failed: 0, skipped: [] };
    expect(countAll([finished('tests', { status: 'failed', output: '', tests })])).toEqual({
      passed: 3,
      failed: 1,
      skipped: 0,
    });
  });

  it('keeps the beginning and the end of long output', () => {
    expect(shorten('1\n2\n3\n4\n5\n6', 4)).toBe('1\n2\n… 2 lines left out …\n5\n6');
    expect(shorten('1\n2', 4)).toBe('1\n2');
  });
});
