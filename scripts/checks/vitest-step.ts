import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from './read-json.ts';
import { runTool } from './run-command.ts';
import { failureText, type StepResult, type TestCounts } from './step.ts';

const countsSchema = z.object({
  passed: z.number(),
  failed: z.number(),
  skipped: z.array(z.object({ name: z.string(), reason: z.string().nullable() })),
});

/**
 * Runs vitest with these parameters and counts its tests. A run that wrote no counts, in which no test passed, or in which a test was skipped without a
 * reason, fails: none of them has shown anything.
 */
export async function runVitest(parameters: readonly string[]): Promise<StepResult> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-tests-'));
  try {
    const outcomePath = join(folder, 'outcome.json');
    const command = await runTool('vitest', ['run', ...parameters], {
      environment: { SEKISHO_TEST_OUTCOME: outcomePath },
    });
    if (!existsSync(outcomePath)) {
      return { status: 'failed', output: `${failureText(command)}\nno test was counted` };
    }
    const tests = countsSchema.parse(readJson(outcomePath));
    const wrong = whatIsWrong(tests, command.exitCode);
    if (wrong === null) return { status: 'passed', tests };
    return { status: 'failed', tests, output: `${failureText(command)}\n${wrong}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Why these counts are no pass; null when they are one. */
export function whatIsWrong(tests: TestCounts, exitCode: number | null): string | null {
  const silent = tests.skipped.filter(({ reason }) => reason === null || reason.trim() === '');
  if (silent.length > 0) {
    return `skipped without a reason (use context.skip(reason)): ${silent.map(({ name }) => name).join(', ')}`;
  }
  if (tests.failed > 0) return `${tests.failed} failed`;
  if (exitCode !== 0) return 'no test failed, yet vitest did not end well';
  return tests.passed + tests.skipped.length === 0 ? 'no test ran' : null;
}
