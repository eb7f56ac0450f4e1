import { absent, byApi } from '../guards/absent.ts';
import { fleetInside } from '../guards/from-elsewhere.ts';
import { nodeRoles } from '../guards/identity-guards.ts';
import { namesOwnProjects, nobodyElsewhere } from '../guards/names-across.ts';
import {
  declaredPoolsOnly,
  googleSignInOnly,
  noConfigConnector,
  nodeMetadata,
  nodeSerialPorts,
  provisionedNodes,
  provisionsNodes,
} from '../guards/node-guards.ts';
import { enforced } from '../guards/policies.ts';
import { closedWorld, onlyDeclaredServices, serviceOff } from '../guards/service-guards.ts';
import { setting } from '../guards/setting.ts';
import { accessApproval } from '../guards/store-guards.ts';
import { afterApply, exitRow } from './row.ts';

const cluster = ['google_container_cluster'];
const pool = ['google_container_node_pool'];
const machines = [
  'google_compute_instance',
  'google_compute_instance_template',
  'google_compute_region_instance_template',
];

/** Ways out by what runs inside. */
export const workloadExits = [
  exitRow('E34', {
    title: ['Cloud Build, Deploy, Artifact Registry', 'Cloud Build・Deploy・Artifact Registry'],
    proof: 'A',
    guards: [
      absent(['google_cloudbuild*', 'google_clouddeploy_*'], byApi('cloudbuild.googleapis.com', 'outside:build step')),
      serviceOff('cloudbuild.googleapis.com', 'clouddeploy.googleapis.com'),
      setting({
        types: ['google_artifact_registry_repository'],
        attribute: 'mode',
        good: ['STANDARD_REPOSITORY'],
        byDefault: 'STANDARD_REPOSITORY',
      }),
      setting({
        types: ['google_artifact_registry_repository'],
        attribute: 'docker_config.immutable_tags',
        good: ['true'],
        byDefault: 'false',
        concerns: ({ values }) => values['format'] === 'DOCKER',
      }),
    ],
    story: [
      'A build step runs anybody’s code with the project’s data at hand.',
      'ビルド手順は、プロジェクトのデータの傍らで任意のコードを動かす。',
    ],
  }),
  exitRow('E35', {
    title: ['Metadata server and guest attributes', 'メタデータサーバとゲスト属性'],
    proof: 'K',
    guards: [
      setting({ types: pool, attribute: 'node_config.workload_metadata_config.mode', good: ['GKE_METADATA'] }),
      ...nodeMetadata,
      enforced('compute.disableGuestAttributesAccess'),
    ],
    story: [
      'The metadata server hands out the node’s token to any process.',
      'メタデータサーバは任意のプロセスにノードのトークンを渡す。',
    ],
    residual: [
      'metadata traffic passes neither firewall nor perimeter',
      'メタデータの通信はファイアウォールも境界も通らない',
    ],
  }),
  exitRow('E36', {
    title: ['Serial port, screenshot, display', 'シリアルポート・画面取得・ディスプレイ'],
    proof: 'K',
    hasPaths: false,
    guards: [
      enforced('compute.disableSerialPortAccess'),
      setting({
        types: machines,
        attribute: 'metadata.serial-port-enable',
        good: ['false', 'FALSE', '0'],
        byDefault: 'false',
      }),
      nodeSerialPorts,
      setting({ types: machines, attribute: 'enable_display', good: ['false'], byDefault: 'false' }),
    ],
    story: [
      'A serial console is a terminal that no firewall sees.',
      'シリアルコンソールは、ファイアウォールに見えない端末である。',
    ],
  }),
  exitRow('E38', {
    title: [
      'kubectl cp, exec, port-forward; artifact downloads',
      'kubectl cp・exec・port-forward、成果物のダウンロード',
    ],
    proof: 'E',
    guards: [
      setting({ types: cluster, attribute: 'private_cluster_config.enable_private_endpoint', good: ['true'] }),
      setting({
        types: cluster,
        attribute: 'master_authorized_networks_config.gcp_public_cidrs_access_enabled',
        good: ['false'],
      }),
      setting({
        types: cluster,
        attribute: 'master_authorized_networks_config.private_endpoint_enforcement_enabled',
        good: ['true'],
      }),
      setting({
        types: cluster,
        attribute: 'control_plane_endpoints_config.dns_endpoint_config.allow_external_traffic',
        good: ['false'],
      }),
      setting({
        types: cluster,
        attribute: 'control_plane_endpoints_config.ip_endpoints_config.enabled',
        good: ['true', 'false'],
      }),
      setting({ types: cluster, attribute: 'anonymous_authentication_config.mode', good: ['LIMITED'] }),
      ...googleSignInOnly,
      fleetInside,
    ],
    after: [
      afterApply(
        'RBAC of the clusters: no pods/exec, no artifact download for the workflow server',
        'クラスタの RBAC に pods/exec と成果物ダウンロードがないこと',
      ),
    ],
    story: [
      'kubectl cp copies out of a pod through the control plane.',
      'kubectl cp は制御プレーンを通って Pod から複製する。',
    ],
    residual: [
      'whoever may call the control plane must still sign in; what they may do then is RBAC',
      '制御プレーンを呼べる者にもサインインが要り、その後にできることは RBAC による',
    ],
  }),
  exitRow('E39', {
    title: ['Container escape to the node’s account', 'コンテナ脱出によるノードのアカウントの使用'],
    proof: 'R',
    guards: [
      nodeRoles,
      ...declaredPoolsOnly,
      provisionedNodes,
      setting({
        types: ['google_project_default_service_accounts'],
        attribute: 'action',
        good: ['DISABLE', 'DELETE', 'DEPRIVILEGE'],
      }),
      setting({ types: pool, attribute: 'node_config.shielded_instance_config.enable_secure_boot', good: ['true'] }),
    ],
    story: ['Whoever leaves the container is whoever the node is.', 'コンテナを脱した者は、ノードの権限を持つ。'],
  }),
  exitRow('E40', {
    title: ['Memory and host', 'メモリとホスト'],
    proof: 'K',
    guards: [
      setting({ types: pool, attribute: 'node_config.confidential_nodes.enabled', good: ['true'] }),
      setting({
        types: cluster,
        attribute: 'confidential_nodes.enabled',
        good: ['true'],
        concerns: provisionsNodes,
      }),
      accessApproval,
    ],
    after: [
      afterApply(
        'Access Transparency is switched on for the organisation',
        '組織で Access Transparency が有効であること',
      ),
    ],
    story: [
      'Whoever runs the host reads memory that is not encrypted.',
      'ホストを動かす者は、暗号化されないメモリを読める。',
    ],
  }),
  exitRow('E45', {
    title: ['Any other service or resource type', 'その他のサービス・リソースの種類'],
    proof: 'A',
    guards: [closedWorld, nobodyElsewhere, namesOwnProjects, noConfigConnector, onlyDeclaredServices()],
    story: [
      'Notebooks, pipelines and migrations each have an export of their own; so has a type that nobody thought of.',
      'ノートブックやパイプライン、移行サービスにはそれぞれ書出しがある。誰も考えなかった種類にもある。',
    ],
  }),
];
