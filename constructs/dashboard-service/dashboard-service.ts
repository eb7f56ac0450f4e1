import { CloudRunV2Service } from '@cdktf/provider-google/lib/cloud-run-v2-service/index.js';
import { CloudRunV2ServiceIamPolicy } from '@cdktf/provider-google/lib/cloud-run-v2-service-iam-policy/index.js';
import { ComputeRegionNetworkEndpointGroup } from '@cdktf/provider-google/lib/compute-region-network-endpoint-group/index.js';
import type { ServiceAccount } from '@cdktf/provider-google/lib/service-account/index.js';
import { Construct } from 'constructs';

import type { ClosedNetwork } from '../closed-network/index.ts';
import type { DataKey } from '../data-key/index.ts';
import { requireMatch } from '../declaration/index.ts';

export interface DashboardServiceProps {
  readonly project: string;
  /** Number of the project: Identity-Aware Proxy's account contains it. */
  readonly projectNumber: string;
  readonly region: string;
  readonly name: string;
  /** Image of the project's own registry, by digest. */
  readonly image: string;
  readonly serviceAccount: ServiceAccount;
  readonly network: ClosedNetwork;
  readonly key: DataKey;
  readonly maxInstanceCount: number;
  /** @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * A Cloud Run service that only a load balancer with Identity-Aware Proxy can call, and that sends everything through a closed network.
 *
 * @example
 * new DashboardService(stack, 'Dashboard', {
 *   project: 'analysis-dev', projectNumber: '310000000041', region: 'asia-northeast1', name: 'dashboard',
 *   image: 'asia-northeast1-docker.pkg.dev/analysis-dev/images/dashboard@sha256:<digest>', serviceAccount, network, key, maxInstanceCount: 4,
 * });
 */
export class DashboardService extends Construct {
  readonly service: CloudRunV2Service;
  /** What a load balancer sends requests to. */
  readonly endpointGroup: ComputeRegionNetworkEndpointGroup;

  /** Throws `DeclarationError` for an image that could change, or that comes from elsewhere. */
  constructor(scope: Construct, id: string, props: DashboardServiceProps) {
    super(scope, id);
    const { project, projectNumber, region, name } = props;
    requireOwnImage(this, project, props.image);
    this.service = this.#declareService(props);
    new CloudRunV2ServiceIamPolicy(this, 'Callers', {
      project,
      location: region,
      name: this.service.name,
      policyData: JSON.stringify({
        bindings: [
          {
            role: 'roles/run.invoker',
            members: [`serviceAccount:service-${projectNumber}@gcp-sa-iap.iam.gserviceaccount.com`],
          },
        ],
      }),
    });
    this.endpointGroup = new ComputeRegionNetworkEndpointGroup(this, 'EndpointGroup', {
      project,
      region,
      name,
      networkEndpointType: 'SERVERLESS',
      cloudRun: { service: this.service.name },
    });
  }

  #declareService(props: DashboardServiceProps): CloudRunV2Service {
    const { project, region, name, network, key } = props;
    return new CloudRunV2Service(this, 'Resource', {
      project,
      location: region,
      name,
      ingress: 'INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER',
      invokerIamDisabled: false,
      deletionProtection: true,
      binaryAuthorization: { useDefault: true },
      labels: { ...props.labels },
      template: {
        serviceAccount: props.serviceAccount.email,
        encryptionKey: key.key.id,
        executionEnvironment: 'EXECUTION_ENVIRONMENT_GEN2',
        scaling: { minInstanceCount: 0, maxInstanceCount: props.maxInstanceCount },
        vpcAccess: {
          egress: 'ALL_TRAFFIC',
          networkInterfaces: [{ network: network.network.id, subnetwork: network.subnetwork.id }],
        },
        containers: [{ image: props.image, resources: { limits: { cpu: '1', memory: '1Gi' }, cpuIdle: true } }],
      },
      dependsOn: [key.policy],
    });
  }
}

/** Refuses an image that is not of the project's own registry, or that a tag could exchange. */
export function requireOwnImage(scope: Construct, project: string, image: string): void {
  requireMatch(
    scope,
    image,
    new RegExp(`^[a-z0-9-]+-docker\\.pkg\\.dev/${project}/[a-z0-9-]+/[a-z0-9-]+@sha256:[0-9a-f]{64}$`),
    {
      what: '`image` is not one image of the project itself',
      expected: `<region>-docker.pkg.dev/${project}/<repository>/<name>@sha256:<digest>`,
      fix: 'name the image by its digest: a tag can be moved, another registry can not be reached',
    },
  );
}
