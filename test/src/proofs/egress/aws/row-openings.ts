import { add, allowing, type Edit, remove, set } from './mutate.ts';
import { type Opened, open, routeTo } from './mutation-table.ts';

const vpc = '${aws_vpc.main.id}';
const subnet = '${aws_subnet.work.id}';
const stranger = '444444444444';
const root = { AWS: `arn:aws:iam::${stranger}:root` };
const noRcp = remove('aws_organizations_policy', 'rcp');

const elsewhereInTheWorld: Edit = (stacks) => {
  const { isolated } = stacks;
  if (isolated === undefined) throw new Error('expected the zone’s stack');
  isolated.provider = { aws: [{ region: 'us-east-1', allowed_account_ids: ['111111111111'] }] };
};

/** Each row's own guards, where the organisation's denial is not all that there is: the resource that the guard forbids, and what it opens. */
export const rowOpenings: readonly Opened[] = [
  [
    'a private gateway on a line, to which a route leads',
    [
      ...open,
      add('aws_vpn_gateway', 'v', { vpc_id: vpc }),
      add('aws_dx_gateway_association', 'd', {
        dx_gateway_id: 'dx-1',
        associated_gateway_id: '${aws_vpn_gateway.v.id}',
      }),
      routeTo({ gateway_id: '${aws_vpn_gateway.v.id}' }, '10.9.0.0/16'),
    ],
    'A7 open, A8 weak, A11 weak, A12 weak',
    'A7 outside:site behind aws_vpn_gateway.v',
  ],
  [
    'a line that no route leads to',
    [add('aws_dx_private_virtual_interface', 'd', { connection_id: 'dxcon-1' })],
    'A7 weak',
    '',
  ],
  [
    'a mirror of packets',
    [add('aws_ec2_traffic_mirror_session', 'm', { traffic_mirror_target_id: 'tmt-1' })],
    'A15 open',
    'A15 outside:collector',
  ],
  [
    'flow logs in a stranger’s account',
    [
      add('aws_flow_log', 'f', {
        vpc_id: vpc,
        log_destination: `arn:aws:logs:ap-northeast-1:${stranger}:log-group:x`,
      }),
    ],
    'A15 open',
    `A15 outside:account ${stranger}`,
  ],
  [
    'an attachment to Cloud WAN that no route leads to',
    [add('aws_networkmanager_vpc_attachment', 'c', { vpc_arn: '${aws_vpc.main.arn}', core_network_id: 'core-1' })],
    'A16 weak',
    '',
  ],
  [
    'a route into Cloud WAN',
    [...open, routeTo({ core_network_arn: `arn:aws:networkmanager::${stranger}:core-network/core-1` })],
    'A11 weak, A12 weak, A16 open',
    `A16 outside:arn:aws:networkmanager::${stranger}:core-network/core-1`,
  ],
  [
    'an access point for a stranger',
    [
      noRcp,
      add('aws_s3_access_point', 'p', {
        bucket: '${aws_s3_bucket.records.id}',
        name: 'p',
        policy: allowing(root, 's3:GetObject'),
      }),
    ],
    'A17 weak, A20 open, A22 weak, A23 weak, A24 weak, A30 weak',
    `A20 outside:account ${stranger}`,
  ],
  [
    'a secret for a stranger',
    [noRcp, set('aws_secretsmanager_secret', 'token', { policy: allowing(root, 'secretsmanager:GetSecretValue') })],
    'A17 weak, A22 weak, A23 open, A24 weak, A30 weak',
    `A23 outside:account ${stranger}`,
  ],
  [
    'a secret for a stranger, under a resource control policy',
    [set('aws_secretsmanager_secret', 'token', { policy: allowing(root, 'secretsmanager:GetSecretValue') })],
    'A23 weak',
    '',
  ],
  [
    'a replica of a secret',
    [set('aws_secretsmanager_secret', 'token', { replica: [{ region: 'us-east-1' }] })],
    'A23 weak',
    '',
  ],
  [
    'a repository for a stranger',
    [add('aws_ecr_repository_policy', 'r', { repository: 'r', policy: allowing(root, 'ecr:BatchGetImage') })],
    'A25 open',
    `A25 outside:account ${stranger}`,
  ],
  [
    'images that are replicated to a stranger',
    [
      add('aws_ecr_replication_configuration', 'r', {
        replication_configuration: [{ rule: [{ destination: [{ region: 'x', registry_id: stranger }] }] }],
      }),
    ],
    'A25 open',
    `A25 outside:account ${stranger}`,
  ],
  [
    'a public database of which nobody says where it is',
    [add('aws_db_instance', 'd', { publicly_accessible: true })],
    'A11 unknown, A12 unknown, A29 weak, A43 unknown',
    '',
  ],
  [
    'a database snapshot for everybody',
    [add('aws_db_snapshot', 's', { db_instance_identifier: 'd', shared_accounts: ['all'] })],
    'A29 open',
    'A29 internet',
  ],
  [
    'a table for a stranger',
    [
      add('aws_dynamodb_table', 't', { name: 't' }),
      add('aws_dynamodb_resource_policy', 't', {
        resource_arn: '${aws_dynamodb_table.t.arn}',
        policy: allowing(root, 'dynamodb:GetItem'),
      }),
    ],
    'A29 open',
    `A29 outside:account ${stranger}`,
  ],
  ['guardrails of which one may be left', [leaving('A34', 'organizations:LeaveOrganization')], 'A34 open', ''],
  ['guardrails of which one detector may be deleted', [leaving('A34', 'guardduty:DeleteDetector')], 'A34 open', ''],
  [
    'events to a stranger’s bus',
    [add('aws_cloudwatch_event_target', 't', { rule: 'r', arn: `arn:aws:events:x:${stranger}:event-bus/b` })],
    'A36 open',
    `A36 outside:account ${stranger}`,
  ],
  [
    'events to any server',
    [add('aws_cloudwatch_event_api_destination', 'a', { invocation_endpoint: 'https://example.com' })],
    'A36 open',
    'A36 internet',
  ],
  ['an endpoint for sessions', [add('aws_ec2_instance_connect_endpoint', 'e', { subnet_id: subnet })], 'A38 open', ''],
  [
    'a service in whose containers one may run commands',
    [
      add('aws_ecs_service', 's', {
        enable_execute_command: true,
        network_configuration: [
          { subnets: [subnet], security_groups: ['${aws_security_group.work.id}'], assign_public_ip: false },
        ],
      }),
    ],
    'A38 open',
    '',
  ],
  [
    'a task that copies files',
    [add('aws_datasync_task', 't', { source_location_arn: 'a', destination_location_arn: 'b' })],
    'A39 open',
    'A39 outside:transfer',
  ],
  [
    'a permission in the catalogue',
    [add('aws_lakeformation_permissions', 'p', { principal: stranger, permissions: ['SELECT'] })],
    'A40 open',
    'A40 outside:reader of shared data',
  ],
  [
    'a catalogue for a stranger',
    [add('aws_glue_resource_policy', 'g', { policy: allowing(root, 'glue:GetTable') })],
    'A40 open',
    `A40 outside:account ${stranger}`,
  ],
  ['a build outside the VPC', [add('aws_codebuild_project', 'b', { name: 'b' })], 'A41 open', 'A41 internet'],
  [
    'a notebook with the internet',
    [
      add('aws_sagemaker_notebook_instance', 'n', {
        subnet_id: subnet,
        security_groups: ['${aws_security_group.work.id}'],
      }),
    ],
    'A41 open',
    'A41 internet',
  ],
  ['a region that the zone does not allow', [elsewhereInTheWorld], 'A42 open', ''],
  [
    'a region that is opened',
    [add('aws_account_region', 'r', { region_name: 'x', enabled: true })],
    'A42 open',
    'A42 outside:region',
  ],
  [
    'a subnet of another zone in the VPC',
    [
      set('aws_vpc', 'main', { id: 'vpc-main' }),
      add('aws_subnet', 'guest', { vpc_id: 'vpc-main', cidr_block: '10.0.3.0/24' }, 'shop'),
    ],
    'A43 open',
    'A43 zone:business',
  ],
];

/** The organisation's denial for a row without one of its actions. */
function leaving(row: string, action: string): Edit {
  return (stacks) => {
    const policy = stacks['organisation']?.resource['aws_organizations_policy']?.[`scp_${row}_`];
    const content = String(policy?.['content']);
    if (policy === undefined || !content.includes(`"${action}"`)) throw new Error(`expected a denial of ${action}`);
    policy['content'] = content.replace(`"${action}"`, '"x:y"');
  };
}
