import { DxGateway } from '@cdktf/provider-aws/lib/dx-gateway/index.js';
import { DxGatewayAssociation } from '@cdktf/provider-aws/lib/dx-gateway-association/index.js';
import { DxPrivateVirtualInterface } from '@cdktf/provider-aws/lib/dx-private-virtual-interface/index.js';
import { DxTransitVirtualInterface } from '@cdktf/provider-aws/lib/dx-transit-virtual-interface/index.js';
import { Ec2TransitGatewayVpcAttachment } from '@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment/index.js';
import { Route } from '@cdktf/provider-aws/lib/route/index.js';
import { VpnGateway } from '@cdktf/provider-aws/lib/vpn-gateway/index.js';
import { VpnGatewayRoutePropagation } from '@cdktf/provider-aws/lib/vpn-gateway-route-propagation/index.js';
import { Construct } from 'constructs';

import type { EdgeNetworkAttributes } from '../edge-network/index.ts';
import { type PathGateway, validatePath } from './validate-path.ts';

/** One VLAN over a physical connection that people have ordered. */
export interface VirtualInterface {
  /** `dxcon-…` */
  readonly connectionId: string;
  readonly vlan: number;
}

export interface DirectConnectPathProps {
  readonly name: string;
  readonly network: EdgeNetworkAttributes;
  /** Where the path enters AWS: a virtual private gateway of the VPC, or a transit gateway. */
  readonly gateway: PathGateway;
  /** Autonomous system number of the Direct Connect gateway. */
  readonly amazonSideAsn: number;
  /** Autonomous system number of the premises' routers. */
  readonly onPremisesAsn: number;
  /** Networks that AWS announces to the premises: those of the VPC. */
  readonly allowedPrefixes: readonly string[];
  /** Networks of the premises that load balancers reach. */
  readonly onPremisesPrefixes: readonly string[];
  /** Two on connections at different locations outlive the loss of one. */
  readonly virtualInterfaces: readonly VirtualInterface[];
}

/**
 * The way from the VPC to the premises: Direct Connect gateway, its association, virtual interfaces, routes. Behind a virtual private
 * gateway, routes are propagated from BGP, so that they go when the path goes; a transit gateway needs them in the VPC's tables.
 *
 * @example
 * new DirectConnectPath(stack, 'DirectConnectPath', {
 *   name: 'edge', network: edgeNetwork, gateway: { kind: 'virtual-private' }, amazonSideAsn: 64_600, onPremisesAsn: 64_700,
 *   allowedPrefixes: ['10.80.0.0/20'], onPremisesPrefixes: ['10.200.0.0/16'],
 *   virtualInterfaces: [{ connectionId: 'dxcon-fg0test1', vlan: 110 }],
 * });
 */
export class DirectConnectPath extends Construct {
  readonly gateway: DxGateway;
  readonly association: DxGatewayAssociation;

  constructor(scope: Construct, id: string, props: DirectConnectPathProps) {
    super(scope, id);
    validatePath(this, props);
    this.gateway = new DxGateway(this, 'Resource', {
      name: props.name,
      amazonSideAsn: String(props.amazonSideAsn),
      lifecycle: { preventDestroy: true },
    });
    const associatedGatewayId =
      props.gateway.kind === 'virtual-private'
        ? this.#enterByVirtualPrivateGateway(props)
        : this.#enterByTransitGateway(props, props.gateway.transitGatewayId);
    this.association = new DxGatewayAssociation(this, 'Association', {
      dxGatewayId: this.gateway.id,
      associatedGatewayId,
      allowedPrefixes: [...props.allowedPrefixes],
      // A replacement takes the path down for many minutes.
      lifecycle: { preventDestroy: true },
    });
    this.#declareInterfaces(props);
  }

  #enterByVirtualPrivateGateway({ name, network }: DirectConnectPathProps): string {
    const gateway = new VpnGateway(this, 'VirtualPrivateGateway', { vpcId: network.vpcId, tags: { Name: name } });
    for (const [index, routeTableId] of network.routeTableIds.entries()) {
      new VpnGatewayRoutePropagation(this, `Propagation${index}`, { vpnGatewayId: gateway.id, routeTableId });
    }
    return gateway.id;
  }

  #enterByTransitGateway(
    { name, network, onPremisesPrefixes }: DirectConnectPathProps,
    transitGatewayId: string,
  ): string {
    const attachment = new Ec2TransitGatewayVpcAttachment(this, 'TransitGatewayAttachment', {
      transitGatewayId,
      vpcId: network.vpcId,
      subnetIds: [...network.subnetIds],
      dnsSupport: 'enable',
      ipv6Support: 'disable',
      tags: { Name: name },
    });
    for (const [index, routeTableId] of network.routeTableIds.entries()) {
      for (const prefix of onPremisesPrefixes) {
        new Route(this, `Route${index}To${prefix.replaceAll(/\W/g, '-')}`, {
          routeTableId,
          destinationCidrBlock: prefix,
          transitGatewayId,
          dependsOn: [attachment],
        });
      }
    }
    return transitGatewayId;
  }

  #declareInterfaces({ name, gateway, onPremisesAsn, virtualInterfaces }: DirectConnectPathProps): void {
    for (const { connectionId, vlan } of virtualInterfaces) {
      const id = `VirtualInterface${connectionId.replace('dxcon-', '')}Vlan${vlan}`;
      const common = {
        name: `${name}-${vlan}`,
        connectionId,
        vlan,
        addressFamily: 'ipv4',
        bgpAsn: onPremisesAsn,
        dxGatewayId: this.gateway.id,
        lifecycle: { preventDestroy: true },
      };
      if (gateway.kind === 'transit') new DxTransitVirtualInterface(this, id, { ...common, mtu: 8500 });
      else new DxPrivateVirtualInterface(this, id, { ...common, mtu: 9001 });
    }
  }
}
