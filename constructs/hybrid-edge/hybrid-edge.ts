import { Construct } from 'constructs';

import { containsNetwork, refuse, requireIpv4Network } from '../declaration/index.ts';
import { DirectConnectPath, type PathGateway, type VirtualInterface } from '../direct-connect-path/index.ts';
import { type EdgeListener, EdgeLoadBalancer } from '../edge-load-balancer/index.ts';
import type { EdgeNetworkAttributes, LoadBalancerScheme } from '../edge-network/index.ts';
import { type EntryWeights, type OnPremisesCheck, WeightedEntry } from '../weighted-entry/index.ts';

export interface HybridEdgeProps {
  /** Name in AWS, at most 25 characters. */
  readonly name: string;
  readonly region: string;
  /** VPC and subnets: an `EdgeNetwork`, or those of somebody else. */
  readonly network: EdgeNetworkAttributes;
  readonly scheme: LoadBalancerScheme;
  readonly listeners: readonly EdgeListener[];
  /** Networks from which users come; `0.0.0.0/0` for everybody. */
  readonly clientCidrBlocks: readonly string[];
  readonly gateway: PathGateway;
  readonly amazonSideAsn: number;
  readonly onPremisesAsn: number;
  /** Networks of the premises; every member lies in one of them. */
  readonly onPremisesPrefixes: readonly string[];
  readonly virtualInterfaces: readonly VirtualInterface[];
  readonly zoneId: string;
  readonly recordName: string;
  readonly onPremisesAddress: string;
  readonly onPremisesCheck: OnPremisesCheck;
  /** @default 10 to AWS, 90 to the private cloud */
  readonly weights?: EntryWeights;
}

/**
 * A second, independent way in to services of a private cloud: a network load balancer in AWS whose targets are the members on the
 * premises, reached over Direct Connect, beside the private cloud's own load balancer, and weighted DNS between the two.
 *
 * @example
 * new HybridEdge(stack, 'HybridEdge', {
 *   name: 'edge', region: 'ap-northeast-1', network: edgeNetwork, scheme: 'internet-facing', clientCidrBlocks: ['0.0.0.0/0'],
 *   listeners: [{ port: 443, memberPort: 443, protocol: 'TCP', members: ['10.200.0.11', '10.200.0.12'] }],
 *   gateway: { kind: 'virtual-private' }, amazonSideAsn: 64_600, onPremisesAsn: 64_700, onPremisesPrefixes: ['10.200.0.0/16'],
 *   virtualInterfaces: [{ connectionId: 'dxcon-fg0test1', vlan: 110 }], zoneId: 'Z0123456789', recordName: 'api.entry.example.jp',
 *   onPremisesAddress: '198.51.100.20', onPremisesCheck: { kind: 'https', port: 443, path: '/healthz' },
 * });
 */
export class HybridEdge extends Construct {
  readonly loadBalancer: EdgeLoadBalancer;
  readonly path: DirectConnectPath;
  readonly entry: WeightedEntry;

  constructor(scope: Construct, id: string, props: HybridEdgeProps) {
    super(scope, id);
    this.#validate(props);
    const { name, network } = props;
    this.path = new DirectConnectPath(this, 'Path', { ...props, allowedPrefixes: [network.cidrBlock] });
    this.loadBalancer = new EdgeLoadBalancer(this, 'LoadBalancer', {
      name,
      network,
      scheme: props.scheme,
      listeners: props.listeners,
      clientCidrBlocks: props.clientCidrBlocks,
    });
    this.entry = new WeightedEntry(this, 'Entry', { ...props, loadBalancer: this.loadBalancer });
  }

  #validate({ listeners, onPremisesPrefixes }: HybridEdgeProps): void {
    const prefixes = onPremisesPrefixes.map((text) => requireIpv4Network(this, 'onPremisesPrefixes', text));
    // An unresolved prefix may hold any member: that can't be judged here.
    if (prefixes.includes(undefined)) return;
    for (const member of listeners.flatMap((listener) => listener.members)) {
      const address = requireIpv4Network(this, 'members', `${member}/32`);
      const isReachable = prefixes.some(
        (prefix) => address !== undefined && prefix !== undefined && containsNetwork(prefix, address),
      );
      if (address !== undefined && !isReachable) {
        refuse(this, {
          what: 'no route leads to the member',
          got: member,
          expected: `an address within ${onPremisesPrefixes.join(', ')}`,
          fix: "add the member's network to `onPremisesPrefixes`",
        });
      }
    }
  }
}
