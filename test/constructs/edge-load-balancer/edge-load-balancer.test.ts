import { describe, expect, it } from 'vitest';
import { type EdgeListener, EdgeLoadBalancer, type EdgeLoadBalancerProps } from '../../../constructs/index.ts';
import { givenNetwork, httpsListener } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<EdgeLoadBalancerProps> = {}) {
  return synthesize((stack) => {
    new EdgeLoadBalancer(stack, 'LoadBalancer', {
      name: 'edge',
      network: givenNetwork,
      scheme: 'internet-facing',
      listeners: [httpsListener],
      clientCidrBlocks: ['0.0.0.0/0'],
      ...changes,
    });
  });
}

const entry = declare();
const targetGroup = '${aws_lb_target_group.LoadBalancer_TargetGroup443_2F2DE63D.arn}';

describe('the edge load balancer', () => {
  it('registers members outside the VPC for all availability zones', () => {
    const members = Object.values(entry.all('aws_lb_target_group_attachment'));
    const common = { target_group_arn: targetGroup, port: 8443, availability_zone: 'all' };
    expect(members).toEqual([
      { ...common, target_id: '10.200.0.11' },
      { ...common, target_id: '10.200.0.12' },
    ]);
  });

  it('carries the client address in the proxy protocol, since it cannot keep it', () => {
    const { target_type, protocol, preserve_client_ip, proxy_protocol_v2 } = entry.only('aws_lb_target_group');
    expect({ target_type, protocol, preserve_client_ip, proxy_protocol_v2 }).toEqual({
      target_type: 'ip',
      protocol: 'TCP',
      preserve_client_ip: 'false',
      proxy_protocol_v2: true,
    });
  });

  it('drops out of DNS when no member is healthy', () => {
    const { target_group_health, health_check } = entry.only('aws_lb_target_group');
    expect({ target_group_health, health_check }).toEqual({
      target_group_health: {
        dns_failover: { minimum_healthy_targets_count: '1' },
        unhealthy_state_routing: { minimum_healthy_targets_count: 1 },
      },
      health_check: {
        enabled: true,
        protocol: 'TCP',
        port: 'traffic-port',
        interval: 10,
        timeout: 5,
        healthy_threshold: 2,
        unhealthy_threshold: 2,
      },
    });
  });

  it('asks members for a page where one is named', () => {
    const { health_check } = declare({ listeners: [{ ...httpsListener, healthCheckPath: '/healthz' }] }).only(
      'aws_lb_target_group',
    );
    expect(health_check).toMatchObject({ protocol: 'HTTPS', path: '/healthz', matcher: '200-399' });
  });

  it('says which scheme it has', () => {
    const isInternal = (scheme: EdgeLoadBalancerProps['scheme']) => declare({ scheme }).only('aws_lb')['internal'];
    expect([isInternal('internet-facing'), isInternal('internal')]).toEqual([false, true]);
  });

  it('admits users to listeners and reaches members only', () => {
    const common = {
      security_group_id: '${aws_security_group.LoadBalancer_SecurityGroup_7560AED0.id}',
      ip_protocol: 'tcp',
    };
    expect(entry.only('aws_vpc_security_group_ingress_rule')).toEqual({
      ...common,
      description: 'users to port 443',
      from_port: 443,
      to_port: 443,
      cidr_ipv4: '0.0.0.0/0',
    });
    const egress = { ...common, description: 'port 443 to its member', from_port: 8443, to_port: 8443 };
    expect(Object.values(entry.all('aws_vpc_security_group_egress_rule'))).toEqual([
      { ...egress, cidr_ipv4: '10.200.0.11/32' },
      { ...egress, cidr_ipv4: '10.200.0.12/32' },
    ]);
  });

  it('terminates TLS with a certificate where asked', () => {
    const certificateArn = 'arn:aws:acm:ap-northeast-1:111111111111:certificate/0a1b2c3d';
    const { protocol, certificate_arn, ssl_policy } = declare({
      listeners: [{ ...httpsListener, protocol: 'TLS', certificateArn }],
    }).only('aws_lb_listener');
    expect({ protocol, certificate_arn, ssl_policy }).toEqual({
      protocol: 'TLS',
      certificate_arn: certificateArn,
      ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    });
  });

  it.each(['UDP', 'TCP_UDP', 'HTTP'])('rejects %s, also where types are not checked', (protocol) => {
    const listeners = [{ ...httpsListener, protocol }] as unknown as readonly EdgeListener[];
    expect(() => declare({ listeners })).toThrow(
      `port 443 can't be served from the premises by this protocol: got "${protocol}", expected TCP or TLS; keep UDP on`,
    );
  });

  it.each<readonly [string, Partial<EdgeLoadBalancerProps>, string]>([
    ['a public member', { listeners: [{ ...httpsListener, members: ['8.8.8.8'] }] }, 'AWS takes no public address'],
    ['a member by name', { listeners: [{ ...httpsListener, members: ['web-1'] }] }, '`members` is not an IPv4 network'],
    ['no member', { listeners: [{ ...httpsListener, members: [] }] }, 'port 443 has no member'],
    [
      'a member twice',
      { listeners: [{ ...httpsListener, members: ['10.0.0.1', '10.0.0.1'] }] },
      'names a member twice',
    ],
    ['an impossible port', { listeners: [{ ...httpsListener, port: 65_536 }] }, '`port` is out of range'],
    ['an impossible member port', { listeners: [{ ...httpsListener, memberPort: 0 }] }, '`memberPort` is out of range'],
    ['two listeners on a port', { listeners: [httpsListener, httpsListener] }, 'two listeners share a port'],
    ['no listener', { listeners: [] }, 'there is no listener'],
    ['no users', { clientCidrBlocks: [] }, 'no user may connect'],
    ['one subnet', { network: { ...givenNetwork, subnetIds: ['subnet-a'] } }, 'stand in one availability zone'],
    ['too long a name', { name: 'a'.repeat(26) }, '`name` is not usable'],
  ])('rejects %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
