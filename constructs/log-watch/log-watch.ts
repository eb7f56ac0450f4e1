import { LoggingMetric } from '@cdktf/provider-google/lib/logging-metric/index.js';
import { Construct } from 'constructs';

import { Alert, type AlertDescription } from '../alert/index.ts';
import type { AlertChannels } from '../alert-channels/index.ts';
import { requireMatch } from '../declaration/index.ts';
import type { LockedLogBucket } from '../locked-log-bucket/index.ts';

/** What to look for in the books. */
export interface LogWatchDeclaration extends AlertDescription {
  /** Name of the metric: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** Filter of Cloud Logging; it names a service, a method or a log. */
  readonly filter: string;
}

export interface LogWatchProps extends LogWatchDeclaration {
  /** The books of the same project; entries of every project that a sink sends there are seen. */
  readonly bucket: LockedLogBucket;
  readonly channels: AlertChannels;
}

/**
 * Tells people within a minute when an entry of the books matches. It looks at the locked bucket itself, so that nobody escapes it by
 * changing the sink of a project.
 *
 * @example
 * new LogWatch(stack, 'SinkChange', {
 *   bucket, channels, name: 'sink-change', severity: 'CRITICAL',
 *   filter: 'protoPayload.methodName=~"ConfigServiceV2.(Update|Delete)Sink$"',
 *   title: { en: 'A log sink was changed', ja: 'ログシンクが変更された' },
 *   action: { en: 'Compare with the last apply.', ja: '直近の適用と照合する。' },
 *   basis: [{ requirement: 'METI-COM-06', basis: 'UNREAD' }],
 * });
 */
export class LogWatch extends Construct {
  readonly metric: LoggingMetric;
  readonly alert: Alert;

  /** Throws `DeclarationError` for a name that Google would refuse, or a filter that matches by text only. */
  constructor(scope: Construct, id: string, props: LogWatchProps) {
    super(scope, id);
    this.#validate(props);
    const { bucket, channels, name, filter, ...description } = props;
    this.metric = new LoggingMetric(this, 'Metric', {
      project: bucket.project,
      name,
      description: description.title.en,
      bucketName: bucket.name,
      filter,
      disabled: false,
      metricDescriptor: {
        metricKind: 'DELTA',
        valueType: 'INT64',
        unit: '1',
        displayName: description.title.en,
        labels: [
          { key: 'principal', valueType: 'STRING', description: 'Who did it' },
          { key: 'project', valueType: 'STRING', description: 'Where' },
        ],
      },
      labelExtractors: {
        principal: 'EXTRACT(protoPayload.authenticationInfo.principalEmail)',
        project: 'EXTRACT(resource.labels.project_id)',
      },
      dependsOn: [bucket.bucket],
    });
    this.alert = new Alert(this, 'Alert', {
      ...description,
      project: bucket.project,
      channels,
      conditions: [
        {
          displayName: description.title.en,
          conditionThreshold: {
            filter: `metric.type="logging.googleapis.com/user/${this.metric.name}" AND resource.type="logging_bucket"`,
            comparison: 'COMPARISON_GT',
            thresholdValue: 0,
            duration: '0s',
            aggregations: [
              {
                alignmentPeriod: '60s',
                perSeriesAligner: 'ALIGN_SUM',
                crossSeriesReducer: 'REDUCE_SUM',
                groupByFields: ['metric.label.principal', 'metric.label.project'],
              },
            ],
            trigger: { count: 1 },
          },
        },
      ],
    });
  }

  #validate({ name, filter }: LogWatchProps): void {
    requireMatch(this, name, /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/, {
      what: '`name` is not usable',
      expected: 'lower-case letters, digits and hyphens, at most 63',
      fix: 'choose another name',
    });
    requireMatch(this, filter, /(protoPayload|log_id|logName|jsonPayload|resource)[.(=]/, {
      what: '`filter` names no field',
      expected: 'a filter such as protoPayload.serviceName="cloudkms.googleapis.com"',
      fix: 'compare fields: a bare word matches any entry that happens to contain it',
    });
  }
}
