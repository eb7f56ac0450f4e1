/* eslint complexity: off -- the oracle goes case after case, as its document does */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Caller, decide, type Request } from '../../../../../../src/proofs/egress/aws/policies/evaluate.ts';
import { matches } from '../../../../../../src/proofs/egress/aws/policies/match.ts';
import { parsePolicy, type Statement } from '../../../../../../src/proofs/egress/aws/policies/policy-document.ts';

const seed = Number(process.env['SEKISHO_SEED'] ?? 20261124);

interface Written {
  readonly Effect: 'Allow' | 'Deny';
  readonly who: '*' | '111' | '222';
  readonly isNotWho: boolean;
  readonly Action: string;
  readonly isNotAction: boolean;
  readonly organization: { readonly operator: string; readonly value: string } | null;
}

const written: fc.Arbitrary<Written> = fc.record({
  Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
  who: fc.constantFrom('*', '111', '222'),
  isNotWho: fc.constantFrom(false, false, true),
  Action: fc.constantFrom('*', 's3:*', 's3:Get*', 's3:GetObject', 'kms:Decrypt'),
  isNotAction: fc.constantFrom(false, false, true),
  organization: fc.option(
    fc.record({
      operator: fc.constantFrom('StringEquals', 'StringNotEquals', 'StringEqualsIfExists', 'StringNotEqualsIfExists'),
      value: fc.constantFrom('o-1', 'o-2'),
    }),
  ),
});

function parsed(statements: readonly Written[]): readonly Statement[] {
  const document = statements.map(({ Effect, who, isNotWho, Action, isNotAction, organization }) => ({
    Effect,
    [isNotWho ? 'NotPrincipal' : 'Principal']: { AWS: who },
    [isNotAction ? 'NotAction' : 'Action']: Action,
    Resource: '*',
    ...(organization === null
      ? {}
      : { Condition: { [organization.operator]: { 'aws:PrincipalOrgID': organization.value } } }),
  }));
  const found = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: document }));
  if (found === null) throw new Error('expected a policy');
  return found;
}

/** One request after the other, from the words of reference_policies_evaluation-logic.html; shares no code with the engine. */
function isLetThrough(
  statements: readonly Written[],
  account: string | null,
  organization: string | null,
  action: string,
): boolean {
  const applying = statements.filter((statement) => {
    const isNamed = statement.who === '*' || statement.who === account;
    const actions: Readonly<Record<string, readonly string[]>> = {
      '*': ['s3:GetObject', 's3:PutObject', 'kms:Decrypt'],
      's3:*': ['s3:GetObject', 's3:PutObject'],
      's3:Get*': ['s3:GetObject'],
      's3:GetObject': ['s3:GetObject'],
      'kms:Decrypt': ['kms:Decrypt'],
    };
    const isAsked = actions[statement.Action]?.includes(action) ?? false;
    const test = statement.organization;
    const isEqual = test !== null && organization === test.value;
    const isNegated = test?.operator.startsWith('StringNot') === true;
    const isAbsent = organization === null && (isNegated || test?.operator.endsWith('IfExists') === true);
    const isMet = test === null || isAbsent || (organization !== null && isEqual !== isNegated);
    return isNamed !== statement.isNotWho && isAsked !== statement.isNotAction && isMet;
  });
  return applying.some(({ Effect }) => Effect === 'Allow') && !applying.some(({ Effect }) => Effect === 'Deny');
}

const requests = [null, '111', '222', '333'].flatMap((account) =>
  (account === null ? [null] : [null, 'o-1', 'o-3']).flatMap((organization) =>
    ['s3:GetObject', 's3:PutObject', 'kms:Decrypt'].map((action) => ({ account, organization, action })),
  ),
);

function requestOf({ account, organization, action }: (typeof requests)[number]): Request {
  const caller: Caller =
    account === null ? { kind: 'anonymous' } : { kind: 'account', account, arn: `arn:aws:iam::${account}:role/r` };
  const context: Request['context'] = (key) =>
    key === 'aws:principalorgid' ? (organization === null ? null : [organization]) : undefined;
  return { caller, action, resources: null, context };
}

describe('the decision on a request', () => {
  it(`is in 500 random policies what reading every statement says (seed ${seed})`, () => {
    let allowed = 0;
    fc.assert(
      fc.property(fc.array(written, { maxLength: 4 }), (statements) => {
        for (const request of requests) {
          const { account, organization, action } = request;
          const expected = isLetThrough(statements, account, organization, action);
          if (expected) allowed += 1;
          expect(decide(parsed(statements), [], requestOf(request))).toBe(expected ? 'yes' : 'no');
        }
      }),
      { seed, numRuns: 500 },
    );
    expect(allowed).toBeGreaterThan(500);
    expect(allowed).toBeLessThan(500 * requests.length);
  });

  it('never opens by a deny that is added, nor closes by an allow', () => {
    fc.assert(
      fc.property(fc.array(written, { maxLength: 3 }), written, (statements, one) => {
        for (const request of requests.map(requestOf)) {
          const before = decide(parsed(statements), [], request);
          const denied = decide(parsed([...statements, { ...one, Effect: 'Deny' }]), [], request);
          const allowed = decide(parsed([...statements, { ...one, Effect: 'Allow' }]), [], request);
          expect([before === 'no' && denied !== 'no', before === 'yes' && allowed !== 'yes']).toEqual([false, false]);
        }
      }),
      { seed, numRuns: 200 },
    );
  });

  it('is open to doubt where a key of a condition can’t be known', () => {
    const [statement] = parsed([
      { Effect: 'Allow', who: '*', isNotWho: false, Action: '*', isNotAction: false, organization: null },
    ]);
    const conditions = [{ operator: 'StringEquals', key: 'kms:viaservice', values: ['s3'] }];
    const request = requestOf({ account: '333', organization: null, action: 'kms:Decrypt' });
    expect(decide(statement === undefined ? [] : [{ ...statement, conditions }], [], request)).toBe('maybe');
  });

  it.each([
    ['s3:*', 's3:GetObject', 'yes'],
    ['s3:Get?bject', 's3:GetObject', 'yes'],
    ['*Object', 's3:GetObjectAcl', 'no'],
    ['arn:\u0000:x', 'arn:aws:x', 'maybe'],
    [`${'*a'.repeat(50)}b`, 'a'.repeat(200), 'no'],
  ] as const)('%s against %s is %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });
});
