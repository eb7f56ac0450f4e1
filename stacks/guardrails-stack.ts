import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

import {
  AccessApproval,
  AssuredWorkload,
  closedZoneConstraints,
  closedZonePolicies,
  DenyPolicy,
  GuardedFolder,
  OrganizationPolicySet,
  PrincipalBoundary,
  ResourceTags,
} from '../constructs/index.ts';
import type { Environment, GuardrailSettings, IsolatedSettings } from './environments.ts';
import { keepState } from './keep-state.ts';
import { organisation } from './organisation.ts';
import { tagsOf } from './tags.ts';

/**
 * The guards of regulated records that hold whatever a project does: the records' own folder, and on it organisation policies, deny policy,
 * boundary of the handlers, Access Approval and tags. Applied by the security team's identity before the project exists, in a state of its
 * own: neither a change of the project nor one of its perimeter can take a guard along.
 */
export class GuardrailsStack extends TerraformStack {
  constructor(scope: Construct, id: string, { name, state, isolated, guardrails }: Environment) {
    super(scope, id);
    keepState(this, state);
    new GoogleProvider(this, 'Google', { region: isolated.region });
    const { folderId: folder } = isolated;
    this.#declareFolder(name, folder, guardrails);
    new OrganizationPolicySet(this, 'OrganizationPolicies', {
      folder,
      policies: closedZonePolicies({
        folder,
        region: isolated.region,
        services: isolated.services,
        customerIds: [organisation.customerId],
        domains: organisation.domains,
      }),
      customConstraints: closedZoneConstraints.map((constraint) => `custom.${constraint.name}`),
    });
    this.#declareIdentities(name, isolated);
    new AccessApproval(this, 'AccessApproval', {
      folder,
      notificationEmails: organisation.securityContacts,
      domains: organisation.domains,
    });
    new ResourceTags(this, 'Tags', {
      resource: `folders/${folder}`,
      ...tagsOf('remote-sensing', `remote-sensing-${name}`),
    });
  }

  /** Ours, below the one that Google creates and sets policies on where Assured Workloads is on. */
  #declareFolder(name: string, folder: string, { environmentFolder, hasAssuredWorkload }: GuardrailSettings): void {
    const assured = hasAssuredWorkload
      ? new AssuredWorkload(this, 'AssuredWorkload', {
          organization: organisation.number,
          parentFolder: environmentFolder,
          displayName: `assured-${name}`,
          billingAccount: organisation.billingAccount,
          location: organisation.region,
        })
      : undefined;
    new GuardedFolder(this, 'RecordsFolder', {
      displayName: `remote-sensing-${name}`,
      folder,
      parent: assured?.folder ?? `folders/${environmentFolder}`,
    });
  }

  #declareIdentities(name: string, { folderId: folder, projectId, projectNumber, handlers }: IsolatedSettings): void {
    new DenyPolicy(this, 'DenyPolicy', {
      folder,
      name: 'closed-zone',
      administrators: [organisation.guardrailAccount],
      workloadPools: [{ projectId, projectNumber }],
    });
    new PrincipalBoundary(this, 'HandlerBoundary', {
      organization: organisation.number,
      customerId: organisation.customerId,
      name: `rs-handlers-${name}`,
      folder,
      persons: handlers,
    });
  }
}
