import { describe, expect, it } from 'vitest';
import type { EgressZone } from '../../../../src/verdict/egress-report.ts';
import { attackScenarios } from './attack-scenarios.ts';
import { closedStacks, proveZoneOf } from './closed-zone.ts';
import { controlPlaneScenarios } from './control-plane-scenarios.ts';
import { moverScenarios } from './data/mover-scenarios.ts';
import { serviceScenarios } from './data/service-scenarios.ts';
import { add, below, type Edit, place, set } from './edit-stacks.ts';
import { elsewhereScenarios } from './elsewhere-scenarios.ts';
import { accessScenarios, type Scenario } from './identity/access-scenarios.ts';
import { interfaceScenarios } from './network/interface-scenarios.ts';
import { networkScenarios } from './network/network-scenarios.ts';
import { perimeter } from './try-only.ts';

const good = closedStacks();

function prove(edits: readonly Edit[]): EgressZone {
  const stacks = structuredClone(good);
  for (const edit of edits) edit(stacks);
  return proveZoneOf(stacks);
}

/** The paths of an exit, hop by hop. */
function pathsOf(zone: EgressZone, exit: string): readonly string[] {
  return zone.paths
    .filter((path) => path.exit === exit)
    .map(({ from, to, certain, via }) => {
      const hops = via.map(({ address, why }) => `${shortened(address)} ${why.en}`).join(' > ');
      return `${certain ? '' : 'perhaps '}${shortened(from)} -> ${to}: ${hops}`;
    });
}

/** Addresses without what only tells them apart. */
function shortened(address: string): string {
  return address.replace(/^google_/u, '').replace(/_[0-9A-F]{8}$/u, '');
}

function verdictOf(zone: EgressZone, exit: string): string {
  return zone.exits.find(({ id }) => id === exit)?.verdict ?? 'missing';
}

const scenarios: readonly Scenario[] = [
  ...accessScenarios,
  ...serviceScenarios,
  ...moverScenarios,
  ...controlPlaneScenarios,
  ...networkScenarios,
  ...elsewhereScenarios,
  ...attackScenarios,
  ...interfaceScenarios,
];

describe('the ways out of the production zone by Google’s APIs, identities and data services', () => {
  it.each(scenarios)('with %s', (...[, exit, edits, verdict, paths]) => {
    const zone = prove(edits);
    expect({ verdict: verdictOf(zone, exit), paths: pathsOf(zone, exit) }).toEqual({ verdict, paths });
  });
});

/** What nobody should have written: never closed by it. */
const badInputs: readonly (readonly [what: string, exit: string, edit: Edit, verdict: string])[] = [
  [
    'two perimeters that claim one project',
    'E16',
    (stacks) => {
      const [owner, name] = place(stacks, perimeter, '');
      add(
        perimeter,
        'second',
        { ...below(owner, name), name: 'accessPolicies/1/servicePerimeters/s' },
        'foundation-prd',
      )(stacks);
    },
    'unknown',
  ],
  [
    'members that are known after apply only',
    'E16',
    set(perimeter, '', 'status.resources', '${var.members}'),
    'unknown',
  ],
  [
    'services that are known after apply only',
    'E16',
    set(perimeter, '', 'status.restricted_services', '${google_project.IsolatedProject_4265ADD3.labels}'),
    'unknown',
  ],
  [
    'a bridge whose members are known after apply only',
    'E16',
    add(perimeter, 'b', {
      name: 'b',
      parent: 'accessPolicies/1',
      title: 'b',
      perimeter_type: 'PERIMETER_TYPE_BRIDGE',
      status: { resources: '${google_project.elsewhere.labels}' },
    }),
    'unknown',
  ],
  [
    'a rule elsewhere whose perimeter is not told',
    'E19',
    add(`${perimeter}_egress_policy`, 'e', {
      perimeter: '${var.perimeter}',
      egress_from: { identity_type: 'ANY_IDENTITY' },
      egress_to: { resources: ['*'] },
    }),
    'unknown',
  ],
  [
    'a grant whose member and role are not told, behind the perimeter',
    'E24',
    add('google_storage_bucket_iam_member', 'm', {
      bucket: 'rs-isolated-prd-raw-records',
      role: '${var.role}',
      member: '${var.member}',
    }),
    'unknown',
  ],
];

describe('bad input about Google’s APIs and identities', () => {
  it.each(badInputs)('leaves unknown what can’t be decided: %s', (_what, exit, edit, verdict) => {
    expect(verdictOf(prove([edit]), exit)).toBe(verdict);
  });
});
