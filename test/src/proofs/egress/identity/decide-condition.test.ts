import { describe, expect, it } from 'vitest';
import { decideCondition } from '../../../../../src/proofs/egress/identity/decide-condition.ts';

const subject = { name: 'projects/_/buckets/b', service: 'storage.googleapis.com', now: '2026-11-24T00:00:00Z' };

describe('a condition of a grant', () => {
  it.each([
    ['request.time < timestamp("2026-01-01T00:00:00Z")', 'no'],
    ['request.time < timestamp("2027-01-01T00:00:00Z")', 'yes'],
    ['request.time > timestamp("2027-01-01T00:00:00Z")', 'yes'],
    ['request.time < timestamp("soon")', 'unknown'],
    ['resource.name.startsWith("projects/_/buckets/b/objects/public/")', 'yes'],
    ['resource.name.startsWith("projects/_/buckets/bb")', 'no'],
    ['resource.name.startsWith("projects/_/buckets/")', 'yes'],
    ['resource.name == "projects/_/buckets/other"', 'no'],
    ['resource.service == "compute.googleapis.com"', 'no'],
    ['resource.name.endsWith("/x")', 'unknown'],
    ['resource.service == "compute.googleapis.com" && resource.matchTag("a/b", "c")', 'unknown'],
    ['resource.service == "compute.googleapis.com" && resource.name.endsWith("/x")', 'no'],
    ['resource.service == "compute.googleapis.com" || resource.service == "storage.googleapis.com"', 'yes'],
    ['!(resource.service == "storage.googleapis.com")', 'unknown'],
    ['', 'unknown'],
  ])('%s: %s', (expression, decided) => {
    expect(decideCondition(expression, subject)).toBe(decided);
  });

  it('is unknown where it asks for a clock or a name that is not there', () => {
    const bare = { ...subject, name: null, now: null };
    expect([
      decideCondition('request.time < timestamp("2027-01-01T00:00:00Z")', bare),
      decideCondition('resource.name == "projects/_/buckets/b"', bare),
    ]).toEqual(['unknown', 'unknown']);
  });
});
