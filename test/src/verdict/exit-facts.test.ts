import { describe, expect, it } from 'vitest';
import { assumedZone } from '../../../src/configuration/assumed-zone.ts';
import { builtInConfiguration } from '../../../src/configuration/built-in-configuration.ts';
import type { Attestation } from '../../../src/configuration/configuration.ts';
import { buildEstate } from '../../../src/estate/build-estate.ts';
import { Placement } from '../../../src/estate/placement.ts';
import { proveZone } from '../../../src/proofs/egress/prove-zone.ts';
import type { ZoneExit } from '../../../src/proofs/exit.ts';
import { findModules } from '../../../src/sources/find-modules.ts';
import { loadJsonSources } from '../../../src/sources/load-sources.ts';
import { decideEgress } from '../../../src/verdict/decide-egress.ts';
import { exitFacts } from '../../../src/verdict/exit-facts.ts';

const zone = assumedZone('remote-sensing', builtInConfiguration);

function factsOf(path: string, attestations: readonly Attestation[] = []): ReadonlyMap<string, ZoneExit> {
  const { estate, index } = buildEstate(loadJsonSources(findModules([path])));
  const placement = new Placement([], estate.resources, index, zone);
  const input = { estate, index, configuration: builtInConfiguration, zoneOf: placement.zoneOf.bind(placement) };
  const facts = proveZone(input, zone);
  const judged = decideEgress(facts, attestations, '2026-11-24');
  return new Map(exitFacts(facts, judged, input).map((fact) => [fact.exit, fact]));
}

describe('the exits of a zone as facts', () => {
  const facts = factsOf('test/fixtures/plans/bad-perimeter-dry-run');

  it('are one for every exit of the table', () => {
    expect([...facts.keys()]).toEqual(Array.from({ length: 48 }, (_, at) => `E${at + 1}`));
  });

  it('blame the last resource of the shortest way for an exit that is open, and carry the way', () => {
    expect(facts.get('E16')).toMatchObject({
      zone: 'remote-sensing',
      verdict: 'open',
      resource: 'bad-perimeter-dry-run/google_storage_bucket.bucket',
      rests: 'path',
      ways: 1,
      path: [{ address: 'google_storage_bucket.bucket' }],
    });
  });

  it('blame the declared resource that lacks something where there is no way', () => {
    expect(facts.get('E41')).toMatchObject({
      verdict: 'open',
      rests: 'resource',
      resource: 'bad-perimeter-dry-run/google_storage_bucket.bucket',
      path: [],
    });
  });

  it('rest on absence where nothing of the organisation is declared, and do not blame anybody', () => {
    const fact = facts.get('E46');
    expect([fact?.verdict, fact?.rests, fact?.resource === fact?.anchor]).toEqual(['open', 'absence', true]);
  });

  it('rest on people where an attestation is all that is wanting, and on nothing once it is there', () => {
    expect([facts.get('E48')?.verdict, facts.get('E48')?.rests]).toEqual(['unknown', 'people']);
    const vouched = ['RSL-PHY-02', 'RSL-HUM-02'].map((requirement) => ({
      requirement,
      statement: 'trained and inspected',
      by: 'a.person',
      attestedOn: '2026-11-01',
      evidence: 'training record',
      validUntil: '2027-10-31',
    }));
    const after = factsOf('test/fixtures/plans/bad-perimeter-dry-run', vouched);
    expect(after.get('E48')?.verdict).toBe('attested');
  });

  it('name the attribute that would decide what is unknown', () => {
    expect(factsOf('test/fixtures/plans/good-isolated').get('E16')).toMatchObject({
      verdict: 'unknown',
      rests: 'resource',
      attribute: 'status.0.resources',
    });
  });

  it('are none for a zone that holds nothing', () => {
    const { estate, index } = buildEstate(loadJsonSources(findModules(['test/fixtures/plans/good-isolated'])));
    const input = { estate, index, configuration: builtInConfiguration, zoneOf: () => null };
    const none = proveZone(input, zone);
    expect(exitFacts(none, decideEgress(none, [], '2026-11-24'), input)).toEqual([]);
  });
});
