/**
 * Runs the app of another checkout and keeps what it declares as one file, without secrets: `tsx scripts/ci/read-estate.ts --head DIR --output FILE`.
 * This is the only step that runs code of a pull request. It judges nothing, and nothing it writes is believed.
 */
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runEngine } from './lib/run-engine.ts';
import { runStep } from './lib/run-step.ts';
import { stepSetting } from './lib/step-setting.ts';

const { values } = parseArgs({ options: { head: { type: 'string' }, output: { type: 'string' } } });

await runStep(async () => {
  const project = resolve(stepSetting(values.head, '--head', 'the checkout whose app is read'));
  const output = resolve(stepSetting(values.output, '--output', 'the file to write'));
  mkdirSync(dirname(output), { recursive: true });
  return await runEngine({ program: 'main', parameters: ['check', '--shard', '1/1', '--output', output], project });
});
