import { OrgPolicyPolicy } from '@cdktf/provider-google/lib/org-policy-policy/index.js';
import { Construct } from 'constructs';

import { requireDistinct, requireMatch, requireSome } from '../declaration/index.ts';

export interface ServiceAllowListProps {
  /** Id of the project. */
  readonly project: string;
  /** The only services that can be used in it, such as `storage.googleapis.com`. */
  readonly services: readonly string[];
}

/**
 * Refuses every Google service that is not named, also one that somebody enables by hand: what can't be called can't carry data out.
 *
 * @example
 * new ServiceAllowList(stack, 'ServiceAllowList', { project: 'rs-isolated-dev', services: ['storage.googleapis.com'] });
 */
export class ServiceAllowList extends Construct {
  readonly policy: OrgPolicyPolicy;

  /** Throws `DeclarationError` for an empty list, a repeated service, or what is no service of Google. */
  constructor(scope: Construct, id: string, { project, services }: ServiceAllowListProps) {
    super(scope, id);
    requireSome(this, services, {
      what: 'no service could be used',
      expected: 'at least one service',
      fix: 'name the services that the project enables',
    });
    requireDistinct(this, services, '`services` names a service twice');
    for (const service of services) {
      requireMatch(this, service, /^[a-z]+\.googleapis\.com$/, {
        what: '`services` holds something that is no service of Google',
        expected: 'a name such as storage.googleapis.com',
        fix: 'take the name from `gcloud services list --available`',
      });
    }
    this.policy = new OrgPolicyPolicy(this, 'Resource', {
      parent: `projects/${project}`,
      name: `projects/${project}/policies/gcp.restrictServiceUsage`,
      spec: {
        // What the folder allows stays a limit above: a project's list can only be narrower.
        inheritFromParent: false,
        rules: [{ values: { allowedValues: [...services].sort() } }],
      },
    });
  }
}
