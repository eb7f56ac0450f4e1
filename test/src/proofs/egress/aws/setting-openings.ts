import { type Json } from './closed-aws-zone.ts';
import { add, allowing, type Edit, remove, set } from './mutate.ts';
import type { Opened } from './mutation-table.ts';

const ours = '111111111111';
const stranger = '444444444444';
const arn = (service: string, rest: string, account = ours): string =>
  `arn:aws:${service}:ap-northeast-1:${account}:${rest}`;
const outsider = { AWS: `arn:aws:iam::${stranger}:root` };
const here = (type: string, values: Json): Edit => add(type, 'x', values);
const subnet = '${aws_subnet.work.id}';
const group = '${aws_security_group.work.id}';
const bucket = '${aws_s3_bucket.records.id}';
const foreignQueue = arn('sqs', 'x', stranger);
const foreignBucket = 'arn:aws:s3:::of-a-stranger';
/** A data source of the zone's stack. */
const readSecret: Edit = (stacks) => {
  Object.assign(stacks['isolated']?.data ?? {}, { aws_secretsmanager_secret_version: { x: { secret_id: 'token' } } });
};
const loose = remove('aws_organizations_policy', 'rcp');
const bucketPolicy = (action: string): Edit =>
  set('aws_s3_bucket_policy', 'records', { policy: allowing(outsider, action) });

/** Settings of stores, messages and functions that a zone may well have, by which data leaves or others get in. */
export const settingOpenings: readonly Opened[] = [
  [
    'a bucket’s policy that lets old versions be read',
    [loose, bucketPolicy('s3:GetObjectVersion')],
    'A17 open, A22 weak, A23 weak, A24 weak, A30 weak',
    'A17 outside:account 444444444444',
  ],
  [
    'a bucket’s policy that lets its ACL be written',
    [loose, bucketPolicy('s3:PutBucketAcl')],
    'A17 open, A22 weak, A23 weak, A24 weak, A30 weak',
    'A17 outside:account 444444444444',
  ],
  [
    'a bucket’s policy that lets objects be brought in',
    [loose, bucketPolicy('s3:PutObject')],
    'A17 weak, A22 weak, A23 weak, A24 weak, A30 weak',
    '',
  ],
  [
    'a key’s policy that lets replicas be made',
    [loose, set('aws_kms_key', 'data', { policy: allowing(outsider, 'kms:ReplicateKey') })],
    'A17 weak, A22 open, A23 weak, A24 weak, A30 weak',
    'A22 outside:account 444444444444',
  ],
  [
    'a table’s policy that lets batches be read',
    [here('aws_dynamodb_resource_policy', { policy: allowing(outsider, 'dynamodb:BatchGetItem') })],
    'A29 open',
    'A29 outside:account 444444444444',
  ],
  [
    'a second block of public access for a bucket that is off',
    [here('aws_s3_bucket_public_access_block', { bucket, block_public_acls: false })],
    'A18 weak',
    '',
  ],
  [
    'a bucket with a public ACL of its own',
    [set('aws_s3_bucket', 'records', { acl: 'public-read' })],
    'A18 open',
    'A18 outside:reader of a bucket',
  ],
  [
    'an object that anybody may read',
    [here('aws_s3_object', { bucket, key: 'k', acl: 'public-read' })],
    'A18 open',
    'A18 outside:reader of a bucket',
  ],
  [
    'an object that is written into a stranger’s bucket',
    [here('aws_s3_object', { bucket: 'of-a-stranger', key: 'k' })],
    'A19 open',
    'A19 outside:of-a-stranger',
  ],
  [
    'logs of a bucket that its own block sends away',
    [set('aws_s3_bucket', 'records', { logging: [{ target_bucket: 'of-a-stranger' }] })],
    'A21 open',
    'A21 outside:of-a-stranger',
  ],
  [
    'a storage lens that exports to a stranger',
    [
      here('aws_s3control_storage_lens_configuration', {
        storage_lens_configuration: [
          { data_export: [{ s3_bucket_destination: [{ arn: foreignBucket, account_id: stranger }] }] },
        ],
      }),
    ],
    'A21 open',
    'A21 outside:account 444444444444, A21 outside:of-a-stranger',
  ],
  [
    'an access point for a stranger’s bucket',
    [here('aws_s3_access_point', { bucket: 'of-a-stranger', bucket_account_id: stranger, name: 'p' })],
    'A20 open',
    'A20 outside:account 444444444444, A20 outside:of-a-stranger',
  ],
  [
    'an access point without a limit to its account',
    [
      here('aws_s3_access_point', {
        bucket,
        name: 'p',
        public_access_block_configuration: [{ restrict_public_buckets: false }],
      }),
    ],
    'A20 weak',
    '',
  ],
  [
    'a secret that a stranger’s function rotates',
    [
      here('aws_secretsmanager_secret_rotation', {
        secret_id: '${aws_secretsmanager_secret.token.id}',
        rotation_lambda_arn: arn('lambda', 'function:x', stranger),
      }),
    ],
    'A23 open',
    'A23 outside:account 444444444444',
  ],
  ['a data source that reads a secret', [readSecret], 'A23 open', 'A23 outside:runner'],
  [
    'a queue whose failed messages go to a stranger’s',
    [set('aws_sqs_queue', 'jobs', { redrive_policy: JSON.stringify({ deadLetterTargetArn: foreignQueue }) })],
    'A24 open',
    'A24 outside:account 444444444444',
  ],
  [
    'a queue whose failed messages stay',
    [set('aws_sqs_queue', 'jobs', { redrive_policy: JSON.stringify({ deadLetterTargetArn: arn('sqs', 'failed') }) })],
    '',
    '',
  ],
  [
    'a broker that a stranger may connect to',
    [here('aws_msk_cluster_policy', { policy: allowing(outsider, 'kafka:CreateVpcConnection') })],
    'A24 open',
    'A24 outside:account 444444444444',
  ],
  [
    'a broker that is public',
    [
      here('aws_msk_cluster', {
        broker_node_group_info: [
          {
            client_subnets: [subnet],
            security_groups: [group],
            connectivity_info: [{ public_access: [{ type: 'SERVICE_PROVIDED_EIPS' }] }],
          },
        ],
      }),
    ],
    'A24 open',
    'A24 internet',
  ],
  [
    'an identity for sending mail',
    [here('aws_ses_email_identity', { email: 'a@example.org' })],
    'A24 open',
    'A24 internet',
  ],
  [
    'a function whose failures go to a stranger',
    [set('aws_lambda_function', 'tiler', { dead_letter_config: [{ target_arn: foreignQueue }] })],
    'A26 open',
    'A26 outside:account 444444444444',
  ],
  [
    'a function with a stranger’s layer',
    [set('aws_lambda_function', 'tiler', { layers: [arn('lambda', 'layer:x:1', stranger)] })],
    'A26 open',
    'A26 outside:account 444444444444',
  ],
  [
    'a function whose VPC is an empty block',
    [set('aws_lambda_function', 'tiler', { vpc_config: [{ subnet_ids: [], security_group_ids: [] }] })],
    'A26 open',
    'A26 internet',
  ],
  [
    'a stranger’s function that Terraform calls',
    [here('aws_lambda_invocation', { function_name: arn('lambda', 'function:x', stranger) })],
    'A26 open',
    'A26 outside:account 444444444444',
  ],
  [
    'a delivery stream that keeps copies with a stranger',
    [
      here('aws_kinesis_firehose_delivery_stream', {
        extended_s3_configuration: [
          { bucket_arn: '${aws_s3_bucket.logs.arn}', s3_backup_configuration: [{ bucket_arn: foreignBucket }] },
        ],
      }),
    ],
    'A35 open',
    'A35 outside:of-a-stranger',
  ],
  [
    'subscriptions of all logs by a stranger',
    [
      here('aws_cloudwatch_log_account_policy', {
        policy_document: JSON.stringify({ DestinationArn: arn('firehose', 'deliverystream/x', stranger) }),
      }),
    ],
    'A35 open',
    'A35 outside:account 444444444444',
  ],
  [
    'a delivery of logs to a stranger',
    [
      here('aws_cloudwatch_log_delivery_destination', {
        delivery_destination_configuration: [{ destination_resource_arn: foreignBucket }],
      }),
    ],
    'A35 open',
    'A35 outside:of-a-stranger',
  ],
  [
    'recorded configuration that goes to a stranger',
    [here('aws_config_delivery_channel', { s3_bucket_name: 'of-a-stranger' })],
    'A35 open',
    'A35 outside:of-a-stranger',
  ],
  [
    'a bus that everybody may write rules on',
    [here('aws_cloudwatch_event_permission', { principal: '*' })],
    'A36 open',
    'A36 outside:another account',
  ],
  [
    'a pipe that a stranger’s function enriches',
    [
      here('aws_pipes_pipe', {
        source: '${aws_sqs_queue.jobs.arn}',
        enrichment: arn('lambda', 'function:x', stranger),
        target: '${aws_sns_topic.alarms.arn}',
      }),
    ],
    'A36 open',
    'A36 outside:account 444444444444',
  ],
  [
    'events that go to an API destination',
    [here('aws_cloudwatch_event_target', { arn: arn('events', 'api-destination/x') })],
    'A36 open',
    'A36 internet',
  ],
  [
    'a pod that becomes a stranger’s role',
    [
      here('aws_eks_pod_identity_association', {
        role_arn: '${aws_iam_role.worker.arn}',
        target_role_arn: `arn:aws:iam::${stranger}:role/x`,
      }),
    ],
    'A37 open',
    'A37 outside:account 444444444444',
  ],
];
