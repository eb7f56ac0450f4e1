import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInConfiguration } from '../../../../src/configuration/built-in-configuration.ts';
import type { Zone } from '../../../../src/configuration/configuration.ts';
import { proveEgress } from '../../../../src/prove-egress.ts';
import { findModules } from '../../../../src/sources/find-modules.ts';
import { loadJsonSources } from '../../../../src/sources/load-sources.ts';
import type { EgressZone } from '../../../../src/verdict/egress-report.ts';

/** Resources by type and name. */
type Resources = Record<string, Record<string, object>>;

const zone: Zone = {
  name: 'records',
  dataClass: 'remote-sensing',
  select: { projects: ['records', '3001'], accounts: ['444444444444'], folders: [], stacks: [] },
  allowedPlaces: ['asia-northeast1', 'ap-northeast-1'],
  allowedResourceTypes: ['google_*', 'aws_*'],
  handlers: [],
  roomNetworks: [],
};

/** Proves an excerpt of somebody's blueprint, as it is or after a change. */
function prove(name: string, change: (resources: Resources) => void = () => undefined): EgressZone {
  const document = JSON.parse(readFileSync(`test/fixtures/blueprints/${name}.tf.json`, 'utf8')) as {
    resource: Resources;
  };
  change(document.resource);
  const directory = mkdtempSync(join(tmpdir(), 'sekisho-blueprint-'));
  try {
    writeFileSync(join(directory, 'main.tf.json'), JSON.stringify(document));
    const report = proveEgress(loadJsonSources(findModules([directory])), {
      configuration: { ...builtInConfiguration, zones: [zone] },
      zone: null,
      assumedZone: null,
      now: new Date('2026-11-24T00:00:00Z'),
      partial: [],
      toolVersion: '0.0.0',
    });
    const [only] = report.zones;
    if (only === undefined) throw new Error(`expected ${name} to hold something of the zone`);
    return only;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Ways out through the named exits, `?` where something on the way can't be seen. */
function ways(proof: EgressZone, ...exits: readonly string[]): readonly string[] {
  const found = proof.paths.filter(({ exit }) => exits.includes(exit));
  return found.map(({ exit, from, to, certain }) => `${exit} ${from} => ${to}${certain ? '' : '?'}`);
}

function verdicts(proof: EgressZone, ...exits: readonly string[]): readonly string[] {
  return exits.map((id) => `${id} ${proof.exits.find((exit) => exit.id === id)?.verdict ?? 'is not listed'}`);
}

function denyOf(range: string): object {
  return {
    name: 'deny',
    network: '${google_compute_network.records.name}',
    direction: 'EGRESS',
    destination_ranges: [range],
    deny: [{ protocol: 'all' }],
  };
}

describe('the shared network of the example foundation, with its NAT', () => {
  it('lets no packet out although a NAT and a default route are there: the policy denies all egress at 65530, and only the VIP before', () => {
    const proof = prove('example-foundation-shared-vpc');
    expect(ways(proof, 'E1', 'E2', 'E3', 'E4', 'E5', 'E15')).toEqual([]);
    // The NAT is one rule away from being a way out: defence in depth is lost.
    expect(verdicts(proof, 'E2', 'E3', 'E4')).toEqual(['E2 weak', 'E3 weak', 'E4 closed']);
  });

  it('is open by DNS all the same: names of the internet are resolved, and one zone is forwarded to servers of the office', () => {
    const proof = prove('example-foundation-shared-vpc');
    expect(ways(proof, 'E14')).toEqual([
      'E14 google_compute_network.records => internet',
      'E14 google_dns_managed_zone.hub => outside:DNS server',
    ]);
  });

  it('is open by the NAT for the tagged machine alone as soon as the policy is not attached to the network', () => {
    const proof = prove('example-foundation-shared-vpc', (resources) => {
      Reflect.deleteProperty(resources, 'google_compute_network_firewall_policy_association');
    });
    // The untagged machines of the subnetwork have no route: theirs is for the tag.
    expect(ways(proof, 'E2')).toEqual(['E2 google_compute_instance.tagged => internet']);
    const [path] = proof.paths.filter(({ exit }) => exit === 'E2');
    expect(path?.via.map(({ address }) => address)).toEqual([
      'google_compute_instance.tagged',
      'google_compute_route.egress_internet',
      'google_compute_router_nat.nat',
    ]);
  });

  it('stays shut when the NAT’s route loses its tag: the firewall never relied on it', () => {
    const proof = prove('example-foundation-shared-vpc', (resources) => {
      Reflect.deleteProperty(resources['google_compute_route']?.['egress_internet'] ?? {}, 'tags');
    });
    expect(ways(proof, 'E2', 'E3')).toEqual([]);
  });
});

describe('a spoke of Fabric’s network with appliances', () => {
  const proof = prove('fabric-nva-spoke');

  it('reaches every Google API by its route to the private VIP, past any perimeter', () => {
    expect(ways(proof, 'E13')).toEqual([
      'E13 google_compute_instance.worker => outside:Google APIs without a perimeter',
      'E13 google_compute_subnetwork.records => outside:Google APIs without a perimeter',
    ]);
  });

  it('is not certain to reach the internet by the appliance, nor the landing network by peering: both are in stacks that are not here', () => {
    expect(ways(proof, 'E3')).toEqual([
      'E3 google_compute_instance.worker => outside:next hop of google_compute_route.nva?',
    ]);
    expect(ways(proof, 'E11').every((way) => way.endsWith('?'))).toBe(true);
    expect(verdicts(proof, 'E3', 'E11')).toEqual(['E3 unknown', 'E11 unknown']);
  });

  it('is shut to all of them by a deny of everything in both families: rules for 0.0.0.0/0 alone would leave the peer’s IPv6 open', () => {
    const deny = (...ranges: readonly string[]): EgressZone =>
      prove('fabric-nva-spoke', (resources) => {
        const rules = ranges.map((range, at) => [`deny${at}`, denyOf(range)]);
        resources['google_compute_firewall'] = Object.fromEntries(rules) as Record<string, object>;
      });
    expect(ways(deny('0.0.0.0/0'), 'E3', 'E11', 'E13')).toEqual([
      'E11 google_compute_instance.worker => outside:peer of google_compute_network_peering.landing?',
      'E11 google_compute_subnetwork.records => outside:peer of google_compute_network_peering.landing?',
    ]);
    expect(ways(deny('0.0.0.0/0', '::/0'), 'E3', 'E11', 'E13')).toEqual([]);
  });
});

describe('the secured data warehouse, whose perimeters are joined by bridges', () => {
  it('is open to the project at the other end of the bridge: a perimeter does not stop what a bridge carries', () => {
    const proof = prove('secured-data-warehouse-bridge');
    expect(verdicts(proof, 'E16', 'E17')).toEqual(['E16 open', 'E17 closed']);
  });

  it('is closed there without the bridge', () => {
    const proof = prove('secured-data-warehouse-bridge', (resources) => {
      Reflect.deleteProperty(resources['google_access_context_manager_service_perimeter'] ?? {}, 'bridge');
    });
    expect(verdicts(proof, 'E16')).toEqual(['E16 closed']);
  });
});

describe('a perimeter that restricts no service, as Terra has it for ingress', () => {
  it('holds the project and stops nothing: the bucket can be copied to any project', () => {
    expect(ways(prove('terra-ingress-perimeter'), 'E16')).toEqual([
      'E16 google_storage_bucket.records => outside:any project',
    ]);
  });
});

describe('a spoke of an AWS landing zone with central egress', () => {
  it('leaves by the transit gateway: what stands at its other end is in another account, and no table of it is here', () => {
    const proof = prove('aws-central-egress');
    expect(ways(proof, 'A5')[0]).toContain('A5 aws_instance.worker => ');
    expect(proof.verdict).toBe('open');
  });
});

describe('the quick start of most tutorials', () => {
  it('is open by the address of one empty block: Google’s implied rule allows all egress, and the default route is kept', () => {
    expect(ways(prove('quick-start-instance'), 'E1')).toEqual(['E1 google_compute_instance.worker => internet']);
  });

  it('is open to Google’s APIs even without the address, unless the network’s default route goes', () => {
    const withoutAddress = (resources: Resources): void => {
      const worker = resources['google_compute_instance']?.['worker'] as { network_interface: object[] };
      worker.network_interface = [{ network: '${google_compute_network.records.id}' }];
    };
    const proof = prove('quick-start-instance', withoutAddress);
    expect(ways(proof, 'E1', 'E2')).toEqual([]);
    expect(verdicts(proof, 'E1', 'E3')).toEqual(['E1 weak', 'E3 weak']);
  });
});
