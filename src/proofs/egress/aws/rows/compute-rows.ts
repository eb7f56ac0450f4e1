import { daily, exitRow } from '../../exits/row.ts';
import { absent, byNetwork, direct } from '../../guards/absent.ts';
import { setting, without } from '../../guards/setting.ts';
import { text } from '../../guards/texts.ts';
import { knownText } from '../../read-path.ts';
import { scpDenies } from '../guards/ceilings.ts';
import { hasSubnets } from '../guards/has-subnets.ts';
import { isOwnCaller } from '../guards/own-caller.ts';
import { destinationsInside, leavesAt } from '../guards/targets.ts';

/** Ways out of AWS by what runs: functions, clusters, sessions, builds. */
export const awsComputeRows = [
  exitRow('A26', {
    title: ['Lambda: who may invoke, URLs, functions outside a VPC', 'Lambda：呼出し元・URL・VPC 外の関数'],
    proof: 'A',
    guards: [
      absent(['aws_lambda_permission', 'aws_lambda_layer_version_permission'], direct('outside:caller of a function'), {
        except: (resource, world) => isOwnCaller(world, resource),
        text: text('functions are called by the zone’s accounts only', '関数の呼出し元が区域のアカウントに限られる'),
      }),
      absent(['aws_lambda_function_url'], direct('internet')),
      absent(['aws_lambda_function'], direct('internet'), {
        except: ({ values }) => hasSubnets(values, 'vpc_config.subnet_ids'),
        text: text('every function is in a VPC', '全ての関数が VPC の中にある'),
      }),
      destinationsInside({
        types: ['aws_lambda_function', 'aws_lambda_function_event_invoke_config', 'aws_lambda_event_source_mapping'],
        paths: [
          'dead_letter_config.target_arn',
          'layers',
          'destination_config.on_success.destination',
          'destination_config.on_failure.destination',
          'destination_config.on_failure.destination_arn',
        ],
        text: text(
          'functions hand on to the zone, and run layers of the zone',
          '関数の結果の行き先とレイヤーが区域のものである',
        ),
      }),
      destinationsInside({
        types: ['aws_lambda_invocation'],
        paths: ['function_name'],
        text: text('Terraform invokes functions of the zone only', 'Terraform が呼ぶ関数が区域のものに限られる'),
      }),
      scpDenies('lambda:AddPermission', 'lambda:CreateFunctionUrlConfig'),
    ],
    story: [
      'A function outside a VPC is on the internet whatever the VPC says (docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html).',
      'VPC の外の関数は、VPC が何と言おうとインターネットに出られる（docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html）。',
    ],
    after: [daily('functions without a VPC configuration', 'VPC 設定のない関数')],
  }),
  exitRow('A37', {
    title: ['EKS public endpoint and outside access', 'EKS の公開エンドポイントと区域外の主体'],
    proof: 'E',
    guards: [
      setting({
        types: ['aws_eks_cluster'],
        attribute: 'vpc_config.endpoint_public_access',
        good: ['false'],
        byDefault: 'true',
        way: direct('internet'),
      }),
      setting({ types: ['aws_eks_cluster'], attribute: 'access_config.authentication_mode', good: ['API'] }),
      setting({
        types: ['aws_eks_cluster'],
        attribute: 'access_config.bootstrap_cluster_creator_admin_permissions',
        good: ['false'],
      }),
      destinationsInside({
        types: ['aws_eks_access_entry', 'aws_eks_access_policy_association', 'aws_eks_pod_identity_association'],
        paths: ['principal_arn', 'role_arn', 'target_role_arn'],
        text: text('access entries name principals of the zone', 'アクセスエントリが区域の主体を指す'),
      }),
      without({ types: ['aws_eks_cluster'], attributes: ['remote_network_config'] }),
      absent(['aws_eks_identity_provider_config'], direct('outside:identity provider')),
      scpDenies('eks:UpdateClusterConfig', 'eks:CreateAccessEntry'),
    ],
    story: [
      'A cluster’s API is public unless it says otherwise, and runs anything for whoever may call it (docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html).',
      'クラスタの API は書かなければ公開であり、呼べる者のために何でも動かす（docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html）。',
    ],
  }),
  exitRow('A38', {
    title: [
      'Sessions: Instance Connect, SSM, serial console, ECS Exec',
      'セッション：Instance Connect・SSM・シリアルコンソール・ECS Exec',
    ],
    proof: 'A',
    hasPaths: false,
    guards: [
      absent(
        ['aws_ec2_instance_connect_endpoint', 'aws_ssm_activation', 'aws_cloud9_*', 'aws_ssm_association'],
        byNetwork,
      ),
      absent(['aws_ec2_serial_console_access'], byNetwork, {
        except: ({ values }) => knownText(values, 'enabled') === 'false',
        text: text('no serial console is switched on', 'シリアルコンソールが有効でない'),
      }),
      destinationsInside({
        types: ['aws_ssm_document'],
        paths: ['permissions.account_ids'],
        text: text('documents are shared inside the zone only', 'ドキュメントの共有が区域に限られる'),
      }),
      setting({ types: ['aws_ecs_service'], attribute: 'enable_execute_command', good: ['false'], byDefault: 'false' }),
      scpDenies(
        'ssm:StartSession',
        'ssm:SendCommand',
        'ec2-instance-connect:SendSSHPublicKey',
        'ec2-instance-connect:OpenTunnel',
        'ec2:EnableSerialConsoleAccess',
        'ecs:ExecuteCommand',
      ),
    ],
    story: [
      'A session forwards ports through AWS’s own API, past every group and route (docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-sessions-start.html).',
      'セッションは AWS の API を通してポートを転送し、グループも経路も通らない（docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-sessions-start.html）。',
    ],
  }),
  exitRow('A41', {
    title: [
      'Compute outside the VPC: builds, notebooks, app runners',
      'VPC 外の計算：ビルド・ノートブック・App Runner',
    ],
    proof: 'A',
    guards: [
      absent(
        [
          'aws_apprunner_*',
          'aws_amplify_*',
          'aws_lightsail_*',
          'aws_elastic_beanstalk_*',
          'aws_gamelift_*',
          'aws_cloudformation_stack*',
          'aws_cloudcontrolapi_resource',
          'awscc_*',
          'aws_servicecatalog_provisioned_product',
          'aws_codestar*_connection',
        ],
        direct('internet'),
      ),
      absent(['aws_codebuild_project'], direct('internet'), {
        except: ({ values }) => hasSubnets(values, 'vpc_config.subnets'),
        text: text('every build is in a VPC', '全てのビルドが VPC の中にある'),
      }),
      destinationsInside({
        types: ['aws_codebuild_project', 'aws_codepipeline', 'aws_codecommit_trigger', 'aws_synthetics_canary'],
        paths: [
          'artifacts.location',
          'secondary_artifacts.location',
          'cache.location',
          'logs_config.s3_logs.location',
          'artifact_store.location',
          'trigger.destination_arn',
          'artifact_s3_location',
        ],
        text: text('builds and canaries put what they make into the zone', 'ビルドやカナリアの成果物が区域に入る'),
      }),
      absent(['aws_glue_job', 'aws_glue_dev_endpoint'], direct('internet'), {
        except: ({ values }) => leavesAt(values, 'connections').length > 0,
        text: text('every Glue job runs in a VPC by its connection', '全ての Glue ジョブが接続によって VPC で動く'),
      }),
      absent(['aws_sagemaker_model'], direct('internet'), {
        except: ({ values }) =>
          hasSubnets(values, 'vpc_config.subnets') || knownText(values, 'enable_network_isolation') === 'true',
        text: text('every model runs in a VPC or without a network', '全てのモデルが VPC 又はネットワークなしで動く'),
      }),
      setting({
        types: ['aws_sagemaker_notebook_instance'],
        attribute: 'direct_internet_access',
        good: ['Disabled'],
        byDefault: 'Enabled',
        way: direct('internet'),
      }),
      setting({
        types: ['aws_sagemaker_domain'],
        attribute: 'app_network_access_type',
        good: ['VpcOnly'],
        byDefault: 'PublicInternetOnly',
        way: direct('internet'),
      }),
      scpDenies('apprunner:CreateService', 'sagemaker:CreatePresignedNotebookInstanceUrl', 'lightsail:CreateInstances'),
    ],
    story: [
      'Managed compute runs in AWS’s own network, with the internet, unless it is put into a VPC (docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html).',
      'マネージドな計算は VPC に入れない限り、インターネットのある AWS のネットワークで動く（docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html）。',
    ],
  }),
];
