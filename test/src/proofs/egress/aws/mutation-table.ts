import { elsewhere } from './closed-aws-zone.ts';
import { add, allowing, type Edit, remove, set } from './mutate.ts';

const vpc = '${aws_vpc.main.id}';
const table = '${aws_route_table.work.id}';
const subnet = '${aws_subnet.work.id}';
const stranger = '444444444444';

export const open: readonly Edit[] = [
  set('aws_security_group', 'work', {
    egress: [{ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'], ipv6_cidr_blocks: ['::/0'] }],
  }),
  set('aws_network_acl', 'work', {
    egress: [
      { rule_no: 1, action: 'allow', protocol: '-1', from_port: 0, to_port: 0, cidr_block: '0.0.0.0/0' },
      { rule_no: 2, action: 'allow', protocol: '-1', from_port: 0, to_port: 0, ipv6_cidr_block: '::/0' },
    ],
  }),
];
const gateway = add('aws_internet_gateway', 'g', { vpc_id: vpc });
export const routeTo = (target: object, destination = '0.0.0.0/0'): Edit =>
  add('aws_route', 'r', { route_table_id: table, destination_cidr_block: destination, ...target });
const toInternet: readonly Edit[] = [gateway, routeTo({ gateway_id: '${aws_internet_gateway.g.id}' })];
const noRcp = remove('aws_organizations_policy', 'rcp');
const loosened = 'A17 weak, A22 weak, A23 weak, A24 weak, A30 weak';

const transit: readonly Edit[] = [
  add('aws_ec2_transit_gateway', 't', {}),
  add('aws_ec2_transit_gateway_vpc_attachment', 'a', {
    transit_gateway_id: '${aws_ec2_transit_gateway.t.id}',
    vpc_id: vpc,
    subnet_ids: [subnet],
  }),
  routeTo({ transit_gateway_id: '${aws_ec2_transit_gateway.t.id}' }, '10.1.0.0/16'),
];
const shop: readonly Edit[] = [
  set('aws_vpc', 'shop', { id: 'vpc-shop' }),
  add('aws_subnet', 'shop', { vpc_id: '${aws_vpc.shop.id}', cidr_block: '10.1.1.0/24' }, 'shop'),
];

/** One guard is taken away: exactly these rows change, and no way out is opened. */
export const removals: readonly (readonly [what: string, edit: Edit, rows: string])[] = [
  ['the resource control policy', noRcp, loosened],
  ['the groups’ limits', open[0] ?? noRcp, 'A11 weak'],
  ['the ACL’s limits', open[1] ?? noRcp, 'A12 weak'],
  ['the ACL', remove('aws_network_acl', 'work'), 'A12 weak'],
  ['the default group’s emptiness', remove('aws_default_security_group', 'main'), 'A11 weak'],
  ['the block of every other name', remove('aws_route53_resolver_firewall_rule', 'rest'), 'A13 open'],
  ['the firewall of names', remove('aws_route53_resolver_firewall_rule_group_association', 'names'), 'A13 open'],
  ['the endpoint’s policy', set('aws_vpc_endpoint', 's3', { policy: undefined }), 'A9 weak'],
  ['the account’s block of public access', remove('aws_s3_account_public_access_block', 'all'), 'A18 weak'],
  ['a bucket’s block of public access', remove('aws_s3_bucket_public_access_block', 'logs'), 'A18 weak'],
  [
    'the owner’s enforcement',
    set('aws_s3_bucket_ownership_controls', 'records', { rule: { object_ownership: 'ObjectWriter' } }),
    'A18 weak',
  ],
  ['the block of shared snapshots', remove('aws_ebs_snapshot_block_public_access', 'all'), 'A28 weak'],
  ['the block of shared images', set('aws_ec2_image_block_public_access', 'all', { state: 'unblocked' }), 'A28 weak'],
  [
    'API authentication of the cluster',
    set('aws_eks_cluster', 'work', {
      access_config: { authentication_mode: 'CONFIG_MAP', bootstrap_cluster_creator_admin_permissions: false },
    }),
    'A37 weak',
  ],
  ['the role’s limits', set('aws_iam_role_policy', 'worker', { policy: allowingAll('s3:*') }), 'A33 weak'],
];

function allowingAll(action: string): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });
}

export type Opened = readonly [what: string, edits: readonly Edit[], rows: string, paths: string];
/** Guards are taken away or something is added: these rows change, by these ways out. */
export const openings: readonly Opened[] = [
  ['an internet gateway', [gateway], 'A1 weak', ''],
  ['an internet gateway with a route', toInternet, 'A1 weak', ''],
  ['a route to it, and filters that are open', [...toInternet, ...open], 'A1 weak, A11 weak, A12 weak', ''],
  [
    'the same with an elastic address',
    [...toInternet, ...open, add('aws_eip', 'e', { instance: '${aws_instance.worker.id}' })],
    'A1 open, A2 weak, A11 weak, A12 weak',
    'A1 internet',
  ],
  [
    'a public address behind groups that let nobody out',
    [...toInternet, open[1] ?? noRcp, set('aws_instance', 'worker', { associate_public_ip_address: true })],
    'A1 weak, A2 weak, A12 weak',
    '',
  ],
  [
    'a NAT gateway in a public subnet',
    [
      ...open,
      gateway,
      add('aws_subnet', 'public', { vpc_id: vpc, cidr_block: '10.0.2.0/24' }),
      add('aws_route_table', 'public', {
        vpc_id: vpc,
        route: [{ cidr_block: '0.0.0.0/0', gateway_id: '${aws_internet_gateway.g.id}' }],
      }),
      add('aws_route_table_association', 'public', {
        subnet_id: '${aws_subnet.public.id}',
        route_table_id: '${aws_route_table.public.id}',
      }),
      add('aws_nat_gateway', 'n', { subnet_id: '${aws_subnet.public.id}', allocation_id: 'eipalloc-1' }),
      routeTo({ nat_gateway_id: '${aws_nat_gateway.n.id}' }),
    ],
    'A1 weak, A3 open, A11 weak, A12 weak',
    'A3 internet',
  ],
  [
    'IPv6 over an egress-only gateway',
    [
      ...open,
      set('aws_subnet', 'work', { assign_ipv6_address_on_creation: true }),
      add('aws_egress_only_internet_gateway', 'e', { vpc_id: vpc }),
      add('aws_route', 'r', {
        route_table_id: table,
        destination_ipv6_cidr_block: '::/0',
        egress_only_gateway_id: '${aws_egress_only_internet_gateway.e.id}',
      }),
    ],
    'A4 open, A11 weak, A12 weak',
    'A4 internet',
  ],
  ['a transit gateway that nobody else is attached to', [...transit, ...open], 'A5 weak, A11 weak, A12 weak', ''],
  [
    'a transit gateway route to a VPN',
    [
      ...transit,
      ...open,
      add('aws_customer_gateway', 'c', { ip_address: '198.51.100.1' }),
      add('aws_vpn_connection', 'v', {
        transit_gateway_id: '${aws_ec2_transit_gateway.t.id}',
        customer_gateway_id: '${aws_customer_gateway.c.id}',
      }),
      add('aws_ec2_transit_gateway_route', 'r', {
        destination_cidr_block: '10.1.0.0/16',
        transit_gateway_attachment_id: '${aws_vpn_connection.v.transit_gateway_attachment_id}',
        transit_gateway_route_table_id: '${aws_ec2_transit_gateway.t.association_default_route_table_id}',
      }),
    ],
    'A5 weak, A8 open, A11 unknown, A12 unknown, A43 unknown',
    'A8 outside:VPN aws_vpn_connection.v',
  ],
  [
    'a peering to a VPC that nobody declares',
    [
      ...open,
      add('aws_vpc_peering_connection', 'p', { vpc_id: vpc, peer_vpc_id: 'vpc-1', peer_owner_id: stranger }),
      routeTo({ vpc_peering_connection_id: '${aws_vpc_peering_connection.p.id}' }, '10.7.0.0/16'),
    ],
    'A6 open, A11 weak, A12 weak',
    'A6 outside:peer of aws_vpc_peering_connection.p',
  ],
  [
    'a peering to the shop',
    [
      ...open,
      ...shop,
      add('aws_vpc_peering_connection', 'p', { vpc_id: vpc, peer_vpc_id: 'vpc-shop' }),
      routeTo({ vpc_peering_connection_id: '${aws_vpc_peering_connection.p.id}' }, '10.1.0.0/16'),
    ],
    'A6 open, A11 weak, A12 weak',
    'A6 zone:business',
  ],
  [
    'an endpoint without a policy that something reaches',
    [set('aws_vpc_endpoint', 'sqs', { policy: undefined })],
    'A9 open',
    'A9 outside:any account by sqs',
  ],
  [
    'a gateway endpoint without a policy, and filters that are open',
    [set('aws_vpc_endpoint', 's3', { policy: undefined }), ...open],
    'A9 open, A11 weak, A12 weak',
    'A9 outside:any account by s3',
  ],
  [
    'an endpoint to somebody’s service',
    [
      add('aws_vpc_endpoint', 'other', {
        vpc_id: vpc,
        vpc_endpoint_type: 'Interface',
        service_name: 'com.amazonaws.vpce.ap-northeast-1.vpce-svc-1',
        subnet_ids: [subnet],
        security_group_ids: ['${aws_security_group.work.id}'],
      }),
    ],
    'A10 open',
    'A10 outside:service com.amazonaws.vpce.ap-northeast-1.vpce-svc-1',
  ],
  ['a public load balancer', [add('aws_lb', 'l', { subnets: [subnet] })], 'A14 open', 'A14 internet'],
  [
    'a public bucket policy under a resource control policy',
    [set('aws_s3_bucket_policy', 'records', { policy: allowing('*', 's3:GetObject') })],
    'A17 weak',
    '',
  ],
  [
    'a public bucket policy under blocked public access',
    [noRcp, set('aws_s3_bucket_policy', 'records', { policy: allowing('*', 's3:GetObject') })],
    loosened,
    '',
  ],
  [
    'a public bucket policy under nothing',
    [
      noRcp,
      remove('aws_s3_account_public_access_block', 'all'),
      remove('aws_s3_bucket_public_access_block', 'records'),
      set('aws_s3_bucket_policy', 'records', { policy: allowing('*', 's3:GetObject') }),
    ],
    'A17 open, A18 weak, A22 weak, A23 weak, A24 weak, A30 weak',
    'A17 internet',
  ],
  [
    'a bucket policy for another account of ours',
    [
      noRcp,
      set('aws_s3_bucket_policy', 'records', {
        policy: allowing({ AWS: `arn:aws:iam::${elsewhere}:root` }, 's3:Get*'),
      }),
    ],
    'A17 open, A22 weak, A23 weak, A24 weak, A30 weak',
    'A17 zone:business',
  ],
  [
    'replication to another account',
    [
      add('aws_s3_bucket_replication_configuration', 'r', {
        bucket: '${aws_s3_bucket.records.id}',
        role: '${aws_iam_role.worker.arn}',
        rule: [{ status: 'Enabled', destination: [{ bucket: 'arn:aws:s3:::shop', account: elsewhere }] }],
      }),
    ],
    'A19 open',
    'A19 zone:business',
  ],
  [
    'logs of a bucket in somebody’s',
    [set('aws_s3_bucket_logging', 'records', { target_bucket: 'of-a-stranger' })],
    'A21 open',
    'A21 outside:of-a-stranger',
  ],
  [
    'a key for a whole organisation',
    [
      noRcp,
      set('aws_kms_key', 'data', {
        policy: allowing({ AWS: '*' }, 'kms:Decrypt', {
          Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abc' } },
        }),
      }),
    ],
    'A17 weak, A22 open, A23 weak, A24 weak, A30 weak',
    'A22 outside:any account of o-abc',
  ],
  [
    'a key under a condition that can’t be known',
    [
      noRcp,
      set('aws_kms_key', 'data', {
        policy: allowing({ AWS: '*' }, 'kms:Decrypt', { Condition: { StringEquals: { 'kms:ViaService': 's3' } } }),
      }),
    ],
    'A17 weak, A22 unknown, A23 weak, A24 weak, A30 weak',
    '',
  ],
  [
    'a grant of the key to a stranger',
    [
      add('aws_kms_grant', 'g', {
        key_id: '${aws_kms_key.data.id}',
        grantee_principal: `arn:aws:iam::${stranger}:role/x`,
        operations: ['Decrypt'],
      }),
    ],
    'A22 open',
    `A22 outside:account ${stranger}`,
  ],
  [
    'a subscription by e-mail',
    [
      add('aws_sns_topic_subscription', 's', {
        topic_arn: '${aws_sns_topic.alarms.arn}',
        protocol: 'email',
        endpoint: 'somebody@example.com',
      }),
    ],
    'A24 open',
    'A24 internet',
  ],
  [
    'a topic that a service may subscribe to for anybody',
    [set('aws_sns_topic', 'alarms', { policy: allowing({ Service: 'events.amazonaws.com' }, 'sns:Subscribe') })],
    'A24 open',
    'A24 outside:events.amazonaws.com for any account',
  ],
  [
    'a function outside the VPC',
    [set('aws_lambda_function', 'tiler', { vpc_config: undefined })],
    'A26 open',
    'A26 internet',
  ],
  [
    'a share of a resource',
    [add('aws_ram_principal_association', 'a', { principal: stranger, resource_share_arn: 'arn:aws:ram:::x' })],
    'A27 open',
    `A27 outside:account ${stranger}, A27 outside:arn:aws:ram:::x`,
  ],
  [
    'a snapshot share',
    [add('aws_snapshot_create_volume_permission', 's', { snapshot_id: 'snap-1', account_id: stranger })],
    'A28 open',
    `A28 outside:account ${stranger}`,
  ],
  [
    'a public image',
    [add('aws_ami_launch_permission', 'a', { image_id: 'ami-1', group: 'all' })],
    'A28 open',
    'A28 internet',
  ],
  [
    'a role that a stranger may assume, under a resource control policy',
    [set('aws_iam_role', 'worker', { assume_role_policy: trusting(stranger) })],
    'A30 weak',
    '',
  ],
  [
    'a role that a stranger may assume',
    [noRcp, set('aws_iam_role', 'worker', { assume_role_policy: trusting(stranger) })],
    'A17 weak, A22 weak, A23 weak, A24 weak, A30 open',
    `A30 outside:account ${stranger}`,
  ],
  [
    'a role for somebody’s workflows',
    [
      set('aws_iam_role', 'worker', {
        assume_role_policy: allowing(
          { Federated: 'arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com' },
          'sts:AssumeRoleWithWebIdentity',
        ),
      }),
    ],
    'A31 open',
    'A31 principal:arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com',
  ],
  [
    'an access key',
    [add('aws_iam_user', 'u', { name: 'u' }), add('aws_iam_access_key', 'k', { user: '${aws_iam_user.u.name}' })],
    'A32 open',
    'A32 principal:holder of a key',
  ],
  [
    'a role that writes anywhere, and an endpoint that lets it',
    [
      set('aws_vpc_endpoint', 'sqs', { policy: undefined }),
      set('aws_iam_role_policy', 'worker', { policy: allowingAll('s3:*') }),
    ],
    'A9 open, A33 open',
    'A9 outside:any account by sqs, A33 outside:any AWS account',
  ],
  [
    'a public cluster',
    [
      set('aws_eks_cluster', 'work', {
        vpc_config: { subnet_ids: [subnet], security_group_ids: ['${aws_security_group.work.id}'] },
      }),
    ],
    'A37 open',
    'A37 internet',
  ],
  [
    'a subscription of logs',
    [
      add('aws_cloudwatch_log_subscription_filter', 'f', {
        log_group_name: 'x',
        filter_pattern: '',
        destination_arn: `arn:aws:logs:ap-northeast-1:${stranger}:destination:d`,
      }),
    ],
    'A35 open',
    `A35 outside:account ${stranger}`,
  ],
  [
    'a resolver endpoint',
    [add('aws_route53_resolver_endpoint', 'e', { direction: 'OUTBOUND', ip_address: [{ subnet_id: subnet }] })],
    'A13 open',
    'A13 outside:DNS server',
  ],
];

function trusting(account: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }],
  });
}
