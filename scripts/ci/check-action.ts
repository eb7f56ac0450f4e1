/**
 * The step of the composite action `.github/actions/check`: judges the caller's project and tells the verdict as annotations, as a summary and as outputs.
 * Inputs come as SEKISHO_INPUT_*; the exit code is that of `sekisho check`.
 */
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isErrorDocument, readReportDocument } from '../../src/report/read-document.ts';
import { runEngine } from './lib/run-engine.ts';
import { runStep } from './lib/run-step.ts';
import { stepSetting } from './lib/step-setting.ts';

const environment = process.env;
const input = (name: string): string => (environment[`SEKISHO_INPUT_${name}`] ?? '').trim();

await runStep(async () => {
  const temporary = stepSetting(environment['RUNNER_TEMP'], 'RUNNER_TEMP', 'a folder of the job');
  const project = resolve(
    stepSetting(environment['GITHUB_WORKSPACE'], 'GITHUB_WORKSPACE', 'the checkout'),
    input('DIRECTORY'),
  );
  const report = join(temporary, 'sekisho-report.json');
  const summary = join(temporary, 'sekisho-summary.md');
  for (const file of [report, summary]) rmSync(file, { force: true });
  const check = (more: readonly string[]): Promise<number> =>
    runEngine({ program: 'main', parameters: ['check', ...more, ...asked()], project });
  const exitCode = await check(['--format', 'json', '--output', report]);
  const document = readReportDocument(readFileSync(report, 'utf8'), report);
  const verdict = isErrorDocument(document) ? 'error' : document.verdict;
  await check(['--format', 'markdown', '--output', summary]);
  await check(['--format', 'github']);
  tell('GITHUB_STEP_SUMMARY', readFileSync(summary, 'utf8'));
  tell('GITHUB_OUTPUT', `verdict=${verdict}\nexit-code=${exitCode}\nreport=${report}\n`);
  return exitCode;
});

function asked(): readonly string[] {
  const option = (name: string, value: string): readonly string[] => (value === '' ? [] : [`--${name}`, value]);
  const paths = input('PATHS')
    .split('\n')
    .map((path) => path.trim())
    .filter((path) => path !== '');
  return [
    ...option('config', input('CONFIG')),
    ...option('assume-zone', input('ASSUME_ZONE')),
    ...option('baseline', input('BASELINE')),
    ...option('lang', input('LANG')),
    // Behind `--` a path can't be taken for an option.
    ...(paths.length === 0 ? [] : ['--', ...paths]),
  ];
}

function tell(variable: string, text: string): void {
  const file = environment[variable] ?? '';
  if (file !== '') appendFileSync(file, text);
}
