import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

import { IsolatedProject, ServiceAllowList } from '../constructs/index.ts';
import type { Environment } from './environments.ts';
import { keepState } from './keep-state.ts';

/** The boundary of the isolated project. Applied by the security team's identity, before and apart from what lies inside. */
export class FoundationStack extends TerraformStack {
  constructor(scope: Construct, id: string, { name, state, isolated }: Environment) {
    super(scope, id);
    keepState(this, state);
    new GoogleProvider(this, 'Google', { project: isolated.projectId, region: isolated.region });
    new IsolatedProject(this, 'IsolatedProject', { ...isolated, labels: { environment: name } });
    new ServiceAllowList(this, 'ServiceAllowList', { project: isolated.projectId, services: isolated.services });
  }
}
