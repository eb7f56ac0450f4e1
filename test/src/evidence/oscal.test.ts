import { readFileSync } from 'node:fs';
import { describe, expect, it, type TestContext } from 'vitest';
import { z } from 'zod';
import { assessmentResults } from '../../../src/evidence/oscal/assessment-results.ts';
import { uuid5 } from '../../../src/evidence/oscal/uuid5.ts';
import type { ReportDocument } from '../../../src/report/document.ts';

/** NIST's `oscal_assessment-results_schema.json` of release 1.0.6 (github.com/usnistgov/OSCAL), where somebody has it. */
const schemaFile = process.env['SEKISHO_OSCAL_SCHEMA'];

function schemaOrSkip(context: TestContext): z.ZodType {
  if (schemaFile === undefined) context.skip('SEKISHO_OSCAL_SCHEMA names no copy of the schema of NIST');
  return oscalSchema(schemaFile);
}

/** NIST names its definitions by `$id`; readers of schemas want paths. */
function oscalSchema(file: string): z.ZodType {
  const schema = JSON.parse(readFileSync(file, 'utf8')) as { definitions: Record<string, { $id?: string }> };
  const names = new Map(
    Object.entries(schema.definitions).flatMap(([name, { $id }]) => ($id === undefined ? [] : [[$id, name] as const])),
  );
  const plain = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(plain);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).flatMap(([key, value]) => {
        if (key === '$id') return [];
        if (key === '$ref' && typeof value === 'string') {
          const name = names.get(value);
          return [[key, name === undefined ? value : `#/definitions/${name.replaceAll('/', '~1')}`]];
        }
        // The patterns use classes of Unicode, which only the flag allows.
        return [
          [
            key,
            key === 'pattern' && typeof value === 'string'
              ? value
                  .replaceAll('\\p{L}', 'A-Za-z')
                  .replaceAll('\\p{N}', '0-9')
                  .replaceAll('(A-Za-z|_)', '[A-Za-z_]')
                  .replaceAll('(A-Za-z|0-9|[.\\-_])', '[A-Za-z0-9._-]')
              : plain(value),
          ],
        ];
      }),
    );
  };
  return z.fromJSONSchema(plain(schema) as Parameters<typeof z.fromJSONSchema>[0]);
}

const words = {
  title: 'T',
  observation: (id: string) => `see ${id}`,
  passed: (count: number) => `proven for ${String(count)}`,
};
const options = { assessmentPlan: 'https://example.jp/plan', words };

const control = { title: 'One', severity: 'high', status: 'pass', examined: 2, requirements: ['RSL-A-1'] } as const;
const finding: ReportDocument['findings'][number] = {
  fingerprint: 'f'.repeat(64),
  control: 'b.two',
  status: 'fail',
  severity: 'high',
  blocking: true,
  address: 'google_storage_bucket.x["a b"]',
  stack: 's',
  zone: null,
  attribute: null,
  element: null,
  location: null,
  createdBy: null,
  message: '  spaces, and\na line ',
  remediation: 'mend it',
  requirements: ['RSL-A-1', 'RSL-B-1'],
  articles: ['Act 77/2016 Art.20 [LITERAL]'],
};
const report: ReportDocument = {
  schema: 'sekisho.report/v1',
  verdict: 'fail',
  exitCode: 1,
  stage: 'plan',
  partial: [],
  summary: {
    resources: 3,
    controls: 3,
    pass: 1,
    fail: 1,
    unknown: 0,
    error: 0,
    waived: 0,
    notApplicable: 1,
    deferred: 0,
  },
  findings: [finding],
  deferred: [],
  discharges: [],
  attestations: [],
  controls: [
    { ...control, id: 'a.one' },
    { ...control, id: 'b.two', status: 'fail', requirements: ['RSL-A-1', 'RSL-B-1'] },
    { ...control, id: 'c.three', requirements: ['RSL-C-1'] },
    { ...control, id: 'd.four', status: 'not-applicable', examined: 0, requirements: ['RSL-D-1'] },
  ],
  inputs: [{ path: 'p', kind: 'synth+plan', sha256: '1'.repeat(64), resources: 3 }],
  blindSpots: [],
  policy: { sha256: '2'.repeat(64), opa: '1' },
  tool: { version: '0.1.0' },
  now: '2026-11-24T09:00:00.000Z',
};

interface Results {
  'assessment-results': {
    results: readonly [
      {
        findings: readonly { title: string; target: { status: { state: string } } }[];
        observations: readonly unknown[];
        risks?: readonly unknown[];
      },
    ];
  };
}

describe('assessment results in OSCAL', () => {
  it("keep to NIST's schema, with findings and without any", (context) => {
    const schema = schemaOrSkip(context);
    const empty = { ...report, findings: [], controls: [], partial: ['--only  x'] };
    expect([report, empty].map((one) => schema.safeParse(assessmentResults(one, options)).error?.issues ?? [])).toEqual(
      [[], []],
    );
  });

  it('are held against a schema that can refuse', (context) => {
    const schema = schemaOrSkip(context);
    const whole = assessmentResults(report, options)['assessment-results'] as Record<string, unknown>;
    const wrong = [
      { 'assessment-results': { ...whole, uuid: 'none' } },
      { 'assessment-results': { ...whole, results: [] } },
      { 'assessment-results': { ...whole, unheard: true } },
      {},
    ];
    expect(wrong.map((one) => schema.safeParse(one).success)).toEqual([false, false, false, false]);
  });

  it('name everything by a UUID of its own, and refer only to what is there', () => {
    const text = JSON.stringify(assessmentResults(report, options));
    const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
    const all = (key: string): string[] =>
      [...text.matchAll(new RegExp(`"${key}":"(${uuid})"`, 'gu'))].map(([, found = '']) => found);
    const own = all('uuid');
    expect(own.length).toBeGreaterThan(5);
    expect(new Set(own).size).toBe(own.length);
    expect(text.match(/"uuid":"/gu)).toHaveLength(own.length);
    const referred = [...all('observation-uuid'), ...all('risk-uuid')];
    expect(referred.length).toBeGreaterThan(0);
    expect(referred.filter((one) => !own.includes(one))).toEqual([]);
  });

  it('satisfy a requirement only when every control that serves it was proven', () => {
    const [result] = (assessmentResults(report, options) as unknown as Results)['assessment-results'].results;
    expect(result.findings.map(({ title, target }) => [title, target.status.state])).toEqual([
      ['RSL-A-1', 'not-satisfied'],
      ['RSL-B-1', 'not-satisfied'],
      ['RSL-C-1', 'satisfied'],
    ]);
    expect([result.observations.length, result.risks?.length]).toEqual([3, 1]);
  });

  it('are the same bytes for the same report, and others for another clock', () => {
    const text = (one: ReportDocument): string => JSON.stringify(assessmentResults(one, options));
    expect(text(report)).toBe(text(structuredClone(report)));
    expect(text({ ...report, now: '2026-11-25T09:00:00.000Z' })).not.toBe(text(report));
  });
});

describe('a UUID of version 5', () => {
  it('is that of RFC 9562 for the URN', () => {
    expect(uuid5('a', 'b')).toBe('68c20a0e-211b-5693-b5a6-4205fa6e9ab0');
    expect(uuid5('a:b')).not.toBe(uuid5('a', 'b'));
  });
});
