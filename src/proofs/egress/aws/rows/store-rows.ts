import { exitRow } from '../../exits/row.ts';
import { absent, direct } from '../../guards/absent.ts';
import { setting, without } from '../../guards/setting.ts';
import { text } from '../../guards/texts.ts';
import { knownText } from '../../read-path.ts';
import { accessPointsInside } from '../guards/access-points.ts';
import { companion, switched } from '../guards/account-guards.ts';
import { rcpKeeps, scpDenies } from '../guards/ceilings.ts';
import { ownPolicies } from '../guards/resource-policies.ts';
import { destinationsInside } from '../guards/targets.ts';

const blocks = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'];
const bucketActions = [
  's3:GetObject',
  's3:ListBucket',
  's3:PutBucketPolicy',
  's3:PutObjectAcl',
  's3:PutReplicationConfiguration',
  's3:PutBucketNotification',
];

/** Ways out of AWS by what holds data: buckets, keys, secrets. */
export const awsStoreRows = [
  exitRow('A17', {
    title: ['S3 bucket policies', 'S3 バケットポリシー'],
    proof: 'R',
    guards: [
      ownPolicies({
        holders: [
          ['aws_s3_bucket_policy', 'policy', 'bucket'],
          ['aws_s3_bucket', 'policy', null],
        ],
        actions: bucketActions,
        onContents: ['s3:GetObject', 's3:PutObjectAcl'],
      }),
      rcpKeeps('s3:GetObject', 's3:PutBucketPolicy'),
      scpDenies('s3:PutBucketPolicy', 's3:DeleteBucketPolicy'),
    ],
    story: [
      'Policies that name everybody made most of the known leaks of buckets, such as Accenture’s in 2017 (www.upguard.com/breaches/cloud-leak-accenture).',
      '知られたバケット漏えいの多くは全員を許すポリシーによる。例: 2017 年の Accenture（www.upguard.com/breaches/cloud-leak-accenture）。',
    ],
  }),
  exitRow('A18', {
    title: ['Public buckets: access block, ACLs, websites', '公開バケット：ブロック・ACL・ウェブサイト'],
    proof: 'E',
    guards: [
      ...blocks.map((attribute) => switched({ type: 'aws_s3_account_public_access_block', attribute, good: ['true'] })),
      companion({
        of: 'aws_s3_bucket',
        by: 'aws_s3_bucket_public_access_block',
        attribute: 'bucket',
        settings: blocks.map((attribute) => [attribute, 'true'] as const),
      }),
      absent(['aws_s3_bucket_acl', 'aws_s3_object_copy'], direct('outside:reader of a bucket'), {
        except: ({ values }) => knownText(values, 'acl') === 'private',
        text: text(
          'no ACL of a bucket but private, no copy of objects',
          'private 以外の ACL もオブジェクトの複写もない',
        ),
      }),
      setting({
        types: ['aws_s3_bucket_ownership_controls'],
        attribute: 'rule.object_ownership',
        good: ['BucketOwnerEnforced'],
      }),
      absent(
        [
          'aws_s3_bucket_website_configuration',
          'aws_s3_bucket_cors_configuration',
          'aws_s3_bucket_request_payment_configuration',
        ],
        direct('internet'),
      ),
      without({ types: ['aws_s3_bucket'], attributes: ['website', 'cors_rule', 'grant'] }),
      setting({
        types: ['aws_s3_bucket', 'aws_s3_object', 'aws_s3_bucket_object'],
        attribute: 'acl',
        good: ['private', 'bucket-owner-full-control'],
        byDefault: 'private',
        way: direct('outside:reader of a bucket'),
      }),
      scpDenies('s3:PutAccountPublicAccessBlock', 's3:PutBucketPublicAccessBlock', 's3:PutBucketAcl'),
    ],
    story: [
      'Block Public Access overrules every policy and ACL below it, as long as it is on (docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html).',
      'Block Public Access は、有効である限りその下の全ポリシーと ACL に優先する（docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html）。',
    ],
  }),
  exitRow('A19', {
    title: ['S3 replication and batch copies', 'S3 レプリケーションと一括複写'],
    proof: 'R',
    guards: [
      destinationsInside({
        types: ['aws_s3_bucket_replication_configuration', 'aws_s3_bucket'],
        paths: [
          'rule.destination.bucket',
          'rule.destination.account',
          'replication_configuration.rules.destination.bucket',
          'replication_configuration.rules.destination.account_id',
        ],
        concerns: ({ type, values }) => type !== 'aws_s3_bucket' || values['replication_configuration'] !== undefined,
        text: text('replicas lie in buckets of the zone', '複製先が区域のバケットである'),
      }),
      destinationsInside({
        types: ['aws_s3_object', 'aws_s3_bucket_object'],
        paths: ['bucket'],
        text: text('objects are written into buckets of the zone', 'オブジェクトの書込み先が区域のバケットである'),
      }),
      scpDenies('s3:PutReplicationConfiguration', 's3:CreateJob'),
    ],
    story: [
      'Replication writes every new object to a bucket of any account, by the bucket’s own role (docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html).',
      'レプリケーションは新しい全オブジェクトを任意のアカウントのバケットへ書く（docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html）。',
    ],
  }),
  exitRow('A20', {
    title: ['S3 access points and Object Lambda', 'S3 アクセスポイントと Object Lambda'],
    proof: 'R',
    guards: [
      ownPolicies({
        holders: [
          ['aws_s3_access_point', 'policy', null],
          ['aws_s3control_access_point_policy', 'policy', null],
        ],
        actions: ['s3:GetObject', 's3:ListBucket'],
        onContents: ['s3:GetObject'],
      }),
      absent(
        [
          'aws_s3control_object_lambda_*',
          'aws_s3control_multi_region_*',
          'aws_s3control_access_grant*',
          'aws_s3_directory_bucket',
        ],
        direct('outside:reader of an access point'),
      ),
      setting({
        types: ['aws_s3_access_point'],
        attribute: 'public_access_block_configuration.block_public_policy',
        good: ['true'],
        byDefault: 'true',
      }),
      setting({
        types: ['aws_s3_access_point'],
        attribute: 'public_access_block_configuration.restrict_public_buckets',
        good: ['true'],
        byDefault: 'true',
      }),
      accessPointsInside,
      scpDenies('s3:CreateAccessPoint', 's3:PutAccessPointPolicy'),
    ],
    story: [
      'An access point has a policy of its own, and a bucket may hand all decisions to its points (docs.aws.amazon.com/AmazonS3/latest/userguide/access-points.html).',
      'アクセスポイントは独自のポリシーを持ち、バケットは判断を全て委ね得る（docs.aws.amazon.com/AmazonS3/latest/userguide/access-points.html）。',
    ],
  }),
  exitRow('A21', {
    title: ['S3 inventory, logs, analytics, notifications', 'S3 のインベントリ・ログ・分析・通知'],
    proof: 'R',
    guards: [
      destinationsInside({
        types: [
          'aws_s3_bucket_inventory',
          'aws_s3_bucket_logging',
          'aws_s3_bucket_analytics_configuration',
          'aws_s3_bucket_notification',
          'aws_s3_bucket',
          'aws_s3control_storage_lens_configuration',
        ],
        paths: [
          'destination.bucket.bucket_arn',
          'target_bucket',
          'logging.target_bucket',
          'storage_lens_configuration.data_export.s3_bucket_destination.arn',
          'storage_lens_configuration.data_export.s3_bucket_destination.account_id',
          'storage_class_analysis.data_export.destination.s3_bucket_destination.bucket_arn',
          'topic.topic_arn',
          'queue.queue_arn',
          'lambda_function.lambda_function_arn',
        ],
        text: text('inventories, logs and notifications go to the zone', 'インベントリ・ログ・通知が区域へ行く'),
      }),
      scpDenies('s3:PutInventoryConfiguration', 's3:PutBucketLogging', 's3:PutBucketNotification'),
    ],
    story: [
      'Names and sizes of all objects, each day, in a bucket of another account (docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory.html).',
      '全オブジェクトの名前と大きさが毎日、他アカウントのバケットへ（docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory.html）。',
    ],
    residual: ['names and sizes, no contents', '名前と大きさだけで内容は含まない'],
  }),
  exitRow('A22', {
    title: ['KMS key policies and grants', 'KMS のキーポリシーとグラント'],
    proof: 'R',
    guards: [
      ownPolicies({
        holders: [
          ['aws_kms_key', 'policy', null],
          ['aws_kms_key_policy', 'policy', 'key_id'],
          ['aws_kms_external_key', 'policy', null],
          ['aws_kms_replica_key', 'policy', null],
        ],
        actions: [
          'kms:Decrypt',
          'kms:CreateGrant',
          'kms:ReEncryptFrom',
          'kms:GenerateDataKey',
          'kms:PutKeyPolicy',
          'kms:ReplicateKey',
        ],
      }),
      destinationsInside({
        types: ['aws_kms_grant'],
        paths: ['grantee_principal', 'retiring_principal'],
        text: text('grants are for principals of the zone', 'グラントが区域の主体に限られる'),
      }),
      absent(['aws_kms_custom_key_store'], direct('outside:key store')),
      rcpKeeps('kms:Decrypt', 'kms:CreateGrant'),
      scpDenies('kms:PutKeyPolicy', 'kms:CreateGrant'),
    ],
    story: [
      'Who may decrypt decides what a copy is worth: a key that others may use makes every share readable (docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html).',
      '復号できる者が複製の価値を決める。他者の使える鍵は、共有を全て読めるものにする（docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html）。',
    ],
  }),
  exitRow('A23', {
    title: ['Secrets Manager policies and replicas', 'Secrets Manager のポリシーと複製'],
    proof: 'R',
    guards: [
      ownPolicies({
        holders: [
          ['aws_secretsmanager_secret', 'policy', null],
          ['aws_secretsmanager_secret_policy', 'policy', 'secret_arn'],
        ],
        actions: ['secretsmanager:GetSecretValue', 'secretsmanager:PutResourcePolicy'],
      }),
      without({ types: ['aws_secretsmanager_secret'], attributes: ['replica'] }),
      destinationsInside({
        types: ['aws_secretsmanager_secret_rotation', 'aws_secretsmanager_secret_version'],
        paths: ['rotation_lambda_arn', 'secret_id'],
        text: text('secrets are kept and rotated inside the zone', 'シークレットの保管と更新が区域の中で行われる'),
      }),
      absent(
        [
          'data.aws_secretsmanager_secret_version*',
          'data.aws_secretsmanager_random_password',
          'data.aws_ssm_parameter*',
          'data.aws_kms_secrets',
          'data.aws_lambda_invocation',
          'data.aws_dynamodb_table_item',
          'data.aws_s3_bucket_object',
        ],
        direct('outside:runner'),
        {
          // AWS's own public parameters, e.g. of machine images.
          except: ({ values }) => knownText(values, 'name')?.startsWith('/aws/service/') ?? false,
          text: text('no data source reads a value of the zone', 'データソースが区域の値を読まない'),
        },
      ),
      rcpKeeps('secretsmanager:GetSecretValue'),
      scpDenies('secretsmanager:PutResourcePolicy', 'secretsmanager:ReplicateSecretToRegions'),
    ],
    story: [
      'A secret’s policy can name another account (docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html).',
      'シークレットのポリシーは他アカウントを名指しできる（docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html）。',
    ],
  }),
];
