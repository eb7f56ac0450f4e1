import { afterApply, exitRow } from '../../exits/row.ts';
import { absent, direct } from '../../guards/absent.ts';
import { text } from '../../guards/texts.ts';
import { regionsAllowed } from '../guards/account-guards.ts';
import { rcpKeeps, scpDenies } from '../guards/ceilings.ts';
import { nothingReachesIn, providersOwn } from '../guards/from-elsewhere.ts';
import { identitiesKept, rolesTrust } from '../guards/identity-guards.ts';
import { networkReadable, subnetsOwn } from '../guards/network-guards.ts';
import { rolesDeclared } from '../guards/roles-declared.ts';
import { destinationsInside } from '../guards/targets.ts';

/** Ways out of AWS by who one is, and by what stands above the account. */
export const awsIdentityRows = [
  exitRow('A30', {
    title: ['Role trust of other accounts', '他アカウントからのロールの引受け'],
    proof: 'R',
    guards: [rolesTrust('account'), rcpKeeps('sts:AssumeRole'), scpDenies('iam:UpdateAssumeRolePolicy')],
    after: [afterApply('IAM Access Analyzer findings of the account', 'アカウントの IAM Access Analyzer の検出結果')],
    story: [
      'In 2019 one role that a web server could use read 106 million records of Capital One (www.justice.gov/usao-wdwa/united-states-v-paige-thompson).',
      '2019 年、ウェブサーバの使えた一つのロールが Capital One の 1 億 600 万件を読んだ（www.justice.gov/usao-wdwa/united-states-v-paige-thompson）。',
    ],
  }),
  exitRow('A31', {
    title: ['OIDC and SAML federation', 'OIDC と SAML のフェデレーション'],
    proof: 'R',
    guards: [
      rolesTrust('federated'),
      absent(
        [
          'aws_iam_saml_provider',
          'aws_cognito_*',
          'aws_rolesanywhere_*',
          'aws_identitystore_*',
          'aws_ssoadmin_*',
          'aws_iam_outbound_web_identity_federation',
          'aws_directory_service_*',
        ],
        direct('outside:identity provider'),
      ),
      absent(['aws_iam_openid_connect_provider'], direct('outside:identity provider'), {
        except: (provider, world) =>
          world.targets(provider, 'url').some((one) => one.type === 'aws_eks_cluster' && world.isInside(one)),
        text: text('no OIDC provider but those of the zone’s clusters', '自クラスタ以外の OIDC プロバイダがない'),
      }),
      scpDenies('iam:CreateOpenIDConnectProvider', 'iam:CreateSAMLProvider', 'rolesanywhere:CreateTrustAnchor'),
    ],
    story: [
      'Roles that trusted every workflow of GitHub were taken over from anybody’s repository (www.wiz.io/blog/a-security-community-success-story-of-mitigating-a-misconfiguration).',
      'GitHub の全ワークフローを信頼したロールは、誰のリポジトリからも引き受けられた（www.wiz.io/blog/a-security-community-success-story-of-mitigating-a-misconfiguration）。',
    ],
  }),
  exitRow('A32', {
    title: ['IAM users and access keys', 'IAM ユーザーとアクセスキー'],
    proof: 'A',
    guards: [
      absent(
        [
          'aws_iam_access_key',
          'aws_iam_user',
          'aws_iam_user_login_profile',
          'aws_iam_service_specific_credential',
          'aws_iam_user_ssh_key',
          'aws_iam_signing_certificate',
        ],
        direct('principal:holder of a key'),
      ),
      scpDenies('iam:CreateAccessKey', 'iam:CreateUser', 'iam:CreateLoginProfile', 'sts:GetFederationToken'),
    ],
    story: [
      'A key works from anywhere and for ever; keys in a repository opened Uber’s backups in 2016 (www.ftc.gov/news-events/news/press-releases/2018/10/federal-trade-commission-gives-final-approval-settlement-uber).',
      '鍵はどこからでも、いつまでも効く。2016 年、リポジトリの鍵が Uber のバックアップを開いた（www.ftc.gov/news-events/news/press-releases/2018/10/federal-trade-commission-gives-final-approval-settlement-uber）。',
    ],
  }),
  exitRow('A33', {
    title: ['Identities of the zone that write to other accounts', '他アカウントへ書く区域の主体'],
    proof: 'R',
    guards: [
      identitiesKept,
      rolesDeclared,
      scpDenies('iam:CreatePolicyVersion', 'iam:PutRolePolicy', 'iam:AttachRolePolicy'),
    ],
    story: [
      'A role that may write to any bucket can write to a stranger’s; only a perimeter on the resource’s account stops it (aws.amazon.com/identity/data-perimeters-on-aws).',
      '任意のバケットに書けるロールは他人のバケットにも書ける。リソースのアカウントへの境界だけがそれを止める（aws.amazon.com/identity/data-perimeters-on-aws）。',
    ],
  }),
  exitRow('A34', {
    title: ['The organisation’s guardrails themselves', '組織の予防統制そのもの'],
    proof: 'K',
    hasPaths: false,
    guards: [
      scpDenies('organizations:LeaveOrganization', 'account:CloseAccount'),
      scpDenies(
        'cloudtrail:StopLogging',
        'cloudtrail:DeleteTrail',
        'config:StopConfigurationRecorder',
        'guardduty:DeleteDetector',
      ),
    ],
    after: [
      afterApply(
        'effective SCP and RCP of each account; they do not bind the management account',
        '各アカウントの有効な SCP と RCP（管理アカウントには及ばない）',
      ),
    ],
    story: [
      'An account that leaves the organisation leaves every policy above it (docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_leave.html).',
      '組織を離れたアカウントは、その上の全ポリシーを離れる（docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_leave.html）。',
    ],
    residual: [
      'the management account and service-linked roles are bound by no SCP',
      '管理アカウントとサービスにリンクされたロールに SCP は及ばない',
    ],
  }),
  exitRow('A42', {
    title: ['Regions', 'リージョン'],
    proof: 'K',
    hasPaths: false,
    guards: [
      regionsAllowed,
      absent(['aws_account_region'], direct('outside:region')),
      scpDenies('account:EnableRegion'),
    ],
    story: [
      'What no control looks at in one region may stand open in another (docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html).',
      'あるリージョンで見られないものが、別のリージョンで開いていることがある（docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html）。',
    ],
  }),
  exitRow('A43', {
    title: ['VPCs shared with other zones', '他区域と共有する VPC'],
    proof: 'R',
    guards: [
      networkReadable,
      subnetsOwn,
      destinationsInside({
        types: ['aws_instance', 'aws_network_interface_attachment', 'aws_launch_template', 'aws_sagemaker_domain'],
        paths: [
          'network_interface.network_interface_id',
          'network_interfaces.network_interface_id',
          'primary_network_interface.network_interface_id',
          'network_interface_id',
          'vpc_id',
          'subnet_ids',
        ],
        text: text('machines stand on interfaces of the zone only', '機械が区域のインターフェースだけに立つ'),
      }),
      destinationsInside({
        types: ['aws_vpc_security_group_vpc_association', 'aws_main_route_table_association'],
        paths: ['vpc_id', 'route_table_id'],
        text: text(
          'groups and main tables are of the zone’s VPCs',
          'グループとメインの経路表が区域の VPC のものである',
        ),
      }),
    ],
    story: [
      'Participants’ subnets of a shared VPC reach each other by its local route, which nobody can take away (docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html).',
      '共有 VPC の参加者のサブネットは、消せないローカル経路で互いに届く（docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html）。',
    ],
  }),
  exitRow('A44', {
    title: ['Resources and providers of other accounts', '他アカウントのリソースとプロバイダ'],
    proof: 'R',
    guards: [nothingReachesIn, providersOwn],
    story: [
      'A crawler, pipe, target group or access point of another account works on what it names, once anything of the zone lets it (docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-cross-account.html).',
      '他アカウントのクローラ・パイプ・ターゲットグループ・アクセスポイントは、区域の何かが許せば、指し示すものに働く（docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-cross-account.html）。',
    ],
  }),
];
