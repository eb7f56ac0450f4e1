import { describe, expect, it } from 'vitest';
import { InternalEntry, type InternalEntryProps } from '../../../constructs/index.ts';
import { aClosedNetwork } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<InternalEntryProps> = {}) {
  return synthesize((stack) => {
    new InternalEntry(stack, 'InternalEntry', {
      project: 'rs-isolated-test',
      region: 'asia-northeast1',
      name: 'internal',
      network: aClosedNetwork(stack),
      proxyRange: '10.99.0.0/26',
      groups: ['projects/rs-isolated-test/zones/asia-northeast1-a/networkEndpointGroups/api'],
      port: 8080,
      healthPath: '/healthz',
      certificate: 'projects/rs-isolated-test/locations/asia-northeast1/certificates/api',
      ...changes,
    });
  });
}

const entry = declare();

describe('the way in from inside', () => {
  it('has a private address in one region and speaks TLS 1.2 or later', () => {
    const { load_balancing_scheme, allow_global_access, port_range } = entry.only('google_compute_forwarding_rule');
    expect({ load_balancing_scheme, allow_global_access, port_range }).toEqual({
      load_balancing_scheme: 'INTERNAL_MANAGED',
      allow_global_access: false,
      port_range: '443',
    });
    expect(entry.only('google_compute_region_ssl_policy')).toMatchObject({ min_tls_version: 'TLS_1_2' });
  });

  it('lets the proxies reach the port of the pods only', () => {
    const rule = Object.values(entry.all('google_compute_firewall')).find(
      ({ name }) => name === 'internal-allow-proxies',
    );
    expect(rule).toMatchObject({
      direction: 'INGRESS',
      source_ranges: ['10.99.0.0/26', '35.191.0.0/16', '130.211.0.0/22'],
      destination_ranges: ['10.68.0.0/18'],
      allow: [{ protocol: 'tcp', ports: ['8080'] }],
    });
  });

  it.each([
    ['proxies among the nodes', { proxyRange: '10.64.0.0/26' }, '`proxyRange` and `nodeRange` overlap'],
    ['too few proxies', { proxyRange: '10.99.0.0/28' }, '`proxyRange` has the wrong size'],
    ['nothing behind it', { groups: [] }, 'nothing answers behind the load balancer'],
    [
      'a certificate of another place',
      { certificate: 'projects/rs-isolated-test/locations/global/certificates/api' },
      '`certificate` is not a certificate of the region',
    ],
  ])('refuses %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
