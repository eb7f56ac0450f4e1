import { absent, byApi, direct } from '../guards/absent.ts';
import { bypassesAnswered, noDelegation, noZonesElsewhere } from '../guards/dns-guards.ts';
import { namesLogged, namesSunk, noForwarding, noPrivateVip } from '../guards/network-guards.ts';
import {
  noBridge,
  noRulesElsewhere,
  onlyRestrictedServices,
  perimeterInForce,
  perimeterNotIgnored,
  storesHeld,
} from '../guards/perimeter-guards.ts';
import { narrowEgress, narrowIngress } from '../guards/perimeter-rules.ts';
import { placesInside } from '../guards/places-inside.ts';
import { allowsOnly } from '../guards/policies.ts';
import { networksInside } from '../guards/senders-inside.ts';
import { onlyDeclaredServices, serviceOff } from '../guards/service-guards.ts';
import { setting } from '../guards/setting.ts';
import { text } from '../guards/texts.ts';
import { afterApply, daily, exitRow } from './row.ts';

/** Ways out by Google's own APIs and by names. */
export const apiExits = [
  exitRow('E8', {
    title: [
      'Serverless egress (Run, Functions, App Engine, Workflows, Tasks, Scheduler)',
      'サーバレスの外向き通信（Run・Functions・App Engine・Workflows・Tasks・Scheduler）',
    ],
    proof: 'A',
    guards: [
      absent(
        [
          'google_cloud_run*',
          'google_cloudfunctions*',
          'google_app_engine_*',
          'google_workflows_*',
          'google_cloud_tasks_*',
          'google_cloud_scheduler_*',
        ],
        direct('internet'),
      ),
      serviceOff(
        'run.googleapis.com',
        'cloudfunctions.googleapis.com',
        'appengine.googleapis.com',
        'workflows.googleapis.com',
        'cloudtasks.googleapis.com',
        'cloudscheduler.googleapis.com',
      ),
      onlyDeclaredServices(),
    ],
    story: [
      'Serverless code runs on Google’s network and reaches the internet past the VPC.',
      'サーバレスのコードは Google の網で動き、VPC を通らずインターネットに出る。',
    ],
  }),
  exitRow('E13', {
    title: ['Google APIs that no perimeter protects', '境界が守らない Google API'],
    proof: 'K',
    guards: [
      noPrivateVip,
      setting({ types: ['google_compute_subnetwork'], attribute: 'private_ip_google_access', good: ['true'] }),
      onlyRestrictedServices,
    ],
    story: [
      'The private VIP (.8/30) reaches services that VPC Service Controls does not cover.',
      'プライベート VIP（.8/30）は VPC Service Controls の対象外のサービスに届く。',
    ],
  }),
  exitRow('E14', {
    title: ['DNS tunnelling through the metadata resolver', 'メタデータリゾルバを通る DNS トンネル'],
    proof: 'R',
    guards: [
      namesSunk,
      namesLogged,
      noForwarding,
      noZonesElsewhere,
      noDelegation,
      bypassesAnswered,
      networksInside,
      setting({ types: ['google_container_cluster'], attribute: 'dns_config.cluster_dns', good: ['CLOUD_DNS'] }),
    ],
    after: [
      daily(
        'ask for a canary name from a pod (A, TXT, ANY): expect the sinkhole or NXDOMAIN',
        'Pod から合図の名前を引き（A・TXT・ANY）、シンクホール又は NXDOMAIN を確かめる',
      ),
    ],
    story: [
      '169.254.169.254 answers names behind every firewall rule: a question carries data out.',
      '169.254.169.254 はどのファイアウォール規則の内側からも名前を引け、問合せがデータを運ぶ。',
    ],
  }),
  exitRow('E16', {
    title: ['Copy to another project by API', 'API による他プロジェクトへの複製'],
    proof: 'R',
    guards: [
      storesHeld,
      noBridge,
      absent(['google_storage_transfer_*'], byApi('storage.googleapis.com', 'outside:transfer target')),
      serviceOff('storagetransfer.googleapis.com'),
    ],
    after: [
      afterApply(
        'read the perimeter back: its status holds the zone’s project numbers (up to 30 minutes)',
        '境界を読み戻し、status が区域のプロジェクト番号を含むことを確かめる（最大 30 分）',
      ),
    ],
    story: [
      'One call copies a bucket to any project on earth, past every firewall.',
      '一回の呼出しで、どのファイアウォールも通らずバケットを任意のプロジェクトへ複製できる。',
    ],
  }),
  exitRow('E17', {
    title: ['A perimeter that is only tried out', 'ドライランだけの境界'],
    proof: 'K',
    guards: [perimeterInForce],
    story: [
      'A dry run logs and stops nothing, and plans like the real one.',
      'ドライランは記録するだけで何も止めず、plan では本物と同じに見える。',
    ],
  }),
  exitRow('E18', {
    title: ['Wide ingress and egress rules', '広すぎる内向き・外向き規則'],
    proof: 'K',
    guards: [narrowIngress, narrowEgress],
    story: [
      'One rule with a wildcard opens the perimeter; access levels are joined by OR.',
      'ワイルドカードの規則一つで境界は開き、アクセスレベルは OR で結ばれる。',
    ],
  }),
  exitRow('E19', {
    title: ['Rules added to a perimeter from elsewhere', '境界に外から足される規則'],
    proof: 'L',
    guards: [noRulesElsewhere, perimeterNotIgnored],
    after: [daily('compare the perimeter in force with its configuration', '適用中の境界と構成の差分')],
    story: [
      'Another stack can add a rule that nobody reads together with the perimeter.',
      '別のスタックが、境界と合わせて読まれない規則を足せる。',
    ],
  }),
  exitRow('E20', {
    title: ['Methods that perimeters can’t control', '境界が制御できないメソッド'],
    proof: 'A',
    hasPaths: false,
    guards: [onlyDeclaredServices()],
    story: [
      'Some methods of restricted services are exempt; a service that is off has none.',
      '制限対象のサービスにも例外のメソッドがある。無効なサービスには無い。',
    ],
    residual: ['the list of exceptions is reviewed at each release', '例外の一覧はリリースごとに見直す'],
  }),
  exitRow('E46', {
    title: ['Other regions', '他の地域'],
    proof: 'K',
    hasPaths: false,
    guards: [
      placesInside,
      allowsOnly(
        'gcp.resourceLocations',
        text('allows places of the zone only', '区域の場所だけを許す'),
        (value, world) =>
          world.zone.allowedPlaces.some((place) => value === place || value === `in:${place}-locations`) ||
          value === 'in:japan-locations',
      ),
    ],
    story: ['Data that lies abroad is provided abroad.', '国外に置かれたデータは国外に提供されたことになる。'],
  }),
];
