import { Lb } from '@cdktf/provider-aws/lib/lb/index.js';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener/index.js';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group/index.js';
import { LbTargetGroupAttachment } from '@cdktf/provider-aws/lib/lb-target-group-attachment/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import { Construct } from 'constructs';

import type { EdgeNetworkAttributes, LoadBalancerScheme } from '../edge-network/index.ts';
import { type EdgeListener, validateLoadBalancer } from './edge-listener.ts';

export interface EdgeLoadBalancerProps {
  /** Name in AWS, at most 25 characters: target groups append their port. */
  readonly name: string;
  readonly network: EdgeNetworkAttributes;
  readonly scheme: LoadBalancerScheme;
  /** At least one. */
  readonly listeners: readonly EdgeListener[];
  /** Networks from which users come; `0.0.0.0/0` for everybody. */
  readonly clientCidrBlocks: readonly string[];
}

/** A listener as it was created. */
export interface DeclaredListener {
  readonly port: number;
  readonly targetGroup: LbTargetGroup;
}

/**
 * A network load balancer in front of members on the premises. Their addresses lie outside the VPC, which decides three settings:
 * targets name all availability zones, the client's address can't be kept, and therefore travels in the proxy protocol header.
 *
 * @example
 * new EdgeLoadBalancer(stack, 'EdgeLoadBalancer', {
 *   name: 'edge', network: edgeNetwork, scheme: 'internet-facing', clientCidrBlocks: ['0.0.0.0/0'],
 *   listeners: [{ port: 443, memberPort: 443, protocol: 'TCP', members: ['10.200.0.11', '10.200.0.12'] }],
 * });
 */
export class EdgeLoadBalancer extends Construct {
  readonly name: string;
  readonly loadBalancer: Lb;
  readonly scheme: LoadBalancerScheme;
  readonly listeners: readonly DeclaredListener[];

  constructor(scope: Construct, id: string, props: EdgeLoadBalancerProps) {
    super(scope, id);
    validateLoadBalancer(this, props);
    this.name = props.name;
    this.scheme = props.scheme;
    const securityGroup = this.#declareSecurityGroup(props);
    this.loadBalancer = new Lb(this, 'Resource', {
      name: props.name,
      loadBalancerType: 'network',
      internal: props.scheme === 'internal',
      ipAddressType: 'ipv4',
      subnets: [...props.network.subnetIds],
      // A network load balancer that was created without a security group can never get one.
      securityGroups: [securityGroup.id],
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: true,
      enableZonalShift: true,
      dnsRecordClientRoutingPolicy: 'any_availability_zone',
    });
    this.listeners = props.listeners.map((listener) => this.#declareListener(props, listener));
  }

  #declareSecurityGroup({ name, network, clientCidrBlocks, listeners }: EdgeLoadBalancerProps): SecurityGroup {
    const group = new SecurityGroup(this, 'SecurityGroup', {
      name,
      description: 'Users to listeners, load balancer to members',
      vpcId: network.vpcId,
    });
    for (const { port, memberPort, members } of listeners) {
      for (const cidrIpv4 of clientCidrBlocks) {
        new VpcSecurityGroupIngressRule(this, `Ingress${port}From${cidrIpv4.replaceAll(/\W/g, '-')}`, {
          securityGroupId: group.id,
          description: `users to port ${port}`,
          ipProtocol: 'tcp',
          fromPort: port,
          toPort: port,
          cidrIpv4,
        });
      }
      for (const member of members) {
        new VpcSecurityGroupEgressRule(this, `Egress${port}To${member.replaceAll('.', '-')}`, {
          securityGroupId: group.id,
          description: `port ${port} to its member`,
          ipProtocol: 'tcp',
          fromPort: memberPort,
          toPort: memberPort,
          cidrIpv4: `${member}/32`,
        });
      }
    }
    return group;
  }

  #declareListener({ name, network }: EdgeLoadBalancerProps, listener: EdgeListener): DeclaredListener {
    const { port, memberPort } = listener;
    const targetGroup = new LbTargetGroup(this, `TargetGroup${port}`, {
      name: `${name}-${port}`,
      targetType: 'ip',
      ipAddressType: 'ipv4',
      protocol: 'TCP',
      port: memberPort,
      vpcId: network.vpcId,
      preserveClientIp: 'false',
      proxyProtocolV2: true,
      connectionTermination: true,
      deregistrationDelay: '60',
      healthCheck: memberHealthCheck(listener),
      targetGroupHealth: {
        dnsFailover: { minimumHealthyTargetsCount: '1' },
        unhealthyStateRouting: { minimumHealthyTargetsCount: 1 },
      },
      targetHealthState: [{ enableUnhealthyConnectionTermination: true }],
    });
    for (const member of listener.members) {
      new LbTargetGroupAttachment(this, `Member${port}At${member.replaceAll('.', '-')}`, {
        targetGroupArn: targetGroup.arn,
        targetId: member,
        port: memberPort,
        availabilityZone: 'all',
      });
    }
    new LbListener(this, `Listener${port}`, {
      loadBalancerArn: this.loadBalancer.arn,
      port,
      protocol: listener.protocol,
      ...(listener.protocol === 'TLS'
        ? { certificateArn: listener.certificateArn, sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' }
        : {}),
      defaultAction: [{ type: 'forward', targetGroupArn: targetGroup.arn }],
    });
    return { port, targetGroup };
  }
}

function memberHealthCheck({ healthCheckPath }: EdgeListener) {
  const common = {
    enabled: true,
    port: 'traffic-port',
    interval: 10,
    timeout: 5,
    healthyThreshold: 2,
    unhealthyThreshold: 2,
  };
  return healthCheckPath === undefined
    ? { ...common, protocol: 'TCP' }
    : { ...common, protocol: 'HTTPS', path: healthCheckPath, matcher: '200-399' };
}
