import { describe, expect, it } from 'vitest';
import { DirectConnectPath, type DirectConnectPathProps, type PathGateway } from '../../../constructs/index.ts';
import { givenNetwork } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

const transit: PathGateway = { kind: 'transit', transitGatewayId: 'tgw-0a1b2c3d', transitGatewayAsn: 64_601 };

function declare(changes: Partial<DirectConnectPathProps> = {}) {
  return synthesize((stack) => {
    new DirectConnectPath(stack, 'Path', {
      name: 'edge',
      network: givenNetwork,
      gateway: { kind: 'virtual-private' },
      amazonSideAsn: 64_600,
      onPremisesAsn: 64_700,
      allowedPrefixes: ['10.80.0.0/20'],
      onPremisesPrefixes: ['10.200.0.0/16'],
      virtualInterfaces: [{ connectionId: 'dxcon-fg0test1', vlan: 110 }],
      ...changes,
    });
  });
}

describe('a Direct Connect path', () => {
  it('enters by a virtual private gateway, whose routes come and go with BGP', () => {
    const path = declare();
    const gateway = '${aws_vpn_gateway.Path_VirtualPrivateGateway_4B929AD8.id}';
    expect(path.only('aws_dx_gateway_association')).toEqual({
      dx_gateway_id: '${aws_dx_gateway.Path_41523B94.id}',
      associated_gateway_id: gateway,
      allowed_prefixes: ['10.80.0.0/20'],
      lifecycle: { prevent_destroy: true },
    });
    expect(path.only('aws_vpn_gateway_route_propagation')).toEqual({
      vpn_gateway_id: gateway,
      route_table_id: 'rtb-0a1b2c3d',
    });
    expect(path.all('aws_route')).toEqual({});
    expect(path.only('aws_dx_private_virtual_interface')).toMatchObject({ vlan: 110, bgp_asn: 64_700, mtu: 9001 });
  });

  it('enters by a transit gateway, with a route to each network of the premises', () => {
    const path = declare({ gateway: transit, onPremisesPrefixes: ['10.200.0.0/16', '10.201.0.0/16'] });
    expect(path.only('aws_dx_gateway_association')['associated_gateway_id']).toBe('tgw-0a1b2c3d');
    const routes = Object.values(path.all('aws_route'));
    expect(
      routes.map(({ destination_cidr_block, transit_gateway_id }) => [destination_cidr_block, transit_gateway_id]),
    ).toEqual([
      ['10.200.0.0/16', 'tgw-0a1b2c3d'],
      ['10.201.0.0/16', 'tgw-0a1b2c3d'],
    ]);
    expect(path.only('aws_dx_transit_virtual_interface')).toMatchObject({ vlan: 110, mtu: 8500 });
  });

  const virtualInterface = { connectionId: 'dxcon-fg0test1', vlan: 110 };

  it.each<readonly [string, Partial<DirectConnectPathProps>, string]>([
    ['with a public number', { amazonSideAsn: 65_535 }, '`amazonSideAsn` is not a private autonomous system number'],
    ['whose ends have one number', { onPremisesAsn: 64_600 }, 'two ends of the path have the same autonomous'],
    [
      "with its transit gateway's number",
      { gateway: { ...transit, transitGatewayAsn: 64_600 } },
      'two ends of the path have the same autonomous system number',
    ],
    ['that announces nothing', { allowedPrefixes: [] }, 'nothing is announced to the premises'],
    ['that leads nowhere', { onPremisesPrefixes: [] }, 'no network of the premises is reachable'],
    ['that leads everywhere', { onPremisesPrefixes: ['0.0.0.0/0'] }, 'the default route would send every packet'],
    [
      'with too many prefixes',
      { allowedPrefixes: Array.from({ length: 21 }, (_, index) => `10.${index}.0.0/16`) },
      'too many prefixes for one association: got 21, expected at most 20',
    ],
    ['into the VPC itself', { onPremisesPrefixes: ['10.80.0.0/16'] }, 'a network of the premises overlaps the VPC'],
    ['without an interface', { virtualInterfaces: [] }, 'no traffic can flow'],
    ['on no connection', { virtualInterfaces: [{ connectionId: 'x', vlan: 1 }] }, '`connectionId` is not a Direct'],
    ['on an impossible VLAN', { virtualInterfaces: [{ ...virtualInterface, vlan: 4095 }] }, '`vlan` is out of range'],
    ['on a VLAN twice', { virtualInterfaces: [virtualInterface, virtualInterface] }, '`virtualInterfaces` uses a VLAN'],
  ])('rejects a path %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
