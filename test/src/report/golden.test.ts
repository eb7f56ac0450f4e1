import { describe, expect, test } from 'vitest';
import { commonFormats, languages } from '../../../src/report/renderer.ts';
import { renderers } from '../../../src/report/renderers.ts';
import { aRequirement, theLook } from './report-builder.ts';
import { sampleReports } from './sample-reports.ts';

const extension = { text: 'txt', json: 'json' } as const;
const catalog = { controls: [], requirements: [aRequirement()], strings: [] };

describe.each(Object.entries(sampleReports))('the report "%s"', (name, report) => {
  for (const language of languages) {
    for (const format of commonFormats) {
      test(`is written as ${format} in ${language} as the golden file shows`, async () => {
        const text = renderers[format](report, theLook({ language }));
        await expect(text).toMatchFileSnapshot(`__snapshots__/${name}.${language}.${extension[format]}`);
      });
    }

    test(`tells everything in ${language} with --verbose`, async () => {
      const text = renderers.text(report, theLook({ language, verbose: true, catalog }));
      await expect(text).toMatchFileSnapshot(`__snapshots__/${name}.verbose.${language}.txt`);
    });
  }

  test('is one line per blocking finding with --quiet', async () => {
    const text = renderers.text(report, theLook({ quiet: true }));
    await expect(text).toMatchFileSnapshot(`__snapshots__/${name}.quiet.en.txt`);
  });
});
