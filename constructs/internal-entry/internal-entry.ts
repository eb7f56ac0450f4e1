import { ComputeFirewall } from '@cdktf/provider-google/lib/compute-firewall/index.js';
import { ComputeForwardingRule } from '@cdktf/provider-google/lib/compute-forwarding-rule/index.js';
import { ComputeRegionBackendService } from '@cdktf/provider-google/lib/compute-region-backend-service/index.js';
import { ComputeRegionHealthCheck } from '@cdktf/provider-google/lib/compute-region-health-check/index.js';
import { ComputeRegionSslPolicy } from '@cdktf/provider-google/lib/compute-region-ssl-policy/index.js';
import { ComputeRegionTargetHttpsProxy } from '@cdktf/provider-google/lib/compute-region-target-https-proxy/index.js';
import { ComputeRegionUrlMap } from '@cdktf/provider-google/lib/compute-region-url-map/index.js';
import { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork/index.js';
import { Construct } from 'constructs';

import type { ClosedNetwork } from '../closed-network/index.ts';
import { requireDisjoint, requireMatch, requireSome } from '../declaration/index.ts';

/** From where Google checks health and the global load balancer comes. Source: cloud.google.com/load-balancing/docs/health-check-concepts. */
const googleRanges = ['35.191.0.0/16', '130.211.0.0/22'];

export interface InternalEntryProps {
  readonly project: string;
  readonly region: string;
  readonly name: string;
  readonly network: ClosedNetwork;
  /** Range of Google's proxies, a /26 or larger that nothing else uses. */
  readonly proxyRange: string;
  /** Full names of the network endpoint groups that GKE fills, one per zone. */
  readonly groups: readonly string[];
  /** Port of the pods. */
  readonly port: number;
  /** Path that answers 200 while the service works. */
  readonly healthPath: string;
  /** Full name of the certificate in Certificate Manager, of the same region. */
  readonly certificate: string;
}

/**
 * A way in from inside the company: a load balancer with a private address in the nodes' network, TLS 1.2 or later, no other region.
 *
 * @example
 * new InternalEntry(stack, 'InternalEntry', {
 *   project: 'planning-dev', region: 'asia-northeast1', name: 'planning-internal', network, proxyRange: '10.120.8.0/26',
 *   groups: ['projects/planning-dev/zones/asia-northeast1-a/networkEndpointGroups/api'], port: 8080, healthPath: '/healthz',
 *   certificate: 'projects/planning-dev/locations/asia-northeast1/certificates/api',
 * });
 */
export class InternalEntry extends Construct {
  readonly forwardingRule: ComputeForwardingRule;

  /** Throws `DeclarationError` for ranges that overlap, no group, or a certificate of another place. */
  constructor(scope: Construct, id: string, props: InternalEntryProps) {
    super(scope, id);
    this.#validate(props);
    const { project, region, name, network } = props;
    const proxies = new ComputeSubnetwork(this, 'Proxies', {
      project,
      region,
      name: `${name}-proxies`,
      network: network.network.id,
      ipCidrRange: props.proxyRange,
      purpose: 'REGIONAL_MANAGED_PROXY',
      role: 'ACTIVE',
      stackType: 'IPV4_ONLY',
    });
    this.#allowTraffic(props);
    this.forwardingRule = new ComputeForwardingRule(this, 'Resource', {
      project,
      region,
      name,
      loadBalancingScheme: 'INTERNAL_MANAGED',
      allowGlobalAccess: false,
      network: network.network.id,
      subnetwork: network.subnetwork.id,
      ipProtocol: 'TCP',
      portRange: '443',
      target: this.#declareProxy(props).id,
      dependsOn: [proxies],
    });
  }

  #declareProxy({ project, region, name, groups, healthPath, certificate }: InternalEntryProps) {
    const common = { project, region, name };
    const healthCheck = new ComputeRegionHealthCheck(this, 'HealthCheck', {
      ...common,
      checkIntervalSec: 10,
      timeoutSec: 5,
      httpHealthCheck: { portSpecification: 'USE_SERVING_PORT', requestPath: healthPath },
      logConfig: { enable: true },
    });
    const backend = new ComputeRegionBackendService(this, 'Backend', {
      ...common,
      loadBalancingScheme: 'INTERNAL_MANAGED',
      protocol: 'HTTP',
      timeoutSec: 30,
      connectionDrainingTimeoutSec: 60,
      healthChecks: [healthCheck.id],
      backend: groups.map((group) => ({ group, balancingMode: 'RATE', maxRatePerEndpoint: 100, capacityScaler: 1 })),
      logConfig: { enable: true, sampleRate: 1 },
    });
    const map = new ComputeRegionUrlMap(this, 'UrlMap', { ...common, defaultService: backend.id });
    const policy = new ComputeRegionSslPolicy(this, 'SslPolicy', {
      ...common,
      profile: 'RESTRICTED',
      minTlsVersion: 'TLS_1_2',
    });
    return new ComputeRegionTargetHttpsProxy(this, 'Proxy', {
      ...common,
      urlMap: map.id,
      certificateManagerCertificates: [certificate],
      sslPolicy: policy.id,
    });
  }

  #allowTraffic({ project, name, network, proxyRange, port }: InternalEntryProps): void {
    new ComputeFirewall(this, 'AllowProxies', {
      project,
      name: `${name}-allow-proxies`,
      network: network.network.id,
      direction: 'INGRESS',
      priority: 1500,
      disabled: false,
      sourceRanges: [proxyRange, ...googleRanges],
      destinationRanges: [network.podRange],
      allow: [{ protocol: 'tcp', ports: [String(port)] }],
      logConfig: { metadata: 'INCLUDE_ALL_METADATA' },
    });
  }

  #validate({ region, network, proxyRange, groups, certificate }: InternalEntryProps): void {
    const { nodeRange, podRange, controlPlaneRange } = network;
    requireDisjoint(this, { proxyRange, nodeRange, podRange, controlPlaneRange });
    requireMatch(this, proxyRange, /\/(1\d|2[0-6])$/, {
      what: '`proxyRange` has the wrong size',
      expected: 'a /26 or larger',
      fix: 'Google places every proxy of the region in it',
    });
    requireSome(this, groups, {
      what: 'nothing answers behind the load balancer',
      expected: 'at least one network endpoint group',
      fix: 'name the groups that GKE fills, one per zone',
    });
    requireMatch(this, certificate, new RegExp(`^projects/[a-z0-9-]+/locations/${region}/certificates/[a-z0-9-]+$`), {
      what: '`certificate` is not a certificate of the region',
      expected: `projects/<project>/locations/${region}/certificates/<name>`,
      fix: 'issue one in the region: a regional load balancer takes no other',
    });
  }
}
