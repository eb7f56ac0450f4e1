import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group/index.js';
import { FlowLog } from '@cdktf/provider-aws/lib/flow-log/index.js';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway/index.js';
import { Route } from '@cdktf/provider-aws/lib/route/index.js';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table/index.js';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association/index.js';
import { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { Construct } from 'constructs';

import {
  containsNetwork,
  refuse,
  requireDisjoint,
  requireDistinct,
  requireIpv4Network,
  requireMatch,
} from '../declaration/index.ts';

/** Whether users come from the internet or from private networks. AWS's words. */
export const loadBalancerSchemes = ['internet-facing', 'internal'] as const;
export type LoadBalancerScheme = (typeof loadBalancerSchemes)[number];

/** A VPC with subnets, created here or by somebody else. */
export interface EdgeNetworkAttributes {
  readonly vpcId: string;
  readonly cidrBlock: string;
  /** One per availability zone. */
  readonly subnetIds: readonly string[];
  /** Route tables of those subnets: they get the routes to the premises. */
  readonly routeTableIds: readonly string[];
}

export interface EdgeSubnet {
  readonly availabilityZone: string;
  readonly cidrBlock: string;
}

export interface EdgeNetworkProps {
  readonly name: string;
  readonly cidrBlock: string;
  /** At least two, each in another availability zone. */
  readonly subnets: readonly EdgeSubnet[];
  /** An internet-facing network gets an internet gateway; an internal one has none. */
  readonly scheme: LoadBalancerScheme;
  /** S3 bucket that takes the flow logs of the network. */
  readonly flowLogBucketArn: string;
}

/**
 * The AWS side of the edge: a VPC for load balancers only, its default security group emptied, its flows logged.
 *
 * @example
 * new EdgeNetwork(stack, 'EdgeNetwork', {
 *   name: 'edge', cidrBlock: '10.80.0.0/20', scheme: 'internet-facing', flowLogBucketArn: 'arn:aws:s3:::example-flow-logs',
 *   subnets: [
 *     { availabilityZone: 'ap-northeast-1a', cidrBlock: '10.80.0.0/24' },
 *     { availabilityZone: 'ap-northeast-1c', cidrBlock: '10.80.1.0/24' },
 *   ],
 * });
 */
export class EdgeNetwork extends Construct implements EdgeNetworkAttributes {
  readonly vpcId: string;
  readonly cidrBlock: string;
  readonly subnetIds: readonly string[];
  readonly routeTableIds: readonly string[];

  constructor(scope: Construct, id: string, props: EdgeNetworkProps) {
    super(scope, id);
    this.#validate(props);
    const vpc = new Vpc(this, 'Resource', {
      cidrBlock: props.cidrBlock,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      assignGeneratedIpv6CidrBlock: false,
      instanceTenancy: 'default',
      tags: { Name: props.name },
    });
    // Without rules: whatever forgets its own security group reaches nothing.
    new DefaultSecurityGroup(this, 'DefaultSecurityGroup', { vpcId: vpc.id, ingress: [], egress: [] });
    new FlowLog(this, 'FlowLog', {
      vpcId: vpc.id,
      trafficType: 'ALL',
      logDestinationType: 's3',
      logDestination: props.flowLogBucketArn,
      maxAggregationInterval: 60,
    });
    const routeTable = new RouteTable(this, 'RouteTable', { vpcId: vpc.id, tags: { Name: props.name } });
    this.vpcId = vpc.id;
    this.cidrBlock = props.cidrBlock;
    this.routeTableIds = [routeTable.id];
    this.subnetIds = props.subnets.map((subnet) => this.#declareSubnet(vpc, routeTable, props.name, subnet));
    if (props.scheme === 'internet-facing') this.#openToTheInternet(vpc, routeTable, props.name);
  }

  #declareSubnet(vpc: Vpc, routeTable: RouteTable, name: string, { availabilityZone, cidrBlock }: EdgeSubnet): string {
    const zone = availabilityZone.slice(-1).toUpperCase();
    const subnet = new Subnet(this, `Subnet${zone}`, {
      vpcId: vpc.id,
      availabilityZone,
      cidrBlock,
      mapPublicIpOnLaunch: false,
      assignIpv6AddressOnCreation: false,
      tags: { Name: `${name}-${zone.toLowerCase()}` },
    });
    new RouteTableAssociation(this, `Subnet${zone}RouteTable`, { subnetId: subnet.id, routeTableId: routeTable.id });
    return subnet.id;
  }

  #openToTheInternet(vpc: Vpc, routeTable: RouteTable, name: string): void {
    const gateway = new InternetGateway(this, 'InternetGateway', { vpcId: vpc.id, tags: { Name: name } });
    new Route(this, 'InternetRoute', {
      routeTableId: routeTable.id,
      destinationCidrBlock: '0.0.0.0/0',
      gatewayId: gateway.id,
    });
  }

  #validate({ cidrBlock, subnets, flowLogBucketArn }: EdgeNetworkProps): void {
    const outer = requireIpv4Network(this, 'cidrBlock', cidrBlock);
    const zones = subnets.map((subnet) => subnet.availabilityZone);
    requireDistinct(this, zones, '`subnets` has two in one availability zone');
    if (zones.length < 2) {
      refuse(this, {
        what: 'the load balancer would stand in one availability zone',
        got: zones,
        expected: 'subnets in at least two availability zones',
        fix: 'add a subnet',
      });
    }
    requireDisjoint(this, Object.fromEntries(subnets.map((subnet) => [subnet.availabilityZone, subnet.cidrBlock])));
    for (const subnet of subnets) {
      const inner = requireIpv4Network(this, 'subnets', subnet.cidrBlock);
      if (outer !== undefined && inner !== undefined && !containsNetwork(outer, inner)) {
        refuse(this, {
          what: 'a subnet lies outside the VPC',
          got: subnet.cidrBlock,
          expected: `a network within ${cidrBlock}`,
          fix: 'correct `cidrBlock` of the subnet',
        });
      }
    }
    requireMatch(this, flowLogBucketArn, /^arn:aws:s3:::[a-z0-9.-]+(\/.*)?$/, {
      what: '`flowLogBucketArn` is not the ARN of a bucket',
      expected: 'arn:aws:s3:::<bucket>, optionally with a folder',
      fix: 'name the bucket of the log archive',
    });
  }
}
