/** Everything that CI checks, in one command: `npm test`, or one part of it with `npm test -- --only STEP`. A failing step does not hide the next. */
import { parseArgs } from 'node:util';
import { reasonOf } from '../src/errors.ts';
import type { Step, StepResult } from './checks/step.ts';
import { allSteps } from './checks/steps.ts';
import { type FinishedStep, summarize } from './checks/summary.ts';

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } },
});
const steps = allSteps((text) => {
  console.log(`        ${text}`);
});

if (values.help === true) {
  console.log('Usage: npm test -- [--only STEP]…\n\nSteps:');
  for (const step of steps) console.log(`  ${step.name.padEnd(12)}  ${step.title}`);
} else {
  process.exitCode = await runAll(chosen(steps, values.only ?? []));
}

async function runAll(selected: readonly Step[]): Promise<number> {
  const finished: FinishedStep[] = [];
  for (const [index, step] of selected.entries()) {
    console.log(`[${index + 1}/${selected.length}] ${step.name}: ${step.title}`);
    const start = performance.now();
    const result = await runStep(step);
    const seconds = (performance.now() - start) / 1000;
    console.log(`        ${result.status} in ${seconds.toFixed(1)} s`);
    finished.push({ step, result, seconds });
  }
  console.log(summarize(finished));
  return finished.some(({ result }) => result.status === 'failed') ? 1 : 0;
}

async function runStep(step: Step): Promise<StepResult> {
  try {
    return await step.run();
  } catch (error) {
    return { status: 'failed', output: `the step itself broke: ${reasonOf(error)}` };
  }
}

function chosen(all: readonly Step[], names: readonly string[]): readonly Step[] {
  const unknown = names.filter((name) => !all.some((step) => step.name === name));
  if (unknown.length > 0) {
    const known = all.map(({ name }) => name).join(', ');
    console.error(`expected --only to be one of ${known}, got ${unknown.join(', ')}`);
    process.exit(3);
  }
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}
