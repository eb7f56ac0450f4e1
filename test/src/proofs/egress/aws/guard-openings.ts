import { add, allowing, type Edit, remove, set } from './mutate.ts';
import type { Opened } from './mutation-table.ts';

const vpc = '${aws_vpc.main.id}';
const subnet = '${aws_subnet.work.id}';
const stranger = '444444444444';
const root = { AWS: `arn:aws:iam::${stranger}:root` };
const role = `arn:aws:iam::${stranger}:role/x`;
const bucket = '${aws_s3_bucket.records.id}';
const noRcp = remove('aws_organizations_policy', 'rcp');

/** A subnet that the internet reaches, and a group that lets it in. */
const publicSubnet: readonly Edit[] = [
  add('aws_internet_gateway', 'g', { vpc_id: vpc }),
  add('aws_subnet', 'public', { vpc_id: vpc, cidr_block: '10.0.2.0/24' }),
  add('aws_route_table', 'public', {
    vpc_id: vpc,
    route: [{ cidr_block: '0.0.0.0/0', gateway_id: '${aws_internet_gateway.g.id}' }],
  }),
  add('aws_route_table_association', 'public', {
    subnet_id: '${aws_subnet.public.id}',
    route_table_id: '${aws_route_table.public.id}',
  }),
  add('aws_db_subnet_group', 'public', { subnet_ids: ['${aws_subnet.public.id}', subnet] }),
  add('aws_security_group', 'called', {
    vpc_id: vpc,
    ingress: [{ protocol: 'tcp', from_port: 5432, to_port: 5432, cidr_blocks: ['0.0.0.0/0'] }],
  }),
];
const privately = { rule_no: 1, action: 'allow', protocol: '-1', from_port: 0, to_port: 0, cidr_block: '10.0.0.0/16' };
const keptIn = add('aws_network_acl', 'public', {
  vpc_id: vpc,
  subnet_ids: ['${aws_subnet.public.id}'],
  egress: [privately],
  ingress: [privately],
});
const database = {
  publicly_accessible: true,
  db_subnet_group_name: '${aws_db_subnet_group.public.name}',
  vpc_security_group_ids: ['${aws_security_group.called.id}'],
};

/** Guards of rows that the other tables leave standing: what takes each away, and what that opens. */
export const guardOpenings: readonly Opened[] = [
  ['a subnet that gives addresses', [set('aws_subnet', 'work', { map_public_ip_on_launch: true })], 'A2 weak', ''],
  [
    'a template that gives addresses',
    [add('aws_launch_template', 't', { network_interfaces: [{ associate_public_ip_address: true }] })],
    'A2 weak',
    '',
  ],
  ['a VPC with addresses of IPv6', [set('aws_vpc', 'main', { assign_generated_ipv6_cidr_block: true })], 'A4 weak', ''],
  ['a VPN for people', [add('aws_ec2_client_vpn_endpoint', 'v', { vpc_id: vpc })], 'A8 open', 'A8 outside:VPN clients'],
  [
    'a service for a stranger',
    [add('aws_vpc_endpoint_service', 's', { allowed_principals: [`arn:aws:iam::${stranger}:root`] })],
    'A10 open',
    'A10 outside:account 444444444444',
  ],
  [
    'a service network',
    [add('aws_vpclattice_service_network', 'n', { name: 'n' })],
    'A10 open',
    'A10 outside:service network',
  ],
  ['a distribution', [add('aws_cloudfront_distribution', 'd', { enabled: true })], 'A14 open', 'A14 internet'],
  [
    'an API that is not private',
    [add('aws_api_gateway_rest_api', 'a', { endpoint_configuration: [{ types: ['REGIONAL'] }] })],
    'A14 open',
    'A14 internet',
  ],
  [
    'a public ACL of a bucket',
    [add('aws_s3_bucket_acl', 'a', { bucket, acl: 'public-read' })],
    'A18 open',
    'A18 outside:reader of a bucket',
  ],
  ['a website in a bucket', [add('aws_s3_bucket_website_configuration', 'w', { bucket })], 'A18 open', 'A18 internet'],
  [
    'a website in the bucket itself',
    [set('aws_s3_bucket', 'logs', { website: [{ index_document: 'i' }] })],
    'A18 weak',
    '',
  ],
  [
    'a lens on objects',
    [add('aws_s3control_object_lambda_access_point', 'o', { name: 'o' })],
    'A20 open',
    'A20 outside:reader of an access point',
  ],
  [
    'an access point that lets policies be public',
    [
      add('aws_s3_access_point', 'p', {
        bucket,
        name: 'p',
        public_access_block_configuration: [{ block_public_policy: false }],
      }),
    ],
    'A20 weak',
    '',
  ],
  [
    'a key store of one’s own',
    [add('aws_kms_custom_key_store', 'k', { custom_key_store_name: 'k' })],
    'A22 open',
    'A22 outside:key store',
  ],
  [
    'a queue for a stranger',
    [noRcp, set('aws_sqs_queue', 'jobs', { policy: allowing(root, 'sqs:ReceiveMessage') })],
    'A17 weak, A22 weak, A23 weak, A24 open, A30 weak',
    'A24 outside:account 444444444444',
  ],
  [
    'a queue for a stranger, under a resource control policy',
    [set('aws_sqs_queue', 'jobs', { policy: allowing(root, 'sqs:ReceiveMessage') })],
    'A24 weak',
    '',
  ],
  [
    'a stream for a stranger',
    [
      add('aws_kinesis_resource_policy', 'k', {
        resource_arn: 'arn:aws:kinesis:x:111111111111:stream/s',
        policy: allowing(root, 'kinesis:GetRecords'),
      }),
    ],
    'A24 open',
    'A24 outside:account 444444444444',
  ],
  ['a public repository', [add('aws_ecrpublic_repository', 'r', { repository_name: 'r' })], 'A25 open', 'A25 internet'],
  [
    'a function for a stranger',
    [
      add('aws_lambda_permission', 'p', {
        function_name: '${aws_lambda_function.tiler.arn}',
        principal: stranger,
        action: 'lambda:InvokeFunction',
      }),
    ],
    'A26 open',
    'A26 outside:caller of a function',
  ],
  [
    'an address of a function',
    [
      add('aws_lambda_function_url', 'u', {
        function_name: '${aws_lambda_function.tiler.arn}',
        authorization_type: 'AWS_IAM',
      }),
    ],
    'A26 open',
    'A26 internet',
  ],
  [
    'a share that anybody may get',
    [add('aws_ram_resource_share', 's', { name: 's', allow_external_principals: true })],
    'A27 weak',
    '',
  ],
  [
    'sharing with the whole organisation',
    [add('aws_ram_sharing_with_organization', 's', {})],
    'A27 open',
    'A27 outside:any account of the organisation',
  ],
  [
    'a copy of a snapshot',
    [add('aws_ebs_snapshot_copy', 'c', { source_snapshot_id: 's', source_region: 'r' })],
    'A28 open',
    'A28 outside:copy of a snapshot',
  ],
  [
    'an export of a database',
    [add('aws_rds_export_task', 'e', { s3_bucket_name: 'x' })],
    'A29 open',
    'A29 outside:copy of a database',
  ],
  [
    'a replica of a table',
    [add('aws_dynamodb_table', 't', { name: 't', replica: [{ region_name: 'us-east-1' }] })],
    'A29 weak',
    '',
  ],
  [
    'a public database in a public subnet',
    [...publicSubnet, add('aws_db_instance', 'd', database)],
    'A1 weak, A12 weak, A29 open',
    'A29 internet',
  ],
  [
    'the same behind an ACL that keeps the internet out',
    [...publicSubnet, keptIn, add('aws_db_instance', 'd', database)],
    'A1 weak, A29 weak',
    '',
  ],
  [
    'the same in a cluster',
    [
      ...publicSubnet,
      add('aws_rds_cluster', 'c', {
        db_subnet_group_name: database.db_subnet_group_name,
        vpc_security_group_ids: database.vpc_security_group_ids,
      }),
      add('aws_rds_cluster_instance', 'd', {
        publicly_accessible: true,
        cluster_identifier: '${aws_rds_cluster.c.id}',
      }),
    ],
    'A1 weak, A12 weak, A29 open',
    'A29 internet',
  ],
  ['a SAML provider', [add('aws_iam_saml_provider', 's', { name: 's' })], 'A31 open', 'A31 outside:identity provider'],
  [
    'an OIDC provider of somebody',
    [add('aws_iam_openid_connect_provider', 'o', { url: 'https://token.actions.githubusercontent.com' })],
    'A31 open',
    'A31 outside:identity provider',
  ],
  [
    'a delivery stream to a server',
    [
      add('aws_kinesis_firehose_delivery_stream', 'f', {
        http_endpoint_configuration: [{ url: 'https://example.com' }],
      }),
    ],
    'A35 open',
    'A35 internet',
  ],
  [
    'logs for a stranger',
    [add('aws_cloudwatch_log_resource_policy', 'l', { policy_document: allowing(root, 'logs:GetLogEvents') })],
    'A35 open',
    'A35 outside:account 444444444444',
  ],
  [
    'a bus for a stranger',
    [
      add('aws_cloudwatch_event_bus_policy', 'b', {
        event_bus_name: 'default',
        policy: allowing(root, 'events:PutRule'),
      }),
    ],
    'A36 open',
    'A36 outside:account 444444444444',
  ],
  [
    'a cluster whose creator is its administrator',
    [
      set('aws_eks_cluster', 'work', {
        access_config: { authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: true },
      }),
    ],
    'A37 weak',
    '',
  ],
  [
    'a stranger in the cluster',
    [add('aws_eks_access_entry', 'e', { cluster_name: 'work', principal_arn: role })],
    'A37 open',
    'A37 outside:account 444444444444',
  ],
  [
    'an identity provider of the cluster',
    [add('aws_eks_identity_provider_config', 'i', { cluster_name: 'work' })],
    'A37 open',
    'A37 outside:identity provider',
  ],
  [
    'backups in a stranger’s vault',
    [
      add('aws_backup_plan', 'b', {
        rule: [{ copy_action: [{ destination_vault_arn: `arn:aws:backup:x:${stranger}:backup-vault:v` }] }],
      }),
    ],
    'A39 open',
    'A39 outside:account 444444444444',
  ],
  [
    'a vault for a stranger',
    [
      add('aws_backup_vault_policy', 'v', {
        backup_vault_name: 'v',
        policy: allowing(root, 'backup:CopyFromBackupVault'),
      }),
    ],
    'A39 open',
    'A39 outside:account 444444444444',
  ],
  [
    'a replica of a file system',
    [add('aws_efs_replication_configuration', 'r', { source_file_system_id: 'fs-1' })],
    'A39 open',
    'A39 outside:replica of a file system',
  ],
  [
    'results of queries in a stranger’s bucket',
    [
      add('aws_athena_workgroup', 'w', {
        configuration: [{ result_configuration: [{ expected_bucket_owner: stranger }] }],
      }),
    ],
    'A40 open',
    'A40 outside:account 444444444444',
  ],
  [
    'a service that runs anywhere',
    [add('aws_apprunner_service', 's', { service_name: 's' })],
    'A41 open',
    'A41 internet',
  ],
  [
    'a domain of notebooks with the internet',
    [add('aws_sagemaker_domain', 'd', { app_network_access_type: 'PublicInternetOnly' })],
    'A41 open',
    'A41 internet',
  ],
  [
    'a subnet that is shared with the shop',
    [
      add('aws_ram_resource_share', 's', { name: 's', allow_external_principals: false }),
      add('aws_ram_resource_association', 's', {
        resource_arn: '${aws_subnet.work.arn}',
        resource_share_arn: '${aws_ram_resource_share.s.arn}',
      }),
      add('aws_ram_principal_association', 's', {
        principal: '222222222222',
        resource_share_arn: '${aws_ram_resource_share.s.arn}',
      }),
    ],
    'A27 open, A43 open',
    'A27 zone:business, A43 zone:business',
  ],
  [
    'a machine of the shop in a subnet of the zone',
    [
      set('aws_subnet', 'work', { id: 'subnet-work' }),
      add('aws_instance', 'guest', { subnet_id: 'subnet-work' }, 'shop'),
    ],
    'A43 open',
    'A43 zone:business',
  ],
];
