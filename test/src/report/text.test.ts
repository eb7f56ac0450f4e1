import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RenderOptions } from '../../../src/report/renderer.ts';
import { renderHeadline, renderText } from '../../../src/report/text.ts';
import { displayWidth } from '../../../src/report/wrap.ts';
import type { Finding, Report } from '../../../src/verdict/report.ts';
import { aFinding, anOutcome, aReport, theLook } from './report-builder.ts';
import { sampleReports } from './sample-reports.ts';

const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const colorCode = /\u001b\[\d+m/gu;

function many(count: number): Report {
  const findings = Array.from({ length: count }, (_, at) =>
    aFinding({ address: `google_storage_bucket.b${at}`, control: at < 22 ? 'storage.public_access' : 'network.nat' }),
  );
  return aReport({ findings, controls: [anOutcome({ status: 'fail' })] });
}

const addressesIn = (text: string): number => text.match(/google_storage_bucket\.b\d+ /gu)?.length ?? 0;

describe('a long list', () => {
  test('shows twenty findings in full and counts the others by control', () => {
    const text = renderText(many(25), theLook());
    expect(addressesIn(text)).toBe(20);
    expect(text).toContain('and 5 more: network.nat 3, storage.public_access 2; `--verbose` shows all');
  });

  test('is whole with --verbose', () => {
    const text = renderText(many(25), theLook({ verbose: true }));
    expect(addressesIn(text)).toBe(25);
    expect(text).not.toContain('more:');
  });

  test('is whole, one line each, with --quiet', () => {
    expect(
      renderText(many(25), theLook({ quiet: true }))
        .trimEnd()
        .split('\n'),
    ).toHaveLength(26);
  });
});

describe('colours', () => {
  test.each(Object.entries(sampleReports))('add nothing but colour to "%s"', (_, report) => {
    const colored = renderText(report, theLook({ color: true, verbose: true }));
    expect(colored).toMatch(colorCode);
    expect(colored.replaceAll(colorCode, '')).toBe(renderText(report, theLook({ verbose: true })));
  });
});

describe('the width', () => {
  test.each(['en', 'ja'] as const)('is kept in %s, save for a word that is longer than a line', (language) => {
    for (const report of Object.values(sampleReports)) {
      for (const line of renderText(report, theLook({ language, verbose: true })).split('\n')) {
        const isOneWord = !line.trim().includes(' ');
        expect(displayWidth(line) <= 80 || isOneWord, line).toBe(true);
      }
    }
  });
});

describe('the headline', () => {
  test('says of a passing report with weaker findings that they are there', () => {
    const report = aReport({ findings: [aFinding({ severity: 'low', blocking: false })] });
    expect(renderHeadline(report, theLook())).toBe(
      'PASS  nothing blocks: 1 control proven or waived; 1 finding that does not block\n',
    );
  });

  test('never praises a report in which nothing was examined', () => {
    const report = aReport({ controls: [anOutcome({ status: 'not-applicable', examined: 0 })] });
    expect(renderHeadline(report, theLook({ width: 120 }))).toContain('but nothing was proven');
  });

  test('names violations beside an error', () => {
    const report = aReport({ findings: [aFinding({ status: 'error' }), aFinding()] });
    expect(renderHeadline(report, theLook({ width: 120 }))).toBe(
      'ERROR  1 check could not be evaluated, so nothing is let through; also 1 violation\n',
    );
  });

  test('does not count a waived finding as one that blocks', () => {
    const report = aReport({ findings: [aFinding({ status: 'waived' }), aFinding()], verdict: 'fail' });
    expect(renderHeadline(report, theLook())).toBe('FAIL  1 violation blocks (1 critical)\n');
  });
});

describe('a waiver', () => {
  const waiver = (expires: string): Report => {
    const finding = aFinding({ status: 'waived', waiver: { reason: 'probe', approver: 'sato@example.jp', expires } });
    return aReport({ findings: [finding], now: '2026-11-24T23:59:00.000Z' });
  };

  test.each([
    ['2026-11-24', '[lapses today]'],
    ['2026-11-25', '[lapses in 1 day]'],
    ['2026-12-24', '[lapses in 30 days]'],
    ['2026-11-23', '[lapsed]'],
  ])('that ends on %s is marked %s', (expires, mark) => {
    expect(renderText(waiver(expires), theLook({ width: 200 }))).toContain(mark);
  });

  test('that ends later is not marked', () => {
    expect(renderText(waiver('2026-12-25'), theLook({ width: 200 }))).not.toContain('lapse');
  });
});

test('the command that it proposes repeats the arguments of the run', () => {
  const text = renderText(
    aReport({ findings: [aFinding()] }),
    theLook({ rerun: "plan.json --config 'my file.yaml'", width: 200 }),
  );
  expect(text).toContain("`sekisho explain ab12cd34ef56 plan.json --config 'my file.yaml'`");
});

/** A report whose every text is whatever the generator makes of it. */
function hostileReport(): fc.Arbitrary<Report> {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\u001b]0;x\u0007', 'a\nPASS', '\u009b2J', 'x\u202ey', '\u2028'),
  );
  const step = fc.record({ address: text, why: text });
  const location = fc.option(fc.record({ file: text, line: fc.nat() }));
  const finding = fc.record({
    fingerprint: text,
    control: text,
    status: fc.constantFrom('fail', 'unknown', 'error', 'waived'),
    address: text,
    stack: text,
    zone: fc.option(text),
    attribute: fc.option(text),
    element: fc.option(text),
    location,
    createdBy: location,
    message: fc.record({ en: text, ja: text }),
    remediation: fc.record({ en: text, ja: text }),
    requirements: fc.array(text, { maxLength: 2 }),
    articles: fc.array(text, { maxLength: 2 }),
    exit: text,
    path: fc.array(fc.record({ address: text, why: fc.record({ en: text, ja: text }) }), { maxLength: 2 }),
    waiver: fc.record({ reason: text, approver: text, expires: text }),
  });
  return fc
    .record({
      findings: fc.array(finding, { maxLength: 3 }),
      deferred: fc.array(finding, { maxLength: 2 }),
      partial: fc.array(text, { maxLength: 2 }),
      blindSpots: fc.array(text, { maxLength: 2 }),
      discharges: fc.array(
        fc.record({ control: text, stack: text, address: text, attribute: text, chain: fc.array(step) }),
      ),
      inputs: fc.array(fc.record({ path: text, kind: text, sha256: text, resources: fc.nat() })),
      controls: fc.array(fc.record({ id: text, title: fc.record({ en: text, ja: text }) })),
      policy: fc.record({ sha256: text, opa: text }),
    })
    .map((parts) =>
      aReport({
        ...parts,
        findings: parts.findings.map((one) => aFinding(one as Partial<Finding>)),
        deferred: parts.deferred.map((one) => aFinding(one as Partial<Finding>)),
        controls: parts.controls.map((one) => anOutcome({ ...one, examined: 0 })),
      }),
    );
}

describe('whatever the input holds', () => {
  const looks: readonly RenderOptions[] = [
    theLook(),
    theLook({ verbose: true, language: 'ja' }),
    theLook({ quiet: true }),
    theLook({ rerun: '\u001b[2J' }),
  ];

  test('no control character reaches the text, and no line is forged', () => {
    fc.assert(
      fc.property(hostileReport(), (report) => {
        for (const look of looks) {
          const text = renderText(report, look);
          expect(text.replaceAll('\n', '')).not.toMatch(unprintable);
          expect(text.split('\n').filter((line) => /^(?:PASS|合格)/u.test(line)).length).toBeLessThanOrEqual(
            report.verdict === 'pass' ? 1 : 0,
          );
        }
      }),
      { numRuns: 100 },
    );
  });

  test('colours are the only escapes when there are colours', () => {
    fc.assert(
      fc.property(hostileReport(), (report) => {
        const text = renderText(report, theLook({ color: true, verbose: true }));
        expect(text.replaceAll(colorCode, '').replaceAll('\n', '')).not.toMatch(unprintable);
      }),
      { numRuns: 50 },
    );
  });
});
