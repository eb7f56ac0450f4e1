import { describe, expect, test } from 'vitest';
import { languages } from '../../../src/report/renderer.ts';
import { renderers } from '../../../src/report/renderers.ts';
import { aControl, aRequirement, theLook } from './report-builder.ts';
import { sampleReports } from './sample-reports.ts';

const extension = { sarif: 'sarif', junit: 'xml', markdown: 'md', github: 'log', html: 'html' } as const;
const formats = ['sarif', 'junit', 'markdown', 'github', 'html'] as const;
const catalog = { controls: [aControl()], requirements: [aRequirement()], strings: [] };
const shown = ['pass-deferred', 'fail', 'unproven', 'error', 'waived'];

describe.each(Object.entries(sampleReports).filter(([name]) => shown.includes(name)))(
  'the report "%s"',
  (name, report) => {
    for (const language of languages) {
      test.each(formats)(`is written as %s in ${language} as the golden file shows`, async (format) => {
        const text = renderers[format](report, theLook({ language, catalog }));
        await expect(text).toMatchFileSnapshot(`__snapshots__/${name}.${language}.${extension[format]}`);
      });
    }
  },
);

test.each(formats)('%s is the same bytes whatever the terminal is', (format) => {
  for (const report of Object.values(sampleReports)) {
    const loud = theLook({ color: true, width: 40, rerun: 'plan.json' });
    expect(renderers[format](report, loud)).toBe(renderers[format](report, theLook()));
  }
});
