import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Waiver } from '../../../src/configuration/configuration.ts';
import type { Resource } from '../../../src/estate/estate.ts';
import { aControl, aFinding, aResource, aResult, aWaiver, essence, type RunParts, reportOf } from './a-run.ts';

const failing = [aResult('storage.location', { violations: [aFinding('net/a.b')] })];

function waivedBy(waiver: Partial<Waiver>, rest: RunParts = {}): ReturnType<typeof essence> {
  return essence(reportOf({ results: failing, ...rest, configuration: { waivers: [aWaiver(waiver)] } }));
}

function messagesOf(waiver: Partial<Waiver>, control: string): readonly string[] {
  const report = reportOf({ results: failing, configuration: { waivers: [aWaiver(waiver)] } });
  return report.findings.filter((finding) => finding.control === control).map((finding) => finding.message.en);
}

const waived = [
  ['pass', 0],
  ['storage.location', 'waived', false],
];
const notWaived = ['storage.location', 'fail', true];

describe('a waiver', () => {
  it('waives the violation that it names, which stays listed with reason, approver and end', () => {
    expect(waivedBy({})).toEqual(waived);
    const report = reportOf({ results: failing, configuration: { waivers: [aWaiver()] } });
    expect(report.findings[0]?.waiver).toEqual({ reason: 'a test bucket', approver: 'suzuki', expires: '2026-12-01' });
    expect(report.summary).toMatchObject({ pass: 2, waived: 1 });
  });

  it('waives an unknown, at synth before it is deferred', () => {
    const results = [aResult('storage.location', { unknowns: [aFinding('net/a.b')] })];
    expect(waivedBy({}, { results })).toEqual(waived);
    expect(waivedBy({}, { results, options: { stage: 'synth' } })).toEqual(waived);
  });

  it('never waives an error, and is not unused when its control could not be evaluated', () => {
    const results = [aResult('storage.location', { error: 'x' })];
    expect(waivedBy({}, { results })).toEqual([
      ['error', 3],
      ['storage.location', 'error', true],
    ]);
    const unworded = [aResult('storage.location', { violations: [aFinding('net/a.b', { key: 'nope' })] })];
    expect(waivedBy({}, { results: unworded })).toEqual([
      ['error', 3],
      ['storage.location', 'error', true],
    ]);
  });

  it.each<[string, Partial<Waiver>]>([
    ['another address', { address: 'a.c' }],
    ['a wildcard', { address: '*' }],
    ['a prefix of the address', { address: 'a' }],
    ['one instance more', { address: 'a.b[0]' }],
    ['another attribute', { attribute: 'public' }],
    ['another element', { element: 'x' }],
  ])('does not waive what differs by %s, and is called unused', (_, waiver) => {
    expect(waivedBy(waiver)).toEqual([['fail', 1], notWaived, ['waiver.unused', 'fail', true]]);
  });

  it('for another stack waives nothing, and does not block where that stack is not judged', () => {
    expect(waivedBy({ stack: 'other' })).toEqual([['fail', 1], notWaived, ['waiver.unused', 'fail', false]]);
    expect(messagesOf({ stack: 'other' }, 'waiver.unused')).toEqual([
      'the waiver of storage.location on a.b is for the stack other, which is not in this input',
    ]);
  });

  it('may be narrowed to an attribute, however its path is written, and to an element', () => {
    const results = [
      aResult('storage.location', {
        violations: [aFinding('net/a.b', { attribute: 'rule.0.cidr', element: '10.0.0.0/8' })],
      }),
    ];
    expect(waivedBy({ attribute: 'rule[0].cidr' }, { results })).toEqual(waived);
    expect(waivedBy({ attribute: 'rule.0.cidr', element: '10.0.0.0/8' }, { results })).toEqual(waived);
    expect(waivedBy({ attribute: 'rule.1.cidr' }, { results })[0]).toEqual(['fail', 1]);
  });

  it('holds on its last day and no longer, by the UTC day of the clock', () => {
    expect(waivedBy({ expires: '2026-11-24' })).toEqual(waived);
    expect(waivedBy({ expires: '2026-11-23' })).toEqual([['fail', 1], notWaived]);
    expect(waivedBy({ expires: '2026-11-24' }, { options: { now: '2026-11-25T08:59:59+09:00' } })).toEqual(waived);
    expect(waivedBy({ expires: '2026-11-24' }, { options: { now: '2026-11-25T09:00:00+09:00' } })).toEqual([
      ['fail', 1],
      notWaived,
    ]);
  });

  it('that has expired is heard in the message of its finding, in both languages', () => {
    const report = reportOf({ results: failing, configuration: { waivers: [aWaiver({ expires: '2026-11-23' })] } });
    expect(report.findings[0]?.message).toEqual({
      en: 'bad: US (the waiver approved by suzuki expired on 2026-11-23)',
      ja: '不可: US(suzuki による例外承認は 2026-11-23 に期限切れ)',
    });
  });

  it('that is valid wins over one that has expired, and the longer one is shown', () => {
    const waivers = ['2026-11-23', '2026-11-30', '2026-12-02', '2026-12-01'].map((expires) => aWaiver({ expires }));
    const report = reportOf({ results: failing, configuration: { waivers } });
    expect(essence(report)).toEqual(waived);
    expect(report.findings[0]?.waiver?.expires).toBe('2026-12-02');
  });

  it.each([
    ['high', '2026-12-24', 30],
    ['medium', '2027-02-22', 90],
    ['low', '2027-05-23', 180],
  ] as const)('of severity %s lasts until %s at most', (severity, last, days) => {
    const controls = [aControl('storage.location', { severity })];
    const configuration = { blockingSeverities: ['critical', 'high', 'medium', 'low'] as const };
    const run = (expires: string) =>
      reportOf({ controls, results: failing, configuration: { ...configuration, waivers: [aWaiver({ expires })] } });
    expect(essence(run(last))).toEqual(waived);
    const next = new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10);
    expect(run(next).exitCode).toBe(1);
    expect(run(next).findings.map((finding) => finding.message.en)).toContain(
      `the waiver of storage.location lasts until ${next}; a control of severity ${severity} can be waived until ${last} at most (${days} days)`,
    );
  });

  it('can not be for a critical control', () => {
    const controls = [aControl('storage.location', { severity: 'critical' })];
    expect(waivedBy({}, { controls })).toEqual([
      ['fail', 1],
      ['storage.location', 'fail', true],
      ['waiver.invalid', 'fail', true],
    ]);
  });

  it.each<[string, Partial<Waiver>, string]>([
    [
      'its approver is its author',
      { approver: ' Sato ' },
      'the waiver of storage.location was approved by its own author, sato',
    ],
    [
      'its end is no day',
      { expires: '2026-02-30' },
      'the waiver of storage.location has `expires: 2026-02-30`, which is not a day written YYYY-MM-DD',
    ],
    [
      'its end is beyond all days',
      { expires: '9999-12-31' },
      'the waiver of storage.location lasts until 9999-12-31; a control of severity high can be waived until 2026-12-24 at most (30 days)',
    ],
    [
      'it gives no reason',
      { reason: ' ' },
      'the waiver of storage.location needs `reason` to be a text that is not empty',
    ],
    [
      'it cites no article',
      { article: '' },
      'the waiver of storage.location needs `article` to be a text that is not empty',
    ],
    [
      'it shows no evidence',
      { evidence: '' },
      'the waiver of storage.location needs `evidence` to be a text that is not empty',
    ],
    [
      'nobody approved it',
      { approver: '' },
      'the waiver of storage.location needs `approver` to be a text that is not empty',
    ],
  ])('that breaks a rule waives nothing: %s', (_, waiver, message) => {
    expect(waivedBy(waiver)[0]).toEqual(['fail', 1]);
    expect(waivedBy(waiver)).toContainEqual(notWaived);
    expect(messagesOf(waiver, 'waiver.invalid')).toEqual([message]);
  });

  it('for a control that does not exist, or for one that judges waivers, is invalid', () => {
    expect(messagesOf({ control: 'storage.locatoin' }, 'waiver.invalid')).toEqual([
      'the waiver names the control storage.locatoin, which does not exist; nearest: storage.location',
    ]);
    expect(messagesOf({ control: 'waiver.unused' }, 'waiver.invalid')).toEqual([
      'the waiver is for waiver.unused, which judges the configuration itself and can not be waived',
    ]);
  });

  it('is found by the line where it stands', () => {
    const report = reportOf({ configuration: { waivers: [aWaiver()] } });
    expect(report.findings[0]).toMatchObject({
      control: 'waiver.unused',
      stack: 'net',
      address: 'a.b',
      zone: null,
      severity: 'medium',
      location: { file: 'sekisho.yaml', line: 12 },
    });
  });
});

describe('a waiver that matches nothing', () => {
  const unused = { configuration: { waivers: [aWaiver()] } };

  it('is itself a finding, though it has expired', () => {
    expect(essence(reportOf(unused))).toEqual([
      ['fail', 1],
      ['waiver.unused', 'fail', true],
    ]);
    const expired = { configuration: { waivers: [aWaiver({ expires: '2026-11-01' })] } };
    expect(essence(reportOf(expired))).toEqual([
      ['fail', 1],
      ['waiver.unused', 'fail', true],
    ]);
  });

  it('is not called so in a partial run, nor when its control did not run or could not place its resources', () => {
    expect(essence(reportOf({ ...unused, options: { partial: ['--now'] } }))).toEqual([['pass', 0]]);
    const controls = [aControl('storage.location', { stages: ['synth'] })];
    expect(reportOf({ ...unused, controls, results: [] }).summary).toMatchObject({ fail: 1 });
    const blind = [aResult('storage.location', { needsZoneButUnplaced: true })];
    expect(reportOf({ ...unused, results: blind }).findings.map((one) => one.control)).toEqual(['zone.unjudged']);
  });

  it('is not told twice when it is invalid', () => {
    const configuration = { waivers: [aWaiver({ address: 'a.c', approver: 'sato' })] };
    expect(reportOf({ configuration }).findings.map((one) => one.control)).toEqual(['waiver.invalid']);
  });

  it('is not excused by one that is used on another instance, since each names its own', () => {
    const resources = ['net/a.b[0]', 'net/a.b[1]'].map((id) => aResource(id));
    const results = [
      aResult('storage.location', { resources: resources.map(({ id }) => id), violations: [aFinding('net/a.b[1]')] }),
    ];
    const waivers = [aWaiver({ address: 'a.b[0]' }), aWaiver({ address: 'a.b[1]' })];
    expect(
      reportOf({ resources, results, configuration: { waivers } }).findings.map((one) => [one.control, one.address]),
    ).toEqual([
      ['waiver.unused', 'a.b[0]'],
      ['storage.location', 'a.b[1]'],
    ]);
  });

  it('does not stop synth when only the plan can show what it is for', () => {
    expect(essence(reportOf({ ...unused, options: { stage: 'synth' } }))).toEqual([
      ['pass', 0],
      ['waiver.unused', 'fail', false],
    ]);
    const controls = [aControl('storage.location', { stages: ['synth'] })];
    expect(reportOf({ ...unused, controls, options: { stage: 'synth' } }).exitCode).toBe(1);
  });
});

describe('a waiver written on its resource', () => {
  const { control, article, reason, author, approver, evidence, expires } = aWaiver();
  const written = { control, article, reason, author, approver, evidence, expires };
  const location = { file: 'stacks/net.ts', line: 7 };

  function carrying(waiver: Readonly<Record<string, unknown>>, id = 'net/a.b'): Resource {
    return aResource(id, { inlineWaivers: [waiver], location, createdBy: { file: 'constructs/x.ts', line: 1 } });
  }

  it('is for that resource only', () => {
    expect(essence(reportOf({ resources: [carrying(written)], results: failing }))).toEqual(waived);
    const other = [aResource('net/a.b'), carrying(written, 'net/a.c')];
    expect(essence(reportOf({ resources: other, results: failing }))).toEqual([
      ['fail', 1],
      notWaived,
      ['waiver.unused', 'fail', true],
    ]);
  });

  it('may repeat where it stands, but not name another place', () => {
    const right = carrying({ ...written, stack: 'net', address: 'a.b', attribute: null });
    expect(essence(reportOf({ resources: [right], results: failing }))).toEqual(waived);
    const wrong = reportOf({ resources: [carrying({ ...written, address: 'a.c' })], results: failing });
    expect(wrong.findings.map((finding) => finding.message.en)).toEqual([
      'bad: US',
      'the waiver of storage.location names address `a.c` but is written on `a.b`',
    ]);
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      'a field that is not a text',
      { reason: 7 },
      'the waiver of storage.location needs `reason` to be a text that is not empty',
    ],
    [
      'a narrowing that can not be read',
      { attribute: 7 },
      'the waiver of storage.location needs `attribute` to be a text that is not empty',
    ],
    [
      'an unknown field',
      { expire: 'x' },
      'the waiver of storage.location has a field `expire` that waivers do not have; nearest: expires',
    ],
  ])('waives nothing with %s, and the line is named', (_, change, message) => {
    const report = reportOf({ resources: [carrying({ ...written, ...change })], results: failing });
    expect(report.exitCode).toBe(1);
    const invalid = report.findings.filter((finding) => finding.control === 'waiver.invalid');
    expect(invalid.map((finding) => finding.message.en)).toEqual([message]);
    expect(invalid[0]).toMatchObject({ location, zone: 'rs', createdBy: { file: 'constructs/x.ts', line: 1 } });
  });

  it('says everything that it lacks when it is empty', () => {
    const report = reportOf({ resources: [carrying({})] });
    const lacking = ['control', 'article', 'reason', 'author', 'approver', 'evidence', 'expires'].sort();
    expect(report.findings.map((finding) => finding.element?.split(' ').at(-1)).sort()).toEqual(lacking);
  });

  it('on a block with several instances is used when one instance needs it', () => {
    const resources = [carrying(written, 'net/a.b[0]'), carrying(written, 'net/a.b[1]')];
    const results = [
      aResult('storage.location', { resources: resources.map(({ id }) => id), violations: [aFinding('net/a.b[1]')] }),
    ];
    expect(essence(reportOf({ resources, results }))).toEqual(waived);
    const nowhere = resources.map((resource) => ({ ...resource, location: null }));
    expect(essence(reportOf({ resources: nowhere, results }))).toEqual(waived);
    const passing = [aResult('storage.location', { resources: resources.map(({ id }) => id) })];
    expect(reportOf({ resources, results: passing }).findings.map((one) => one.control)).toEqual([
      'waiver.unused',
      'waiver.unused',
    ]);
  });
});

describe('matching, for any waiver and finding', () => {
  const word = fc.constantFrom('a', 'b', 'a.b', 'a[0]', '*');
  const maybe = fc.option(word, { nil: null });
  const place = fc.record({ stack: word, address: word, attribute: maybe, element: maybe });

  it('waives exactly when stack and address are equal and what narrows it is equal', () => {
    fc.assert(
      fc.property(place, place, (asked, found) => {
        const id = `${found.stack}/${found.address}`;
        const { attribute, element } = found;
        const results = [
          aResult('storage.location', { resources: [id], violations: [aFinding(id, { attribute, element })] }),
        ];
        const waivers = [aWaiver(asked)];
        const report = reportOf({ resources: [aResource(id)], results, configuration: { waivers } });
        const same = (one: string | null): string | null => one?.replace('[0]', '.0') ?? null;
        const expected =
          asked.stack === found.stack &&
          asked.address === found.address &&
          (asked.attribute === null || same(asked.attribute) === same(attribute)) &&
          (asked.element === null || asked.element === element);
        const statuses = report.findings.filter((one) => one.control === 'storage.location').map((one) => one.status);
        expect(statuses).toEqual([expected ? 'waived' : 'fail']);
      }),
    );
  });
});
