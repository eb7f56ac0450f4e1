import type { MonitoringAlertPolicyConditions } from '@cdktf/provider-google/lib/monitoring-alert-policy/index.js';

/** A metric of Google that must not fall below a number. */
interface Floor {
  readonly title: string;
  readonly metric: string;
  readonly resource: string;
  readonly least: number;
  /** Labels of the metric or the resource by which it is told apart. */
  readonly by: readonly string[];
}

/** Falls below its number for two minutes, or is missing: no news is bad news. */
export function below({ title, metric, resource, least, by }: Floor): MonitoringAlertPolicyConditions {
  return {
    displayName: title,
    conditionThreshold: {
      filter: `metric.type="${metric}" AND resource.type="${resource}"`,
      comparison: 'COMPARISON_LT',
      thresholdValue: least,
      duration: '120s',
      evaluationMissingData: 'EVALUATION_MISSING_DATA_ACTIVE',
      aggregations: [
        {
          alignmentPeriod: '60s',
          perSeriesAligner: 'ALIGN_MIN',
          crossSeriesReducer: 'REDUCE_MIN',
          groupByFields: [...by],
        },
      ],
      trigger: { count: 1 },
    },
  };
}

/** A query in PromQL over what Managed Service for Prometheus has collected; any series that it returns for `duration` is an alert. */
export function query(title: string, duration: string, promql: string): MonitoringAlertPolicyConditions {
  return {
    displayName: title,
    conditionPrometheusQueryLanguage: {
      query: promql,
      duration,
      evaluationInterval: '60s',
      disableMetricValidation: true,
    },
  };
}
