/**
 * Fetches the evidence of the review of a commit on the main branch into a folder: `tsx scripts/ci/fetch-review.ts --commit SHA --output DIR [--run ID]`.
 * It is the newest run of the plan workflow on the head of the pull request that brought the commit, or the run that is named. Only bytes are fetched here: `sekisho
 * plan --reviewed` believes a signature, not us.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fetchReview } from './lib/fetch-review.ts';
import { githubStep } from './lib/github-step.ts';
import { runStep } from './lib/run-step.ts';
import { stepSetting } from './lib/step-setting.ts';

const { values } = parseArgs({
  options: { commit: { type: 'string' }, output: { type: 'string' }, run: { type: 'string' } },
});

await runStep(async () => {
  const commit = stepSetting(values.commit, '--commit', 'the commit that is applied');
  const output = resolve(stepSetting(values.output, '--output', 'the folder for the evidence'));
  await fetchReview(githubStep(process.env), { commit, output, run: values.run ?? '' }, console.log);
  return 0;
});
