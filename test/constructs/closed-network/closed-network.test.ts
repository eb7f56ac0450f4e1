import { describe, expect, it } from 'vitest';
import { aClosedNetwork } from '../declared.ts';
import { type Attributes, synthesize } from '../synthesize.ts';

const closed = synthesize((stack) => {
  aClosedNetwork(stack);
});

/** What a firewall rule lets through or stops, without its name and log. */
function effect({
  direction,
  priority,
  destination_ranges,
  source_ranges,
  allow,
  deny,
  disabled,
}: Attributes): unknown {
  return { direction, priority, ranges: destination_ranges ?? source_ranges, allow, deny, disabled };
}

describe('a closed network', () => {
  it('keeps no default route and creates no subnetwork by itself', () => {
    const { auto_create_subnetworks, delete_default_routes_on_create } = closed.only('google_compute_network');
    expect({ auto_create_subnetworks, delete_default_routes_on_create }).toEqual({
      auto_create_subnetworks: false,
      delete_default_routes_on_create: true,
    });
  });

  it('has one route, to the restricted addresses', () => {
    const { dest_range, next_hop_gateway } = closed.only('google_compute_route');
    expect({ dest_range, next_hop_gateway }).toEqual({
      dest_range: '199.36.153.4/30',
      next_hop_gateway: 'default-internet-gateway',
    });
  });

  it('denies all egress and ingress for both address families after a few exceptions', () => {
    const rules = Object.values(closed.all('google_compute_firewall')).map(effect);
    const all = [{ protocol: 'all' }];
    const deny = { priority: 65_534, allow: undefined, deny: all, disabled: false };
    const allow = { direction: 'EGRESS', deny: undefined, disabled: false };
    expect(new Set(rules)).toEqual(
      new Set([
        { ...deny, direction: 'EGRESS', ranges: ['0.0.0.0/0'] },
        { ...deny, direction: 'EGRESS', ranges: ['::/0'] },
        { ...deny, direction: 'INGRESS', ranges: ['0.0.0.0/0'] },
        { ...deny, direction: 'INGRESS', ranges: ['::/0'] },
        { ...allow, priority: 1000, ranges: ['199.36.153.4/30'], allow: [{ protocol: 'tcp', ports: ['443'] }] },
        { ...allow, priority: 1100, ranges: ['10.64.0.0/22', '10.68.0.0/18', '10.69.0.0/22'], allow: all },
        { ...allow, priority: 1200, ranges: ['172.16.0.0/28'], allow: [{ protocol: 'tcp', ports: ['443', '8132'] }] },
      ]),
    );
  });

  it('logs every rule and every flow', () => {
    const rules = Object.values(closed.all('google_compute_firewall'));
    expect(rules.map((rule) => rule['log_config'])).toEqual(rules.map(() => ({ metadata: 'INCLUDE_ALL_METADATA' })));
    expect(closed.only('google_compute_subnetwork')['log_config']).toEqual({
      aggregation_interval: 'INTERVAL_5_SEC',
      flow_sampling: 1,
      metadata: 'INCLUDE_ALL_METADATA',
    });
  });

  it('has a subnetwork for IPv4 only, with private access to Google APIs', () => {
    const { stack_type, private_ip_google_access, purpose } = closed.only('google_compute_subnetwork');
    expect({ stack_type, private_ip_google_access, purpose }).toEqual({
      stack_type: 'IPV4_ONLY',
      private_ip_google_access: true,
      purpose: 'PRIVATE',
    });
  });

  it('names its firewall rules after their construct', () => {
    const names = Object.values(closed.all('google_compute_firewall')).map(({ name }) => name);
    expect(new Set(names)).toEqual(
      new Set([
        'closed-deny-egress-ipv4',
        'closed-deny-egress-ipv6',
        'closed-deny-ingress-ipv4',
        'closed-deny-ingress-ipv6',
        'closed-allow-egress-restricted-vip',
        'closed-allow-egress-cluster',
        'closed-allow-egress-control-plane',
      ]),
    );
  });

  it.each([
    ['two ranges overlap', { podRange: '10.64.0.0/20' }, '`nodeRange` and `podRange` overlap'],
    ['a range is not a network', { nodeRange: '10.64.0.1/22' }, '`nodeRange` is not an IPv4 network'],
    ['the control plane gets no /28', { controlPlaneRange: '172.16.0.0/27' }, '`controlPlaneRange` has the wrong size'],
    ['the name is too long for its rules', { name: 'a'.repeat(37) }, '`name` is not a valid network name'],
  ])('rejects props when %s', (_, changes, message) => {
    expect(() => synthesize((stack) => aClosedNetwork(stack, changes))).toThrow(message);
  });

  it('says what is wrong, what it got, what it expected and how to fix it', () => {
    expect(() => synthesize((stack) => aClosedNetwork(stack, { controlPlaneRange: '172.16.0.0/27' }))).toThrow(
      'test/ClosedNetwork: `controlPlaneRange` has the wrong size: got "172.16.0.0/27", expected a /28; ' +
        'GKE takes exactly sixteen addresses for a control plane',
    );
  });
});
