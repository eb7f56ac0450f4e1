import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check/index.js';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record/index.js';
import { Construct } from 'constructs';

import type { DeclaredListener, EdgeLoadBalancer } from '../edge-load-balancer/index.ts';
import { type OnPremisesCheck, validateEntry } from './on-premises-check.ts';

/** How users are shared out while both sides are healthy. */
export interface EntryWeights {
  readonly aws: number;
  readonly onPremises: number;
}

/** One user in ten keeps the second way in warm. */
const normalWeights: EntryWeights = { aws: 10, onPremises: 90 };
/** Longest time for which resolvers may keep sending users to a side that failed. */
const ttl = 60;
const checkRhythm = { requestInterval: 10, failureThreshold: 3 } as const;

export interface WeightedEntryProps {
  readonly zoneId: string;
  /** Region of the load balancer, where its alarms live. */
  readonly region: string;
  /** Name that users resolve. */
  readonly recordName: string;
  readonly loadBalancer: EdgeLoadBalancer;
  /** IPv4 address of the private cloud's own load balancer. */
  readonly onPremisesAddress: string;
  readonly onPremisesCheck: OnPremisesCheck;
  /** @default 10 to AWS, 90 to the private cloud */
  readonly weights?: EntryWeights;
}

/**
 * Two weighted records under one name, each with a health check, so that either side takes all users when the other fails. A record
 * without a check would count as healthy for ever. Both sides end at the same members: what fails there fails on both.
 *
 * @example
 * new WeightedEntry(stack, 'WeightedEntry', {
 *   zoneId: 'Z0123456789', region: 'ap-northeast-1', recordName: 'api.entry.example.jp', loadBalancer,
 *   onPremisesAddress: '198.51.100.20', onPremisesCheck: { kind: 'https', port: 443, path: '/healthz' },
 * });
 */
export class WeightedEntry extends Construct {
  readonly awsRecord: Route53Record;
  readonly onPremisesRecord: Route53Record;

  constructor(scope: Construct, id: string, props: WeightedEntryProps) {
    super(scope, id);
    validateEntry(this, props);
    const weights = props.weights ?? normalWeights;
    const { loadBalancer } = props.loadBalancer;
    const common = { zoneId: props.zoneId, name: props.recordName, type: 'A' };
    this.awsRecord = new Route53Record(this, 'AwsRecord', {
      ...common,
      setIdentifier: 'aws',
      weightedRoutingPolicy: { weight: weights.aws },
      healthCheckId: this.#checkAws(props).id,
      // Sees what the check can't: members that are gone behind a load balancer that still answers.
      alias: { name: loadBalancer.dnsName, zoneId: loadBalancer.zoneId, evaluateTargetHealth: true },
    });
    this.onPremisesRecord = new Route53Record(this, 'OnPremisesRecord', {
      ...common,
      setIdentifier: 'on-premises',
      weightedRoutingPolicy: { weight: weights.onPremises },
      healthCheckId: this.#checkOnPremises(props).id,
      ttl,
      records: [props.onPremisesAddress],
    });
  }

  #checkAws(props: WeightedEntryProps): Route53HealthCheck {
    const checks = props.loadBalancer.listeners.map((listener) => this.#checkListener(props, listener));
    const [first, second] = checks;
    if (first !== undefined && second === undefined) return first;
    return new Route53HealthCheck(this, 'AwsCheck', {
      type: 'CALCULATED',
      childHealthchecks: checks.map((check) => check.id),
      childHealthThreshold: checks.length,
      tags: { Name: `${props.recordName} aws` },
    });
  }

  #checkListener(
    { loadBalancer, recordName, region }: WeightedEntryProps,
    listener: DeclaredListener,
  ): Route53HealthCheck {
    const tags = { Name: `${recordName} aws ${listener.port}` };
    if (loadBalancer.scheme === 'internet-facing') {
      return new Route53HealthCheck(this, `AwsCheck${listener.port}`, {
        type: 'TCP',
        fqdn: loadBalancer.loadBalancer.dnsName,
        port: listener.port,
        ...checkRhythm,
        tags,
      });
    }
    const alarm = this.#alarmWithoutMembers(loadBalancer, listener);
    return new Route53HealthCheck(this, `AwsCheck${listener.port}`, {
      type: 'CLOUDWATCH_METRIC',
      cloudwatchAlarmName: alarm.alarmName,
      cloudwatchAlarmRegion: region,
      insufficientDataHealthStatus: 'Unhealthy',
      tags,
    });
  }

  /** Route 53 asks from the internet; an internal load balancer is judged by its metrics instead. */
  #alarmWithoutMembers(
    { name, loadBalancer }: EdgeLoadBalancer,
    { port, targetGroup }: DeclaredListener,
  ): CloudwatchMetricAlarm {
    return new CloudwatchMetricAlarm(this, `AwsAlarm${port}`, {
      alarmName: `${name}-${port}-no-healthy-member`,
      alarmDescription: `No healthy member behind port ${port}`,
      namespace: 'AWS/NetworkELB',
      metricName: 'HealthyHostCount',
      statistic: 'Minimum',
      comparisonOperator: 'LessThanThreshold',
      threshold: 1,
      period: 60,
      evaluationPeriods: 1,
      treatMissingData: 'breaching',
      dimensions: { LoadBalancer: loadBalancer.arnSuffix, TargetGroup: targetGroup.arnSuffix },
    });
  }

  #checkOnPremises({ onPremisesCheck: check, onPremisesAddress, recordName }: WeightedEntryProps): Route53HealthCheck {
    const tags = { Name: `${recordName} on-premises` };
    if (check.kind === 'alarm') {
      return new Route53HealthCheck(this, 'OnPremisesCheck', {
        type: 'CLOUDWATCH_METRIC',
        cloudwatchAlarmName: check.alarmName,
        cloudwatchAlarmRegion: check.alarmRegion,
        insufficientDataHealthStatus: 'Unhealthy',
        tags,
      });
    }
    return new Route53HealthCheck(this, 'OnPremisesCheck', {
      type: 'HTTPS',
      ipAddress: onPremisesAddress,
      // Sent as Host and in the TLS handshake, as a user would.
      fqdn: recordName,
      port: check.port,
      resourcePath: check.path,
      enableSni: true,
      ...checkRhythm,
      tags,
    });
  }
}
