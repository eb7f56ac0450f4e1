import { type Json } from './closed-aws-zone.ts';
import { add, allowing, type Edit, set } from './mutate.ts';
import type { Opened } from './mutation-table.ts';

const ours = '111111111111';
const stranger = '444444444444';
const arn = (service: string, rest: string, account = ours): string =>
  `arn:aws:${service}:ap-northeast-1:${account}:${rest}`;
const outsider = { AWS: `arn:aws:iam::${stranger}:root` };
const here = (type: string, values: Json): Edit => add(type, 'x', values);
const vpc = '${aws_vpc.main.id}';
const subnet = '${aws_subnet.work.id}';
const group = '${aws_security_group.work.id}';
const foreignBucket = 'arn:aws:s3:::of-a-stranger';
const endpoint = (service: string, action: string): Edit =>
  here('aws_vpc_endpoint', {
    vpc_id: vpc,
    vpc_endpoint_type: 'Interface',
    service_name: `com.amazonaws.ap-northeast-1.${service}`,
    subnet_ids: [subnet],
    security_group_ids: [group],
    policy: allowing('*', action),
  });
const organisation = (values: Json): Edit => add('aws_organizations_organization', 'x', values, 'organisation');

/** Settings of computing, sharing, networks and the organisation, by which data leaves or others get in. */
export const settingMoreOpenings: readonly Opened[] = [
  [
    'nodes of a cluster that stand elsewhere',
    [
      set('aws_eks_cluster', 'work', {
        remote_network_config: [{ remote_node_networks: [{ cidrs: ['192.0.2.0/24'] }] }],
      }),
    ],
    'A37 weak',
    '',
  ],
  ['a serial console', [here('aws_ec2_serial_console_access', { enabled: true })], 'A38 open', ''],
  [
    'commands that Systems Manager runs on machines',
    [here('aws_ssm_association', { name: 'AWS-RunShellScript' })],
    'A38 open',
    '',
  ],
  [
    'a document that is shared with all',
    [here('aws_ssm_document', { permissions: { type: 'Share', account_ids: 'all' } })],
    'A38 open',
    'A38 internet',
  ],
  [
    'builds whose artifacts go to a stranger',
    [
      here('aws_codebuild_project', {
        vpc_config: [{ vpc_id: vpc, subnets: [subnet], security_group_ids: [group] }],
        artifacts: [{ type: 'S3', location: 'of-a-stranger' }],
      }),
    ],
    'A41 open',
    'A41 outside:of-a-stranger',
  ],
  ['a Glue job without a connection', [here('aws_glue_job', { name: 'j' })], 'A41 open', 'A41 internet'],
  ['a model outside the VPC', [here('aws_sagemaker_model', { name: 'm' })], 'A41 open', 'A41 internet'],
  [
    'a resource of any type by the control API',
    [here('aws_cloudcontrolapi_resource', { type_name: 'AWS::EC2::NatGateway' })],
    'A41 open',
    'A41 internet',
  ],
  [
    'answers of queries that go to a stranger',
    [
      here('aws_athena_workgroup', {
        configuration: [{ result_configuration: [{ output_location: 's3://of-a-stranger/' }] }],
      }),
    ],
    'A40 open',
    'A40 outside:of-a-stranger',
  ],
  [
    'queries that may go where the caller likes',
    [here('aws_athena_workgroup', { configuration: [{ enforce_workgroup_configuration: false }] })],
    'A40 weak',
    '',
  ],
  ['a search domain that is public', [here('aws_opensearch_domain', { domain_name: 'd' })], 'A40 open', 'A40 internet'],
  [
    'a search domain that is joined with a stranger’s',
    [here('aws_opensearch_outbound_connection', { connection_alias: 'x' })],
    'A40 open',
    'A40 outside:another search domain',
  ],
  [
    'a collection that is open to the internet',
    [here('aws_opensearchserverless_security_policy', { policy: JSON.stringify([{ AllowFromPublic: true }]) })],
    'A40 open',
    'A40 internet',
  ],
  [
    'a collection that a stranger may read',
    [
      here('aws_opensearchserverless_access_policy', {
        policy: JSON.stringify([{ Principal: [`arn:aws:iam::${stranger}:role/x`] }]),
      }),
    ],
    'A40 open',
    'A40 outside:account 444444444444',
  ],
  [
    'models that a stranger may fetch',
    [
      here('aws_sagemaker_model_package_group_policy', {
        resource_policy: allowing(outsider, 'sagemaker:DescribeModelPackage'),
      }),
    ],
    'A40 open',
    'A40 outside:account 444444444444',
  ],
  [
    'public clusters let through',
    [here('aws_emr_block_public_access_configuration', { block_public_security_group_rules: false })],
    'A40 weak',
    '',
  ],
  [
    'snapshots that a lifecycle shares with a stranger',
    [
      here('aws_dlm_lifecycle_policy', {
        policy_details: [{ schedule: [{ share_rule: [{ target_accounts: [stranger] }] }] }],
      }),
    ],
    'A28 open',
    'A28 outside:account 444444444444',
  ],
  [
    'changes of a table that stream to a stranger',
    [
      here('aws_dynamodb_kinesis_streaming_destination', {
        table_name: 't',
        stream_arn: arn('kinesis', 'stream/x', stranger),
      }),
    ],
    'A29 open',
    'A29 outside:account 444444444444',
  ],
  [
    'a database that flows into a stranger’s warehouse',
    [here('aws_rds_integration', { source_arn: arn('rds', 'cluster:rs') })],
    'A29 open',
    'A29 outside:copy of a database',
  ],
  [
    'a share whose principals are written in it',
    [here('aws_ram_resource_share', { name: 's', principals: [stranger] })],
    'A27 open',
    'A27 outside:account 444444444444',
  ],
  [
    'an organisation’s backup policy that copies to a stranger’s vault',
    [
      add(
        'aws_organizations_policy',
        'b',
        {
          type: 'BACKUP_POLICY',
          content: JSON.stringify({ copy_actions: { [arn('backup', 'backup-vault:x', stranger)]: {} } }),
        },
        'organisation',
      ),
    ],
    'A39 open',
    'A39 outside:account 444444444444',
  ],
  [
    'a private API that everybody may call',
    [here('aws_api_gateway_rest_api_policy', { policy: allowing('*', 'execute-api:Invoke') })],
    'A14 open',
    'A14 internet',
  ],
  [
    'a machine on an interface that nobody declares',
    [
      here('aws_network_interface_attachment', {
        instance_id: '${aws_instance.worker.id}',
        network_interface_id: 'eni-0bbb2222',
      }),
    ],
    'A43 open',
    'A43 outside:eni-0bbb2222',
  ],
  [
    'a main table that nobody declares',
    [here('aws_main_route_table_association', { vpc_id: vpc, route_table_id: 'rtb-0bbb2222' })],
    'A43 open',
    'A43 outside:rtb-0bbb2222',
  ],
  ['routes learned from a server', [here('aws_vpc_route_server', { amazon_side_asn: 65000 })], 'A16 weak', ''],
  [
    'a task with an address on the internet',
    [
      here('aws_ecs_service', {
        network_configuration: [{ subnets: [subnet], security_groups: [group], assign_public_ip: true }],
      }),
    ],
    'A2 weak',
    '',
  ],
  [
    'a profile of names, which may forward them',
    [here('aws_route53profiles_association', { resource_id: vpc })],
    'A13 open',
    'A13 outside:DNS server',
  ],
  [
    'a firewall of names that blocks one type of question',
    [set('aws_route53_resolver_firewall_rule', 'rest', { q_type: 'A' })],
    'A13 open',
    'A13 internet',
  ],
  [
    'an endpoint by which models of others are asked',
    [endpoint('bedrock-runtime', 'bedrock:InvokeModel')],
    'A9 open',
    'A9 outside:any account by bedrock-runtime',
  ],
  [
    'an endpoint by which mail is sent',
    [endpoint('email', 'ses:SendEmail')],
    'A9 open',
    'A9 outside:any account by email',
  ],
  [
    'an endpoint by which streams of others are fed',
    [endpoint('kinesis-streams', 'kinesis:PutRecord')],
    'A9 open',
    'A9 outside:any account by kinesis-streams',
  ],
  [
    'an endpoint that asks for tokens of the registry alone',
    [endpoint('ecr.api', 'ecr:GetAuthorizationToken')],
    '',
    '',
  ],
  [
    'an endpoint’s policy that names a stranger’s bucket',
    [set('aws_vpc_endpoint', 's3', { policy: allowing('*', 's3:PutObject', { Resource: `${foreignBucket}/*` }) })],
    'A9 weak',
    '',
  ],
  [
    'an endpoint’s policy that names AWS’s own layers of images',
    [
      set('aws_vpc_endpoint', 's3', {
        policy: allowing('*', 's3:GetObject', { Resource: 'arn:aws:s3:::prod-ap-northeast-1-starport-layer-bucket/*' }),
      }),
    ],
    '',
    '',
  ],
  ['a resource that says another region', [here('aws_sqs_queue', { region: 'us-east-1', name: 'q' })], 'A42 open', ''],
  [
    'an organisation that has not switched its policies on',
    [organisation({ feature_set: 'ALL', enabled_policy_types: [] })],
    'A1 weak, A2 weak, A3 weak, A4 weak, A5 weak, A6 weak, A7 weak, A8 weak, A9 weak, A10 weak, A13 weak, A14 weak, A15 weak, A16 weak, A17 weak, A18 weak, A19 weak, A20 weak, A21 weak, A22 weak, A23 weak, A24 weak, A25 weak, A26 weak, A27 weak, A28 weak, A29 weak, A30 weak, A31 weak, A32 weak, A33 weak, A34 open, A35 weak, A36 weak, A37 weak, A38 open, A39 weak, A40 weak, A41 weak, A42 open',
    '',
  ],
  [
    'an organisation that only pays together',
    [organisation({ feature_set: 'CONSOLIDATED_BILLING' })],
    'A1 weak, A2 weak, A3 weak, A4 weak, A5 weak, A6 weak, A7 weak, A8 weak, A9 weak, A10 weak, A13 weak, A14 weak, A15 weak, A16 weak, A17 weak, A18 weak, A19 weak, A20 weak, A21 weak, A22 weak, A23 weak, A24 weak, A25 weak, A26 weak, A27 weak, A28 weak, A29 weak, A30 weak, A31 weak, A32 weak, A33 weak, A34 open, A35 weak, A36 weak, A37 weak, A38 open, A39 weak, A40 weak, A41 weak, A42 open',
    '',
  ],
  [
    'an organisation with both kinds of policies on',
    [organisation({ feature_set: 'ALL', enabled_policy_types: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] })],
    '',
    '',
  ],
];
