import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInConfiguration } from '../../src/configuration/built-in-configuration.ts';
import type { Zone } from '../../src/configuration/configuration.ts';
import { SekishoError } from '../../src/errors.ts';
import { proveEgress } from '../../src/prove-egress.ts';
import { findModules } from '../../src/sources/find-modules.ts';
import { loadJsonSources } from '../../src/sources/load-sources.ts';
import type { EgressReport, EgressZone } from '../../src/verdict/egress-report.ts';

const zone: Zone = {
  name: 'records-prd',
  dataClass: 'remote-sensing',
  select: { projects: ['records', '3001'], accounts: [], folders: [], stacks: [] },
  allowedPlaces: ['asia-northeast1'],
  allowedResourceTypes: ['google_*'],
  handlers: [],
  roomNetworks: [],
};

type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

function prove(resource: Resources, asked: string | null = null, zones: readonly Zone[] = [zone]): EgressReport {
  const directory = mkdtempSync(join(tmpdir(), 'sekisho-prove-'));
  try {
    writeFileSync(
      join(directory, 'main.tf.json'),
      JSON.stringify({ provider: { google: [{ project: 'records', region: 'asia-northeast1' }] }, resource }),
    );
    return proveEgress(loadJsonSources(findModules([directory])), {
      configuration: { ...builtInConfiguration, zones },
      zone: asked,
      assumedZone: null,
      now: new Date('2026-11-24T00:00:00Z'),
      partial: [],
      toolVersion: '0.0.0',
    });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function only(resource: Resources): EgressZone {
  const [first] = prove(resource).zones;
  if (first === undefined) throw new Error('expected a zone');
  return first;
}

function errorOf(run: () => unknown): SekishoError['parts'] {
  try {
    run();
  } catch (error) {
    if (error instanceof SekishoError) return error.parts;
    throw error;
  }
  throw new Error('expected an error');
}

const verdict = (proof: EgressZone, id: string): string => proof.exits.find((exit) => exit.id === id)?.verdict ?? '-';

const bucket = { google_storage_bucket: { b: { name: 'b', location: 'ASIA-NORTHEAST1' } } };

/** Closed networks, peered in a ring, with a deny of everything unless another rule is given. */
function ring(size: number, rules: Readonly<Record<string, object>> = {}): Resources {
  const numbers = Array.from({ length: size }, (_, at) => at);
  const entries = (make: (at: number) => object): Readonly<Record<string, object>> =>
    Object.fromEntries(numbers.map((at) => [`n${at}`, make(at)]));
  return {
    google_compute_network: entries((at) => ({
      name: `n${at}`,
      auto_create_subnetworks: false,
      delete_default_routes_on_create: true,
    })),
    google_compute_subnetwork: entries((at) => ({
      name: `n${at}`,
      network: `\${google_compute_network.n${at}.id}`,
      ip_cidr_range: `10.${at}.0.0/16`,
      stack_type: 'IPV4_ONLY',
    })),
    google_compute_network_peering: entries((at) => ({
      name: `p${at}`,
      network: `\${google_compute_network.n${at}.id}`,
      peer_network: `\${google_compute_network.n${(at + 1) % size}.id}`,
      import_custom_routes: true,
      export_custom_routes: true,
    })),
    google_compute_firewall: {
      ...entries((at) => ({
        name: `deny${at}`,
        network: `\${google_compute_network.n${at}.id}`,
        direction: 'EGRESS',
        priority: 65000,
        destination_ranges: ['0.0.0.0/0'],
        deny: [{ protocol: 'all' }],
      })),
      ...rules,
    },
  };
}

describe('what is asked for', () => {
  it('must be a zone that is configured: the nearest one is offered', () => {
    expect(errorOf(() => prove(bucket, 'records-pdr'))).toMatchObject({
      code: 'ZONE_UNKNOWN',
      got: 'records-pdr',
      fix: 'did you mean `records-prd`?',
    });
  });

  it('must hold something: an empty zone proves nothing, asked for by name or not', () => {
    const elsewhere: Zone = { ...zone, name: 'other', select: { ...zone.select, projects: ['other'] } };
    expect(errorOf(() => prove(bucket, 'other', [zone, elsewhere])).code).toBe('EGRESS_EMPTY_ZONE');
    expect(errorOf(() => prove(bucket, null, [elsewhere])).code).toBe('EGRESS_EMPTY_ZONE');
    expect(errorOf(() => prove(bucket, null, [])).code).toBe('EGRESS_NO_ZONE');
  });
});

describe('a cycle of peerings', () => {
  it('ends, and lets nothing out that no network lets out', () => {
    const proof = only(ring(3));
    expect(proof.paths.filter(({ family }) => family !== null)).toEqual([]);
    // Each peering is a guard that is missing all the same.
    expect(verdict(proof, 'E11')).toBe('weak');
  });

  it('carries a way out that one of its networks has to none of the others: routes to a gateway are never exchanged', () => {
    const proof = only({
      ...ring(3, {
        allow: {
          name: 'allow',
          network: '${google_compute_network.n0.id}',
          direction: 'EGRESS',
          priority: 100,
          destination_ranges: ['0.0.0.0/0'],
          allow: [{ protocol: 'all' }],
        },
      }),
      google_compute_route: {
        out: {
          name: 'out',
          network: '${google_compute_network.n0.id}',
          dest_range: '0.0.0.0/0',
          next_hop_gateway: 'default-internet-gateway',
        },
      },
      google_compute_instance: Object.fromEntries(
        [0, 1].map((at) => [
          `m${at}`,
          {
            name: `m${at}`,
            machine_type: 'e2-small',
            network_interface: [{ subnetwork: `\${google_compute_subnetwork.n${at}.id}`, access_config: [{}] }],
          },
        ]),
      ),
    });
    const out = proof.paths.filter(({ exit, to }) => exit === 'E1' && to === 'internet');
    expect(out.map(({ from }) => from)).toEqual(['google_compute_instance.m0']);
  });
});

describe('what can not be read', () => {
  it('never closes an exit: a destination that is no CIDR', () => {
    const proof = only(
      ring(1, {
        strange: {
          name: 'strange',
          network: '${google_compute_network.n0.id}',
          direction: 'EGRESS',
          priority: 100,
          destination_ranges: ['10.0.0.0/64'],
          allow: [{ protocol: 'all' }],
        },
      }),
    );
    expect([verdict(proof, 'E4'), proof.verdict === 'closed']).not.toEqual(['closed', true]);
  });

  it('never closes an exit: a route whose destination is no CIDR may lead anywhere', () => {
    const proof = only({
      ...ring(1, {
        allow: {
          name: 'allow',
          network: '${google_compute_network.n0.id}',
          direction: 'EGRESS',
          priority: 100,
          destination_ranges: ['0.0.0.0/0'],
          allow: [{ protocol: 'all' }],
        },
      }),
      google_compute_route: {
        strange: {
          name: 'strange',
          network: '${google_compute_network.n0.id}',
          dest_range: '0.0.0.0/zero',
          next_hop_ip: '10.0.0.9',
        },
      },
    });
    expect(proof.paths.filter(({ exit }) => exit === 'E3').map(({ certain }) => certain)).not.toContain(true);
    expect(proof.paths.filter(({ exit }) => exit === 'E3').length).toBeGreaterThan(0);
    expect(verdict(proof, 'E3')).toBe('unknown');
  });

  it('never closes an exit: a deny whose target can not be seen is not counted on', () => {
    const rules = ring(1);
    const hidden = only({
      ...rules,
      google_compute_firewall: {
        deny0: {
          name: 'deny0',
          network: '${google_compute_network.n0.id}',
          direction: 'EGRESS',
          priority: 65000,
          destination_ranges: ['0.0.0.0/0'],
          deny: [{ protocol: 'all' }],
          target_service_accounts: ['${google_service_account.later.unique_id}'],
        },
      },
      google_service_account: { later: { account_id: 'later' } },
    });
    expect(verdict(hidden, 'E4')).not.toBe('closed');
  });

  it('never closes an exit: two perimeters in force that claim one project', () => {
    const perimeter = (name: string, services: readonly string[]): object => ({
      parent: 'accessPolicies/100',
      name: `accessPolicies/100/servicePerimeters/${name}`,
      title: name,
      status: [{ resources: ['projects/3001'], restricted_services: services }],
    });
    const proof = only({
      ...bucket,
      google_access_context_manager_service_perimeter: {
        one: perimeter('one', ['storage.googleapis.com']),
        two: perimeter('two', []),
      },
    });
    expect(['E16', 'E17'].map((id) => verdict(proof, id))).not.toContain('closed');
  });
});
