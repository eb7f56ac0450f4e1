import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closedStacks, proveZoneOf, type Stacks } from '../proofs/egress/closed-zone.ts';
import { add, below, type Edit, place, set } from '../proofs/egress/edit-stacks.ts';
import { diagnostics, runCli } from './run-cli.ts';

const good = closedStacks();
const closed = proveZoneOf(good);

const project = 'rs-isolated-prd';
const network = '${google_compute_network.ClosedNetwork_AD875D20.id}';
const perimeter = 'google_access_context_manager_service_perimeter';
const denial = ['google_compute_firewall', 'ClosedNetwork_DenyEgressIpv4'] as const;
const rule = {
  allow: [{ protocol: 'all' }],
  destination_ranges: ['10.0.0.0/8'],
  direction: 'EGRESS',
  network,
  priority: 1,
  name: 'a',
  project,
};
const secondPerimeter: Edit = (stacks) => {
  const [owner, name] = place(stacks, perimeter, '');
  const values = { ...below(owner, name), name: 'accessPolicies/1/servicePerimeters/s' };
  add(perimeter, 'second', values, 'foundation-prd')(stacks);
};

function edited(edits: readonly Edit[]): Stacks {
  const stacks = structuredClone(good);
  for (const edit of edits) edit(stacks);
  return stacks;
}

/** What an edit leaves undecided that was decided, `EXIT ADDRESS (ATTRIBUTE): WHAT`, and the verdict on the zone. */
function undecided(...edits: readonly Edit[]): { readonly verdict: string; readonly because: readonly string[] } {
  const zone = proveZoneOf(edited(edits));
  const because = zone.exits
    .filter(({ verdict }) => verdict === 'unknown')
    .flatMap(({ id, unknown }) =>
      unknown.map(({ address, attribute, decides }) => `${id} ${address} (${attribute}): ${decides.en}`),
    );
  return { verdict: zone.verdict, because: [...new Set(because)] };
}

const firewall = (values: Readonly<Record<string, unknown>>): Edit =>
  add('google_compute_firewall', 'a', { ...rule, ...values });
const ofRules = (said: string): readonly string[] => [`E4 ${said}`, `E15 ${said}`];
const ofRoutes = (said: string): readonly string[] => [`E3 ${said}`, `E15 ${said}`];
const subnetwork = 'google_compute_subnetwork.ClosedNetwork_Subnetwork_B42EE77D';

describe('what bad input gets from the proof', () => {
  it('is closed before anything is bad, so that each case below is told by what it changes', () => {
    expect(closed.verdict).toBe('closed');
  });

  it.each<readonly [what: string, edit: Edit, because: readonly string[]]>([
    [
      'an allowed range that is none',
      firewall({ destination_ranges: ['10.0.0.0/99'] }),
      ofRules('google_compute_firewall.a (destination_ranges): a range in destination_ranges: `10.0.0.0/99` is none'),
    ],
    [
      'a denied range that is none',
      set(...denial, 'destination_ranges', ['0.0.0.0/zero']),
      ofRules(
        'google_compute_firewall.ClosedNetwork_DenyEgressIpv4_A1601950 (destination_ranges): a range in destination_ranges: `0.0.0.0/zero` is none',
      ),
    ],
    [
      'a range of a hierarchical policy that is none',
      add('google_compute_firewall_policy_rule', 'a', {
        firewall_policy: 'folders/1',
        priority: 1,
        action: 'allow',
        direction: 'EGRESS',
        match: [{ dest_ip_ranges: ['1.2.3.4/64'], layer4_configs: [{ ip_protocol: 'all' }] }],
      }),
      ofRules(
        'google_compute_firewall_policy_rule.a (match.0.dest_ip_ranges): a range in match.0.dest_ip_ranges: `1.2.3.4/64` is none',
      ),
    ],
    [
      'a route to what is no range',
      add('google_compute_route', 'd', {
        dest_range: 'everything',
        next_hop_gateway: 'default-internet-gateway',
        network,
        name: 'd',
        project,
      }),
      ofRoutes('google_compute_route.d (dest_range): a range in dest_range: `everything` is none'),
    ],
    [
      'a subnetwork whose range is none',
      set('google_compute_subnetwork', 'ClosedNetwork', 'ip_cidr_range', '10.0.0.300/24'),
      ofRoutes(`${subnetwork} (ip_cidr_range): a range in ip_cidr_range: \`10.0.0.300/24\` is none`),
    ],
    [
      'a secondary range that is none',
      set('google_compute_subnetwork', 'ClosedNetwork', 'secondary_ip_range', [{ ip_cidr_range: 'pods' }]),
      ofRoutes(
        `${subnetwork} (secondary_ip_range.0.ip_cidr_range): a range in secondary_ip_range.0.ip_cidr_range: \`pods\` is none`,
      ),
    ],
    [
      'the network of the security room that is none',
      set('google_access_context_manager_access_level', 'IsolatedProject_SecurityRoom', 'basic.conditions', [
        { ip_subnetworks: ['203.0.113.16/99'] },
      ]),
      [
        'E37 google_access_context_manager_access_level.IsolatedProject_SecurityRoom_52A23872 (basic.0.conditions): which networks it names: `203.0.113.16/99` is none',
      ],
    ],
    [
      'a rule whose targets are not told',
      firewall({ target_tags: ['${var.tag}'] }),
      ofRules('google_compute_firewall.a (target_tags): which machines the rule is for'),
    ],
    [
      'a denial whose targets are not told',
      set(...denial, 'target_tags', '${var.tags}'),
      ofRules(
        'google_compute_firewall.ClosedNetwork_DenyEgressIpv4_A1601950 (target_tags): which machines the rule is for',
      ),
    ],
    [
      'a rule for a network that nobody declares',
      firewall({ network: '${google_compute_network.nobody.id}' }),
      ofRules('google_compute_firewall.a (network): the declaration of the network that it is for'),
    ],
    [
      'a rule for a network that is not told',
      firewall({ network: '${var.network}' }),
      ofRules('google_compute_firewall.a (network): the declaration of the network that it is for'),
    ],
    [
      'a direction that is none',
      firewall({ direction: 'SIDEWAYS' }),
      ofRules('google_compute_firewall.a (direction): a direction: `SIDEWAYS` is none'),
    ],
  ])('%s is unknown, with what would decide it', (_what, edit, because) => {
    const found = undecided(edit);
    expect({ verdict: found.verdict, because: found.because.filter((one) => because.includes(one)) }).toEqual({
      verdict: 'unproven',
      because,
    });
  });

  it('names both of two perimeters that claim one project', () => {
    const { verdict, because } = undecided(secondPerimeter);
    expect(verdict).toBe('unproven');
    expect(because).toContain(
      `E16 ${perimeter}.second (status.0.resources): which perimeter holds the zone: ${perimeter}.second and ${perimeter}.IsolatedProject_ServicePerimeter_9E53F8A6 both claim its projects, and Google takes a project into one only`,
    );
  });

  it.each([
    ['that ends where it begins', ['b', 'c']],
    ['of a network with itself', []],
  ] as const)('follows a cycle of peerings %s to its end, and says that peerings are there', (_what, others) => {
    const networks = others.map((name) => add('google_compute_network', name, { name, project: 'elsewhere' }));
    const ring = [network, ...others.map((name) => `\${google_compute_network.${name}.id}`)];
    const peerings = ring.flatMap((from, at) => {
      const to = ring[(at + 1) % ring.length] ?? '';
      const exchange = { import_custom_routes: true, export_custom_routes: true };
      return [
        add('google_compute_network_peering', `p${String(at)}`, { network: from, peer_network: to, ...exchange }),
        add('google_compute_network_peering', `q${String(at)}`, { network: to, peer_network: from, ...exchange }),
      ];
    });
    const zone = proveZoneOf(edited([...networks, ...peerings, firewall({})]));
    expect(zone.exits.find(({ id }) => id === 'E11')).toMatchObject({
      verdict: 'weak',
      missing: peerings.map(() => ({ text: {} })),
    });
  });
});

describe('what bad input gets from the command line', () => {
  it('exit code 3 and the nearest zone for one that is not configured, with the list', async () => {
    const result = await runCli(['egress', 'remote-sensing-pdr', 'test/fixtures/plans/good-isolated']);
    expect(result.exitCode).toBe(3);
    expect(result.stdout).toBe('');
    const said = diagnostics(result);
    expect(said).toMatch(/error\[ZONE_UNKNOWN\]: there is no zone and no file `remote-sensing-pdr`/u);
    expect(said).toContain('did you mean `remote-sensing-prd`?');
    for (const name of [
      'edge',
      'ground-systems',
      'remote-sensing-dev',
      'remote-sensing-stg',
      'satellite-control-prd',
    ]) {
      expect(said).toContain(name);
    }
  });

  it('exit code 2 and every reason for stacks that hold several of them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sekisho-bad-'));
    try {
      const stacks = edited([
        secondPerimeter,
        firewall({ destination_ranges: ['10.0.0.0/99'], target_tags: '${var.t}' }),
      ]);
      for (const [name, json] of Object.entries(stacks)) {
        mkdirSync(join(folder, name));
        writeFileSync(join(folder, name, 'cdk.tf.json'), JSON.stringify(json));
      }
      const result = await runCli(['egress', 'remote-sensing-prd', folder, '--now', '2026-11-24', '--verbose']);
      expect(result.exitCode).toBe(2);
      const said = result.stdout.replace(/\s+/gu, ' ');
      expect(said.startsWith('UNPROVEN')).toBe(true);
      expect(said).toContain('`10.0.0.0/99` is none');
      expect(said).toContain('which machines the rule is for');
      expect(said).toContain('both claim its projects');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
