/**
 * Applies the stacks of one environment, exactly as they were reviewed: `tsx scripts/ci/apply-environment.ts --stacks '*-dev' --reviewed DIR --output DIR`.
 * All are planned first and compared with the review by their normalised change, so that a difference stops before anything is applied. Then, in the order of
 * their dependencies, each wave is planned, compared and judged again, and its plans are applied by `sekisho-terraform`, which takes only what this evidence names.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SekishoError } from '../../src/errors.ts';
import { type Output, type OutputStack, readOutput } from '../../src/gate/terraform/root-module.ts';
import { keepEvidenceOf, withPlanFolder } from './lib/plan-folder.ts';
import { runEngine } from './lib/run-engine.ts';
import { runStep } from './lib/run-step.ts';
import { stepSetting } from './lib/step-setting.ts';
import { selectStacks, wavesOf } from './lib/waves.ts';

const { values } = parseArgs({
  options: {
    project: { type: 'string' },
    stacks: { type: 'string' },
    reviewed: { type: 'string' },
    output: { type: 'string' },
  },
});

interface Settings {
  readonly project: string;
  readonly reviewed: string;
  readonly output: string;
  readonly key: string;
}

await runStep(async () => {
  const settings = readSettings();
  const glob = stepSetting(values.stacks, '--stacks', 'a glob of the stacks of the environment');
  const waves = wavesOf(selectStacks(outputOf(settings.project).stacks, glob));
  const all = waves.flat();
  const first = await withPlanFolder((folder) => plan(settings, all, folder));
  if (first !== 0) return refusedBefore(first, [], all);
  const applied: string[] = [];
  for (const wave of waves) {
    const exitCode = await applyWave(settings, wave, applied);
    if (exitCode !== 0) return refusedBefore(exitCode, applied, all);
  }
  console.log(`applied as reviewed: ${applied.join(', ') || 'nothing'}`);
  return 0;
});

function readSettings(): Settings {
  // Read by the gate; without it nobody could say by whose law this is judged.
  stepSetting(
    process.env['SEKISHO_PINNED_DIGEST'],
    'SEKISHO_PINNED_DIGEST',
    'the digest of the law that may judge here',
  );
  stepSetting(
    process.env['SEKISHO_EVIDENCE_KEY'],
    'SEKISHO_EVIDENCE_KEY',
    'the file of the public key of the evidence',
  );
  return {
    project: resolve(values.project ?? '.'),
    reviewed: resolve(stepSetting(values.reviewed, '--reviewed', 'the folder that fetch-review wrote')),
    output: resolve(stepSetting(values.output, '--output', 'the folder for the evidence')),
    key: stepSetting(process.env['SEKISHO_SIGNING_KEY'], 'SEKISHO_SIGNING_KEY', 'a key of a KMS, or a file'),
  };
}

async function plan(
  { project, reviewed, key }: Settings,
  stacks: readonly OutputStack[],
  folder: string,
): Promise<number> {
  const target = ['--out', folder, '--key', key, '--reviewed', reviewed];
  const parameters = ['plan', ...stacks.map(({ name }) => name), ...target];
  return await runEngine({ program: 'main', parameters, project });
}

/** Plans and applies one wave; names of what was applied are added as they end. */
async function applyWave(settings: Settings, wave: readonly OutputStack[], applied: string[]): Promise<number> {
  return await withPlanFolder(async (folder) => {
    const planned = await plan(settings, wave, folder);
    if (planned !== 0) return planned;
    keepEvidenceOf(folder, join(settings.output, 'planned'));
    for (const { name, directory } of wave) {
      const file = join(folder, `${name}.plan`);
      if (!existsSync(file)) throw notPlanned(name);
      const exitCode = await runEngine({
        program: 'stand-in',
        // The reviewers of the environment have approved; the gate still takes nothing but what they saw.
        parameters: ['apply', '-auto-approve', '-input=false', file],
        project: directory,
        environment: { SEKISHO_EVIDENCE: folder, SEKISHO_EVIDENCE_FOLDER: join(settings.output, 'applied') },
      });
      if (exitCode !== 0) return exitCode;
      applied.push(name);
    }
    return 0;
  });
}

function outputOf(project: string): Output {
  const directory = resolve(project, process.env['CDKTF_OUTDIR'] ?? 'cdktf.out');
  const output = existsSync(join(directory, 'manifest.json')) ? readOutput(directory) : null;
  if (output !== null) return output;
  throw new SekishoError({
    code: 'OUTPUT_MISSING',
    what: 'there is no output of cdktf to apply',
    file: directory,
    expected: 'what `cdktf synth` writes',
    fix: 'run `npx cdktf synth` before this step',
  });
}

/** Whoever reads the log must see how far it got. */
function refusedBefore(exitCode: number, applied: readonly string[], all: readonly OutputStack[]): number {
  const left = all.map(({ name }) => name).filter((name) => !applied.includes(name));
  console.error(
    `stopped with exit code ${exitCode}; applied: ${applied.join(', ') || 'nothing'}; not applied: ${left.join(', ')}`,
  );
  return exitCode;
}

function notPlanned(stack: string): SekishoError {
  return new SekishoError({
    code: 'STACK_NOT_PLANNED',
    what: `${stack} can not be planned although all that it needs was applied`,
    got: 'no plan',
    expected: 'a plan',
    fix: 'see the log above; an output that it reads may be missing in the state of a stack before it',
  });
}
