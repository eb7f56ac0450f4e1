import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { Route53Zone } from '@cdktf/provider-aws/lib/route53-zone/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

import { EdgeNetwork, HybridEdge } from '../constructs/index.ts';
import type { Environment } from './environments.ts';
import { keepState } from './keep-state.ts';

/** The second way in to the private cloud: load balancer in AWS, Direct Connect, weighted names. */
export class EdgeStack extends TerraformStack {
  constructor(scope: Construct, id: string, { name, state, edge }: Environment) {
    super(scope, id);
    keepState(this, state);
    new AwsProvider(this, 'Aws', {
      region: edge.region,
      allowedAccountIds: [edge.accountId],
      defaultTags: [{ tags: { environment: name, data_class: 'business' } }],
    });
    const zone = new Route53Zone(this, 'Zone', {
      name: edge.zoneName,
      comment: 'Entry to services of the private cloud',
      forceDestroy: false,
      lifecycle: { preventDestroy: true },
    });
    const network = new EdgeNetwork(this, 'EdgeNetwork', { ...edge, name: `edge-${name}` });
    new HybridEdge(this, 'HybridEdge', { ...edge, name: `edge-${name}`, network, zoneId: zone.zoneId });
  }
}
