/**
 * Judges what `read-estate` kept by the law of this checkout, the base branch: its policy, its configuration, its engine. Writes `report.json` and, of its
 * own stacks, `base-report.json`: `tsx scripts/ci/judge-estate.ts --estate FILE --output DIR`. The exit code is that of `sekisho check`.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runEngine } from './lib/run-engine.ts';
import { runStep } from './lib/run-step.ts';
import { stepSetting } from './lib/step-setting.ts';

const { values } = parseArgs({
  options: { estate: { type: 'string' }, output: { type: 'string' }, project: { type: 'string' } },
});

await runStep(async () => {
  const estate = resolve(stepSetting(values.estate, '--estate', 'the file that read-estate wrote'));
  const output = resolve(stepSetting(values.output, '--output', 'the folder for the reports'));
  const project = resolve(values.project ?? '.');
  mkdirSync(output, { recursive: true });
  const [report, baseReport] = ['report.json', 'base-report.json'].map((name) => join(output, name));
  const judged = [report, baseReport].map((file) => ['--format', 'json', '--output', file ?? '']);
  for (const file of [report, baseReport]) if (file !== undefined) rmSync(file, { force: true });
  const language = ['--lang', process.env['SEKISHO_LANG'] === 'ja' ? 'ja' : 'en'];
  const check = (more: readonly string[]): Promise<number> =>
    runEngine({ program: 'main', parameters: ['check', ...more, ...language], project });
  // A base branch that can't be judged says so in its report, and the comment tells it; the pull request is judged all the same.
  if (existsSync(join(project, 'cdktf.json'))) await check(judged[1] ?? []);
  const exitCode = await check(['--merge', estate, ...(judged[0] ?? [])]);
  // The same once more as annotations on the lines of the change, for those whose pull requests nobody may comment.
  if (process.env['GITHUB_ACTIONS'] === 'true') await check(['--merge', estate, '--format', 'github']);
  return exitCode;
});
