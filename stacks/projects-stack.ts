import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

import { PeerAllowList, ResourceTags, SystemProject } from '../constructs/index.ts';
import type { Environment } from './environments.ts';
import { keepState } from './keep-state.ts';
import { organisation } from './organisation.ts';
import { pascalCase } from './pascal-case.ts';
import type { OpenProject } from './projects.ts';
import { tagsOf } from './tags.ts';

/** Projects of systems whose data have one class. Applied by the security team's identity, before what lies inside. */
export class ProjectsStack extends TerraformStack {
  constructor(
    scope: Construct,
    id: string,
    { name, state, control }: Environment,
    systems: Readonly<Record<string, OpenProject>>,
  ) {
    super(scope, id);
    keepState(this, state);
    new GoogleProvider(this, 'Google', { region: organisation.region });
    const peerAddresses = control.stations.flatMap(({ tunnels }) => tunnels.map(({ peerAddress }) => peerAddress));
    for (const [system, { id: projectId, number, folderId, zone, dataClass, services }] of Object.entries(systems)) {
      const childId = pascalCase(system);
      new SystemProject(this, childId, {
        projectId,
        projectNumber: number,
        folderId,
        billingAccount: organisation.billingAccount,
        dataClass,
        services,
        labels: { environment: name },
      });
      new ResourceTags(this, `${childId}Tags`, { resource: `projects/${number}`, ...tagsOf(dataClass, zone) });
      new PeerAllowList(this, `${childId}Peers`, {
        project: projectId,
        peerAddresses: projectId === control.projectId ? peerAddresses : [],
      });
    }
  }
}
