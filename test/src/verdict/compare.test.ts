import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { severities } from '../../../src/policy/catalog.ts';
import { compareFindings, compareText } from '../../../src/verdict/compare.ts';
import type { Finding } from '../../../src/verdict/report.ts';
import { aControl, aFinding, anAttestation, aResource, aResult, aWaiver, reportOf } from './a-run.ts';

const base: Finding = {
  fingerprint: '',
  control: 'b',
  status: 'fail',
  severity: 'high',
  blocking: true,
  address: 'b',
  stack: 'b',
  zone: null,
  attribute: 'b',
  element: 'b',
  location: null,
  createdBy: null,
  message: { en: 'b', ja: '' },
  remediation: { en: '', ja: '' },
  requirements: [],
  articles: [],
};

describe('the order of findings', () => {
  it.each<[string, Partial<Finding>, Partial<Finding>]>([
    ['what blocks', { blocking: true, status: 'waived' }, { blocking: false, status: 'error' }],
    ['an error', { status: 'error', severity: 'low' }, { status: 'fail', severity: 'critical' }],
    ['a violation', { status: 'fail', severity: 'low' }, { status: 'unknown', severity: 'critical' }],
    ['an unknown', { status: 'unknown', severity: 'low' }, { status: 'waived', severity: 'critical' }],
    ['the graver severity', { severity: 'critical', control: 'z' }, { severity: 'high', control: 'a' }],
    ['the control', { control: 'a', stack: 'z' }, { control: 'b', stack: 'a' }],
    ['the stack', { stack: 'a', address: 'z' }, { stack: 'b', address: 'a' }],
    ['the address', { address: 'a', attribute: 'z' }, { address: 'b', attribute: 'a' }],
    ['no attribute', { attribute: null, element: 'z' }, { attribute: 'a', element: 'a' }],
    ['no element', { element: null, message: { en: 'z', ja: '' } }, { element: 'a', message: { en: 'a', ja: '' } }],
    ['the rest', { message: { en: 'a', ja: '' } }, { message: { en: 'b', ja: '' } }],
  ])('puts %s first', (_, first, second) => {
    expect(compareFindings({ ...base, ...first }, { ...base, ...second })).toBeLessThan(0);
    expect(compareFindings({ ...base, ...second }, { ...base, ...first })).toBeGreaterThan(0);
  });

  it('does not depend on a locale', () => {
    expect(['a', 'B', 'ä', 'Z', 'a.b'].sort(compareText)).toEqual(['B', 'Z', 'a', 'a.b', 'ä']);
  });

  it('is total: two findings are equal to it only when they are the same', () => {
    const word = fc.constantFrom('a', 'b');
    const finding = fc.record({
      status: fc.constantFrom('error', 'fail', 'unknown', 'waived'),
      severity: fc.constantFrom(...severities),
      blocking: fc.boolean(),
      control: word,
      address: word,
      attribute: fc.option(word, { nil: null }),
      fingerprint: word,
    });
    fc.assert(
      fc.property(finding, finding, (one, other) => {
        const compared = compareFindings({ ...base, ...one }, { ...base, ...other });
        expect(compared === 0).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });
});

describe('a report', () => {
  const resources = ['net/a.b', 'net/a.c', 'prd/a.b'].map((id) =>
    aResource(id, { inlineWaivers: [{ control: 'iam.public', reason: id }] }),
  );
  const controls = ['storage.location', 'iam.public', 'kms.key'].map((id) => aControl(id));
  const ids = resources.map(({ id }) => id);
  const results = controls.map(({ id }, index) =>
    aResult(id, {
      resources: ids,
      violations: ids.flatMap((one) => [aFinding(one), aFinding(one, { args: { value: 'EU' } })]),
      unknowns: ids.map((one) => aFinding(one, { key: 'unsure' })),
      discharges: ids.map((resource) => ({ resource, attribute: 'key', chain: [] })),
      error: index === 2 ? 'it threw' : null,
    }),
  );
  const waivers = [aWaiver(), aWaiver({ address: 'a.c' }), aWaiver({ address: 'a.x' })];
  const attestations = [anAttestation({ validUntil: '2026-01-02' }), anAttestation({ requirement: 'X' })];
  const inputs = ['c', 'a', 'b'].map((path) => ({ path, kind: 'plan', sha256: path, resources: 1 }));

  it('is the same byte for byte in whatever order its input comes', () => {
    const expected = JSON.stringify(
      reportOf({ resources, controls, results, configuration: { waivers, attestations }, evaluation: { inputs } }),
    );
    const shuffled = <Item>(items: readonly Item[]): fc.Arbitrary<Item[]> =>
      fc.shuffledSubarray([...items], { minLength: items.length });
    const mixed = shuffled(results).chain((some) =>
      fc.tuple(...some.map((one) => shuffled(one.violations).map((violations) => ({ ...one, violations })))),
    );
    const order = fc.record({
      resources: shuffled(resources),
      controls: shuffled(controls),
      results: mixed,
      configuration: fc.record({ waivers: shuffled(waivers), attestations: shuffled(attestations) }),
      evaluation: fc.record({ inputs: shuffled(inputs) }),
    });
    fc.assert(
      fc.property(order, (parts) => {
        expect(JSON.stringify(reportOf(parts))).toBe(expected);
      }),
      { numRuns: 50 },
    );
  });
});
