import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commentLimit } from '../../../src/comment/fit.ts';
import { type CommentInput, commentMarker, renderComment } from '../../../src/comment/render-comment.ts';
import { languages } from '../../../src/report/renderer.ts';
import { hostileReport, hostileTexts } from '../report/hostile.ts';
import { outsideCode } from '../report/outside-code.ts';
import { aFinding, aReport } from '../report/report-builder.ts';
import { baseReport, documentOf, headReport, waived } from './comment-reports.ts';

const failure = {
  schema: 'sekisho.error/v1',
  error: { code: 'PLAN_INVALID', what: 'this is no plan of @octocat', fix: 'write it again' },
} as const;

function anInput(parts: Partial<CommentInput> = {}): CommentInput {
  return {
    head: documentOf(headReport),
    base: documentOf(baseReport),
    language: 'en',
    target: '',
    details: null,
    ...parts,
  };
}

describe.each(languages)('the comment in %s', (language) => {
  const [head, base] = [documentOf(headReport, language), documentOf(baseReport, language)];
  const details = 'https://ci.example/runs/7';
  test.each([
    ['changes', { head, base, target: 'prd', details }],
    ['no-base', { head, base: null }],
    ['base-error', { head, base: failure }],
    ['head-error', { head: failure, base }],
    ['nothing-changed', { head: base, base }],
  ] as const)('"%s" is as the golden file shows', async (name, parts) => {
    const { body } = renderComment(anInput({ ...parts, language }));
    await expect(`${body}\n`).toMatchFileSnapshot(`__snapshots__/${name}.${language}.md`);
  });
});

describe('the comment', () => {
  test('has the verdict in its first line and the marker in its last', () => {
    const lines = renderComment(anInput({ target: 'prd' })).body.split('\n');
    expect([lines[0], lines.at(-1)]).toEqual([
      '## ❌ FAIL (prd): 2 violations block (1 critical, 1 high); also 1 unproven point',
      '<!-- sekisho:comment:v1 target=prd -->',
    ]);
  });

  test.each([
    ['the same report', headReport, headReport, false],
    ['another text and line', { ...headReport, findings: headReport.findings.map(moved) }, headReport, false],
    ['a new finding', headReport, aReport({ ...headReport, findings: headReport.findings.slice(1) }), true],
    ['a finding less', aReport({ ...headReport, findings: headReport.findings.slice(1) }), headReport, true],
    ['another policy', { ...headReport, policy: { sha256: 'b', opa: '1' } }, headReport, true],
    ['a waiver less', aReport(), aReport({ findings: [waived('a1')] }), true],
    [
      'a longer waiver',
      aReport({ findings: [waived('a1', { expires: '2027-06-01' })] }),
      aReport({ findings: [waived('a1')] }),
      true,
    ],
  ])('tells something for %s: %#', (_, head, base, isNews) => {
    expect(renderComment(anInput({ head: documentOf(head), base: documentOf(base) })).isNews).toBe(isNews);
  });

  test.each([
    ['passes', aReport(), false],
    ['fails', headReport, true],
    ['has a waiver that ends', aReport({ findings: [waived('a1', { expires: '2026-12-01' })] }), true],
  ])('without a base tells something when the report %s: %#', (_, head, isNews) => {
    expect(renderComment(anInput({ head: documentOf(head), base: null })).isNews).toBe(isNews);
  });

  test('always tells that nothing could be evaluated, even if the base could not either', () => {
    expect(renderComment(anInput({ head: failure, base: failure })).isNews).toBe(true);
    const broken = documentOf(aReport({ findings: [aFinding({ status: 'error' })] }));
    expect(renderComment(anInput({ head: broken, base: broken })).isNews).toBe(true);
  });
});

function moved<Finding extends object>(finding: Finding): Finding {
  return { ...finding, location: { file: 'elsewhere.ts', line: 9 }, message: { en: 'x', ja: 'x' } };
}

const ours = /^<(?:\/?(?:details|summary|sub)|!-- sekisho:comment:v1 target=[\w%.]* --)>$/u;

describe("strangers' texts in the comment", () => {
  test.each(hostileTexts)('make no tag, link, image or mention: %j', (text) => {
    const [head, base] = [documentOf(hostileReport(text)), documentOf(aReport())];
    for (const input of [
      anInput({ head, base }),
      anInput({ head: base, base: head }),
      anInput({ head, base: null, target: text }),
    ]) {
      const { body } = renderComment(input);
      const outside = outsideCode(body);
      expect([...outside.matchAll(/<[^>]*>/gu)].map(([tag]) => tag).filter((tag) => !ours.test(tag))).toEqual([]);
      expect(outside).not.toMatch(/(?<!\\)\]\(|@(?!\u2060)|:\/\//u);
      expect(body.split('\n').filter((line) => line.startsWith('<!-- sekisho'))).toEqual([commentMarker(input.target)]);
    }
  });

  test('do not end the marker', () => {
    expect(commentMarker('a --> b')).toBe('<!-- sekisho:comment:v1 target=a%20%2D%2D%3E%20b -->');
  });
});

describe('the length of the comment', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom(...hostileTexts),
    fc.constantFrom('`'.repeat(900), '$'.repeat(5000), '鍵'.repeat(3000), '<'.repeat(9000), '😀'.repeat(2000)),
  );
  const status = fc.constantFrom('fail', 'unknown', 'error', 'waived');
  const many = fc.array(fc.tuple(text, status, fc.boolean()), { maxLength: 30 });
  const repeat = fc.integer({ min: 1, max: 200 });

  test('is below what GitHub takes, its marker and folds whole, whatever there is to say', () => {
    fc.assert(
      fc.property(many, many, repeat, text, (now, before, times, other) => {
        const [head, base] = [reportOf(now, times, other), reportOf(before, times, other)];
        const { body } = renderComment(
          anInput({ head, base, details: `https://ci.example/${'x'.repeat(times * 40)}` }),
        );
        expect(body.length).toBeLessThanOrEqual(commentLimit);
        expect(body.split('\n').at(-1)).toBe(commentMarker(''));
        const outside = outsideCode(body);
        expect(outside.split('<details>').length).toBe(outside.split('</details>').length);
      }),
      { numRuns: 60 },
    );
  });

  test('leaves room for every part to say how much it cut', () => {
    const long = { en: '$'.repeat(5000), ja: '' };
    const findings = Array.from({ length: 30_000 }, (_, at) =>
      aFinding({
        fingerprint: at.toString(16).padStart(64, '0'),
        message: long,
        remediation: long,
        control: `c${at % 7}.x`,
      }),
    );
    const waivers = Array.from({ length: 900 }, (_, at) => waived(`e${at}`));
    const head = documentOf(aReport({ findings: [...findings, ...waivers] }));
    const { body } = renderComment(anInput({ head, base: documentOf(aReport()) }));
    expect(body.length).toBeGreaterThan(commentLimit * 0.9);
    expect(body.length).toBeLessThanOrEqual(commentLimit);
    expect(body).toContain('### New, and blocking (30000)');
    expect(body).toContain('### Waivers touched or ending (900)');
    expect(body.match(/…and \d+ more that this comment has no room for: /gu)).toHaveLength(2);
    expect(body).toContain('The whole report');
  });
});

function reportOf(
  findings: readonly (readonly [string, string, boolean])[],
  times: number,
  other: string,
): CommentInput['head'] {
  const local = { en: other, ja: other };
  const all = Array.from({ length: times }, () => findings).flat();
  const members = all.map(([word, status, blocking], at) =>
    aFinding({
      fingerprint: `${word}${at}`,
      control: `${word}${at % 50}`,
      status: status as 'fail',
      blocking: blocking && status !== 'waived',
      address: word,
      message: local,
      remediation: local,
      articles: [word, other],
      exit: `${word}${at}`,
      path: [{ address: word, why: { en: other, ja: other } }],
      waiver: { reason: word, approver: other, expires: '2026-12-01' },
    }),
  );
  return documentOf(aReport({ findings: members, blindSpots: all.map(([word]) => word), partial: [other, other] }));
}
