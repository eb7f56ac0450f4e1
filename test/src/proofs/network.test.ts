import { describe, expect, it } from 'vitest';
import type { Zone } from '../../../src/configuration/configuration.ts';
import type { Resource } from '../../../src/estate/estate.ts';
import { ResourceIndex } from '../../../src/estate/resource-index.ts';
import { Unknown } from '../../../src/estate/value.ts';
import type { ExitFacts } from '../../../src/proofs/exit.ts';
import { findExits } from '../../../src/proofs/find-exits.ts';
import { World } from '../../../src/proofs/world.ts';
import { aResource } from '../../support/a-resource.ts';

const zone = { name: 'z', dataClass: 'remote-sensing' } as Zone;

function facts(exit: string, resources: readonly Resource[], inZone: Zone | null = zone): ExitFacts {
  const found = findExits(new World(resources, new ResourceIndex(resources), () => inZone))[exit];
  if (found === undefined) throw new Error(`no exit ${exit}`);
  return found;
}

/** `address key element` of everything that stands open or is unknown. */
function said(exit: string, ...resources: readonly Resource[]): { open: string[]; unknown: string[] } {
  const found = facts(exit, resources);
  const brief = (list: ExitFacts['open']): string[] =>
    list
      .map((one) => [one.resource.slice(2), one.key, one.element].filter((part) => part !== undefined).join(' '))
      .sort();
  return { open: brief(found.open), unknown: brief(found.unknown) };
}

const closed = { open: [], unknown: [] };
const network = aResource('google_compute_network.n', {
  delete_default_routes_on_create: true,
  auto_create_subnetworks: 'false',
});
const subnetwork = (values: Record<string, unknown>): Resource =>
  aResource('google_compute_subnetwork.s', values, { network: 'google_compute_network.n' });
const plain = subnetwork({ stack_type: 'IPV4_ONLY' });
const rule = (name: string, values: Record<string, unknown>): Resource =>
  aResource(
    `google_compute_firewall.${name}`,
    { direction: 'EGRESS', ...values },
    { network: 'google_compute_network.n' },
  );
const everything = [{ protocol: 'all' }];
const denyAll = rule('deny', { priority: 65534, destination_ranges: ['0.0.0.0/0'], deny: everything });
const unseen = new Unknown('after-apply');

describe('E1 external addresses', () => {
  const machine = (networkInterface: unknown): Resource =>
    aResource('google_compute_instance.i', { network_interface: networkInterface });

  it.each([
    ['an empty access_config', [{ access_config: [{}] }]],
    ['an access_config written as one block', { access_config: {} }],
    ['an IPv6 one', [{ ipv6_access_config: [{}] }]],
  ])('fails a machine with %s', (_name, networkInterface) => {
    expect(said('E1', machine(networkInterface)).open).toEqual(['google_compute_instance.i external_address']);
  });

  it('passes a machine without', () => {
    expect(said('E1', machine([{ subnetwork: 'x' }]))).toEqual(closed);
  });

  it('does not know where the block is not known, or hidden in a plan', () => {
    const hidden = aResource(
      'google_compute_instance.i',
      { network_interface: [{}] },
      {},
      { undeclared: ['access_config'] },
    );
    for (const one of [machine(unseen), machine([{ access_config: unseen }]), hidden]) {
      expect(said('E1', one)).toEqual({ open: [], unknown: ['google_compute_instance.i address_unknown'] });
    }
  });

  it('fails an address, which is external by default', () => {
    expect(said('E1', aResource('google_compute_address.a')).open).toEqual([
      'google_compute_address.a external_address',
    ]);
  });

  it('passes what is written to be internal', () => {
    const internal = [
      aResource('google_compute_address.a', { address_type: 'INTERNAL' }),
      aResource('aws_subnet.s', { map_public_ip_on_launch: false }),
      aResource('aws_instance.i', {}),
    ];
    expect(said('E1', ...internal)).toEqual(closed);
  });

  it('fails AWS addresses and subnets that hand them out', () => {
    const open = [
      aResource('aws_eip.e'),
      aResource('aws_subnet.s', { map_public_ip_on_launch: 'true' }),
      aResource('aws_instance.i', { associate_public_ip_address: true }),
    ];
    expect(said('E1', ...open).open).toEqual([
      'aws_eip.e external_address',
      'aws_instance.i external_address',
      'aws_subnet.s public_subnet',
    ]);
  });
});

describe('E2 address translation', () => {
  it('fails every NAT and gateway', () => {
    const ways = [
      'google_compute_router_nat.n',
      'aws_nat_gateway.n',
      'aws_internet_gateway.g',
      'aws_egress_only_internet_gateway.e',
    ];
    expect(said('E2', ...ways.map((address) => aResource(address))).open).toEqual([
      'aws_egress_only_internet_gateway.e internet_gateway',
      'aws_internet_gateway.g internet_gateway',
      'aws_nat_gateway.n nat_gateway',
      'google_compute_router_nat.n nat_gateway',
    ]);
  });

  it('examines the networks that have none, so that a pass is a pass of something', () => {
    expect(facts('E2', [network])).toEqual({ examined: ['s/google_compute_network.n'], open: [], unknown: [] });
  });
});

describe('E3 routes', () => {
  it('passes a network without default routes and a route to the restricted VIP', () => {
    const route = aResource('google_compute_route.r', {
      dest_range: '199.36.153.4/30',
      next_hop_gateway: 'default-internet-gateway',
    });
    expect(said('E3', network, route)).toEqual(closed);
  });

  it('fails a network that leaves the defaults, since both are the opposite', () => {
    expect(said('E3', aResource('google_compute_network.n')).open).toEqual([
      'google_compute_network.n auto_subnets',
      'google_compute_network.n default_routes_kept',
    ]);
  });

  it.each(['0.0.0.0/0', '199.36.153.8/30', '199.36.153.0/24', '10.0.0.0/8'])('fails a route to %s', (destination) => {
    const route = aResource('google_compute_route.r', { dest_range: destination, next_hop_vpn_tunnel: 't' });
    expect(said('E3', route).open).toEqual([`google_compute_route.r route_outside ${destination}`]);
  });

  it('does not know a route whose destination is not known', () => {
    expect(said('E3', aResource('google_compute_route.r', { dest_range: unseen })).unknown).toEqual([
      'google_compute_route.r route_unknown',
    ]);
  });

  it('fails AWS routes to the internet, alone or in a table, and passes local and private ones', () => {
    const table = aResource('aws_route_table.t', {
      route: [
        { cidr_block: '10.0.0.0/8', gateway_id: 'vgw-1' },
        { cidr_block: '10.1.0.0/16', gateway_id: 'local' },
        { ipv6_cidr_block: '::/0', egress_only_gateway_id: 'eigw-1' },
      ],
    });
    const route = aResource('aws_route.r', { destination_cidr_block: '0.0.0.0/0', nat_gateway_id: unseen });
    expect(said('E3', table, route).open).toEqual([
      'aws_route.r route_outside 0.0.0.0/0',
      'aws_route_table.t route_outside ::/0',
    ]);
  });
});

describe('E4 egress firewall', () => {
  const allow = (values: Record<string, unknown>): Resource =>
    rule('allow', { priority: 1000, allow: everything, ...values });

  it('passes a network that denies everything after allowing only what is inside', () => {
    const inside = allow({ destination_ranges: ['10.64.0.0/22', '199.36.153.4/30'] });
    expect(said('E4', network, plain, denyAll, inside)).toEqual(closed);
  });

  it('fails a network without a deny, since the implied rule lets everything out', () => {
    expect(said('E4', network, plain).open).toEqual(['google_compute_network.n no_deny_egress ipv4']);
  });

  it('wants IPv6 denied too, unless every subnetwork is IPv4 only', () => {
    const six = rule('six', { priority: 65534, destination_ranges: ['::/0'], deny: everything });
    expect(said('E4', network, subnetwork({}), denyAll).open).toEqual(['google_compute_network.n no_deny_egress ipv6']);
    expect(said('E4', network, subnetwork({ stack_type: 'IPV4_IPV6' }), denyAll, six)).toEqual(closed);
  });

  it.each([
    ['is disabled', { disabled: true }],
    ['holds for some machines only', { target_tags: ['x'] }],
    ['denies one protocol', { deny: [{ protocol: 'tcp' }] }],
    ['denies half of the addresses', { destination_ranges: ['0.0.0.0/1'] }],
  ])('does not count a deny that %s', (_name, values) => {
    const deny = rule('deny', { priority: 65534, destination_ranges: ['0.0.0.0/0'], deny: everything, ...values });
    expect(said('E4', network, plain, deny).open).toContain('google_compute_network.n no_deny_egress ipv4');
  });

  it('fails an allow to the internet before the deny and none after it or at its number', () => {
    const outside = { destination_ranges: ['8.8.8.8/32'] };
    expect(said('E4', network, plain, denyAll, allow(outside)).open).toEqual([
      'google_compute_firewall.allow allow_outside 8.8.8.8/32',
    ]);
    expect(said('E4', network, plain, denyAll, allow({ ...outside, priority: 65535 }))).toEqual(closed);
    expect(said('E4', network, plain, denyAll, allow({ ...outside, priority: 65534 }))).toEqual(closed);
  });

  it('takes an allow without destinations for one to everywhere', () => {
    expect(said('E4', network, plain, denyAll, allow({})).open).toEqual([
      'google_compute_firewall.allow allow_outside 0.0.0.0/0',
    ]);
  });

  it('does not know a rule whose destination, direction or priority is not known', () => {
    for (const values of [
      { destination_ranges: unseen },
      { direction: unseen },
      { destination_ranges: ['10.0.0.0/8'], priority: unseen },
    ]) {
      expect(said('E4', network, plain, denyAll, allow(values)).unknown).toEqual([
        'google_compute_firewall.allow firewall_unknown',
      ]);
    }
  });

  it('ignores rules for traffic that comes in, also by default', () => {
    const into = aResource(
      'google_compute_firewall.in',
      { allow: everything },
      { network: 'google_compute_network.n' },
    );
    expect(said('E4', network, plain, denyAll, into)).toEqual(closed);
  });

  describe('with a network firewall policy', () => {
    const policy = aResource('google_compute_network_firewall_policy.p');
    const association = aResource(
      'google_compute_network_firewall_policy_association.a',
      {},
      { attachment_target: 'google_compute_network.n', firewall_policy: 'google_compute_network_firewall_policy.p' },
    );
    const policyRule = (values: Record<string, unknown>): Resource =>
      aResource(
        'google_compute_network_firewall_policy_rule.r',
        {
          direction: 'EGRESS',
          priority: 100,
          match: [{ dest_ip_ranges: ['0.0.0.0/0'], layer4_configs: [{ ip_protocol: 'all' }] }],
          ...values,
        },
        { firewall_policy: 'google_compute_network_firewall_policy.p' },
      );
    const first = aResource('google_compute_network.n', {
      network_firewall_policy_enforcement_order: 'BEFORE_CLASSIC_FIREWALL',
    });
    const outside = allow({ destination_ranges: ['8.8.8.8/32'] });

    it('passes when the policy denies everything', () => {
      expect(said('E4', network, plain, policy, association, policyRule({ action: 'deny' }))).toEqual(closed);
    });

    it('lets a VPC rule open what the policy denies only when VPC rules come first', () => {
      const rest = [plain, policy, association, policyRule({ action: 'deny' }), outside];
      expect(said('E4', network, ...rest).open).toEqual(['google_compute_firewall.allow allow_outside 8.8.8.8/32']);
      expect(said('E4', first, ...rest)).toEqual(closed);
    });

    it('does not know destinations that are given by name', () => {
      const named = policyRule({
        action: 'allow',
        match: [{ dest_fqdns: ['example.jp'], layer4_configs: [{ ip_protocol: 'all' }] }],
      });
      expect(said('E4', network, plain, denyAll, policy, association, named).unknown).toEqual([
        'google_compute_network_firewall_policy_rule.r firewall_unknown',
      ]);
    });
  });

  it('fails AWS security groups that let something out, in blocks or rules of their own', () => {
    const group = aResource('aws_security_group.g', {
      egress: [{ cidr_blocks: ['0.0.0.0/0', '10.0.0.0/8'], protocol: '-1' }],
    });
    const own = aResource('aws_vpc_security_group_egress_rule.r', { cidr_ipv6: '::/0' });
    const into = aResource('aws_security_group_rule.i', { type: 'ingress', cidr_blocks: ['0.0.0.0/0'] });
    expect(said('E4', group, own, into).open).toEqual([
      'aws_security_group.g allow_outside 0.0.0.0/0',
      'aws_vpc_security_group_egress_rule.r allow_outside ::/0',
    ]);
  });
});

describe('E5 IPv6', () => {
  it('wants stack_type written', () => {
    expect(said('E5', plain)).toEqual(closed);
    expect(said('E5', subnetwork({})).open).toEqual(['google_compute_subnetwork.s ipv6_unset']);
    expect(said('E5', subnetwork({ stack_type: 'IPV4_IPV6' })).open).toEqual([
      'google_compute_subnetwork.s stack_type',
    ]);
    expect(said('E5', subnetwork({ stack_type: unseen })).unknown).toEqual([
      'google_compute_subnetwork.s ipv6_unknown',
    ]);
  });

  it('fails AWS networks that have it', () => {
    expect(said('E5', aResource('aws_vpc.v', { assign_generated_ipv6_cidr_block: true })).open).toEqual([
      'aws_vpc.v stack_type',
    ]);
    expect(said('E5', aResource('aws_vpc.v', { assign_generated_ipv6_cidr_block: false }))).toEqual(closed);
  });
});

describe('E6 load balancers', () => {
  it('fails what is external by default', () => {
    expect(said('E6', aResource('google_compute_forwarding_rule.f'), aResource('aws_lb.l')).open).toEqual([
      'aws_lb.l external_forwarding',
      'google_compute_forwarding_rule.f external_forwarding',
    ]);
  });

  it('passes what is written to be internal, and the endpoint for protected Google APIs only', () => {
    const internal = [
      aResource('google_compute_forwarding_rule.f', { load_balancing_scheme: 'INTERNAL_MANAGED' }),
      aResource('google_compute_global_forwarding_rule.p', { target: 'vpc-sc', load_balancing_scheme: '' }),
      aResource('aws_lb.l', { internal: true }),
    ];
    expect(said('E6', ...internal)).toEqual(closed);
    const every = aResource('google_compute_global_forwarding_rule.p', {
      target: 'all-apis',
      load_balancing_scheme: '',
    });
    expect(said('E6', every).open).toEqual(['google_compute_global_forwarding_rule.p external_forwarding']);
  });

  it('does not know a scheme that is not known', () => {
    expect(
      said('E6', aResource('google_compute_forwarding_rule.f', { load_balancing_scheme: unseen })).unknown,
    ).toEqual(['google_compute_forwarding_rule.f address_unknown']);
  });
});

describe('where the proof looks', () => {
  it('looks at nothing outside of closed zones', () => {
    for (const other of [null, { ...zone, dataClass: 'business' as const }]) {
      expect(facts('E2', [aResource('google_compute_router_nat.n')], other)).toEqual({
        examined: [],
        open: [],
        unknown: [],
      });
    }
  });

  it('does not count what the plan deletes', () => {
    const deleted = { ...denyAll, actions: ['delete'] as const };
    expect(said('E4', network, plain, deleted).open).toEqual(['google_compute_network.n no_deny_egress ipv4']);
  });
});
