import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** One test that did not run, and why. */
interface SkippedTest {
  readonly name: string;
  readonly reason: string | null;
}

/**
 * Prints every skipped test with its reason after a run, and writes `{ passed, failed, skipped }` to the file that `SEKISHO_TEST_OUTCOME` names, where
 * `scripts/check-all.ts` reads it. A test skips itself with `context.skip(reason)`; one that gives no reason is named as such.
 */
export default class OutcomeReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const skipped = tests.filter((test) => test.result().state === 'skipped').map(describeSkipped);
    for (const { name, reason } of skipped) console.log(`skipped: ${name}: ${reason ?? 'no reason given'}`);
    const outcomePath = process.env['SEKISHO_TEST_OUTCOME'];
    if (outcomePath === undefined) return;
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
    const brokenFiles = modules.filter((module) => module.errors().length > 0).length;
    const outcome = { passed: count('passed'), failed: count('failed') + brokenFiles, skipped };
    writeFileSync(outcomePath, JSON.stringify(outcome));
  }
}

function describeSkipped(test: TestCase): SkippedTest {
  const result = test.result();
  const reason = result.state === 'skipped' ? result.note : undefined;
  return { name: `${test.module.relativeModuleId} > ${test.fullName}`, reason: reason ?? null };
}
