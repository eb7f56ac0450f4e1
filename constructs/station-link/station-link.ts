import { ComputeExternalVpnGateway } from '@cdktf/provider-google/lib/compute-external-vpn-gateway/index.js';
import { ComputeFirewall } from '@cdktf/provider-google/lib/compute-firewall/index.js';
import { ComputeHaVpnGateway } from '@cdktf/provider-google/lib/compute-ha-vpn-gateway/index.js';
import { ComputeRouter } from '@cdktf/provider-google/lib/compute-router/index.js';
import { ComputeRouterInterface } from '@cdktf/provider-google/lib/compute-router-interface/index.js';
import { ComputeRouterPeer } from '@cdktf/provider-google/lib/compute-router-peer/index.js';
import { ComputeRouterRoutePolicy } from '@cdktf/provider-google/lib/compute-router-route-policy/index.js';
import { ComputeVpnTunnel } from '@cdktf/provider-google/lib/compute-vpn-tunnel/index.js';
import { Construct } from 'constructs';

import type { ClosedNetwork } from '../closed-network/index.ts';
import { requireProvider, type StationProvider, type StationTunnel } from './station-provider.ts';

export interface StationLinkProps {
  readonly project: string;
  readonly region: string;
  readonly network: ClosedNetwork;
  readonly provider: StationProvider;
  /** Our autonomous system number, a private one. */
  readonly bgpAsn: number;
  /** The shared secrets of both tunnels, from a sensitive variable: never written down. */
  readonly sharedSecrets: readonly [string, string];
  /** @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** The two ends of what the tunnels join. */
interface Ends {
  readonly gateway: ComputeHaVpnGateway;
  readonly peer: ComputeExternalVpnGateway;
  readonly router: ComputeRouter;
  readonly importPolicy: ComputeRouterRoutePolicy;
}

/**
 * A redundant link to one ground-station provider: two tunnels to two gateways. We announce the nodes' network and nothing else, learn
 * exactly the provider's registered networks, and let through its registered ports only.
 *
 * @example
 * new StationLink(stack, 'StationLink', {
 *   project: 'satellite-control-dev', region: 'asia-northeast1', network, provider: station, bgpAsn: 64_620,
 *   sharedSecrets: [first.stringValue, second.stringValue],
 * });
 */
export class StationLink extends Construct {
  readonly tunnels: readonly ComputeVpnTunnel[];

  /** Throws `DeclarationError` for networks that overlap or are public, links that can't come up, or numbers that don't fit. */
  constructor(scope: Construct, id: string, props: StationLinkProps) {
    super(scope, id);
    const { network, provider, bgpAsn } = props;
    const { nodeRange, podRange, controlPlaneRange } = network;
    requireProvider(this, provider, { nodeRange, podRange, controlPlaneRange }, bgpAsn);
    const ends = this.#declareEnds(props);
    this.tunnels = provider.tunnels.map((tunnel, index) => this.#declareTunnel(props, ends, tunnel, index));
    this.#allowTraffic(props);
  }

  #declareEnds({ project, region, network, provider, bgpAsn, labels }: StationLinkProps): Ends {
    const { name } = provider;
    const gateway = new ComputeHaVpnGateway(this, 'Gateway', {
      project,
      region,
      name: `${name}-gateway`,
      network: network.network.id,
      gatewayIpVersion: 'IPV4',
      stackType: 'IPV4_ONLY',
      labels: { ...labels },
    });
    const peer = new ComputeExternalVpnGateway(this, 'Peer', {
      project,
      name: `${name}-peer`,
      redundancyType: 'TWO_IPS_REDUNDANCY',
      interface: provider.tunnels.map(({ peerAddress }, id) => ({ id, ipAddress: peerAddress })),
      labels: { ...labels },
    });
    const router = new ComputeRouter(this, 'Router', {
      project,
      region,
      name: `${name}-router`,
      network: network.network.id,
      bgp: { asn: bgpAsn, ...this.#announced(network.nodeRange) },
    });
    return { gateway, peer, router, importPolicy: this.#declareImportPolicy({ project, region, provider }, router) };
  }

  /** Only the nodes' network: never everything that the router knows, which is what Google announces unless told otherwise. */
  #announced(nodeRange: string) {
    return { advertiseMode: 'CUSTOM', advertisedGroups: [], advertisedIpRanges: [{ range: nodeRange }] };
  }

  #declareImportPolicy(
    { project, region, provider }: Pick<StationLinkProps, 'project' | 'region' | 'provider'>,
    router: ComputeRouter,
  ): ComputeRouterRoutePolicy {
    return new ComputeRouterRoutePolicy(this, 'ImportPolicy', {
      project,
      region,
      name: `${provider.name}-import`,
      router: router.name,
      type: 'ROUTE_POLICY_TYPE_IMPORT',
      terms: [
        ...provider.ranges.map((range, priority) => ({
          priority,
          match: { expression: `destination == '${range}'` },
          actions: [{ expression: 'accept()' }],
        })),
        {
          priority: provider.ranges.length,
          match: { expression: "destination.inAnyRange(prefix('0.0.0.0/0').orLonger())" },
          actions: [{ expression: 'drop()' }],
        },
      ],
    });
  }

  #declareTunnel(
    { project, region, network, provider, sharedSecrets, labels }: StationLinkProps,
    { gateway, peer, router, importPolicy }: Ends,
    { ownLinkAddress, peerLinkAddress }: StationTunnel,
    index: number,
  ): ComputeVpnTunnel {
    const group = new Construct(this, index === 0 ? 'First' : 'Second');
    const name = `${provider.name}-${index}`;
    const tunnel = new ComputeVpnTunnel(group, 'Tunnel', {
      project,
      region,
      name,
      vpnGateway: gateway.id,
      vpnGatewayInterface: index,
      peerExternalGateway: peer.id,
      peerExternalGatewayInterface: index,
      router: router.id,
      ikeVersion: 2,
      sharedSecret: index === 0 ? sharedSecrets[0] : sharedSecrets[1],
      labels: { ...labels },
    });
    const link = new ComputeRouterInterface(group, 'Interface', {
      project,
      region,
      name,
      router: router.name,
      ipRange: `${ownLinkAddress}/30`,
      vpnTunnel: tunnel.name,
    });
    new ComputeRouterPeer(group, 'Session', {
      project,
      region,
      name,
      router: router.name,
      interface: link.name,
      peerIpAddress: peerLinkAddress,
      peerAsn: provider.asn,
      enable: true,
      enableIpv6: false,
      advertisedRoutePriority: 100,
      ...this.#announced(network.nodeRange),
      importPolicies: [importPolicy.name],
      // A dead antenna link is noticed within three seconds instead of a minute: a pass lasts ten.
      bfd: { sessionInitializationMode: 'ACTIVE', minReceiveInterval: 1000, minTransmitInterval: 1000, multiplier: 3 },
    });
    return tunnel;
  }

  #allowTraffic({ project, network, provider }: StationLinkProps): void {
    const { name, ports, ranges } = provider;
    const common = {
      project,
      network: network.network.id,
      priority: 1300,
      disabled: false,
      allow: [{ protocol: 'tcp', ports: [...ports] }],
      logConfig: { metadata: 'INCLUDE_ALL_METADATA' },
    };
    new ComputeFirewall(this, 'AllowEgress', {
      ...common,
      name: `${name}-allow-egress`,
      direction: 'EGRESS',
      destinationRanges: [...ranges],
    });
    new ComputeFirewall(this, 'AllowIngress', {
      ...common,
      name: `${name}-allow-ingress`,
      direction: 'INGRESS',
      sourceRanges: [...ranges],
      destinationRanges: [network.nodeRange],
    });
  }
}
