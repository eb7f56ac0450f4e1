import type { ServiceAccount } from '@cdktf/provider-google/lib/service-account/index.js';
import { ServiceAccountIamPolicy } from '@cdktf/provider-google/lib/service-account-iam-policy/index.js';
import { Construct } from 'constructs';

import { refuse, requireMatch } from '../declaration/index.ts';
import type { PrivateCluster } from '../private-cluster/index.ts';

export interface WorkloadIdentityProps {
  readonly cluster: PrivateCluster;
  /** The account that the pods become; of the cluster's own project. */
  readonly account: ServiceAccount;
  readonly namespace: string;
  /** Name of the Kubernetes service account. */
  readonly kubernetesServiceAccount: string;
}

/**
 * Lets the pods of one Kubernetes service account, and nobody else, act as a Google service account, without any key. The policy is
 * authoritative: whoever was granted the account by hand loses it.
 *
 * @example
 * new WorkloadIdentity(stack, 'ReceptionIdentity', {
 *   cluster, account, namespace: 'reception', kubernetesServiceAccount: 'reception',
 * });
 */
export class WorkloadIdentity extends Construct {
  readonly policy: ServiceAccountIamPolicy;

  /** Throws `DeclarationError` for an account of another project, or a name that Kubernetes refuses or gives to everybody. */
  constructor(scope: Construct, id: string, props: WorkloadIdentityProps) {
    super(scope, id);
    this.#validate(props);
    const { cluster, account, namespace, kubernetesServiceAccount } = props;
    const member = `serviceAccount:${cluster.project}.svc.id.goog[${namespace}/${kubernetesServiceAccount}]`;
    this.policy = new ServiceAccountIamPolicy(this, 'Resource', {
      serviceAccountId: account.name,
      policyData: JSON.stringify({ bindings: [{ role: 'roles/iam.workloadIdentityUser', members: [member] }] }),
      // The pool of identities exists once the project's first cluster does.
      dependsOn: [cluster.cluster],
    });
  }

  #validate({ cluster, account, namespace, kubernetesServiceAccount }: WorkloadIdentityProps): void {
    if (account.projectInput !== cluster.project) {
      refuse(this, {
        what: 'the service account belongs to another project',
        got: account.projectInput,
        expected: cluster.project,
        fix: "declare the account in the cluster's project: pods of one system act for no other",
      });
    }
    requireMatch(this, namespace, /^(?!(default|kube-.*)$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, {
      what: '`namespace` is not one of our own',
      expected: 'a Kubernetes name, neither default nor kube-*',
      fix: 'give the workload a namespace of its own: whoever may create pods in it becomes the account',
    });
    requireMatch(this, kubernetesServiceAccount, /^(?!default$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, {
      what: '`kubernetesServiceAccount` is not usable',
      expected: 'a Kubernetes name other than default',
      fix: 'name a service account of the workload: every pod without one runs as default',
    });
  }
}
