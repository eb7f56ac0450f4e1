import { daily, exitRow } from '../../exits/row.ts';
import { absent, byNetwork, direct } from '../../guards/absent.ts';
import { setting } from '../../guards/setting.ts';
import { text } from '../../guards/texts.ts';
import { blocksAt } from '../../read-path.ts';
import { rcpKeeps, scpDenies } from '../guards/ceilings.ts';
import { isOwnCaller } from '../guards/own-caller.ts';
import { ownPolicies } from '../guards/resource-policies.ts';
import { destinationsInside } from '../guards/targets.ts';

/** Ways out of AWS by what carries and runs: queues, registries, functions, logs, events, clusters, sessions. */
export const awsServiceRows = [
  exitRow('A24', {
    title: ['Queues, topics, streams and their subscribers', 'キュー・トピック・ストリームとその購読者'],
    proof: 'R',
    guards: [
      ownPolicies({
        holders: [
          ['aws_sqs_queue', 'policy', null],
          ['aws_sqs_queue_policy', 'policy', 'queue_url'],
        ],
        actions: ['sqs:ReceiveMessage', 'sqs:AddPermission', 'sqs:SetQueueAttributes'],
      }),
      ownPolicies({
        holders: [
          ['aws_sns_topic', 'policy', null],
          ['aws_sns_topic_policy', 'policy', 'arn'],
        ],
        actions: ['sns:Subscribe', 'sns:AddPermission', 'sns:SetTopicAttributes'],
      }),
      ownPolicies({
        holders: [['aws_kinesis_resource_policy', 'policy', 'resource_arn']],
        actions: ['kinesis:GetRecords', 'kinesis:SubscribeToShard'],
      }),
      destinationsInside({
        types: ['aws_sns_topic_subscription'],
        paths: ['endpoint'],
        text: text('topics are subscribed to by the zone only', 'トピックの購読者が区域に限られる'),
      }),
      rcpKeeps('sqs:ReceiveMessage'),
      scpDenies('sns:Subscribe', 'sns:AddPermission', 'sqs:AddPermission'),
    ],
    story: [
      'A subscription carries every message to an e-mail address or any server (docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html).',
      '購読は全メッセージをメールや任意のサーバへ運ぶ（docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html）。',
    ],
  }),
  exitRow('A25', {
    title: ['Container registries', 'コンテナレジストリ'],
    proof: 'R',
    guards: [
      ownPolicies({
        holders: [
          ['aws_ecr_repository_policy', 'policy', 'repository'],
          ['aws_ecr_registry_policy', 'policy', null],
        ],
        actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:SetRepositoryPolicy', 'ecr:ReplicateImage'],
      }),
      destinationsInside({
        types: ['aws_ecr_replication_configuration'],
        paths: ['replication_configuration.rule.destination.registry_id'],
        text: text('images are replicated inside the zone only', 'イメージの複製先が区域に限られる'),
      }),
      absent(['aws_ecrpublic_*', 'aws_ecr_pull_through_cache_rule'], direct('internet')),
      scpDenies('ecr:SetRepositoryPolicy', 'ecr:PutReplicationConfiguration', 'ecr-public:CreateRepository'),
    ],
    story: [
      'An image is a file system: what is baked into it goes wherever the registry sends it (docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html).',
      'イメージはファイルの集まりであり、中身はレジストリの送る先へ行く（docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html）。',
    ],
  }),
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
        except: ({ values }) => blocksAt(values, 'vpc_config').length > 0,
        text: text('every function is in a VPC', '全ての関数が VPC の中にある'),
      }),
      scpDenies('lambda:AddPermission', 'lambda:CreateFunctionUrlConfig'),
    ],
    story: [
      'A function outside a VPC is on the internet whatever the VPC says (docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html).',
      'VPC の外の関数は、VPC が何と言おうとインターネットに出られる（docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html）。',
    ],
    after: [daily('functions without a VPC configuration', 'VPC 設定のない関数')],
  }),
  exitRow('A35', {
    title: [
      'Log subscriptions, delivery streams, metric streams, observability links',
      'ログのサブスクリプション・配信ストリーム・メトリクスストリーム',
    ],
    proof: 'R',
    guards: [
      destinationsInside({
        types: [
          'aws_cloudwatch_log_subscription_filter',
          'aws_cloudwatch_log_destination',
          'aws_cloudwatch_metric_stream',
          'aws_oam_link',
          'aws_cloudtrail',
          'aws_cloudwatch_log_account_policy',
        ],
        paths: ['destination_arn', 'target_arn', 'firehose_arn', 'sink_identifier', 's3_bucket_name'],
        text: text('logs and metrics go to the zone', 'ログとメトリクスが区域へ行く'),
      }),
      destinationsInside({
        types: ['aws_kinesis_firehose_delivery_stream'],
        paths: [
          'extended_s3_configuration.bucket_arn',
          'http_endpoint_configuration.url',
          'redshift_configuration.cluster_jdbcurl',
          'opensearch_configuration.domain_arn',
          'splunk_configuration.hec_endpoint',
          'snowflake_configuration.account_url',
        ],
        text: text('delivery streams end in the zone', '配信ストリームの終点が区域にある'),
      }),
      ownPolicies({
        holders: [
          ['aws_cloudwatch_log_resource_policy', 'policy_document', null],
          ['aws_cloudwatch_log_destination_policy', 'access_policy', null],
          ['aws_oam_sink_policy', 'policy', null],
        ],
        actions: ['logs:GetLogEvents', 'logs:PutSubscriptionFilter', 'oam:CreateLink'],
      }),
      scpDenies('logs:PutSubscriptionFilter', 'logs:PutDestination', 'oam:CreateLink'),
    ],
    story: [
      'A subscription filter streams a log group to another account as it is written (docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CrossAccountSubscriptions.html).',
      'サブスクリプションフィルタは、書かれるそばからロググループを他アカウントへ流す（docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CrossAccountSubscriptions.html）。',
    ],
  }),
  exitRow('A36', {
    title: [
      'EventBridge: targets, buses, API destinations, pipes',
      'EventBridge：ターゲット・バス・API 送信先・パイプ',
    ],
    proof: 'R',
    guards: [
      destinationsInside({
        types: ['aws_cloudwatch_event_target', 'aws_pipes_pipe', 'aws_scheduler_schedule'],
        paths: ['arn', 'target', 'target.arn'],
        text: text('events go to the zone', 'イベントが区域へ行く'),
      }),
      absent(
        ['aws_cloudwatch_event_api_destination', 'aws_cloudwatch_event_endpoint', 'aws_appflow_*'],
        direct('internet'),
      ),
      ownPolicies({
        holders: [['aws_cloudwatch_event_bus_policy', 'policy', 'event_bus_name']],
        actions: ['events:PutRule', 'events:PutTargets'],
      }),
      scpDenies('events:CreateApiDestination', 'events:CreateConnection', 'events:PutPermission'),
    ],
    story: [
      'A rule hands events to a bus of another account or, by an API destination, to any server (docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html).',
      'ルールは他アカウントのバスへ、API 送信先なら任意のサーバへイベントを渡す（docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html）。',
    ],
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
        types: ['aws_eks_access_entry', 'aws_eks_access_policy_association'],
        paths: ['principal_arn'],
        text: text('access entries name principals of the zone', 'アクセスエントリが区域の主体を指す'),
      }),
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
      absent(['aws_ec2_instance_connect_endpoint', 'aws_ssm_activation', 'aws_cloud9_*'], byNetwork),
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
        ],
        direct('internet'),
      ),
      absent(['aws_codebuild_project'], direct('internet'), {
        except: ({ values }) => blocksAt(values, 'vpc_config').length > 0,
        text: text('every build is in a VPC', '全てのビルドが VPC の中にある'),
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
