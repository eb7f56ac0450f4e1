import { LoggingMetric } from '@cdktf/provider-google/lib/logging-metric/index.js';
import { Construct } from 'constructs';

import { Alert } from '../alert/index.ts';
import type { AlertChannels } from '../alert-channels/index.ts';
import { refuse } from '../declaration/index.ts';
import { keptLogsFilter, type LockedLogBucket } from '../locked-log-bucket/index.ts';
import { LogWatch, type LogWatchDeclaration } from '../log-watch/index.ts';
import { guardrailWatches } from './guardrail-watches.ts';

/** Six hours in which nobody and nothing of an environment left a trace: the sink is broken, or somebody broke it. */
const longestSilence = '21600s';

export interface GuardrailAlertsProps {
  /** The books that aggregated sinks fill. */
  readonly bucket: LockedLogBucket;
  readonly channels: AlertChannels;
  /** What is watched beside the guardrails, by child id in PascalCase. @default nothing */
  readonly watches?: Readonly<Record<string, LogWatchDeclaration>>;
}

/**
 * Tells the security team when a guardrail is changed (perimeter, access level, organisation policy, deny policy, permissions, keys,
 * stores, network, names, audit configuration, sinks, alerts, projects, services), when a perimeter turns somebody away, and when the
 * books fall silent. Written for one environment, over all its projects.
 *
 * @example
 * new GuardrailAlerts(stack, 'GuardrailAlerts', { bucket, channels });
 */
export class GuardrailAlerts extends Construct {
  readonly watches: readonly LogWatch[];
  readonly silence: Alert;

  /** Throws `DeclarationError` for a watch that takes the place of a guardrail's, or a name twice. */
  constructor(scope: Construct, id: string, { bucket, channels, watches = {} }: GuardrailAlertsProps) {
    super(scope, id);
    const all = [...Object.entries(guardrailWatches), ...Object.entries(watches)];
    this.#validate(all);
    this.watches = all.map(([childId, watch]) => new LogWatch(this, childId, { ...watch, bucket, channels }));
    this.silence = this.#declareSilence(bucket, channels);
  }

  #declareSilence(bucket: LockedLogBucket, channels: AlertChannels): Alert {
    const metric = new LoggingMetric(this, 'Entries', {
      project: bucket.project,
      name: 'entries',
      description: 'Entries that reach the books',
      bucketName: bucket.name,
      filter: keptLogsFilter,
      disabled: false,
      metricDescriptor: { metricKind: 'DELTA', valueType: 'INT64', unit: '1', displayName: 'Entries of the books' },
      dependsOn: [bucket.bucket],
    });
    const title = { en: 'The books have fallen silent', ja: '帳簿への記録が途絶えている' };
    return new Alert(this, 'Silence', {
      project: bucket.project,
      channels,
      title,
      action: {
        en: 'Look at the errors of the aggregated sink and at its grant. What was not recorded can not be shown to an inspection.',
        ja: '集約シンクのエラーと権限を確認する。記録されなかったことは立入検査で示せない。',
      },
      severity: 'CRITICAL',
      basis: [
        { requirement: 'RSL-BOOK-01', basis: 'MIXED' },
        { requirement: 'METI-COM-06', basis: 'UNREAD' },
      ],
      conditions: [
        {
          displayName: title.en,
          conditionAbsent: {
            filter: `metric.type="logging.googleapis.com/user/${metric.name}" AND resource.type="logging_bucket"`,
            duration: longestSilence,
            aggregations: [
              { alignmentPeriod: '300s', perSeriesAligner: 'ALIGN_SUM', crossSeriesReducer: 'REDUCE_SUM' },
            ],
            trigger: { count: 1 },
          },
        },
      ],
    });
  }

  #validate(watches: readonly (readonly [string, LogWatchDeclaration])[]): void {
    const keys = watches.flatMap(([childId, { name }]) => [childId, name]);
    const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
    if (repeated !== undefined) {
      refuse(this, {
        what: 'a watch takes the place of another',
        got: repeated,
        expected: 'each child id and each name once',
        fix: 'choose another: what watches a guardrail can be added to, not replaced',
      });
    }
  }
}
