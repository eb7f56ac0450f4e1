import type { AlertBasis, AlertText } from '../alert/index.ts';
import type { LogWatchDeclaration } from '../log-watch/index.ts';

/** METI items have not been read at their source; the law's own wording asks for technical measures without naming an alert. */
const detection: readonly AlertBasis[] = [
  { requirement: 'METI-OPS-06', basis: 'UNREAD' },
  { requirement: 'METI-COM-06', basis: 'UNREAD' },
];

const compare: AlertText = {
  en: 'Compare with the plan that was approved last. If it is not in there, treat it as an incident: put the perimeter into lockdown first, then ask who it was.',
  ja: '直近に承認された plan と照合する。含まれていなければ事故として扱い、まず境界を lockdown にし、その後に実施者を確認する。',
};

const service = (name: string) => `protoPayload.serviceName="${name}.googleapis.com"`;
const method = (pattern: string) => `protoPayload.methodName=~"${pattern}"`;
const both = (...parts: readonly string[]) => parts.join(' AND ');

/** A watch of a guardrail that an approved apply may set off too. */
function change(name: string, title: AlertText, filter: string): LogWatchDeclaration {
  return { name, title, filter, action: compare, severity: 'CRITICAL', basis: detection };
}

/**
 * What keeps regulated records in: whoever changes one of these is seen, whether by Terraform, in the console, or with a stolen identity.
 * Methods as the audit logs name them. Source: cloud.google.com/logging/docs/audit/services.
 */
export const guardrailWatches: Readonly<Record<string, LogWatchDeclaration>> = {
  Perimeter: change(
    'service-perimeter-change',
    { en: 'A service perimeter was changed', ja: 'サービス境界が変更された' },
    both(service('accesscontextmanager'), method('(Create|Update|Delete|Replace|Commit)ServicePerimeters?$')),
  ),
  AccessLevel: change(
    'access-level-change',
    { en: 'An access level or a user binding was changed', ja: 'アクセスレベル又は利用者の紐付けが変更された' },
    both(
      service('accesscontextmanager'),
      method('(Create|Update|Delete|Replace)(AccessLevels?|AccessPolicy|GcpUserAccessBinding)$'),
    ),
  ),
  OrganizationPolicy: change(
    'organization-policy-change',
    { en: 'An organisation policy was changed', ja: '組織のポリシーが変更された' },
    both(
      `(${service('orgpolicy')} OR ${service('cloudresourcemanager')})`,
      method('((Create|Update|Delete)(Policy|CustomConstraint)|(Set|Clear)OrgPolicy(V1)?)$'),
    ),
  ),
  DenyPolicy: change(
    'deny-policy-change',
    {
      en: 'A deny policy or a principal access boundary was changed',
      ja: '拒否ポリシー又は主体アクセス境界が変更された',
    },
    both(
      service('iam'),
      method(
        '(Policies[.](Create|Update|Delete)Policy|(Create|Update|Delete)(PrincipalAccessBoundaryPolicy|PolicyBinding))$',
      ),
    ),
  ),
  Permission: change(
    'iam-policy-change',
    { en: 'Who may do what was changed', ja: 'アクセス権限が変更された' },
    method('(SetIamPolicy|setIamPermissions|setIamPolicy)$'),
  ),
  Store: change(
    'store-change',
    { en: 'A store or its retention was changed', ja: '保存先又は保存期間が変更された' },
    both(service('storage'), method('storage[.]buckets[.](update|patch|delete|lockRetentionPolicy)$')),
  ),
  Key: change(
    'key-change',
    { en: 'A key was disabled, destroyed or changed', ja: '鍵が無効化・破棄・変更された' },
    both(
      service('cloudkms'),
      method('(DestroyCryptoKeyVersion|UpdateCryptoKeyVersion|UpdateCryptoKey|UpdateCryptoKeyPrimaryVersion)$'),
    ),
  ),
  Network: change(
    'network-change',
    {
      en: 'A firewall rule, a route or another way out was changed',
      ja: 'ファイアウォール・経路など出口となる設定が変更された',
    },
    both(
      service('compute'),
      method(
        'compute[.](firewalls|routes|routers|networks|subnetworks|vpnTunnels|externalVpnGateways|addresses|globalAddresses|forwardingRules|globalForwardingRules|serviceAttachments|packetMirrorings|networkFirewallPolicies|regionNetworkFirewallPolicies|firewallPolicies)[.](insert|patch|update|delete|add|remove|clone)',
      ),
    ),
  ),
  NameService: change(
    'name-service-change',
    { en: 'How names are resolved was changed', ja: '名前解決の設定が変更された' },
    both(
      service('dns'),
      method(
        'dns[.](changes|managedZones|policies|responsePolicies|responsePolicyRules)[.](create|update|patch|delete)$',
      ),
    ),
  ),
  AuditConfiguration: change(
    'audit-configuration-change',
    { en: 'What is recorded was changed', ja: '監査ログの設定が変更された' },
    both(method('SetIamPolicy$'), 'protoPayload.serviceData.policyDelta.auditConfigDeltas:*'),
  ),
  LogSink: change(
    'log-sink-change',
    { en: 'A log sink, exclusion or bucket was changed', ja: 'ログシンク・除外・ログバケットが変更された' },
    both(
      service('logging'),
      method(
        '(ConfigServiceV2[.](Create|Update|Delete)(Sink|Exclusion|Bucket|View|Link)|ConfigServiceV2[.]UpdateSettings|MetricsServiceV2[.](Update|Delete)LogMetric|LoggingServiceV2[.]DeleteLog)$',
      ),
    ),
  ),
  Alerting: change(
    'alerting-change',
    { en: 'Who is told, or of what, was changed', ja: '通知先又は通知条件が変更された' },
    both(
      service('monitoring'),
      method('(AlertPolicyService[.](Update|Delete)|NotificationChannelService[.](Update|Delete)|SnoozeService[.])'),
    ),
  ),
  Project: change(
    'project-change',
    {
      en: 'A project was moved or deleted, or the lien against it lifted',
      ja: 'プロジェクトの移動・削除又は先取特権の解除があった',
    },
    both(
      service('cloudresourcemanager'),
      method('(DeleteProject|MoveProject|UpdateProject|DeleteLien|DeleteFolder|MoveFolder)$'),
    ),
  ),
  AccountKey: change(
    'account-key-change',
    { en: 'A key of a service account was made', ja: 'サービスアカウントの鍵が作成された' },
    method('(CreateServiceAccountKey|UploadServiceAccountKey|storage[.]hmacKeys[.]create|ApiKeys[.]CreateKey)$'),
  ),
  Service: change(
    'service-change',
    { en: 'A service was enabled or disabled', ja: 'サービスが有効化又は無効化された' },
    both(service('serviceusage'), method('(EnableService|BatchEnableServices|DisableService)$')),
  ),
  PerimeterDenial: {
    name: 'perimeter-denial',
    title: { en: 'A perimeter turned a request away', ja: '境界が要求を拒否した' },
    filter: both(
      'log_id("cloudaudit.googleapis.com/policy")',
      'protoPayload.metadata."@type"="type.googleapis.com/google.cloud.audit.VpcServiceControlAuditMetadata"',
      'NOT protoPayload.metadata.dryRun=true',
    ),
    action: {
      en: 'Look at who and from where. A handler outside the room is a breach of the room’s rule; an unknown identity is an attempt from outside.',
      ja: '誰がどこから試みたかを確認する。管理室外の取扱者なら管理室の規則違反、未知の主体なら外部からの試みである。',
    },
    severity: 'ERROR',
    basis: [...detection, { requirement: 'METI-COM-12', basis: 'UNREAD' }],
  },
};
