import { describe, expect, test } from 'vitest';
import type { Requirement } from '../../../src/policy/catalog.ts';
import { coverageOf } from '../../../src/report/coverage.ts';
import { renderCoverageJson } from '../../../src/report/coverage-json.ts';
import { renderCoverageMarkdown } from '../../../src/report/coverage-markdown.ts';
import { renderCoverageText } from '../../../src/report/coverage-text.ts';
import type { ReportAttestation } from '../../../src/verdict/report.ts';
import { aFinding, anOutcome, aReport, theLook } from './report-builder.ts';

function aRequirement(id: string, parts: Partial<Requirement> = {}): Requirement {
  return {
    id,
    act: 'rsl',
    title: { en: `title of ${id}`, ja: `${id} の題` },
    text: { en: '', ja: '' },
    articles: ['Act Art.1'],
    basis: 'MIXED',
    confidence: 'VERIFIED',
    severity: 'high',
    stages: ['synth'],
    ...parts,
  };
}

const attestation: ReportAttestation = {
  requirement: 'PEOPLE',
  statement: 's',
  by: 'Officer',
  evidence: 'e',
  attestedOn: '2026-01-01',
  validUntil: '2026-12-31',
  state: 'valid',
};

const requirements = [
  aRequirement('TWO', { articles: ['Act Art.1', 'Act Art.2'] }),
  aRequirement('NONE', { articles: ['Act Art.3'] }),
  aRequirement('PEOPLE', { stages: ['people'] }),
  aRequirement('LAPSED', { stages: ['people'], articles: ['Act Art.4'] }),
  aRequirement('BOTH', { stages: ['synth', 'people'], articles: ['Act Art.2'] }),
];
const report = aReport({
  controls: [
    anOutcome({ id: 'a.b', status: 'fail', examined: 4, requirements: ['TWO'] }),
    anOutcome({ id: 'a.c', status: 'not-applicable', examined: 0, requirements: ['TWO', 'BOTH'] }),
  ],
  findings: [
    aFinding({ control: 'a.b', address: 'x.y', stack: 's', attribute: 'p' }),
    aFinding({ control: 'a.b', address: 'x.y', stack: 's', attribute: 'q' }),
    aFinding({ control: 'other' }),
  ],
  attestations: [
    { ...attestation, validUntil: '2025-12-31', state: 'expired' },
    attestation,
    { ...attestation, requirement: 'LAPSED', validUntil: '2025-06-30', state: 'expired' },
  ],
  partial: ['--now x'],
});
const coverage = coverageOf(report, { requirements });

describe('the coverage of an estate', () => {
  test('puts each requirement under each of its articles, in the order of the catalogue', () => {
    expect(coverage.articles).toEqual([
      { article: 'Act Art.1', requirements: ['TWO', 'PEOPLE'] },
      { article: 'Act Art.2', requirements: ['TWO', 'BOTH'] },
      { article: 'Act Art.3', requirements: ['NONE'] },
      { article: 'Act Art.4', requirements: ['LAPSED'] },
    ]);
  });

  test('judges a requirement by the worst of its controls, and says where there is none and where people vouch', () => {
    const nobody = { state: 'missing', by: null, until: null };
    expect(coverage.requirements.map(({ requirement, ...rest }) => ({ id: requirement.id, ...rest }))).toEqual([
      { id: 'TWO', verdict: 'fail', controls: ['a.b', 'a.c'], vouching: null },
      { id: 'NONE', verdict: 'unserved', controls: [], vouching: null },
      {
        id: 'PEOPLE',
        verdict: 'people',
        controls: [],
        vouching: { state: 'valid', by: 'Officer', until: '2026-12-31' },
      },
      {
        id: 'LAPSED',
        verdict: 'people',
        controls: [],
        vouching: { state: 'expired', by: 'Officer', until: '2025-06-30' },
      },
      { id: 'BOTH', verdict: 'not-applicable', controls: ['a.c'], vouching: nobody },
    ]);
  });

  test('names each resource with findings once for each control', () => {
    expect(coverage.controls.map(({ id, examined, findings }) => [id, examined, findings])).toEqual([
      ['a.b', 4, [{ stack: 's', address: 'x.y', status: 'fail' }]],
      ['a.c', 0, []],
    ]);
  });

  test('is text that tells a requirement once in full, then what nobody serves and what people must vouch for', () => {
    expect(renderCoverageText(coverage, theLook())).toBe(
      [
        'Coverage',
        '5 requirements: 2 served by controls, 1 by none, 2 for people only',
        'A pass says that the controls passed, not that all of the requirement is met.',
        '',
        'Act Art.1',
        '  fail  TWO  title of TWO  [MIXED]',
        '    - fail  a.b  (4 resources)',
        '        fail  s/x.y',
        '    - nothing to examine  a.c  (0 resources)',
        '',
        'Act Art.2',
        '  fail  TWO  title of TWO  [MIXED] (see above)',
        '  nothing to examine  BOTH  title of BOTH  [MIXED]',
        '    - nothing to examine  a.c  (0 resources)',
        '      people: nobody vouches for it',
        '',
        'No control serves (1)',
        '    - NONE  title of NONE (Act Art.3)',
        '',
        'What people must vouch for (3)',
        '    - PEOPLE  title of PEOPLE (Act Art.1): vouched for by Officer until',
        '      2026-12-31',
        '    - LAPSED  title of LAPSED (Act Art.4): EXPIRED on 2025-06-30 (Officer)',
        '    - BOTH  title of BOTH (Act Art.2): nobody vouches for it',
        '',
        'partial: --now x',
        '',
      ].join('\n'),
    );
  });

  test('is text in Japanese, without a word of English of ours', () => {
    const japanese = renderCoverageText(coverage, theLook({ language: 'ja' }));
    expect(japanese).toContain('要件 5 件: コントロールあり 2 件、なし 1 件、人だけが確かめるもの 2 件');
    expect(japanese).toContain('Officer が 2026-12-31 まで証明');
    expect(japanese.match(/\b(?:resources|people|vouch\w*|fail|served)\b/gu)).toBeNull();
  });

  test('is Markdown in which no text of a stranger becomes a link, a cell or HTML', () => {
    const hostile = coverageOf(report, {
      requirements: [aRequirement('BAD', { title: { en: '<b>|[x](y)', ja: '' }, articles: ['# A | B'] })],
    });
    const text = renderCoverageMarkdown(hostile, theLook());
    expect(text).toContain('### \\# A \\| B');
    expect(text).toContain('| `BAD` &lt;b&gt;\\|\\[x\\](y) [MIXED] | no control |  |  |');
  });

  test('is JSON with the summary, the matrix and the attestation of each requirement', () => {
    const document: unknown = JSON.parse(renderCoverageJson(coverage, { language: 'ja' }));
    expect(document).toMatchObject({
      schema: 'sekisho.coverage/v1',
      summary: { requirements: 5, served: 2, unserved: 1, people: 2, attested: 1 },
      articles: coverage.articles,
      controls: [{ id: 'a.b', status: 'fail', examined: 4, findings: [{ address: 'x.y' }] }, { id: 'a.c' }],
      unserved: ['NONE'],
      partial: ['--now x'],
    });
    expect(document).toHaveProperty('requirements.2', {
      id: 'PEOPLE',
      title: 'PEOPLE の題',
      articles: ['Act Art.1'],
      basis: 'MIXED',
      confidence: 'VERIFIED',
      severity: 'high',
      stages: ['people'],
      verdict: 'people',
      controls: [],
      attestation: { state: 'valid', by: 'Officer', until: '2026-12-31' },
    });
  });
});
