import { absent, byApi, direct } from '../guards/absent.ts';
import { feedsInside } from '../guards/from-elsewhere.ts';
import { deniesPermissions } from '../guards/grant-guards.ts';
import { perimeterRestricts } from '../guards/perimeter-guards.ts';
import { allowsOnly } from '../guards/policies.ts';
import { onlyDeclaredServices, serviceOff } from '../guards/service-guards.ts';
import { setting, without } from '../guards/setting.ts';
import { backupsInZone, sinksInside } from '../guards/store-guards.ts';
import { text } from '../guards/texts.ts';
import { knownText } from '../read-path.ts';
import { afterApply, exitRow } from './row.ts';

const storage = 'storage.googleapis.com';
const bucket = ['google_storage_bucket'];

/** Ways out by what data services do with data. */
export const dataExits = [
  exitRow('E21', {
    title: ['BigQuery export, sharing, transfer, remote functions', 'BigQuery の書出し・共有・転送・リモート関数'],
    proof: 'A',
    guards: [
      absent(
        ['google_bigquery_*', 'google_data_catalog_*'],
        byApi('bigquery.googleapis.com', 'outside:reader of a dataset'),
      ),
      serviceOff('bigquery*.googleapis.com', 'analyticshub.googleapis.com'),
      onlyDeclaredServices(),
    ],
    story: [
      'A listing or an authorised view shares tables without a copy.',
      '共有リストや承認済みビューは、複製なしに表を渡す。',
    ],
  }),
  exitRow('E22', {
    title: ['Snapshots, images, disk replication', 'スナップショット・イメージ・ディスク複製'],
    proof: 'A',
    guards: [
      absent(
        [
          'google_compute_snapshot',
          'google_compute_image',
          'google_compute_instant_snapshot',
          'google_compute_disk_async_replication',
          'google_compute_machine_image',
          'google_compute_*_iam_*',
        ],
        byApi('compute.googleapis.com', 'outside:user of a snapshot'),
      ),
      perimeterRestricts('compute.googleapis.com'),
      allowsOnly(
        'compute.storageResourceUseRestrictions',
        text('allows the own folder only', '自フォルダ配下だけを許す'),
        (value) => /^under:(?:folders|projects)\/[\w-]+$/u.test(value),
      ),
      deniesPermissions('compute.googleapis.com/snapshots.setIamPolicy', 'compute.googleapis.com/images.setIamPolicy'),
    ],
    story: [
      'A snapshot can be shared with any account, and its disk read there.',
      'スナップショットは任意のアカウントと共有でき、そこでディスクを読める。',
    ],
  }),
  exitRow('E23', {
    title: ['Backups and replicas', 'バックアップとレプリカ'],
    proof: 'R',
    guards: [
      absent(
        [
          'google_gke_backup_backup_channel',
          'google_gke_backup_restore_channel',
          'google_backup_dr_*',
          'google_netapp_*',
          'google_filestore_backup',
        ],
        byApi('gkebackup.googleapis.com', 'outside:backup target'),
      ),
      backupsInZone,
      without({
        types: ['google_sql_database_instance'],
        attributes: ['clone', 'restore_backup_context', 'replica_configuration', 'master_instance_name'],
      }),
    ],
    story: [
      'A backup is a copy, in whatever place and under whatever key its plan says.',
      'バックアップは、計画が示す場所と鍵に置かれる複製である。',
    ],
  }),
  exitRow('E29', {
    title: ['Public buckets, websites, notifications', '公開バケット・ウェブサイト・通知'],
    proof: 'E',
    guards: [
      setting({ types: bucket, attribute: 'public_access_prevention', good: ['enforced'] }),
      setting({ types: bucket, attribute: 'uniform_bucket_level_access', good: ['true'] }),
      without({ types: bucket, attributes: ['website', 'cors', 'logging', 'custom_placement_config'] }),
      setting({ types: bucket, attribute: 'requester_pays', good: ['false'], byDefault: 'false' }),
      absent(
        ['google_storage_notification', 'google_storage_*access_control', 'google_storage_*_acl'],
        byApi(storage, 'outside:reader of a bucket'),
      ),
    ],
    story: [
      'Nearly every known leak of a bucket was an ACL or a public member.',
      '知られたバケット漏えいの大半は ACL か公開メンバーによる。',
    ],
  }),
  exitRow('E31', {
    title: ['Log sinks, views, exclusions', 'ログシンク・ビュー・除外'],
    proof: 'K',
    guards: [
      sinksInside,
      absent(
        ['google_logging_*_exclusion', 'google_logging_log_view'],
        byApi('logging.googleapis.com', 'outside:reader of a log'),
      ),
    ],
    story: ['A sink sends whatever is logged to wherever it says.', 'シンクは記録されたものを指定先へ送る。'],
    residual: [
      'aggregated sinks of folder and organisation are outside the perimeter’s power',
      'フォルダ・組織の集約シンクに境界は及ばない',
    ],
  }),
  exitRow('E32', {
    title: ['Monitoring: scopes, channels, exporters', '監視のスコープ・通知先・書出し'],
    proof: 'A',
    guards: [
      absent(['google_monitoring_monitored_project'], direct('outside:scoping project')),
      absent(['google_monitoring_notification_channel'], direct('outside:webhook'), {
        except: (resource) => ['email', 'pagerduty', 'sms'].includes(knownText(resource.values, 'type') ?? ''),
        text: text('no notification channel but e-mail and pager', 'メールと呼出し以外の通知先がない'),
      }),
      perimeterRestricts('monitoring.googleapis.com'),
    ],
    story: ['A webhook carries text to any server.', 'Webhook は任意のサーバへ文字を運ぶ。'],
    residual: [
      'metric names and labels are a narrow covert channel: alert on cardinality',
      'メトリクス名・ラベルは細い隠れ通信路となるため、種類数を監視する',
    ],
  }),
  exitRow('E33', {
    title: ['Pub/Sub push and export', 'Pub/Sub のプッシュと書出し'],
    proof: 'A',
    guards: [
      absent(['google_pubsub_*'], direct('outside:subscriber')),
      serviceOff('pubsub*.googleapis.com'),
      onlyDeclaredServices(),
    ],
    after: [
      afterApply(
        'list subscriptions: those older than the perimeter survive it',
        '購読の一覧（境界より古いものは残る）',
      ),
    ],
    story: [
      'A push subscription that is older than the perimeter keeps sending.',
      '境界より先に作られたプッシュ購読は送り続ける。',
    ],
  }),
  exitRow('E47', {
    title: ['Billing export, asset feeds, findings, contacts', '請求の書出し・資産フィード・検出結果・連絡先'],
    proof: 'A',
    guards: [
      absent(
        ['google_cloud_asset_project_feed', 'google_scc_*', 'google_essential_contacts_contact', 'google_billing_*'],
        direct('outside:reader of metadata'),
      ),
      feedsInside,
      allowsOnly(
        'essentialcontacts.allowedContactDomains',
        text('allows named domains only', '名指しのドメインだけを許す'),
        (value) => /^@[\w.-]+$/u.test(value),
      ),
    ],
    story: [
      'Names and labels of resources tell what is looked at.',
      'リソースの名前やラベルから、何を見ているかが知れる。',
    ],
    residual: ['metadata only, no pixels', 'メタデータだけで、画素は含まない'],
  }),
];
