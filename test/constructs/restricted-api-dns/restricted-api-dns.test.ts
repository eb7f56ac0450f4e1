import { describe, expect, it } from 'vitest';
import { RestrictedApiDns } from '../../../constructs/index.ts';
import { aClosedNetwork } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

const vip = ['199.36.153.4', '199.36.153.5', '199.36.153.6', '199.36.153.7'];
const networkUrl = '${google_compute_network.ClosedNetwork_AD875D20.id}';
const dns = synthesize((stack) => {
  const { network } = aClosedNetwork(stack);
  new RestrictedApiDns(stack, 'Dns', { project: 'rs-isolated-test', name: 'closed', network });
});

describe('names in a closed network', () => {
  it('are answered by the response policy: APIs at the restricted addresses, everything else sunk', () => {
    const rules = Object.values(dns.all('google_dns_response_policy_rule'));
    const answers = Object.fromEntries(rules.map(({ dns_name, local_data }) => [String(dns_name), local_data]));
    const answer = (name: string, rrdatas: readonly string[]) => ({
      local_datas: [{ name, type: 'A', ttl: 300, rrdatas }],
    });
    expect(answers).toEqual({
      '*.googleapis.com.': answer('*.googleapis.com.', vip),
      'gcr.io.': answer('gcr.io.', vip),
      '*.gcr.io.': answer('*.gcr.io.', vip),
      'pkg.dev.': answer('pkg.dev.', vip),
      '*.pkg.dev.': answer('*.pkg.dev.', vip),
      'metadata.google.internal.': answer('metadata.google.internal.', ['169.254.169.254']),
      '*.': answer('*.', ['192.0.2.1']),
    });
  });

  it('are answered by private zones alike, under an empty root', () => {
    const zones = Object.values(dns.all('google_dns_managed_zone'));
    expect(zones.map(({ dns_name, visibility }) => [dns_name, visibility]).sort()).toEqual([
      ['.', 'private'],
      ['gcr.io.', 'private'],
      ['googleapis.com.', 'private'],
      ['pkg.dev.', 'private'],
    ]);
    const records = Object.values(dns.all('google_dns_record_set'));
    expect(records.map(({ name, type, rrdatas }) => [name, type, rrdatas]).sort()).toEqual([
      ['*.gcr.io.', 'CNAME', ['gcr.io.']],
      ['*.googleapis.com.', 'CNAME', ['restricted.googleapis.com.']],
      ['*.pkg.dev.', 'CNAME', ['pkg.dev.']],
      ['gcr.io.', 'A', vip],
      ['pkg.dev.', 'A', vip],
      ['restricted.googleapis.com.', 'A', vip],
    ]);
  });

  it('are logged, and nobody outside may ask', () => {
    const { enable_logging, enable_inbound_forwarding, alternative_name_server_config, networks } =
      dns.only('google_dns_policy');
    expect({ enable_logging, enable_inbound_forwarding, alternative_name_server_config, networks }).toEqual({
      enable_logging: true,
      enable_inbound_forwarding: false,
      alternative_name_server_config: undefined,
      networks: [{ network_url: networkUrl }],
    });
  });

  it('never resolve to the addresses that also serve unprotected APIs', () => {
    const records = JSON.stringify([dns.all('google_dns_record_set'), dns.all('google_dns_response_policy_rule')]);
    expect(records.match(/199\.36\.153\.(8|9|10|11)\b/g)).toBeNull();
  });
});
