import { describe, expect, it } from 'vitest';
import { StationLink, type StationProvider } from '../../../constructs/index.ts';
import { aClosedNetwork } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

const provider: StationProvider = {
  name: 'station-north',
  asn: 64_710,
  ranges: ['100.64.0.0/24'],
  ports: ['4000-4010'],
  tunnels: [
    { peerAddress: '198.51.100.130', ownLinkAddress: '169.254.10.1', peerLinkAddress: '169.254.10.2' },
    { peerAddress: '198.51.100.131', ownLinkAddress: '169.254.10.5', peerLinkAddress: '169.254.10.6' },
  ],
};

function declare(changes: Partial<StationProvider> = {}, bgpAsn = 64_620) {
  return synthesize((stack) => {
    new StationLink(stack, 'StationLink', {
      project: 'rs-isolated-test',
      region: 'asia-northeast1',
      network: aClosedNetwork(stack),
      provider: { ...provider, ...changes },
      bgpAsn,
      sharedSecrets: ['${var.first}', '${var.second}'],
    });
  });
}

const link = declare();

describe('a link to a ground station', () => {
  it('is two tunnels to two gateways of the provider, with secrets that are written nowhere', () => {
    const tunnels = Object.values(link.all('google_compute_vpn_tunnel')).map(
      ({ vpn_gateway_interface, peer_external_gateway_interface, shared_secret, ike_version }) => [
        vpn_gateway_interface,
        peer_external_gateway_interface,
        shared_secret,
        ike_version,
      ],
    );
    expect([tunnels, link.only('google_compute_external_vpn_gateway')['interface']]).toEqual([
      [
        [0, 0, '${var.first}', 2],
        [1, 1, '${var.second}', 2],
      ],
      [
        { id: 0, ip_address: '198.51.100.130' },
        { id: 1, ip_address: '198.51.100.131' },
      ],
    ]);
  });

  it('announces the network of the nodes and nothing else', () => {
    const announced = {
      advertise_mode: 'CUSTOM',
      advertised_groups: [],
      advertised_ip_ranges: [{ range: '10.64.0.0/22' }],
    };
    expect(link.only('google_compute_router')['bgp']).toEqual({ asn: 64_620, ...announced });
    for (const session of Object.values(link.all('google_compute_router_peer'))) {
      expect(session).toMatchObject({ ...announced, enable_ipv6: false, peer_asn: 64_710 });
    }
  });

  it('learns the registered networks of the provider and drops all others', () => {
    expect(link.only('google_compute_router_route_policy')).toMatchObject({
      type: 'ROUTE_POLICY_TYPE_IMPORT',
      terms: [
        {
          priority: 0,
          match: { expression: "destination == '100.64.0.0/24'" },
          actions: [{ expression: 'accept()' }],
        },
        {
          priority: 1,
          match: { expression: "destination.inAnyRange(prefix('0.0.0.0/0').orLonger())" },
          actions: [{ expression: 'drop()' }],
        },
      ],
    });
  });

  it('lets through the registered ports only', () => {
    const rules = Object.values(link.all('google_compute_firewall')).filter(({ name }) =>
      String(name).startsWith('station-north'),
    );
    expect(rules.map(({ direction, allow, destination_ranges }) => ({ direction, allow, destination_ranges }))).toEqual(
      [
        {
          direction: 'EGRESS',
          allow: [{ protocol: 'tcp', ports: ['4000-4010'] }],
          destination_ranges: ['100.64.0.0/24'],
        },
        {
          direction: 'INGRESS',
          allow: [{ protocol: 'tcp', ports: ['4000-4010'] }],
          destination_ranges: ['10.64.0.0/22'],
        },
      ],
    );
  });

  it.each([
    ['a provider on the internet', { ranges: ['203.0.113.0/24'] }, 'a network of the provider is on the internet'],
    ['networks that overlap', { ranges: ['10.64.0.0/16'] }, 'a network of the provider overlaps `nodeRange`'],
    ['no network', { ranges: [] }, 'no network of the provider is named'],
    ['every port', { ports: [] }, 'no port of the provider is named'],
    ['our own number', { asn: 64_620 }, 'the autonomous system numbers do not work together'],
    ['a long name', { name: 'a'.repeat(40) }, 'the name of the provider is not usable'],
    [
      'a private gateway',
      { tunnels: [{ ...provider.tunnels[0], peerAddress: '10.0.0.1' }, provider.tunnels[1]] as const },
      'the gateway of the provider has a private address',
    ],
    ['one gateway twice', { tunnels: [provider.tunnels[0], provider.tunnels[0]] as const }, 'stands twice'],
    [
      'ends on two links',
      { tunnels: [{ ...provider.tunnels[0], peerLinkAddress: '169.254.10.9' }, provider.tunnels[1]] as const },
      'the ends of a tunnel are not on one link',
    ],
  ])('refuses %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });

  it('refuses a public number of ours', () => {
    expect(() => declare({}, 15_169)).toThrow('the autonomous system numbers do not work together');
  });
});
