import { exitRow } from '../../exits/row.ts';
import { absent, direct } from '../../guards/absent.ts';
import { setting } from '../../guards/setting.ts';
import { text } from '../../guards/texts.ts';
import { rcpKeeps, scpDenies } from '../guards/ceilings.ts';
import { documentsInside } from '../guards/documents-inside.ts';
import { isOwnCaller } from '../guards/own-caller.ts';
import { ownPolicies } from '../guards/resource-policies.ts';
import { destinationsInside } from '../guards/targets.ts';

/** Ways out of AWS by what carries: queues, registries, logs, events. */
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
      documentsInside(
        [
          ['aws_sqs_queue', 'redrive_policy'],
          ['aws_sqs_queue_redrive_policy', 'redrive_policy'],
          ['aws_sns_topic_subscription', 'redrive_policy'],
        ],
        text('messages that failed go to queues of the zone', '失敗したメッセージが区域のキューへ行く'),
      ),
      ownPolicies({
        holders: [['aws_msk_cluster_policy', 'policy', 'cluster_arn']],
        actions: ['kafka:CreateVpcConnection', 'kafka-cluster:Connect', 'kafka-cluster:ReadData'],
      }),
      setting({
        types: ['aws_msk_cluster'],
        attribute: 'broker_node_group_info.connectivity_info.public_access.type',
        good: ['DISABLED'],
        byDefault: 'DISABLED',
        way: direct('internet'),
      }),
      absent(['aws_msk_replicator', 'aws_sns_platform_application', 'aws_ses*', 'aws_pinpoint*'], direct('internet')),
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
          'aws_cloudwatch_log_delivery_destination',
          'aws_config_delivery_channel',
          'aws_guardduty_publishing_destination',
          'aws_macie2_classification_export_configuration',
          'aws_ssm_resource_data_sync',
          'aws_cur_report_definition',
        ],
        paths: [
          'destination_arn',
          'target_arn',
          'firehose_arn',
          'sink_identifier',
          's3_bucket_name',
          's3_bucket',
          'sns_topic_name',
          'sns_topic_arn',
          's3_destination.bucket_name',
          'delivery_destination_configuration.destination_resource_arn',
        ],
        text: text('logs and metrics go to the zone', 'ログとメトリクスが区域へ行く'),
      }),
      destinationsInside({
        types: ['aws_kinesis_firehose_delivery_stream'],
        paths: [
          'extended_s3_configuration.bucket_arn',
          'extended_s3_configuration.s3_backup_configuration.bucket_arn',
          ...['http_endpoint', 'redshift', 'opensearch', 'opensearchserverless', 'elasticsearch'].map(
            (kind) => `${kind}_configuration.s3_configuration.bucket_arn`,
          ),
          ...['splunk', 'snowflake', 'iceberg'].map((kind) => `${kind}_configuration.s3_configuration.bucket_arn`),
          'opensearch_configuration.cluster_endpoint',
          'opensearchserverless_configuration.collection_endpoint',
          'elasticsearch_configuration.domain_arn',
          'elasticsearch_configuration.cluster_endpoint',
          'iceberg_configuration.catalog_arn',
          'http_endpoint_configuration.url',
          'redshift_configuration.cluster_jdbcurl',
          'opensearch_configuration.domain_arn',
          'splunk_configuration.hec_endpoint',
          'snowflake_configuration.account_url',
        ],
        text: text('delivery streams end in the zone', '配信ストリームの終点が区域にある'),
      }),
      documentsInside(
        [['aws_cloudwatch_log_account_policy', 'policy_document']],
        text('the account’s log subscriptions go to the zone', 'アカウントのログのサブスクリプションが区域へ行く'),
      ),
      ownPolicies({
        holders: [
          ['aws_cloudwatch_log_resource_policy', 'policy_document', null],
          ['aws_cloudwatch_log_destination_policy', 'access_policy', null],
          ['aws_oam_sink_policy', 'policy', null],
          ['aws_cloudwatch_log_delivery_destination_policy', 'delivery_destination_policy', null],
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
        paths: [
          'arn',
          'target',
          'target.arn',
          'enrichment',
          'dead_letter_config.arn',
          'target.dead_letter_config.arn',
          'source_parameters.sqs_queue_parameters.dead_letter_config.arn',
        ],
        text: text('events go to the zone', 'イベントが区域へ行く'),
      }),
      absent(
        [
          'aws_cloudwatch_event_api_destination',
          'aws_cloudwatch_event_connection',
          'aws_cloudwatch_event_endpoint',
          'aws_appflow_*',
        ],
        direct('internet'),
      ),
      ownPolicies({
        holders: [['aws_cloudwatch_event_bus_policy', 'policy', 'event_bus_name']],
        actions: ['events:PutRule', 'events:PutTargets'],
      }),
      absent(['aws_cloudwatch_event_permission'], direct('outside:another account'), {
        except: (permission, world) => isOwnCaller(world, permission),
        text: text('buses are opened to the zone’s accounts only', 'バスが区域のアカウントだけに開かれている'),
      }),
      scpDenies('events:CreateApiDestination', 'events:CreateConnection', 'events:PutPermission'),
    ],
    story: [
      'A rule hands events to a bus of another account or, by an API destination, to any server (docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html).',
      'ルールは他アカウントのバスへ、API 送信先なら任意のサーバへイベントを渡す（docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html）。',
    ],
  }),
];
