import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { renderHtml } from '../../../src/report/html.ts';
import { palette, textPairs } from '../../../src/report/html-style.ts';
import { renderJson } from '../../../src/report/json.ts';
import { languages } from '../../../src/report/renderer.ts';
import { hostileReport, hostileTexts } from './hostile.ts';
import { markupProblems, tagsOf } from './markup-reader.ts';
import { aControl, aFinding, anOutcome, aReport, aRequirement, theLook } from './report-builder.ts';
import { sampleReports } from './sample-reports.ts';

const catalog = { controls: [aControl()], requirements: [aRequirement()], strings: [] };
const pages = Object.entries(sampleReports).flatMap(([name, report]) =>
  languages.map((language) => [`${name} ${language}`, renderHtml(report, theLook({ language, catalog }))] as const),
);

describe.each(pages)('the page of "%s"', (_, page) => {
  test('is well-formed', () => {
    expect(markupProblems(page)).toEqual([]);
  });

  test('asks no network for anything and runs nothing', () => {
    const tags = tagsOf(page);
    const asking = tags.filter(({ name, attributes }) => {
      const points = Object.entries(attributes).some(
        ([key, value]) =>
          ['src', 'srcset', 'data', 'action', 'poster'].includes(key) || (key === 'href' && !value.startsWith('#')),
      );
      return (
        points ||
        Object.keys(attributes).some((key) => key.startsWith('on')) ||
        ['script', 'link', 'img', 'iframe', 'object', 'embed', 'form', 'base'].includes(name)
      );
    });
    expect(asking).toEqual([]);
    // A picture refers to its own arrow heads, by `url(#…)`.
    expect(page).not.toMatch(/url\((?!#)|@import|https?:\/\//u);
    const policy = tags.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy');
    expect(policy?.attributes['content']).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/u);
  });

  test('can be used with a keyboard: every link leads to a place, every wide table can be scrolled, headings go down by one', () => {
    const tags = tagsOf(page);
    const ids = tags.flatMap(({ attributes }) => (attributes['id'] === undefined ? [] : [attributes['id']]));
    const links = tags.flatMap(({ attributes }) =>
      attributes['href'] === undefined ? [] : [attributes['href'].slice(1)],
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(links.filter((link) => !ids.includes(link))).toEqual([]);
    expect(links[0]).toBe('verdict');
    const scrolling = tags.filter(({ attributes }) => attributes['class'] === 'scroll');
    expect(scrolling.every(({ attributes }) => attributes['tabindex'] === '0' && attributes['aria-label'] !== '')).toBe(
      true,
    );
    const levels = tags.flatMap(({ name }) => (/^h\d$/u.test(name) ? [Number(name.slice(1))] : []));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level, at) => level > (levels[at - 1] ?? 1) + 1)).toEqual([]);
  });
});

test.each(hostileTexts)('nothing in a report becomes a tag of the page: %j', (text) => {
  const page = renderHtml(hostileReport(text), theLook({ catalog }));
  const plain = renderHtml(hostileReport('plain'), theLook({ catalog }));
  expect(markupProblems(page)).toEqual([]);
  // In a picture longer words take more lines, each a `text`.
  const names = (markup: string): readonly string[] =>
    tagsOf(markup)
      .map(({ name }) => name)
      .filter((name) => !/^\/?text$/u.test(name));
  expect(names(page)).toEqual(names(plain));
});

test('two findings of one place are two places of the page', () => {
  const page = renderHtml(aReport({ findings: [aFinding(), aFinding({ severity: 'low' })] }), theLook());
  const ids = tagsOf(page).flatMap(({ attributes }) => (attributes['id'] === undefined ? [] : [attributes['id']]));
  expect(new Set(ids).size).toBe(ids.length);
});

test('the page names the digest of the JSON report of the same run', () => {
  for (const language of languages) {
    const look = theLook({ language });
    const report = aReport({ findings: [aFinding()] });
    const digest = createHash('sha256').update(renderJson(report, look)).digest('hex');
    expect(renderHtml(report, look)).toContain(digest);
  }
});

test('a requirement without a control is shown as such, not left out', () => {
  const requirements = [aRequirement(), aRequirement({ id: 'RSL-PEOPLE-01', stages: ['people'] })];
  const page = renderHtml(aReport({ controls: [anOutcome()] }), theLook({ catalog: { ...catalog, requirements } }));
  expect(page).toContain('<summary>1 requirements that no control judges</summary>');
  expect(page).toContain('Only people can vouch for this: it needs an attestation.');
});

/** Relative luminance and contrast of WCAG 2.2. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe('the palette', () => {
  test('is measured rightly', () => {
    expect([contrast('#000000', '#ffffff'), contrast('#777777', '#ffffff').toFixed(2)]).toEqual([21, '4.48']);
  });

  test.each(textPairs)('%s on %s has a contrast of 7 to 1', (text, ground) => {
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(7);
  });

  test('draws lines that can be seen', () => {
    expect(contrast(palette.line, palette.paper)).toBeGreaterThanOrEqual(3);
  });
});
