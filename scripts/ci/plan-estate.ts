/**
 * Plans all stacks of another checkout with read-only credentials and judges them as one estate, by the law and engine of this one:
 * `tsx scripts/ci/plan-estate.ts --head DIR --output DIR [--config FILE]`. What is left behind is the report and the evidence, which hold digests;
 * plans hold secrets, and are gone when the step ends. The exit code is that of `sekisho plan`.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { keepEvidenceOf, withPlanFolder } from './lib/plan-folder.ts';
import { runEngine } from './lib/run-engine.ts';
import { runStep } from './lib/run-step.ts';
import { stepSetting } from './lib/step-setting.ts';

const { values } = parseArgs({
  options: { head: { type: 'string' }, output: { type: 'string' }, config: { type: 'string' } },
});

await runStep(async () => {
  const project = resolve(stepSetting(values.head, '--head', 'the checkout whose stacks are planned'));
  const output = resolve(stepSetting(values.output, '--output', 'the folder for report and evidence'));
  const key = stepSetting(process.env['SEKISHO_SIGNING_KEY'], 'SEKISHO_SIGNING_KEY', 'a key of a KMS, or a file');
  const configuration = ['--config', resolve(values.config ?? 'sekisho.yaml')];
  const report = join(output, 'report');
  mkdirSync(report, { recursive: true });
  const language = ['--lang', process.env['SEKISHO_LANG'] === 'ja' ? 'ja' : 'en'];
  return await withPlanFolder(async (folder) => {
    const target = ['--out', folder, '--key', key, '--format', 'json', '--output', join(report, 'report.json')];
    const parameters = ['plan', ...configuration, ...target, ...language];
    const exitCode = await runEngine({ program: 'main', parameters, project });
    keepEvidenceOf(folder, join(output, 'evidence'));
    return exitCode;
  });
});
