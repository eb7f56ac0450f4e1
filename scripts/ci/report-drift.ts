/**
 * Keeps one issue about drift up to date from what `find-drift` wrote for each environment: `tsx scripts/ci/report-drift.ts --input DIR --environments dev,stg,prd`. An
 * environment without a result keeps the issue open. Exit code 1 when something differs, so that the run shows it too.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { githubStep } from './lib/github-step.ts';
import { reportDrift } from './lib/report-drift.ts';
import { runStep } from './lib/run-step.ts';
import { stepSetting } from './lib/step-setting.ts';

const { values } = parseArgs({ options: { input: { type: 'string' }, environments: { type: 'string' } } });

await runStep(async () => {
  const input = resolve(stepSetting(values.input, '--input', 'the folder with what find-drift wrote'));
  const names = stepSetting(values.environments, '--environments', 'names with commas').split(',');
  const { action, isClean } = await reportDrift(githubStep(process.env), input, names);
  console.log(`issue about drift: ${action}`);
  return isClean ? 0 : 1;
});
