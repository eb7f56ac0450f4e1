import { describe, expect, it } from 'vitest';
import { environmentNames, environments } from '../../stacks/environments.ts';
import { findStack, resourcesOf, synthesizeEstate } from './synthesize-estate.ts';

const stacks = synthesizeEstate();

describe.each(environmentNames)('satellite control of %s', (name) => {
  const { control } = environments[name];
  const stack = findStack(stacks, `control-${name}`);

  it('leads tunnels only to addresses on the one list of peers', () => {
    const peers = resourcesOf(stack, 'google_compute_external_vpn_gateway').flatMap((gateway) =>
      (gateway['interface'] as readonly { readonly ip_address: string }[]).map(({ ip_address }) => ip_address),
    );
    const [list] = resourcesOf(findStack(stacks, `control-projects-${name}`), 'google_org_policy_policy').filter(
      (policy) => policy['name'] === `projects/${control.projectId}/policies/compute.restrictVpnPeerIPs`,
    );
    expect(list?.['spec']).toEqual({
      inherit_from_parent: false,
      rules: [{ values: { allowed_values: peers.toSorted() } }],
    });
    expect(peers).toHaveLength(control.stations.length * 2);
  });

  it('gives no machine, node or database an address on the internet', () => {
    expect(stack.text).not.toMatch(/"access_config"|"EXTERNAL"|"ipv4_enabled": true|google_compute_router_nat/);
  });

  it('keeps command keys in a project of their own, one for each satellite', () => {
    const keys = findStack(stacks, `command-keys-${name}`);
    expect(Object.keys(keys.json.resource).sort()).toEqual([
      'google_kms_crypto_key',
      'google_kms_crypto_key_iam_policy',
      'google_kms_key_ring',
    ]);
    expect(resourcesOf(keys, 'google_kms_crypto_key').map((key) => key['name'])).toEqual(control.satellites);
    expect(stack.text).not.toContain(control.keyProject.id);
  });

  it('takes the secrets of its tunnels from sensitive variables', () => {
    const { variable = {} } = JSON.parse(stack.text) as {
      readonly variable?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    };
    const secrets = resourcesOf(stack, 'google_compute_vpn_tunnel').map((tunnel) => tunnel['shared_secret']);
    expect(Object.keys(variable).map((key) => `\${var.${key}}`)).toEqual(secrets);
    expect(Object.values(variable).map(({ sensitive, default: value }) => [sensitive, value])).toEqual(
      secrets.map(() => [true, undefined]),
    );
  });
});
