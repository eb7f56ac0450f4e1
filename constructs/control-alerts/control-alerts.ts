import type { MonitoringAlertPolicyConditions } from '@cdktf/provider-google/lib/monitoring-alert-policy/index.js';
import { Construct } from 'constructs';

import { Alert, type AlertDescription } from '../alert/index.ts';
import type { AlertChannels } from '../alert-channels/index.ts';
import { isKnown, refuse, requireDistinct, requireMatch, requireSome } from '../declaration/index.ts';
import { below, query } from './conditions.ts';

export interface ControlAlertsProps {
  readonly project: string;
  readonly channels: AlertChannels;
  /** Kubernetes namespaces whose targets must answer: without one of them no command reaches a satellite. */
  readonly namespaces: readonly string[];
  /** Machines of the controllers; fewer is an alert. */
  readonly controllerCount: number;
  /** How far a clock may be away from the source of time, in seconds. @default 0.1 */
  readonly clockTolerance?: number;
}

/**
 * What the METI guideline's monitoring of operation facilities asks for, as far as it is known from summaries: links to ground stations,
 * routes, clocks, command services, machines, database and backups. Whoever gets an alert reads on which basis it stands: the items
 * themselves have not been read. Missing data is an alert everywhere.
 *
 * Clocks come from the node exporter, which the workloads' manifests install on every node and machine; Google has no metric for them.
 *
 * @example
 * new ControlAlerts(stack, 'ControlAlerts', {
 *   project: 'satellite-control-prd', channels, namespaces: ['scheduler', 'command-signer'], controllerCount: 3,
 * });
 */
export class ControlAlerts extends Construct {
  readonly alerts: readonly Alert[];

  /** Throws `DeclarationError` for no namespace, no machine, or a tolerance within which passes would be missed. */
  constructor(scope: Construct, id: string, props: ControlAlertsProps) {
    super(scope, id);
    this.#validate(props);
    const { project, channels } = props;
    const declare = (
      childId: string,
      description: AlertDescription,
      conditions: readonly MonitoringAlertPolicyConditions[],
    ) => new Alert(this, childId, { ...description, project, channels, conditions });
    this.alerts = [
      declare('Tunnel', tunnel, [
        below({
          title: 'A tunnel is not established',
          metric: 'vpn.googleapis.com/tunnel_established',
          resource: 'vpn_gateway',
          least: 1,
          by: ['metric.label.tunnel_name'],
        }),
      ]),
      declare('BgpSession', bgpSession, [
        below({
          title: 'A BGP session is not up',
          metric: 'router.googleapis.com/bgp/session_up',
          resource: 'gce_router',
          least: 1,
          by: ['resource.label.router_id', 'metric.label.bgp_peer_name'],
        }),
      ]),
      declare('Clock', clock, clockConditions(props.clockTolerance ?? 0.1)),
      declare('Service', service, serviceConditions(props.namespaces)),
      declare('Controllers', controllers, [
        below({
          title: 'Controllers are fewer than declared',
          metric: 'compute.googleapis.com/instance_group/size',
          resource: 'instance_group',
          least: props.controllerCount,
          by: ['resource.label.instance_group_name'],
        }),
      ]),
      declare('Database', database, databaseConditions),
      declare('ClusterBackup', clusterBackup, [clusterBackupFailed]),
    ];
  }

  #validate({ namespaces, controllerCount, clockTolerance = 0.1 }: ControlAlertsProps): void {
    requireSome(this, namespaces, {
      what: 'no service is watched',
      expected: 'the namespaces of scheduler, signer and links',
      fix: 'name them: a service that does not answer is found in a pass otherwise',
    });
    requireDistinct(this, namespaces, '`namespaces` names a namespace twice');
    for (const namespace of namespaces) {
      requireMatch(this, namespace, /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, {
        what: '`namespaces` holds something else than a namespace',
        expected: 'a Kubernetes name',
        fix: 'patterns could match nothing, and never fire',
      });
    }
    if (isKnown(controllerCount) && (!Number.isInteger(controllerCount) || controllerCount < 1)) {
      refuse(this, {
        what: 'no machine is watched',
        got: controllerCount,
        expected: 'a whole number of at least 1',
        fix: 'pass the number that ControllerGroup got',
      });
    }
    if (isKnown(clockTolerance) && !(clockTolerance > 0 && clockTolerance <= 1)) {
      refuse(this, {
        what: '`clockTolerance` is out of range',
        got: clockTolerance,
        expected: 'more than 0 and at most 1 second',
        fix: 'in a second a satellite in low orbit flies seven kilometres: commands with a time would be executed elsewhere',
      });
    }
  }
}

const tunnel: AlertDescription = {
  title: { en: 'A tunnel to a ground station is down', ja: '地上局への VPN トンネルが切断している' },
  action: {
    en: 'See whether the other tunnel carries the traffic; call the provider of the ground station before the next pass.',
    ja: 'もう一方のトンネルで通信できるか確認し、次のパスの前に地上局事業者へ連絡する。',
  },
  severity: 'CRITICAL',
  basis: [
    { requirement: 'METI-OPS-03', basis: 'UNREAD' },
    { requirement: 'METI-OPS-04', basis: 'UNREAD' },
  ],
};

const bgpSession: AlertDescription = {
  title: { en: 'A BGP session with a ground station is down', ja: '地上局との BGP セッションが切断している' },
  action: {
    en: 'Compare the routes that are announced with those agreed; a session that flaps can be an attack on the link.',
    ja: '合意した経路と広告中の経路を照合する。断続は回線への攻撃の可能性がある。',
  },
  severity: 'CRITICAL',
  basis: tunnel.basis,
};

const clock: AlertDescription = {
  title: { en: 'A clock is not synchronised', ja: '時刻が同期していない' },
  action: {
    en: 'Take the node or machine out of service before it stamps commands or books; look at its source of time, metadata.google.internal.',
    ja: 'コマンドや帳簿に時刻を付す前に当該機器を外し、時刻源 metadata.google.internal との同期を確認する。',
  },
  severity: 'CRITICAL',
  basis: [{ requirement: 'METI-OPS-05', basis: 'UNREAD' }],
};

const service: AlertDescription = {
  title: { en: 'A service of satellite control does not answer', ja: '衛星管制のサービスが応答しない' },
  action: {
    en: 'Look at its pods, then at the last change; hand commands over to the other path before the next pass.',
    ja: 'Pod と直近の変更を確認し、次のパスの前に代替経路へ切り替える。',
  },
  severity: 'CRITICAL',
  basis: [
    { requirement: 'METI-OPS-04', basis: 'UNREAD' },
    { requirement: 'METI-OPS-06', basis: 'UNREAD' },
  ],
};

const controllers: AlertDescription = {
  title: { en: 'Controllers are missing', ja: '衛星通信制御機が不足している' },
  action: {
    en: 'See whether a zone is down; a machine that nobody stopped is looked at as an intrusion first.',
    ja: 'ゾーン障害か確認する。誰も止めていない停止は、まず侵入を疑う。',
  },
  severity: 'CRITICAL',
  basis: service.basis,
};

const database: AlertDescription = {
  title: { en: 'The control database is down or has no standby', ja: '管制データベースが停止又は待機系を失っている' },
  action: {
    en: 'Do not restart the primary while the standby is missing; restore it first.',
    ja: '待機系がない間は主系を再起動せず、まず待機系を復旧する。',
  },
  severity: 'CRITICAL',
  basis: [
    { requirement: 'METI-OPS-04', basis: 'UNREAD' },
    { requirement: 'METI-COM-09', basis: 'UNREAD' },
  ],
};

const clusterBackup: AlertDescription = {
  title: { en: 'A backup of the control cluster failed', ja: '管制クラスタのバックアップが失敗した' },
  action: {
    en: 'Take a backup by hand before anything is deployed, then look for the cause.',
    ja: '次の配備の前に手動でバックアップを取得し、その後に原因を調べる。',
  },
  severity: 'ERROR',
  basis: [{ requirement: 'METI-COM-09', basis: 'UNREAD' }],
};

/** Off, not synchronised, or unknown. */
function clockConditions(tolerance: number): readonly MonitoringAlertPolicyConditions[] {
  return [
    query('A clock is off', '300s', `abs(node_timex_offset_seconds) > ${tolerance}`),
    query('A clock is not synchronised', '300s', 'node_timex_sync_status == 0'),
    query('No clock is watched', '900s', 'absent(node_timex_sync_status)'),
  ];
}

function serviceConditions(namespaces: readonly string[]): readonly MonitoringAlertPolicyConditions[] {
  return namespaces.flatMap((namespace) => [
    query(`${namespace} does not answer`, '180s', `up{namespace="${namespace}"} == 0`),
    query(`${namespace} is not watched`, '300s', `absent(up{namespace="${namespace}"})`),
  ]);
}

const databaseConditions = [
  below({
    title: 'The database is down',
    metric: 'cloudsql.googleapis.com/database/up',
    resource: 'cloudsql_database',
    least: 1,
    by: ['resource.label.database_id'],
  }),
  below({
    title: 'The database has no standby to fail over to',
    metric: 'cloudsql.googleapis.com/database/available_for_failover',
    resource: 'cloudsql_database',
    least: 1,
    by: ['resource.label.database_id'],
  }),
] as const;

/** Its values are distributions of durations: any duration of a failed backup is one. */
const clusterBackupFailed: MonitoringAlertPolicyConditions = {
  displayName: 'A backup failed',
  conditionThreshold: {
    filter:
      'metric.type="gkebackup.googleapis.com/backup_completion_times" AND resource.type="gkebackup.googleapis.com/BackupPlan" AND metric.label.state="FAILED"',
    comparison: 'COMPARISON_GT',
    thresholdValue: 0,
    duration: '0s',
    aggregations: [{ alignmentPeriod: '300s', perSeriesAligner: 'ALIGN_PERCENTILE_99' }],
    trigger: { count: 1 },
  },
};
