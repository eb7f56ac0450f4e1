import { describe, expect, it } from 'vitest';
import { EdgeNetwork, type EdgeNetworkProps } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

const subnets = [
  { availabilityZone: 'ap-northeast-1a', cidrBlock: '10.80.0.0/24' },
  { availabilityZone: 'ap-northeast-1c', cidrBlock: '10.80.1.0/24' },
];

function declare(changes: Partial<EdgeNetworkProps> = {}) {
  return synthesize((stack) => {
    new EdgeNetwork(stack, 'Network', {
      name: 'edge',
      cidrBlock: '10.80.0.0/20',
      subnets,
      scheme: 'internet-facing',
      flowLogBucketArn: 'arn:aws:s3:::flow-logs',
      ...changes,
    });
  });
}

describe('the edge network', () => {
  it('empties its default security group and logs all flows', () => {
    const { ingress, egress } = declare().only('aws_default_security_group');
    const { traffic_type, log_destination } = declare().only('aws_flow_log');
    expect({ ingress, egress, traffic_type, log_destination }).toEqual({
      ingress: [],
      egress: [],
      traffic_type: 'ALL',
      log_destination: 'arn:aws:s3:::flow-logs',
    });
  });

  it('gives no machine a public address', () => {
    const addresses = Object.values(declare().all('aws_subnet')).map((subnet) => [
      subnet['map_public_ip_on_launch'],
      subnet['assign_ipv6_address_on_creation'],
    ]);
    expect(addresses).toEqual([
      [false, false],
      [false, false],
    ]);
  });

  it('has an internet gateway only when it faces the internet', () => {
    const gateways = (scheme: EdgeNetworkProps['scheme']) =>
      Object.keys(declare({ scheme }).all('aws_internet_gateway'));
    expect([gateways('internet-facing').length, gateways('internal').length]).toEqual([1, 0]);
    expect(Object.keys(declare({ scheme: 'internal' }).all('aws_route'))).toEqual([]);
  });

  it.each([
    ['in one zone', { subnets: subnets.slice(0, 1) }, 'the load balancer would stand in one availability zone'],
    [
      'with two subnets in a zone',
      { subnets: subnets.map((subnet) => ({ ...subnet, availabilityZone: 'ap-northeast-1a' })) },
      '`subnets` has two in one availability zone',
    ],
    [
      'with overlapping subnets',
      { subnets: subnets.map((subnet) => ({ ...subnet, cidrBlock: '10.80.0.0/24' })) },
      '`ap-northeast-1a` and `ap-northeast-1c` overlap',
    ],
    ['with subnets outside', { cidrBlock: '10.81.0.0/20' }, 'a subnet lies outside the VPC'],
    ['without flow logs', { flowLogBucketArn: '' }, '`flowLogBucketArn` is not the ARN of a bucket'],
  ])('rejects a network %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
