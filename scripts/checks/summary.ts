import type { Step, StepResult } from './step.ts';

/** A step that ran, what it came to, and how long it took. */
export interface FinishedStep {
  readonly step: Step;
  readonly result: StepResult;
  readonly seconds: number;
}

/**
 * The end of the output: every failure again with its fix, what was skipped and why, one line per step, and the plain closing line
 * `N passed, N failed, N skipped`, which counts steps and the tests inside them.
 */
export function summarize(finished: readonly FinishedStep[]): string {
  const rows = finished.map(({ step, result, seconds }) => {
    const detail = result.status === 'skipped' ? `: ${result.reason}` : testText(result);
    return `${result.status.padEnd(7)}  ${step.name.padEnd(12)}  ${seconds.toFixed(1).padStart(6)} s  ${step.title}${detail}`;
  });
  const total = countAll(finished);
  const closing = `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`;
  return [...failures(finished), ...skippedTests(finished), '', ...rows, '', closing].join('\n');
}

/** Passed, failed and skipped over steps and tests. A step without tests in it counts as one; so does a failed or skipped step. */
export function countAll(finished: readonly FinishedStep[]): { passed: number; failed: number; skipped: number } {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { result } of finished) {
    total[result.status] += 1;
    if (result.status === 'skipped' || result.tests === undefined) continue;
    total.passed += result.tests.passed;
    total.failed += result.tests.failed;
    total.skipped += result.tests.skipped.length;
  }
  return total;
}

function testText(result: StepResult): string {
  if (result.status === 'skipped' || result.tests === undefined) return '';
  const { passed, failed, skipped } = result.tests;
  return ` (${passed} tests passed, ${failed} failed, ${skipped.length} skipped)`;
}

function failures(finished: readonly FinishedStep[]): readonly string[] {
  return finished.flatMap(({ step, result }) =>
    result.status === 'failed'
      ? ['', `--- ${step.name} failed: ${step.title}`, shorten(result.output), `fix: ${step.fix}`]
      : [],
  );
}

function skippedTests(finished: readonly FinishedStep[]): readonly string[] {
  return finished.flatMap(({ result }) => {
    if (result.status === 'skipped' || result.tests === undefined) return [];
    return result.tests.skipped.map(({ name, reason }) => `skipped: ${name}: ${reason ?? 'no reason given'}`);
  });
}

/** Long output keeps its beginning and its end: the first error is the one to mend, the last lines hold the counts. */
export function shorten(output: string, limit = 400): string {
  const lines = output.split('\n');
  if (lines.length <= limit) return output;
  const half = limit / 2;
  return [...lines.slice(0, half), `… ${lines.length - limit} lines left out …`, ...lines.slice(-half)].join('\n');
}
