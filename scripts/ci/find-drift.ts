/**
 * Looks how far reality is from what is declared, with read-only credentials: `tsx scripts/ci/find-drift.ts --environment prd --stacks '*-prd' --output FILE`. Each stack is
 * planned with `-detailed-exitcode`; what is really there is judged by the same controls. Writes names and addresses, never a value, and ends with 0 whatever it found:
 * `report-drift` tells it.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SekishoError } from '../../src/errors.ts';
import { refuseInfluence } from '../../src/gate/terraform/refuse-influence.ts';
import { type OutputStack, readOutput } from '../../src/gate/terraform/root-module.ts';
import { clipText } from '../../src/report/clean-text.ts';
import { blocks } from '../../src/report/headline.ts';
import { isErrorDocument, readReportDocument } from '../../src/report/read-document.ts';
import { isJsonObject, type JsonObject } from '../../src/sources/recognise.ts';
import { captureProgram, outputOf } from './lib/capture-program.ts';
import { changesOf, type Drift, type StackDrift } from './lib/drift.ts';
import { withPlanFolder } from './lib/plan-folder.ts';
import { realityPlan } from './lib/reality-plan.ts';
import { runEngine } from './lib/run-engine.ts';
import { runStep } from './lib/run-step.ts';
import { stepSetting } from './lib/step-setting.ts';
import { selectStacks } from './lib/waves.ts';

const { values } = parseArgs({
  options: {
    project: { type: 'string' },
    environment: { type: 'string' },
    stacks: { type: 'string' },
    output: { type: 'string' },
  },
});
const terraform = process.env['SEKISHO_TERRAFORM'] ?? 'terraform';

await runStep(async () => {
  const project = resolve(values.project ?? '.');
  const environment = stepSetting(values.environment, '--environment', 'the name of the environment');
  const glob = stepSetting(values.stacks, '--stacks', 'a glob of the stacks of the environment');
  const output = resolve(stepSetting(values.output, '--output', 'the file to write'));
  const stacks = selectStacks(stacksOf(project), glob);
  const drift = await withPlanFolder(async (folder): Promise<Drift> => {
    const looked: StackDrift[] = [];
    // One after the other: two providers at once need more memory than a runner has.
    for (const stack of stacks) looked.push(await lookAt(stack, folder));
    const findings = looked.some((one) => one.failed !== null) ? null : await judgeReality(project, folder, stacks);
    return { schema: 'sekisho.drift/v1', environment, stacks: looked, findings };
  });
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, `${JSON.stringify(drift, null, 1)}\n`);
  for (const { name, failed, drifted, pending } of drift.stacks) {
    console.log(`${name}: ${failed ?? `${drifted.length} drifted, ${pending.length} to apply`}`);
  }
  return 0;
});

function stacksOf(project: string): readonly OutputStack[] {
  const directory = resolve(project, process.env['CDKTF_OUTDIR'] ?? 'cdktf.out');
  const output = existsSync(join(directory, 'manifest.json')) ? readOutput(directory) : null;
  if (output !== null) return output.stacks;
  throw new SekishoError({
    code: 'OUTPUT_MISSING',
    what: 'there is no output of cdktf to compare with',
    file: directory,
    expected: 'what `cdktf synth` writes',
    fix: 'run `npx cdktf synth` before this step',
  });
}

/** One stack that can't be looked at hides none of the others. */
async function lookAt({ name, directory }: OutputStack, folder: string): Promise<StackDrift> {
  try {
    refuseInfluence(process.env, directory);
    const plan = await planOf(name, directory, folder);
    mkdirSync(join(folder, name), { mode: 0o700 });
    writeFileSync(join(folder, name, 'plan.json'), JSON.stringify(realityPlan(plan.document)), { mode: 0o600 });
    const drifted = changesOf(plan.document, 'resource_drift');
    const pending = changesOf(plan.document, 'resource_changes');
    const isQuiet = drifted.length === 0 && pending.length === 0;
    // Exit code 2 with nothing to show is a changed output: something is not as declared all the same.
    const rest = plan.hasChanges && isQuiet ? [{ address: '(outputs)', actions: ['update'] }] : [];
    return { name, failed: null, drifted, pending: [...pending, ...rest] };
  } catch (error) {
    if (!(error instanceof SekishoError)) throw error;
    const { what, got } = error.parts;
    return { name, failed: clipText(`${error.code}: ${what}: ${got ?? ''}`, 1500), drifted: [], pending: [] };
  }
}

async function planOf(
  name: string,
  directory: string,
  folder: string,
): Promise<{ readonly hasChanges: boolean; readonly document: JsonObject }> {
  await outputOf(terraform, ['init', '-input=false', '-no-color'], directory);
  const file = join(folder, `${name}.plan`);
  // Read-only credentials can't lock a state.
  const options = ['-input=false', '-no-color', '-lock=false', '-detailed-exitcode', `-out=${file}`];
  const planned = await captureProgram(terraform, ['plan', ...options], directory);
  if (planned.exitCode !== 0 && planned.exitCode !== 2) {
    throw new SekishoError({
      code: 'PLAN_FAILED',
      what: 'terraform can not plan the stack',
      got: clipText(planned.stderr.trim().slice(-1200), 1200),
      fix: 'see what terraform says',
    });
  }
  chmodSync(file, 0o600);
  const shown: unknown = JSON.parse(
    (await outputOf(terraform, ['show', '-json', '-no-color', file], directory)).toString(),
  );
  if (isJsonObject(shown)) return { hasChanges: planned.exitCode === 2, document: shown };
  throw new SekishoError({ code: 'PLAN_INVALID', what: 'the plan is not an object', fix: 'update terraform' });
}

/** What would block if reality were a plan; null when it can't be judged. */
async function judgeReality(
  project: string,
  folder: string,
  stacks: readonly OutputStack[],
): Promise<Drift['findings']> {
  const report = join(folder, 'report.json');
  const paths = stacks.map(({ name }) => join(folder, name, 'plan.json'));
  await runEngine({
    program: 'main',
    parameters: ['check', ...paths, '--format', 'json', '--output', report],
    project,
  });
  const document = readReportDocument(readFileSync(report, 'utf8'), report);
  if (isErrorDocument(document)) {
    // Nothing exists yet: there is nothing unlawful either.
    return document.error.code === 'NOTHING_TO_JUDGE' ? [] : null;
  }
  return document.findings
    .filter(blocks)
    .map(({ fingerprint, control, severity, status, stack, address, message }) => ({
      fingerprint,
      control,
      severity,
      status,
      stack,
      address,
      message,
    }));
}
