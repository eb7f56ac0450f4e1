import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { StorageBucketIamMember } from '@cdktf/provider-google/lib/storage-bucket-iam-member/index.js';
import { App, TerraformStack, Testing } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { type PolicyMatchers, toPassPolicies } from '../../../src/testing.ts';

expect.extend({ toPassPolicies });

type Judged = PolicyMatchers<void> & { readonly not: PolicyMatchers<void> };

function expectThat(received: unknown): Judged {
  return expect(received) as unknown as Judged;
}

const options = { configuration: null, only: ['storage.public_access'], now: new Date('2026-11-24T00:00:00Z') };

function stackWith(member: string): TerraformStack {
  const stack = new TerraformStack(new App(), 'records');
  new GoogleProvider(stack, 'Google', { project: 'records-project', region: 'asia-northeast1' });
  new StorageBucketIamMember(stack, 'Reader', { bucket: 'b', role: 'roles/storage.objectViewer', member });
  return stack;
}

function failureOf(received: unknown): string {
  try {
    expectThat(received).toPassPolicies(options);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '';
}

describe.each([
  ['a stack', (stack: TerraformStack): unknown => stack],
  ['the JSON of a stack', (stack: TerraformStack): unknown => Testing.synth(stack)],
  ['a synthesized folder', (stack: TerraformStack): unknown => Testing.fullSynth(stack)],
])('%s', (_name, given) => {
  test('passes when it keeps the policies', () => {
    expectThat(given(stackWith('user:someone@example.jp'))).toPassPolicies(options);
  });

  test('fails with the report when it breaks one', () => {
    const failure = failureOf(given(stackWith('allUsers')));
    expect(failure).toContain('storage.public_access');
    expect(failure).toContain('google_storage_bucket_iam_member.Reader');
  });

  test('can be expected not to pass', () => {
    expectThat(given(stackWith('allUsers'))).not.toPassPolicies(options);
  });
});

test('the line of the test is in the report of a stack', () => {
  expect(failureOf(stackWith('allUsers'))).toContain('to-pass-policies.test.ts:20');
});

test.each([[null], [42], ['no-such-folder'], ['{"format_version": "1.2"}'], ['{"resource": {}}']])(
  '%j can not be judged, which is neither a pass nor a failure that `.not` could turn into one',
  (received) => {
    expect(() => {
      expectThat(received).toPassPolicies(options);
    }).toThrow(/INPUT_UNKNOWN|NOTHING_TO_JUDGE/u);
    expect(() => {
      expectThat(received).not.toPassPolicies(options);
    }).toThrow(/INPUT_UNKNOWN|NOTHING_TO_JUDGE/u);
  },
);
