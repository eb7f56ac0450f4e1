import { ComputeFirewall, type ComputeFirewallConfig } from '@cdktf/provider-google/lib/compute-firewall/index.js';
import { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network/index.js';
import { ComputeRoute } from '@cdktf/provider-google/lib/compute-route/index.js';
import { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork/index.js';
import { Construct } from 'constructs';

import { requireDisjoint, requireMatch } from '../declaration/index.ts';
import { restrictedVip } from './restricted-vip.ts';

export interface ClosedNetworkProps {
  readonly project: string;
  readonly region: string;
  /** Name of the network, and prefix of what belongs to it. */
  readonly name: string;
  /** Primary range of the subnetwork: nodes. */
  readonly nodeRange: string;
  /** Secondary range `pods`. */
  readonly podRange: string;
  /** Secondary range `services`. */
  readonly serviceRange: string;
  /** Range of the cluster's control plane, a /28. */
  readonly controlPlaneRange: string;
}

/**
 * A network with no way to the internet: no default route is kept, the only route leads to the restricted Google API addresses,
 * and all other egress and all ingress is denied and logged, for IPv4 and IPv6.
 *
 * @example
 * new ClosedNetwork(stack, 'ClosedNetwork', {
 *   project: 'rs-isolated-dev', region: 'asia-northeast1', name: 'rs-isolated', nodeRange: '10.72.0.0/22', podRange: '10.76.0.0/18',
 *   serviceRange: '10.77.0.0/22', controlPlaneRange: '172.16.0.32/28',
 * });
 */
export class ClosedNetwork extends Construct {
  /** Name of the secondary range of pods. */
  static readonly podRangeName = 'pods';
  /** Name of the secondary range of Kubernetes services. */
  static readonly serviceRangeName = 'services';

  readonly network: ComputeNetwork;
  readonly subnetwork: ComputeSubnetwork;
  readonly nodeRange: string;
  readonly podRange: string;
  readonly controlPlaneRange: string;

  constructor(scope: Construct, id: string, props: ClosedNetworkProps) {
    super(scope, id);
    this.#validate(props);
    this.nodeRange = props.nodeRange;
    this.podRange = props.podRange;
    this.controlPlaneRange = props.controlPlaneRange;
    this.network = new ComputeNetwork(this, 'Resource', {
      project: props.project,
      name: props.name,
      autoCreateSubnetworks: false,
      deleteDefaultRoutesOnCreate: true,
      routingMode: 'REGIONAL',
      mtu: 1460,
      networkFirewallPolicyEnforcementOrder: 'BEFORE_CLASSIC_FIREWALL',
      lifecycle: { preventDestroy: true },
    });
    this.subnetwork = this.#declareSubnetwork(props);
    new ComputeRoute(this, 'RestrictedVipRoute', {
      project: props.project,
      name: `${props.name}-restricted-vip`,
      network: this.network.id,
      destRange: restrictedVip.range,
      nextHopGateway: 'default-internet-gateway',
      priority: 100,
    });
    this.#denyEverything(props);
    this.#allowWhatIsNeeded(props);
  }

  #declareSubnetwork({
    project,
    region,
    name,
    nodeRange,
    podRange,
    serviceRange,
  }: ClosedNetworkProps): ComputeSubnetwork {
    return new ComputeSubnetwork(this, 'Subnetwork', {
      project,
      region,
      name: `${name}-nodes`,
      network: this.network.id,
      ipCidrRange: nodeRange,
      purpose: 'PRIVATE',
      stackType: 'IPV4_ONLY',
      privateIpGoogleAccess: true,
      secondaryIpRange: [
        { rangeName: ClosedNetwork.podRangeName, ipCidrRange: podRange },
        { rangeName: ClosedNetwork.serviceRangeName, ipCidrRange: serviceRange },
      ],
      logConfig: { aggregationInterval: 'INTERVAL_5_SEC', flowSampling: 1, metadata: 'INCLUDE_ALL_METADATA' },
    });
  }

  #denyEverything(props: ClosedNetworkProps): void {
    const deny = [{ protocol: 'all' }];
    // One rule takes one address family only.
    this.#rule('DenyEgressIpv4', props, {
      direction: 'EGRESS',
      priority: 65_534,
      destinationRanges: ['0.0.0.0/0'],
      deny,
    });
    this.#rule('DenyEgressIpv6', props, { direction: 'EGRESS', priority: 65_534, destinationRanges: ['::/0'], deny });
    this.#rule('DenyIngressIpv4', props, { direction: 'INGRESS', priority: 65_534, sourceRanges: ['0.0.0.0/0'], deny });
    this.#rule('DenyIngressIpv6', props, { direction: 'INGRESS', priority: 65_534, sourceRanges: ['::/0'], deny });
  }

  #allowWhatIsNeeded(props: ClosedNetworkProps): void {
    this.#rule('AllowEgressRestrictedVip', props, {
      direction: 'EGRESS',
      priority: 1000,
      destinationRanges: [restrictedVip.range],
      allow: [{ protocol: 'tcp', ports: ['443'] }],
    });
    this.#rule('AllowEgressCluster', props, {
      direction: 'EGRESS',
      priority: 1100,
      destinationRanges: [props.nodeRange, props.podRange, props.serviceRange],
      allow: [{ protocol: 'all' }],
    });
    this.#rule('AllowEgressControlPlane', props, {
      direction: 'EGRESS',
      priority: 1200,
      destinationRanges: [props.controlPlaneRange],
      // 443 is the Kubernetes API, 8132 the tunnel that the control plane uses to reach nodes.
      allow: [{ protocol: 'tcp', ports: ['443', '8132'] }],
    });
  }

  #rule(
    id: string,
    { project, name }: ClosedNetworkProps,
    rule: Omit<ComputeFirewallConfig, 'name' | 'network'>,
  ): void {
    const suffix = id.replaceAll(/[A-Z]/g, (letter, at: number) => `${at === 0 ? '' : '-'}${letter.toLowerCase()}`);
    new ComputeFirewall(this, id, {
      project,
      name: `${name}-${suffix}`,
      network: this.network.id,
      disabled: false,
      logConfig: { metadata: 'INCLUDE_ALL_METADATA' },
      ...rule,
    });
  }

  #validate({ name, nodeRange, podRange, serviceRange, controlPlaneRange }: ClosedNetworkProps): void {
    requireMatch(this, name, /^[a-z][a-z0-9-]{0,35}$/, {
      what: '`name` is not a valid network name',
      expected: 'a lower-case letter, then at most 35 lower-case letters, digits or hyphens',
      fix: 'shorten it: the names of firewall rules start with it',
    });
    requireDisjoint(this, { nodeRange, podRange, serviceRange, controlPlaneRange });
    requireMatch(this, controlPlaneRange, /\/28$/, {
      what: '`controlPlaneRange` has the wrong size',
      expected: 'a /28',
      fix: 'GKE takes exactly sixteen addresses for a control plane',
    });
  }
}
