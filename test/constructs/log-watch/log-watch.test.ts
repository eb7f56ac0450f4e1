import { describe, expect, it } from 'vitest';
import { LogWatch, type LogWatchProps } from '../../../constructs/index.ts';
import { aLockedLogBucket, anAlertChannel } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

const filter = 'protoPayload.methodName=~"ConfigServiceV2[.](Update|Delete)Sink$"';

function declare(changes: Partial<LogWatchProps> = {}) {
  return synthesize((stack) => {
    new LogWatch(stack, 'Sink', {
      bucket: aLockedLogBucket(stack),
      channels: anAlertChannel(stack),
      name: 'sink-change',
      filter,
      title: { en: 'A sink was changed', ja: 'シンクが変更された' },
      action: { en: 'Compare.', ja: '照合する。' },
      severity: 'CRITICAL',
      basis: [{ requirement: 'METI-COM-06', basis: 'UNREAD' }],
      ...changes,
    });
  });
}

describe('a watch of the books', () => {
  it('counts the entries of the locked bucket by person and project', () => {
    expect(declare().only('google_logging_metric')).toEqual({
      project: 'evidence-test',
      name: 'sink-change',
      description: 'A sink was changed',
      bucket_name: 'projects/evidence-test/locations/asia-northeast1/buckets/books',
      filter,
      disabled: false,
      metric_descriptor: {
        metric_kind: 'DELTA',
        value_type: 'INT64',
        unit: '1',
        display_name: 'A sink was changed',
        labels: [
          { key: 'principal', value_type: 'STRING', description: 'Who did it' },
          { key: 'project', value_type: 'STRING', description: 'Where' },
        ],
      },
      label_extractors: {
        principal: 'EXTRACT(protoPayload.authenticationInfo.principalEmail)',
        project: 'EXTRACT(resource.labels.project_id)',
      },
      depends_on: ['google_logging_project_bucket_config.Books_8C439C90'],
    });
  });

  it('tells people at the first entry', () => {
    expect(declare().only('google_monitoring_alert_policy')['conditions']).toEqual([
      {
        display_name: 'A sink was changed',
        condition_threshold: {
          filter:
            'metric.type="logging.googleapis.com/user/${google_logging_metric.Sink_Metric_8A9DA023.name}" AND resource.type="logging_bucket"',
          comparison: 'COMPARISON_GT',
          threshold_value: 0,
          duration: '0s',
          aggregations: [
            {
              alignment_period: '60s',
              per_series_aligner: 'ALIGN_SUM',
              cross_series_reducer: 'REDUCE_SUM',
              group_by_fields: ['metric.label.principal', 'metric.label.project'],
            },
          ],
          trigger: { count: 1 },
        },
      },
    ]);
  });

  it.each([
    ['of a bare word', { filter: 'DeleteSink' }, '`filter` names no field'],
    ['of a name with a slash', { name: 'sink/change' }, '`name` is not usable'],
  ])('is refused %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
