import { describe, expect, it } from 'vitest';
import type { Attestation } from '../../../src/configuration/configuration.ts';
import { attestationState, findAttestation, reportAttestations } from '../../../src/verdict/attestations.ts';
import { anAttestation, essence, reportOf } from './a-run.ts';

const expired = anAttestation({ validUntil: '2026-11-23' });

function reported(...attestations: readonly Attestation[]): ReturnType<typeof reportOf> {
  return reportOf({ configuration: { attestations } });
}

describe('an attestation', () => {
  it('counts from its first to its last day', () => {
    const one = anAttestation({ attestedOn: '2026-02-01', validUntil: '2026-02-03' });
    const states = ['2026-01-31', '2026-02-01', '2026-02-03', '2026-02-04'].map((day) => attestationState(one, day));
    expect(states).toEqual(['not_yet_valid', 'valid', 'valid', 'expired']);
  });

  it('is found for its requirement, the longest valid first, and never when it does not count', () => {
    const longer = anAttestation({ validUntil: '2027-01-01' });
    const other = anAttestation({ requirement: 'RSL-2', validUntil: '2028-01-01' });
    expect(findAttestation([anAttestation(), longer, other, expired], 'RSL-1', '2026-11-24')).toEqual(longer);
    expect(findAttestation([expired], 'RSL-1', '2026-11-24')).toBeNull();
  });

  it('passes while it is valid', () => {
    const report = reported(anAttestation());
    expect(essence(report)).toEqual([['pass', 0]]);
    expect(report.controls[0]).toMatchObject({ id: 'attestation.expired', status: 'pass', examined: 1 });
  });

  it('that has expired is a finding on its requirement, with the articles', () => {
    const report = reported(expired);
    expect(essence(report)).toEqual([
      ['fail', 1],
      ['attestation.expired', 'fail', true],
    ]);
    expect(report.findings[0]).toMatchObject({
      stack: '(configuration)',
      address: 'attestations.RSL-1',
      element: 'tanaka 2026-01-01',
      requirements: ['RSL-1'],
      articles: ['Act 77/2016 Art.18(3) [MIXED]', 'Act 77/2016 Art.20 [MIXED]'],
      message: {
        en: 'what tanaka attested for RSL-1 was valid until 2026-11-23: nobody vouches for it today',
        ja: 'RSL-1 についての tanaka の証明は 2026-11-23 で失効しており、現在有効な証明がない',
      },
    });
  });

  it('that was renewed may stay as history', () => {
    expect(reported(expired, anAttestation()).exitCode).toBe(0);
  });

  it('dated in the future vouches for nothing yet', () => {
    expect(reported(anAttestation({ attestedOn: '2026-11-25' })).findings[0]?.message.en).toBe(
      'the attestation of tanaka for RSL-1 is dated 2026-11-25, which is in the future',
    );
  });

  it('for a requirement that does not exist is a finding, though it is valid', () => {
    expect(reported(anAttestation({ requirement: 'RSL-7' })).findings[0]?.message.en).toBe(
      'the attestation names the requirement RSL-7, which does not exist; nearest: RSL-1',
    );
  });
});

it('the report lists every attestation with its state, sorted, whether it holds or not', () => {
  const later = anAttestation({ requirement: 'RSL-1', validUntil: '2027-01-31', attestedOn: '2026-12-01' });
  const other = anAttestation({ requirement: 'RSL-0' });
  const listed = reportAttestations([later, other], '2026-11-24');
  expect(listed.map(({ requirement, state }) => [requirement, state])).toEqual([
    ['RSL-0', attestationState(other, '2026-11-24')],
    ['RSL-1', 'not_yet_valid'],
  ]);
});
