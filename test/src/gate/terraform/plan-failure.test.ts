import { describe, expect, it } from 'vitest';
import { planFailureOf } from '../../../../src/gate/terraform/plan-failure.ts';

const codeOf = (said: string, hasProducers = false): string => {
  const failure = planFailureOf('a', said, hasProducers);
  return failure.kind === 'failed' ? failure.error.code : failure.kind;
};

describe('a plan that failed', () => {
  it.each([
    ['│ Error: Error acquiring the state lock\n│ Lock Info: ID: 1', 'STATE_LOCKED'],
    ['Error: No valid credential sources found', 'CREDENTIALS_MISSING'],
    ['Error: Attempted to load application default credentials since neither …', 'CREDENTIALS_MISSING'],
    ['Error: Failed to query available provider packages', 'PROVIDER_UNREACHABLE'],
    ['Error: Invalid for_each argument', 'PLAN_FAILED'],
    ['', 'PLAN_FAILED'],
    ['Error: Unable to find remote state', 'PLAN_FAILED'],
  ])('%j: %s', (said, code) => {
    expect(codeOf(said)).toBe(code);
  });

  it('waits for its producers when it has any, and only for them', () => {
    expect(codeOf('╷\n│ Error: Unable to find remote state\n│ \n│   with data…', true)).toBe('not-yet');
    expect(
      codeOf(
        'Error: Unsupported attribute / This object does not have an attribute named "cross-stack-output-x"',
        true,
      ),
    ).toBe('not-yet');
    expect(codeOf('Error: Error acquiring the state lock', true)).toBe('STATE_LOCKED');
  });

  it("keeps terraform's words, without frames and colours", () => {
    const failure = planFailureOf('a', 'noise\n\u001b[31m╷\u001b[0m\n│ Error: no\n│ \n│ because\n╵\n', false);
    expect(failure.kind === 'failed' ? failure.error.parts.got : null).toBe('Error: no / because');
  });
});
