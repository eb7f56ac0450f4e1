/**
 * Takes the stacks through real `terraform init`, `validate`, `plan` and `show -json`, without an account, with whatever providers init can find here, and
 * keeps the pairs of production as fixtures. Exit code 0 only when every stack that was asked for has a plan.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { reasonOf } from '../src/errors.ts';
import { recordPlans } from './lib/plans/record-plans.ts';

const collect = (value: string, all: readonly string[]): readonly string[] => [...all, value];

const command = new Command('plans:record')
  .description('plans every stack offline with the real providers, and keeps the pairs of prd as fixtures')
  .option('--stack <name>', 'only this stack; several by repeating it', collect, [])
  .option('--environment <name>', 'only stacks of dev, stg or prd; several by repeating it', collect, [])
  .option('--jobs <count>', 'how many at once', Number, 2)
  .addHelpText(
    'after',
    '\nProviders come from where terraform finds them: its registry, or a mirror that TF_CLI_CONFIG_FILE names. The terraform is the one on PATH, or SEKISHO_TERRAFORM.',
  )
  .parse();

const { stack, environment, jobs } = command.opts<{
  readonly stack: readonly string[];
  readonly environment: readonly string[];
  readonly jobs: number;
}>();
const project = fileURLToPath(new URL('..', import.meta.url));
const workFolder = mkdtempSync(join(tmpdir(), 'sekisho-plans-'));

try {
  const isComplete = await recordPlans({
    project,
    workFolder,
    asked: { stacks: stack, environments: environment },
    jobs,
    environment: process.env,
    // The fixtures are read everywhere: they must not tell of the machine that made them.
    secrets: [project.replace(/\/$/u, ''), workFolder, homedir()].filter((path) => path.length > 1),
    say: (line) => {
      console.log(line);
    },
  });
  if (!isComplete) process.exitCode = 1;
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
} finally {
  rmSync(workFolder, { recursive: true, force: true });
}
