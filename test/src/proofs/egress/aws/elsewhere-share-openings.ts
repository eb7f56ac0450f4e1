import { elsewhere, type Json } from './closed-aws-zone.ts';
import { add, allowing, type Edit, remove, set } from './mutate.ts';
import type { Opened } from './mutation-table.ts';

const ours = '111111111111';
const stranger = '444444444444';
const arn = (service: string, rest: string, account = ours): string =>
  `arn:aws:${service}:ap-northeast-1:${account}:${rest}`;
const outsider = { AWS: `arn:aws:iam::${stranger}:root` };
const there = (type: string, values: Json): Edit => add(type, 'x', values, 'shop');
const worker = `arn:aws:iam::${ours}:role/worker`;
/** Resources as a plan shows them that were made before: with the ids that the cloud gave them. */
const made = (type: string, name: string, id: string): Edit => set(type, name, { id });
const subnetMade = made('aws_subnet', 'work', 'subnet-0aaa1111');
const loose = remove('aws_organizations_policy', 'rcp');
/** One that does not say in which account it works. */
const nameless: Edit = (stacks) => {
  stacks['nameless'] = { provider: { aws: [{ region: 'ap-northeast-1' }] }, resource: {} };
};

/** What stands in other stacks and accounts and opens stores, messages, identities and sessions of the zone, which it names by ARN, name, id or account. */
export const elsewhereShareOpenings: readonly Opened[] = [
  [
    'an access point of another account for a bucket',
    [there('aws_s3_access_point', { bucket: 'rs-records', bucket_account_id: ours, name: 'p' })],
    'A20 weak',
    '',
  ],
  [
    'Object Lambda elsewhere over an access point, by its ARN',
    [
      there('aws_s3control_object_lambda_access_point', {
        configuration: [{ supporting_access_point: arn('s3', 'accesspoint/p') }],
      }),
    ],
    'A20 open',
    'A20 outside:reader of an access point',
  ],
  [
    'objects that another stack copies out of a bucket',
    [there('aws_s3_object_copy', { bucket: 'shop', source: 'rs-records/raw/file' })],
    'A18 open',
    'A18 outside:reader of a bucket',
  ],
  [
    'a grant elsewhere on a key, by its ARN',
    [
      there('aws_kms_grant', {
        key_id: arn('kms', 'key/1234abcd'),
        grantee_principal: `arn:aws:iam::${stranger}:role/x`,
      }),
    ],
    'A22 open',
    'A22 outside:account 444444444444',
  ],
  [
    'a key’s policy written by another account, by the key’s ARN',
    [
      loose,
      there('aws_kms_key_policy', { key_id: arn('kms', 'key/1234abcd'), policy: allowing(outsider, 'kms:Decrypt') }),
    ],
    'A17 weak, A22 open, A23 weak, A24 weak, A30 weak',
    'A22 outside:account 444444444444',
  ],
  [
    'a replica of a key in another account’s hands',
    [
      loose,
      there('aws_kms_replica_key', {
        primary_key_arn: arn('kms', 'key/mrk-1'),
        policy: allowing({ AWS: elsewhere }, 'kms:*'),
      }),
    ],
    'A17 weak, A22 open, A23 weak, A24 weak, A30 weak',
    'A22 zone:business',
  ],
  [
    'a secret’s policy written elsewhere, by the secret’s ARN',
    [
      loose,
      there('aws_secretsmanager_secret_policy', {
        secret_arn: arn('secretsmanager', 'secret:token-AbCdEf'),
        policy: allowing(outsider, 'secretsmanager:GetSecretValue'),
      }),
    ],
    'A17 weak, A22 weak, A23 open, A24 weak, A30 weak',
    'A23 outside:account 444444444444',
  ],
  [
    'a queue’s policy written elsewhere, by the queue’s address',
    [
      loose,
      there('aws_sqs_queue_policy', {
        queue_url: `https://sqs.ap-northeast-1.amazonaws.com/${ours}/jobs`,
        policy: allowing(outsider, 'sqs:ReceiveMessage'),
      }),
    ],
    'A17 weak, A22 weak, A23 weak, A24 open, A30 weak',
    'A24 outside:account 444444444444',
  ],
  [
    'a subscription elsewhere to a topic, by its ARN',
    [there('aws_sns_topic_subscription', { topic_arn: arn('sns', 'alarms'), endpoint: 'https://sink.example' })],
    'A24 open',
    'A24 internet',
  ],
  [
    'a function’s address made elsewhere, by the function’s ARN',
    [there('aws_lambda_function_url', { function_name: arn('lambda', 'function:tiler') })],
    'A26 open',
    'A26 internet',
  ],
  [
    'an image of the machine shared elsewhere, by its id',
    [
      add('aws_ami', 'i', { id: 'ami-0aaa1111' }),
      there('aws_ami_launch_permission', { image_id: 'ami-0aaa1111', account_id: stranger }),
    ],
    'A28 open',
    'A28 outside:account 444444444444',
  ],
  [
    'a copy elsewhere of a database’s snapshot, by its ARN',
    [there('aws_db_snapshot_copy', { source_db_snapshot_identifier: arn('rds', 'snapshot:s') })],
    'A29 open',
    'A29 outside:copy of a database',
  ],
  [
    'an export elsewhere of a table, by its ARN',
    [there('aws_dynamodb_table_export', { table_arn: arn('dynamodb', 'table/rs'), s3_bucket: 'shop' })],
    'A29 open',
    'A29 outside:copy of a database',
  ],
  [
    'a share of a subnet by its ARN',
    [
      subnetMade,
      there('aws_ram_resource_association', {
        resource_share_arn: arn('ram', 'resource-share/1', elsewhere),
        resource_arn: arn('ec2', 'subnet/subnet-0aaa1111'),
      }),
    ],
    'A27 open',
    'A27 zone:business',
  ],
  [
    'a catalogue’s grant elsewhere for the zone’s catalogue',
    [
      there('aws_lakeformation_permissions', {
        principal: stranger,
        table: [{ catalog_id: ours, database_name: 'd' }],
      }),
    ],
    'A40 open',
    'A40 outside:reader of shared data',
  ],
  [
    'a transfer elsewhere out of a bucket',
    [there('aws_datasync_location_s3', { s3_bucket_arn: 'arn:aws:s3:::rs-records' })],
    'A39 open',
    'A39 outside:transfer',
  ],
  [
    'a replica elsewhere of a file system, by its id',
    [
      add('aws_efs_file_system', 'f', { id: 'fs-0aaa1111' }),
      there('aws_efs_replication_configuration', { source_file_system_id: 'fs-0aaa1111' }),
    ],
    'A39 open',
    'A39 outside:replica of a file system',
  ],
  [
    'people whom an identity center assigns to the account',
    [there('aws_ssoadmin_account_assignment', { principal_id: 'p', target_id: ours })],
    'A31 open',
    'A31 outside:identity provider',
  ],
  [
    'identities from a pool elsewhere that become a role of the zone',
    [there('aws_cognito_identity_pool_roles_attachment', { roles: { authenticated: worker } })],
    'A31 open',
    'A31 outside:identity provider',
  ],
  [
    'a profile of Roles Anywhere elsewhere for a role of the zone',
    [there('aws_rolesanywhere_profile', { role_arns: [worker] })],
    'A31 open',
    'A31 outside:identity provider',
  ],
  [
    'administrator’s rights that a nameless stack attaches to a role',
    [
      nameless,
      add(
        'aws_iam_role_policy_attachment',
        'x',
        { role: 'worker', policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
        'nameless',
      ),
    ],
    'A33 weak',
    '',
  ],
  [
    'stacks that another account rolls out into the zone’s',
    [there('aws_cloudformation_stack_set_instance', { stack_set_name: 's', account_id: ours })],
    'A41 open',
    'A41 internet',
  ],
  [
    'the account’s block of public access switched off from elsewhere',
    [
      there('aws_s3_account_public_access_block', {
        account_id: ours,
        block_public_acls: false,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      }),
    ],
    'A18 weak',
    '',
  ],
  [
    'a door for sessions elsewhere in a subnet, by its id',
    [subnetMade, there('aws_ec2_instance_connect_endpoint', { subnet_id: 'subnet-0aaa1111' })],
    'A38 open',
    '',
  ],
  [
    'nothing but a bucket elsewhere that copies into the zone',
    [
      there('aws_s3_bucket_replication_configuration', {
        bucket: 'shop',
        role: 'r',
        rule: [{ destination: [{ bucket: 'arn:aws:s3:::rs-records' }] }],
      }),
    ],
    '',
    '',
  ],
];
