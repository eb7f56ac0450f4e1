import { describe, expect, it } from 'vitest';
import { DenyPolicy, type DenyPolicyProps } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

const administrator = 'serviceAccount:guardrails@security-test.iam.gserviceaccount.com';

function declare(changes: Partial<DenyPolicyProps> = {}) {
  return synthesize((stack) => {
    new DenyPolicy(stack, 'DenyPolicy', {
      folder: '410000000013',
      name: 'closed-zone',
      administrators: [administrator],
      workloadPools: [{ projectId: 'rs-isolated-test', projectNumber: '310000000003' }],
      ...changes,
    });
  }).only('google_iam_deny_policy');
}

interface Rule {
  readonly description: string;
  readonly deny_rule: {
    readonly denied_principals: readonly string[];
    readonly denied_permissions: readonly string[];
    readonly exception_principals?: readonly string[];
  };
}

const rules = declare()['rules'] as readonly Rule[];

describe('a deny policy', () => {
  it('lies on the folder, and can not be destroyed', () => {
    const { parent, name, lifecycle } = declare();
    expect({ parent, name, lifecycle }).toEqual({
      parent: 'cloudresourcemanager.googleapis.com%2Ffolders%2F410000000013',
      name: 'closed-zone',
      lifecycle: { prevent_destroy: true },
    });
  });

  it('denies everybody, whoever it is', () => {
    expect(rules.map(({ deny_rule }) => deny_rule.denied_principals)).toEqual(
      rules.map(() => ['principalSet://goog/public:all']),
    );
  });

  it('excepts the account of guards from grants and guards, what runs from impersonation, nobody from keys', () => {
    const guardian = [
      'principal://iam.googleapis.com/projects/-/serviceAccounts/guardrails@security-test.iam.gserviceaccount.com',
    ];
    expect(rules.map(({ description, deny_rule }) => [description, deny_rule.exception_principals])).toEqual([
      ['Who may read', guardian],
      ['Place and guards of the projects', guardian],
      [
        'Acting as an account of the zone',
        [
          'principalSet://cloudresourcemanager.googleapis.com/folders/410000000013/type/ServiceAgent',
          'principalSet://iam.googleapis.com/projects/310000000003/locations/global/workloadIdentityPools/rs-isolated-test.svc.id.goog/*',
        ],
      ],
      ['Keys and signatures that work anywhere', undefined],
    ]);
  });

  it('names permissions in the form of IAM v2, each once', () => {
    const permissions = rules.flatMap(({ deny_rule }) => deny_rule.denied_permissions);
    expect(permissions.filter((one) => !/^[a-z]+\.googleapis\.com\/[A-Za-z]+\.[A-Za-z]+$/.test(one))).toEqual([]);
    expect(new Set(permissions).size).toBe(permissions.length);
  });

  it.each([
    ['no administrator', { administrators: [] }, 'nobody could change a grant or a guard any more'],
    ['a person', { administrators: ['user:root@example.jp'] }, 'an administrator is not one service account'],
    ['any account', { administrators: ['serviceAccount:*@x.iam.gserviceaccount.com'] }, 'is not one service account'],
    ['an account twice', { administrators: [administrator, administrator] }, 'names an account twice'],
    ['a folder by name', { folder: 'folders/records' }, '`folder` is not the number of a folder'],
    ['a name with signs', { name: 'Closed_Zone' }, '`name` is not a valid name of a deny policy'],
    ['a pool of any project', { workloadPools: [{ projectId: '*', projectNumber: '1' }] }, 'names no project'],
  ])('refuses %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
