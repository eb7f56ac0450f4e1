import { describe, expect, it } from 'vitest';
import { WorkloadIdentity, type WorkloadIdentityProps } from '../../../constructs/index.ts';
import { anAccount, aPrivateCluster } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<WorkloadIdentityProps> = {}, owner?: string) {
  return synthesize((stack) => {
    new WorkloadIdentity(stack, 'Identity', {
      cluster: aPrivateCluster(stack),
      account: anAccount(stack, 'reception', owner),
      namespace: 'reception',
      kubernetesServiceAccount: 'reception',
      ...changes,
    });
  });
}

describe('a workload identity', () => {
  it('lets the pods of one Kubernetes service account act as the account, and nobody else', () => {
    const policy = declare().only('google_service_account_iam_policy');
    expect([policy['service_account_id'], JSON.parse(String(policy['policy_data']))]).toEqual([
      '${google_service_account.reception.name}',
      {
        bindings: [
          {
            role: 'roles/iam.workloadIdentityUser',
            members: ['serviceAccount:rs-isolated-test.svc.id.goog[reception/reception]'],
          },
        ],
      },
    ]);
  });

  it.each([
    ['the default namespace', { namespace: 'default' }, '`namespace` is not one of our own'],
    ['a namespace of Kubernetes', { namespace: 'kube-system' }, '`namespace` is not one of our own'],
    ['every pod', { kubernetesServiceAccount: 'default' }, '`kubernetesServiceAccount` is not usable'],
  ])('refuses %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });

  it('refuses an account of another project', () => {
    expect(() => declare({}, 'elsewhere')).toThrow('the service account belongs to another project: got "elsewhere"');
  });
});
