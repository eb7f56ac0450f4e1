import { describe, expect, it } from 'vitest';
import { inOrder, resultOf } from '../../../scripts/checks/step.ts';
import { regoTests } from '../../../scripts/checks/steps.ts';
import { whatIsWrong } from '../../../scripts/checks/vitest-step.ts';

const command = (exitCode: number | null, output: string) => ({ line: 'tool', exitCode, output });

describe('a step', () => {
  it('passes on exit code 0 only', () => {
    expect(resultOf(command(0, 'fine'))).toEqual({ status: 'passed' });
    expect(resultOf(command(2, 'bad\n'))).toEqual({
      status: 'failed',
      output: '$ tool\nbad\n(ended with exit code 2)',
    });
    expect(resultOf(command(null, 'no such file'))).toEqual({
      status: 'failed',
      output: '$ tool\nno such file\n(was stopped by a signal)',
    });
  });

  it('stops at the first action that fails, and fails without any', async () => {
    const failed = { status: 'failed', output: 'no' } as const;
    const never = (): never => {
      throw new Error('must not run');
    };
    expect(await inOrder(() => Promise.resolve(failed), never)).toEqual(failed);
    expect(await inOrder()).toEqual({ status: 'failed', output: 'the step has no action' });
  });
});

describe('the tests of Rego', () => {
  it('pass when all of them ran and passed', () => {
    expect(regoTests(command(0, 'PASS: 12/12\n'))).toEqual({
      status: 'passed',
      tests: { passed: 12, failed: 0, skipped: [] },
    });
  });

  it.each([
    ['one failed', command(2, 'PASS: 11/12\nFAIL: 1/12\n'), { passed: 11, failed: 1, skipped: [] }],
    ['one was skipped', command(0, 'PASS: 11/12\nSKIPPED: 1/12\n'), { passed: 11, failed: 1, skipped: [] }],
    ['none ran', command(0, ''), { passed: 0, failed: 0, skipped: [] }],
    ['OPA broke after them', command(1, 'PASS: 12/12\n'), { passed: 12, failed: 0, skipped: [] }],
  ])('fail when %s', (_, result, tests) => {
    expect(regoTests(result)).toMatchObject({ status: 'failed', tests });
  });
});

describe('the tests of vitest', () => {
  const skipped = (reason: string | null) => [{ name: 'file > test', reason }];

  it('pass when they passed, or were skipped with a reason', () => {
    expect(whatIsWrong({ passed: 2, failed: 0, skipped: skipped('no terraform here') }, 0)).toBeNull();
  });

  it('fail when none ran, one failed, one was skipped silently, or vitest did not end well', () => {
    expect(whatIsWrong({ passed: 0, failed: 0, skipped: [] }, 0)).toBe('no test ran');
    expect(whatIsWrong({ passed: 2, failed: 1, skipped: [] }, 1)).toBe('1 failed');
    expect(whatIsWrong({ passed: 2, failed: 0, skipped: [] }, 1)).toBe('no test failed, yet vitest did not end well');
    expect(whatIsWrong({ passed: 2, failed: 0, skipped: skipped(null) }, 0)).toBe(
      'skipped without a reason (use context.skip(reason)): file > test',
    );
  });
});
