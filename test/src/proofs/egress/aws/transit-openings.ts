import { elsewhere } from './closed-aws-zone.ts';
import { add, type Edit, remove, set } from './mutate.ts';
import { type Opened, open, routeTo } from './mutation-table.ts';

const vpc = '${aws_vpc.main.id}';
const subnet = '${aws_subnet.work.id}';
const gateway = '${aws_ec2_transit_gateway.hub.id}';
const farRange = '10.1.0.0/16';

/** The zone's VPC on a gateway of the organisation's network account, by ids as another account's stack knows them. */
const hub: readonly Edit[] = [
  ...open,
  add('aws_ec2_transit_gateway', 'hub', { id: 'tgw-hub', default_route_table_association: 'disable' }, 'shop'),
  add('aws_ec2_transit_gateway_route_table', 'spokes', { transit_gateway_id: gateway, id: 'rtb' }, 'shop'),
  add('aws_ec2_transit_gateway_vpc_attachment', 'own', {
    id: 'attach-own',
    transit_gateway_id: 'tgw-hub',
    vpc_id: vpc,
    subnet_ids: [subnet],
  }),
  add(
    'aws_ec2_transit_gateway_vpc_attachment_accepter',
    'own',
    { transit_gateway_attachment_id: 'attach-own' },
    'shop',
  ),
  routeTo({ transit_gateway_id: 'tgw-hub' }, '10.0.0.0/8'),
];

const lookedUp: Edit = ({ isolated }) => {
  if (isolated === undefined) throw new Error('expected the zone’s stack');
  isolated.data = { ...isolated.data, aws_ec2_transit_gateway: { hub: {} } };
};

/** The acceptance stands for the attachment. */
const associated = add(
  'aws_ec2_transit_gateway_route_table_association',
  'own',
  {
    transit_gateway_attachment_id: '${aws_ec2_transit_gateway_vpc_attachment_accepter.own.id}',
    transit_gateway_route_table_id: '${aws_ec2_transit_gateway_route_table.spokes.id}',
  },
  'shop',
);

const shop: readonly Edit[] = [
  add('aws_subnet', 'shop', { vpc_id: '${aws_vpc.shop.id}', cidr_block: '10.1.1.0/24' }, 'shop'),
  add(
    'aws_ec2_transit_gateway_vpc_attachment',
    'shop',
    {
      id: 'attach-shop',
      transit_gateway_id: 'tgw-hub',
      vpc_id: '${aws_vpc.shop.id}',
      subnet_ids: ['${aws_subnet.shop.id}'],
    },
    'shop',
  ),
];

const toShop = (attachment: string): Edit =>
  add(
    'aws_ec2_transit_gateway_route',
    'shop',
    {
      destination_cidr_block: farRange,
      transit_gateway_attachment_id: attachment,
      transit_gateway_route_table_id: '${aws_ec2_transit_gateway_route_table.spokes.id}',
    },
    'shop',
  );

const filters = 'A11 weak, A12 weak';

/** Ways into the VPCs of other zones of the configuration, and of nobody's, by what leads between VPCs. */
export const transitOpenings: readonly Opened[] = [
  [
    'a gateway in which the zone’s end has no table',
    [...hub, ...shop, toShop('attach-shop')],
    `A5 weak, ${filters}`,
    '',
  ],
  [
    'a gateway whose table leads into the shop’s VPC',
    [...hub, associated, ...shop, toShop('attach-shop')],
    `A5 open, ${filters}`,
    'A5 zone:business',
  ],
  [
    'a gateway that leads there by what the shop’s VPC tells its table',
    [
      ...hub,
      associated,
      ...shop,
      add(
        'aws_ec2_transit_gateway_route_table_propagation',
        'shop',
        {
          transit_gateway_attachment_id: 'attach-shop',
          transit_gateway_route_table_id: '${aws_ec2_transit_gateway_route_table.spokes.id}',
        },
        'shop',
      ),
    ],
    `A5 open, ${filters}`,
    'A5 zone:business',
  ],
  [
    'the same where the shop’s ACL lets nothing in: that is the shop’s to change',
    [
      ...hub,
      associated,
      ...shop,
      toShop('attach-shop'),
      add('aws_network_acl', 'shop', { vpc_id: '${aws_vpc.shop.id}', subnet_ids: ['${aws_subnet.shop.id}'] }, 'shop'),
    ],
    `A5 open, ${filters}`,
    'A5 zone:business',
  ],
  [
    'a gateway that drops what goes to the shop',
    [
      ...hub,
      associated,
      ...shop,
      add(
        'aws_ec2_transit_gateway_route',
        'shop',
        {
          destination_cidr_block: '0.0.0.0/0',
          blackhole: true,
          transit_gateway_route_table_id: '${aws_ec2_transit_gateway_route_table.spokes.id}',
        },
        'shop',
      ),
    ],
    `A5 weak, ${filters}`,
    '',
  ],
  [
    'a gateway that leads to an end of which no VPC is declared',
    [
      ...hub,
      associated,
      add(
        'aws_ec2_transit_gateway_vpc_attachment',
        'far',
        { id: 'attach-far', transit_gateway_id: 'tgw-hub', vpc_id: 'vpc-far', subnet_ids: ['subnet-far'] },
        'shop',
      ),
      toShop('attach-far'),
    ],
    'A5 open, A11 unknown, A12 unknown, A43 unknown',
    'A5 zone:business',
  ],
  [
    'a gateway with a table that nobody declares',
    [
      ...hub,
      ...shop,
      add(
        'aws_ec2_transit_gateway_route_table_association',
        'own',
        { transit_gateway_attachment_id: 'attach-own', transit_gateway_route_table_id: 'rtb-of-nobody' },
        'shop',
      ),
    ],
    'A5 unknown, A11 unknown, A12 unknown, A43 unknown',
    'A5 zone:business?',
  ],
  [
    'a gateway that leads to one of the shop’s in another region',
    [
      ...hub,
      associated,
      add('aws_ec2_transit_gateway', 'far', {}, 'shop'),
      add(
        'aws_ec2_transit_gateway_peering_attachment',
        'far',
        { id: 'attach-far', transit_gateway_id: 'tgw-hub', peer_account_id: elsewhere, peer_region: 'ap-northeast-3' },
        'shop',
      ),
      toShop('attach-far'),
    ],
    `A5 open, ${filters}`,
    'A5 zone:business',
  ],
  [
    'a route to a gateway that is only looked up',
    [...open, lookedUp, routeTo({ transit_gateway_id: '${data.aws_ec2_transit_gateway.hub.id}' }, '10.0.0.0/8')],
    `A5 open, ${filters}`,
    'A5 outside:data.aws_ec2_transit_gateway.hub',
  ],
  [
    'a peering with a VPC of the shop that only its account tells',
    [
      ...open,
      add('aws_vpc_peering_connection', 'p', { vpc_id: vpc, peer_vpc_id: 'vpc-1', peer_owner_id: elsewhere }),
      routeTo({ vpc_peering_connection_id: '${aws_vpc_peering_connection.p.id}' }, farRange),
    ],
    `A6 open, ${filters}`,
    'A6 zone:business',
  ],
  [
    'a peering with a VPC of the shop in which no subnet is declared',
    [
      ...open,
      set('aws_vpc', 'shop', { id: 'vpc-shop' }),
      add('aws_vpc_peering_connection', 'p', { vpc_id: vpc, peer_vpc_id: 'vpc-shop' }),
      routeTo({ vpc_peering_connection_id: '${aws_vpc_peering_connection.p.id}' }, '10.1.7.0/24'),
    ],
    `A6 open, ${filters}`,
    'A6 zone:business',
  ],
  [
    'a peering by which only what is not there can be reached: peerings lead no further',
    [
      ...open,
      set('aws_vpc', 'shop', { id: 'vpc-shop' }),
      add('aws_vpc_peering_connection', 'p', { vpc_id: vpc, peer_vpc_id: 'vpc-shop' }),
      routeTo({ vpc_peering_connection_id: '${aws_vpc_peering_connection.p.id}' }, '198.51.100.0/24'),
    ],
    `A6 weak, ${filters}`,
    '',
  ],
  [
    'a peering with a VPC of the shop whose range can’t be seen',
    [
      ...open,
      remove('aws_vpc', 'shop'),
      add('aws_vpc', 'shop', { id: 'vpc-shop', ipv4_ipam_pool_id: 'pool-1' }, 'shop'),
      add('aws_vpc_peering_connection', 'p', { vpc_id: vpc, peer_vpc_id: 'vpc-shop' }),
      routeTo({ vpc_peering_connection_id: '${aws_vpc_peering_connection.p.id}' }, farRange),
    ],
    'A6 unknown, A11 unknown, A12 unknown, A43 unknown',
    'A6 zone:business?',
  ],
  [
    'a route through a firewall of the shop',
    [
      ...open,
      add('aws_networkfirewall_firewall', 'f', { id: 'arn-f' }, 'shop'),
      routeTo({ vpc_endpoint_id: 'arn-f' }, farRange),
    ],
    `${filters}, A15 open`,
    'A15 zone:business',
  ],
  [
    'a machine of the shop that forwards, in a subnet of the zone',
    [
      ...open,
      set('aws_subnet', 'work', { id: 'subnet-work' }),
      add('aws_instance', 'guest', { id: 'i-guest', subnet_id: 'subnet-work' }, 'shop'),
      routeTo({ instance_id: 'i-guest' }, farRange),
    ],
    `${filters}, A43 open`,
    'A43 zone:business',
  ],
];
