import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderHtml } from '../../../src/report/html.ts';
import { languages } from '../../../src/report/renderer.ts';
import { findBrowser, openBrowser } from '../../support/browser.ts';
import { aControl, aRequirement, theLook } from './report-builder.ts';
import { sampleReports } from './sample-reports.ts';

const catalog = { controls: [aControl()], requirements: [aRequirement()], strings: [] };
const pages = Object.entries(sampleReports).flatMap(([name, report]) =>
  languages.map((language) => [`${name} ${language}`, renderHtml(report, theLook({ language, catalog }))] as const),
);
const executable = findBrowser();
if (executable === null)
  console.warn('no browser found (PUPPETEER_EXECUTABLE_PATH or PATH): the HTML report is not opened in one');

const rules = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'color-contrast-enhanced': { enabled: true } },
};

describe.skipIf(executable === null)('in a real browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-html-'));
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser(executable ?? '');
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The page as a person opens it from disk, with every request and complaint that it causes. */
  async function open(html: string): Promise<{ page: Page; requests: string[]; complaints: string[] }> {
    const file = join(folder, 'report.html');
    writeFileSync(file, html);
    const page = await browser.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
    return { page, requests, complaints };
  }

  test.each(pages)(
    '"%s" asks for nothing but itself, keeps WCAG 2.2 AA with the contrast of AAA, and fits a telephone and a printed page',
    async (_, html) => {
      const { page, requests, complaints } = await open(html);
      expect({ requests: requests.length, complaints }).toEqual({ requests: 1, complaints: [] });

      await page.evaluate(axe.source);
      // As text: it runs in the page, where `axe` is a name of its own.
      const found: unknown = await page.evaluate(`axe.run(document, ${JSON.stringify(rules)}).then(({ violations }) =>
        violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`);
      expect(found).toEqual([]);

      await page.setViewport({ width: 360, height: 640 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      const pdf = await page.pdf({ format: 'A4' });
      expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
      await page.close();
    },
    30_000,
  );

  test('the keyboard reaches everything: the way past the contents first, then every link, fold and wide table', async () => {
    const html = pages.find(([name]) => name.endsWith(' en'))?.[1] ?? '';
    const { page } = await open(html);
    await page.keyboard.press('Tab');
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 60) ?? '');
    expect(await focused()).toContain('class="skip"');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('verdict');
    const reachable = await page.evaluate(
      () => document.querySelectorAll('a[href]:not(.skip), summary, [tabindex="0"]').length,
    );
    const seen = new Set<string>();
    for (let step = 0; step < reachable * 2; step += 1) {
      await page.keyboard.press('Tab');
      seen.add(
        await page.evaluate(() => {
          const all = Array.from(document.querySelectorAll('a[href]:not(.skip), summary, [tabindex="0"]'));
          return String(document.activeElement === null ? -1 : all.indexOf(document.activeElement));
        }),
      );
    }
    seen.delete('-1');
    const hidden = await page.evaluate(
      () => document.querySelectorAll('details:not([open]) [tabindex="0"], details:not([open]) a[href]').length,
    );
    expect(seen.size).toBe(reachable - hidden);
    await page.close();
  });
});
