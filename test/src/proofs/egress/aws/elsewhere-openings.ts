import { elsewhere, type Json } from './closed-aws-zone.ts';
import { add, allowing, type Edit, set } from './mutate.ts';
import type { Opened } from './mutation-table.ts';

const ours = '111111111111';
const stranger = '444444444444';
const arn = (service: string, rest: string, account = ours): string =>
  `arn:aws:${service}:ap-northeast-1:${account}:${rest}`;
const there = (type: string, values: Json): Edit => add(type, 'x', values, 'shop');
/** Resources as a plan shows them that were made before: with the ids that the cloud gave them. */
const made = (type: string, name: string, id: string): Edit => set(type, name, { id });
const vpcMade = made('aws_vpc', 'main', 'vpc-0aaa1111');
const subnetMade = made('aws_subnet', 'work', 'subnet-0aaa1111');
const known = { region: 'ap-northeast-1' };
/** The zone's stack with other providers. */
const providers =
  (...all: readonly Json[]): Edit =>
  (stacks) => {
    Object.assign(stacks['isolated'] ?? {}, { provider: { aws: all } });
  };
/** A job of Google's that copies out of AWS. */
const inGoogle: Edit = (stacks) => {
  const spec = [{ aws_s3_data_source: [{ bucket_name: 'rs-records' }] }];
  stacks['google'] = {
    provider: { google: [{ project: 'analysis' }] },
    resource: { google_storage_transfer_job: { t: { transfer_spec: spec } } },
  };
};
/** Another stack that works in the zone's own account. */
const besides: Edit = (stacks) => {
  stacks['besides'] = {
    provider: { aws: [{ region: 'ap-northeast-1', allowed_account_ids: [ours] }] },
    resource: {},
  };
};

/** What stands in other stacks and accounts and takes, or reaches the network of, what it names of the zone by ARN, name, address, id or account. */
export const elsewhereOpenings: readonly Opened[] = [
  [
    'a crawler elsewhere that reads a bucket by its URI',
    [there('aws_glue_crawler', { s3_target: [{ path: 's3://rs-records/raw' }] })],
    'A44 open',
    'A44 zone:business',
  ],
  [
    'a table elsewhere that lies in a bucket of the zone',
    [there('aws_glue_catalog_table', { storage_descriptor: [{ location: 's3://rs-records/raw/' }] })],
    'A44 open',
    'A44 zone:business',
  ],
  [
    'a database restored elsewhere from a snapshot, by its ARN',
    [there('aws_db_instance', { snapshot_identifier: arn('rds', 'snapshot:s') })],
    'A44 open',
    'A44 zone:business',
  ],
  [
    'a clone elsewhere of a cluster, by its ARN',
    [there('aws_rds_cluster', { restore_to_point_in_time: [{ source_cluster_identifier: arn('rds', 'cluster:rs') }] })],
    'A44 open',
    'A44 zone:business',
  ],
  [
    'a volume elsewhere from a snapshot, by its id',
    [
      add('aws_ebs_snapshot', 's', { volume_id: 'vol-1', id: 'snap-0aaa1111' }),
      there('aws_ebs_volume', { snapshot_id: 'snap-0aaa1111' }),
    ],
    'A44 open',
    'A44 zone:business',
  ],
  [
    'a snapshot copied elsewhere by its id',
    [
      add('aws_ebs_snapshot', 's', { volume_id: 'vol-1', id: 'snap-0aaa1111' }),
      there('aws_ebs_snapshot_copy', { source_snapshot_id: 'snap-0aaa1111' }),
    ],
    'A28 open',
    'A28 outside:copy of a snapshot',
  ],
  [
    'an image made elsewhere from a machine, by its id',
    [
      made('aws_instance', 'worker', 'i-0aaa1111'),
      there('aws_ami_from_instance', { source_instance_id: 'i-0aaa1111' }),
    ],
    'A44 open',
    'A44 zone:business',
  ],
  [
    'a consumer elsewhere of a stream, by its ARN',
    [there('aws_kinesis_stream_consumer', { stream_arn: arn('kinesis', 'stream/rs') })],
    'A44 open',
    'A44 zone:business',
  ],
  [
    'a function elsewhere that is fed from a queue',
    [there('aws_lambda_event_source_mapping', { event_source_arn: arn('sqs', 'jobs') })],
    'A44 open',
    'A44 zone:business',
  ],
  [
    'a pipe elsewhere from a queue',
    [there('aws_pipes_pipe', { source: arn('sqs', 'jobs'), target: arn('sqs', 'x', elsewhere) })],
    'A36 open, A44 open',
    'A36 zone:business, A44 zone:business',
  ],
  [
    'a delivery stream elsewhere from a stream',
    [
      there('aws_kinesis_firehose_delivery_stream', {
        kinesis_source_configuration: [{ kinesis_stream_arn: arn('kinesis', 'stream/rs') }],
      }),
    ],
    'A44 open',
    'A44 zone:business',
  ],
  [
    'a target group elsewhere with a machine of the zone',
    [
      made('aws_instance', 'worker', 'i-0aaa1111'),
      there('aws_lb_target_group_attachment', { target_id: 'i-0aaa1111' }),
    ],
    'A44 open',
    'A44 zone:business',
  ],
  [
    'an API elsewhere before a function, by its ARN',
    [there('aws_apigatewayv2_integration', { integration_uri: arn('lambda', 'function:tiler') })],
    'A44 open',
    'A44 zone:business',
  ],
  [
    'a backup elsewhere of a bucket, by its ARN',
    [there('aws_backup_selection', { resources: ['arn:aws:s3:::rs-records'] })],
    'A44 open',
    'A44 zone:business',
  ],
  [
    'something of a type that no row knows, and that names the zone',
    [
      there('aws_connect_instance_storage_config', {
        storage_config: [{ s3_config: [{ bucket_name: 'rs-records' }] }],
      }),
    ],
    'A44 unknown',
    '',
  ],
  ['a copy by Google of a bucket, by its name', [inGoogle], 'A44 open', 'A44 outside:google_storage_transfer_job.t'],
  [
    'a resource of the zone’s stack in a stranger’s account',
    [
      providers({ ...known, allowed_account_ids: [ours] }, { ...known, alias: 'f', allowed_account_ids: [stranger] }),
      add('aws_sqs_queue', 'f', { provider: 'aws.f', name: 'f' }),
    ],
    'A44 open',
    'A44 outside:account 444444444444',
  ],
  [
    'a provider that calls somebody else’s addresses',
    [providers({ ...known, allowed_account_ids: [ours], endpoints: [{ s3: 'https://store.example' }] })],
    'A44 open',
    'A44 internet',
  ],
  [
    'a gateway elsewhere at a VPC, by its id',
    [vpcMade, there('aws_internet_gateway', { vpc_id: 'vpc-0aaa1111' })],
    'A1 weak',
    '',
  ],
  [
    'a transit gateway attachment elsewhere of a VPC, by its id',
    [
      vpcMade,
      subnetMade,
      there('aws_ec2_transit_gateway_vpc_attachment', {
        vpc_id: 'vpc-0aaa1111',
        subnet_ids: ['subnet-0aaa1111'],
        transit_gateway_id: 'tgw-1',
      }),
    ],
    'A5 weak',
    '',
  ],
  [
    'a peering from elsewhere that names the account alone',
    [
      there('aws_vpc_peering_connection', {
        vpc_id: '${aws_vpc.shop.id}',
        peer_vpc_id: 'vpc-0bbb2222',
        peer_owner_id: ours,
      }),
    ],
    'A6 weak',
    '',
  ],
  [
    'a Direct Connect gateway elsewhere for the account',
    [there('aws_dx_gateway_association', { dx_gateway_id: 'd', associated_gateway_owner_account_id: ours })],
    'A7 weak',
    '',
  ],
  [
    'an endpoint’s policy that another stack replaces by the endpoint’s id',
    [
      made('aws_vpc_endpoint', 's3', 'vpce-0aaa1111'),
      besides,
      add('aws_vpc_endpoint_policy', 'p', { vpc_endpoint_id: 'vpce-0aaa1111', policy: allowing('*', '*') }, 'besides'),
    ],
    'A9 weak',
    '',
  ],
  [
    'names allowed by another stack in the zone’s firewall of names',
    [
      besides,
      made('aws_route53_resolver_firewall_rule_group', 'names', 'rslvr-frg-0aaa1111'),
      add('aws_route53_resolver_firewall_domain_list', 'y', { domains: ['*.example'] }, 'besides'),
      add(
        'aws_route53_resolver_firewall_rule',
        'y',
        {
          action: 'ALLOW',
          priority: 0,
          firewall_rule_group_id: 'rslvr-frg-0aaa1111',
          firewall_domain_list_id: '${aws_route53_resolver_firewall_domain_list.y.id}',
        },
        'besides',
      ),
    ],
    'A13 open',
    'A13 internet',
  ],
  [
    'packets mirrored elsewhere, by the id of the interface',
    [
      add('aws_network_interface', 'n', { subnet_id: '${aws_subnet.work.id}', id: 'eni-0aaa1111' }),
      there('aws_ec2_traffic_mirror_session', { network_interface_id: 'eni-0aaa1111' }),
    ],
    'A15 open',
    'A15 outside:collector',
  ],
  [
    'flow logs that another account takes of a VPC, by its id',
    [vpcMade, there('aws_flow_log', { vpc_id: 'vpc-0aaa1111', log_destination: 'arn:aws:s3:::shop' })],
    'A15 open',
    'A15 zone:business',
  ],
  [
    'a distribution elsewhere before a bucket, by its host name',
    [there('aws_cloudfront_distribution', { origin: [{ domain_name: 'rs-records.s3.ap-northeast-1.amazonaws.com' }] })],
    'A14 open',
    'A14 internet',
  ],
];
