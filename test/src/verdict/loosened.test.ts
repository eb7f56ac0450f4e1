import { describe, expect, it } from 'vitest';
import { builtInConfiguration } from '../../../src/configuration/built-in-configuration.ts';
import type { Configuration, Waiver, Zone } from '../../../src/configuration/configuration.ts';
import { loosened } from '../../../src/verdict/loosened.ts';

const zone: Zone = {
  name: 'rs',
  dataClass: 'remote-sensing',
  select: { projects: ['p', 'q'], accounts: [], folders: [], stacks: ['rs-*'] },
  allowedPlaces: ['asia-northeast1'],
  allowedResourceTypes: ['google_kms_*'],
  handlers: ['user:a@example.jp'],
  roomNetworks: ['203.0.113.16/28'],
};
const waiver: Waiver = {
  control: 'storage.location',
  stack: 'net',
  address: 'a.b',
  attribute: null,
  article: 'Act',
  reason: 'r',
  author: 'sato',
  approver: 'suzuki',
  evidence: 'm',
  expires: '2026-12-01',
  source: 'x:1',
};
const base: Configuration = {
  ...builtInConfiguration,
  zones: [zone],
  waivers: [waiver],
  attestations: [
    { requirement: 'R-1', statement: 's', by: 'b', evidence: 'e', attestedOn: '2026-01-01', validUntil: '2026-06-01' },
  ],
  evidence: {
    ...builtInConfiguration.evidence,
    requiredFor: ['stg', 'edge-*'],
    keys: [{ name: 'ci', publicKey: 'A', validUntil: '2027-01-01' }],
  },
};
const lines = (head: Partial<Configuration>, language: 'en' | 'ja' = 'en'): readonly string[] =>
  loosened(base, { ...base, ...head }).map(({ kind, subject, message }) => `${kind} ${subject}: ${message[language]}`);

describe('what a request loosens', () => {
  it('is nothing when both are alike, and nothing when it is stricter', () => {
    expect(lines({})).toEqual([]);
    expect(
      lines({
        zones: [{ ...zone, allowedPlaces: [], allowedResourceTypes: [], handlers: [], roomNetworks: [] }],
        waivers: [],
        attestations: [],
        blockingSeverities: ['critical', 'high', 'medium', 'low'],
        thresholds: { bookRetentionDays: 4000, waiverDays: { high: 1, medium: 1, low: 1 } },
        evidence: { ...base.evidence, requiredFor: ['stg', 'edge-*', 'dev'], maximumAgeHours: 1, keys: [] },
      }),
    ).toEqual([]);
  });

  it('is each zone that is gone, shrank, or lets in more', () => {
    expect(lines({ zones: [] })).toEqual(['zone rs: the zone is gone']);
    const head: Zone = {
      ...zone,
      dataClass: 'business',
      select: { ...zone.select, projects: ['p'], stacks: [] },
      allowedPlaces: ['asia-northeast1', 'us-east1'],
      allowedResourceTypes: null,
      handlers: ['user:a@example.jp', 'user:z@example.com'],
      roomNetworks: ['203.0.113.0/24'],
    };
    expect(lines({ zones: [head, { ...zone, name: 'new' }] })).toEqual([
      'zone rs: data class remote-sensing → business',
      'selection rs: no longer selects projects: q',
      'selection rs: no longer selects stacks: rs-*',
      'places rs: allows the places: us-east1',
      'types rs: any resource type may exist',
      'handlers rs: has the handlers: user:z@example.com',
      'networks rs: has the networks of its room: 203.0.113.0/24',
      'zone new: a new zone of remote-sensing data',
    ]);
  });

  it('is each threshold, waiver, attestation, key and requirement of evidence that became milder', () => {
    const head: Partial<Configuration> = {
      blockingSeverities: ['critical'],
      thresholds: { bookRetentionDays: 1826, waiverDays: { high: 31, medium: 90, low: 180 } },
      waivers: [
        { ...waiver, expires: '2026-12-31' },
        { ...waiver, address: 'a.c' },
      ],
      attestations: base.attestations.map((one) => ({ ...one, validUntil: '2027-06-01' })),
      evidence: {
        requiredFor: ['edge-*'],
        maximumAgeHours: 48,
        keys: [
          { name: 'ci', publicKey: 'A', validUntil: null },
          { name: 'mallory', publicKey: 'B', validUntil: null },
        ],
        breakGlass: { maximumHours: 24, keys: [{ name: 'mallory', publicKey: 'B', validUntil: null }] },
        retentionEnded: [{ stack: 's', address: 'a.b', endedOn: '2026-01-01', by: 'mallory', evidence: 'e' }],
      },
    };
    expect(lines(head)).toEqual([
      'severities blocking_severities: no longer stop a change: high, medium',
      'threshold book_retention_days: from 1827 → 1826',
      'threshold waiver_days.high: from 30 → 31',
      'waiver storage.location net a.b: waiver until 2026-12-01 → 2026-12-31',
      'waiver storage.location net a.c: new waiver until 2026-12-01',
      'attestation R-1: attested by b until 2027-06-01',
      'requirement evidence.required_for: no longer needs evidence: stg',
      'requirement evidence.max_age_hours: from 24 → 48',
      'key ci: key until 2027-01-01 → 9999-12-31',
      'key mallory: a new key may sign',
      'break-glass evidence.break_glass.max_hours: from 4 → 24',
      'break-glass mallory: a new key may sign',
      'retention s a.b: may be destroyed: mallory says that its retention ended',
    ]);
    expect(lines({ zones: [] }, 'ja')).toEqual(['zone rs: ゾーンがなくなった']);
  });
});
