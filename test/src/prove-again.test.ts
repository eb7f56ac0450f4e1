import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assumedZone } from '../../src/configuration/assumed-zone.ts';
import { builtInConfiguration } from '../../src/configuration/built-in-configuration.ts';
import { proveEgress } from '../../src/prove-egress.ts';
import { findModules } from '../../src/sources/find-modules.ts';
import { loadJsonSources } from '../../src/sources/load-sources.ts';
import type { EgressZone } from '../../src/verdict/egress-report.ts';
import { readFixture } from '../support/plan-fixtures.ts';
import { closedStacks, type Stacks, vouchedFor } from './proofs/egress/closed-zone.ts';
import { add, below, place } from './proofs/egress/edit-stacks.ts';

const shared = { now: new Date('2026-11-24T00:00:00Z'), partial: [], toolVersion: '0' };

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-again-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function only(zones: readonly EgressZone[]): EgressZone {
  const [zone] = zones;
  if (zone === undefined || zones.length !== 1) throw new Error(`expected one zone, got ${zones.length}`);
  return zone;
}

/** Addresses of the guards that change nothing when they go. */
function redundantIn(stacks: Stacks): readonly string[] {
  return inFolder((folder) => {
    for (const [name, json] of Object.entries(stacks)) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'cdk.tf.json'), JSON.stringify(json));
    }
    const sources = loadJsonSources(findModules(Object.keys(stacks).map((name) => join(folder, name))));
    const question = { ...shared, configuration: vouchedFor, zone: 'remote-sensing-prd', assumedZone: null };
    const { redundant = [] } = only(proveEgress(sources, { ...question, redundant: true }).zones);
    return redundant.map(({ address }) => address);
  });
}

/** Guards of the production zone behind which another stands. */
const twice = [
  'google_compute_firewall.ClosedNetwork_DenyEgressIpv6_257113ED',
  'google_dns_managed_zone.RestrictedApiDns_RootZone_B9FA2607',
  'google_dns_response_policy.RestrictedApiDns_ResponsePolicy_2DA8A49A',
  'google_dns_response_policy_rule.RestrictedApiDns_SinkholeRule_F3A93C17',
  'google_org_policy_policy.ServiceAllowList_BD4A89F0',
];

describe('a guard whose removal changes nothing', () => {
  it('is redundant, and no other is', () => {
    expect(redundantIn(closedStacks())).toEqual(twice);
  });

  it('is each of two that say the same, which alone was not redundant', () => {
    const stacks = closedStacks();
    const [owner, name] = place(stacks, 'google_compute_firewall', 'ClosedNetwork_DenyEgressIpv4');
    add('google_compute_firewall', 'copy', { ...below(owner, name), name: 'copy' })(stacks);
    expect(redundantIn(stacks)).toEqual(
      [
        ...twice,
        'google_compute_firewall.ClosedNetwork_DenyEgressIpv4_A1601950',
        'google_compute_firewall.copy',
      ].sort(),
    );
  });
});

/** The plan of a fixture with some of its resources deleted, in the zone that holds everything. */
function deletionsIn(addresses: readonly string[], more: readonly string[] = []): EgressZone['deleted'] {
  return inFolder((folder) => {
    const plan = structuredClone(readFixture('upd-no-deny-egress')) as {
      readonly resource_changes: {
        readonly address: string;
        readonly change: { actions: readonly string[]; after: unknown; after_unknown: unknown };
      }[];
    };
    for (const { address, change } of plan.resource_changes) {
      if (!addresses.includes(address)) continue;
      Object.assign(change, { actions: ['delete'], after: null, after_unknown: {} });
    }
    const model = plan.resource_changes.find(({ address }) => address === reader);
    if (model === undefined) throw new Error(`expected ${reader} in the plan`);
    plan.resource_changes.push(...more.map((address) => ({ ...model, address })));
    writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
    const assumed = assumedZone('remote-sensing', builtInConfiguration);
    const question = { ...shared, configuration: builtInConfiguration, zone: null, assumedZone: assumed };
    return only(proveEgress(loadJsonSources(findModules([folder])), question).zones).deleted;
  });
}

const denial = 'google_compute_firewall.deny-egress';
const perimeter = 'google_access_context_manager_service_perimeter.perimeter';
const reader = 'google_storage_bucket_iam_member.bucket-reader';

describe('what a plan deletes', () => {
  it('names the exits that its absence opens or weakens', () => {
    expect(deletionsIn([])).toEqual([
      {
        address: denial,
        location: null,
        exits: [
          { id: 'E4', before: 'closed', after: 'weak', kind: 'opened' },
          { id: 'E15', before: 'closed', after: 'weak', kind: 'opened' },
          { id: 'E42', before: 'closed', after: 'open', kind: 'opened' },
        ],
      },
    ]);
  });

  it('names for each what it opens itself, and nothing for what guards nothing', () => {
    const deleted = deletionsIn([perimeter, reader]);
    expect(deleted.map(({ address, exits }) => [address, exits.map(({ id }) => id)])).toEqual([
      [perimeter, ['E16', 'E29', 'E42']],
      [denial, ['E4', 'E15', 'E42']],
      [reader, []],
    ]);
  });

  it('names for each of very many the exits that it guarded, without a proof for each', () => {
    const many = Array.from({ length: 400 }, (_, at) => `google_storage_bucket_iam_member.reader-${String(at)}`);
    const deleted = deletionsIn([perimeter, reader], many);
    const told = deleted.filter(({ exits }) => exits.length > 0);
    expect(deleted).toHaveLength(403);
    expect(told.map(({ address, exits }) => [address, exits.map(({ id }) => id)])).toEqual([
      [perimeter, ['E16', 'E29', 'E42']],
      [denial, ['E4', 'E15', 'E42']],
    ]);
  });
});
