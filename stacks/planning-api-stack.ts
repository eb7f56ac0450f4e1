import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

import { ApiGateway, GoogleBetaProvider, WebEntry } from '../constructs/index.ts';
import type { Environment } from './environments.ts';
import { keepState } from './keep-state.ts';
import { organisation } from './organisation.ts';

/**
 * The interface of planning for programs: an API gateway behind Cloud Armor and TLS, which comes to the system through the system's own
 * entry. Apart from the rest of planning, since its types are in Google's beta provider only.
 */
export class PlanningApiStack extends TerraformStack {
  constructor(scope: Construct, id: string, { name, state, planning }: Environment) {
    super(scope, id);
    keepState(this, state);
    const { region } = organisation;
    const project = planning.project.id;
    new GoogleProvider(this, 'Google', { project, region });
    const provider = new GoogleBetaProvider(this, 'GoogleBeta', { project, region });
    const { domain, clientId, callers, operations } = planning.gateway;
    const gateway = new ApiGateway(this, 'ApiGateway', {
      provider,
      project,
      region,
      name: 'planning',
      serviceAccount: `planning-gateway@${project}.iam.gserviceaccount.com`,
      backend: { address: `https://${planning.domain}`, audience: clientId },
      callers,
      operations,
      labels: { environment: name, data_class: 'business' },
    });
    new WebEntry(this, 'WebEntry', {
      project,
      name: 'planning-api',
      domain,
      backend: { kind: 'gateway', gateway },
      operators: [],
    });
  }
}
