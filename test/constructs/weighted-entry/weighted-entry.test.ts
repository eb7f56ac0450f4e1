import { describe, expect, it } from 'vitest';
import {
  EdgeLoadBalancer,
  type EdgeLoadBalancerProps,
  WeightedEntry,
  type WeightedEntryProps,
} from '../../../constructs/index.ts';
import { givenNetwork, httpsListener } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<WeightedEntryProps> = {}, balancer: Partial<EdgeLoadBalancerProps> = {}) {
  return synthesize((stack) => {
    const loadBalancer = new EdgeLoadBalancer(stack, 'LoadBalancer', {
      name: 'edge',
      network: givenNetwork,
      scheme: 'internet-facing',
      listeners: [httpsListener],
      clientCidrBlocks: ['0.0.0.0/0'],
      ...balancer,
    });
    new WeightedEntry(stack, 'Entry', {
      zoneId: 'Z0123456789',
      region: 'ap-northeast-1',
      recordName: 'api.entry.example.jp',
      loadBalancer,
      onPremisesAddress: '198.51.100.20',
      onPremisesCheck: { kind: 'https', port: 443, path: '/healthz' },
      ...changes,
    });
  });
}

const alarm = { kind: 'alarm', alarmName: 'octavia-down', alarmRegion: 'ap-northeast-1' } as const;
const loadBalancer = 'aws_lb.LoadBalancer_BE9EEC3A';

describe('the weighted entry', () => {
  it('sends one user in ten to AWS and nine to the private cloud, each side with a health check', () => {
    const common = { zone_id: 'Z0123456789', name: 'api.entry.example.jp', type: 'A' };
    expect(Object.values(declare().all('aws_route53_record'))).toEqual([
      {
        ...common,
        set_identifier: 'aws',
        weighted_routing_policy: { weight: 10 },
        health_check_id: '${aws_route53_health_check.Entry_AwsCheck443_E35BAA97.id}',
        alias: {
          name: `\${${loadBalancer}.dns_name}`,
          zone_id: `\${${loadBalancer}.zone_id}`,
          evaluate_target_health: true,
        },
      },
      {
        ...common,
        set_identifier: 'on-premises',
        weighted_routing_policy: { weight: 90 },
        health_check_id: '${aws_route53_health_check.Entry_OnPremisesCheck_B66E5C1F.id}',
        ttl: 60,
        records: ['198.51.100.20'],
      },
    ]);
  });

  it('asks both sides from the internet, the private cloud as a user would', () => {
    const rhythm = { request_interval: 10, failure_threshold: 3 };
    expect(Object.values(declare().all('aws_route53_health_check'))).toEqual([
      {
        ...rhythm,
        type: 'TCP',
        fqdn: `\${${loadBalancer}.dns_name}`,
        port: 443,
        tags: { Name: 'api.entry.example.jp aws 443' },
      },
      {
        ...rhythm,
        type: 'HTTPS',
        ip_address: '198.51.100.20',
        fqdn: 'api.entry.example.jp',
        port: 443,
        resource_path: '/healthz',
        enable_sni: true,
        tags: { Name: 'api.entry.example.jp on-premises' },
      },
    ]);
  });

  it('judges an internal load balancer by its healthy members, and missing data as unhealthy', () => {
    const internal = declare({ onPremisesCheck: alarm, onPremisesAddress: '10.200.0.5' }, { scheme: 'internal' });
    const { metric_name, statistic, comparison_operator, threshold, treat_missing_data } =
      internal.only('aws_cloudwatch_metric_alarm');
    expect({ metric_name, statistic, comparison_operator, threshold, treat_missing_data }).toEqual({
      metric_name: 'HealthyHostCount',
      statistic: 'Minimum',
      comparison_operator: 'LessThanThreshold',
      threshold: 1,
      treat_missing_data: 'breaching',
    });
    const checks = Object.values(internal.all('aws_route53_health_check'));
    expect(checks.map(({ type, insufficient_data_health_status }) => [type, insufficient_data_health_status])).toEqual([
      ['CLOUDWATCH_METRIC', 'Unhealthy'],
      ['CLOUDWATCH_METRIC', 'Unhealthy'],
    ]);
  });

  it('takes AWS out as soon as one of several listeners fails', () => {
    const entry = declare({}, { listeners: [httpsListener, { ...httpsListener, port: 80, memberPort: 8080 }] });
    const calculated = Object.values(entry.all('aws_route53_health_check')).find(({ type }) => type === 'CALCULATED');
    expect(calculated).toEqual({
      type: 'CALCULATED',
      child_healthchecks: [
        '${aws_route53_health_check.Entry_AwsCheck443_E35BAA97.id}',
        '${aws_route53_health_check.Entry_AwsCheck80_37D562DF.id}',
      ],
      child_health_threshold: 2,
      tags: { Name: 'api.entry.example.jp aws' },
    });
  });

  it.each<readonly [string, Partial<WeightedEntryProps>, string]>([
    ['a side without weight', { weights: { aws: 0, onPremises: 100 } }, 'the weight of `aws` is out of range'],
    ['too great a weight', { weights: { aws: 1, onPremises: 256 } }, 'the weight of `onPremises` is out of range'],
    ['a name that is none', { recordName: 'api' }, '`recordName` is not a host name'],
    ['a name with a final dot', { recordName: 'api.example.jp.' }, '`recordName` is not a host name'],
    ['a private address to ask', { onPremisesAddress: '10.200.0.5' }, 'Route 53 asks from the internet'],
    ['an address that is none', { onPremisesAddress: 'octavia' }, '`onPremisesAddress` is not an IPv4 network'],
  ])('rejects %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
