import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { fixtures } from '../../support/plan-fixtures.ts';
import { readText } from '../../support/repository.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { runStep } from './support/run-step.ts';

/** Runs the action's step in a checkout of somebody's. */
async function run(inputs: Readonly<Record<string, string>>): Promise<readonly unknown[]> {
  const folder = temporaryFolder({ 'output.txt': '', 'summary.md': '' });
  const result = await runStep('check-action', [], {
    cwd: folder,
    environment: {
      RUNNER_TEMP: folder,
      GITHUB_WORKSPACE: folder,
      GITHUB_OUTPUT: join(folder, 'output.txt'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
      ...inputs,
    },
  });
  const output = readFileSync(join(folder, 'output.txt'), 'utf8').replace(folder, '…');
  return [result.exitCode, output, readFileSync(join(folder, 'summary.md'), 'utf8'), result.stdout];
}

describe('the composite action', () => {
  it('tells a violation as exit code, outputs, summary and annotations', { timeout: 60_000 }, async () => {
    const inputs = { PATHS: `\n  ${join(fixtures, 'bad-public-bucket')}\n`, ASSUME_ZONE: 'remote-sensing', LANG: 'en' };
    const given = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`SEKISHO_INPUT_${name}`, value]));
    const [exitCode, output, summary, said] = await run(given);
    expect([exitCode, output]).toEqual([1, 'verdict=fail\nexit-code=1\nreport=…/sekisho-report.json\n']);
    expect(summary).toMatch(/❌ FAIL/u);
    expect(said).toMatch(/^::error file=/mu);
  });

  it('takes no path for an option, and fails where there is nothing to judge', { timeout: 60_000 }, async () => {
    const [exitCode, output] = await run({ SEKISHO_INPUT_PATHS: '--config=/dev/null' });
    expect([exitCode, output]).toEqual([3, 'verdict=error\nexit-code=3\nreport=…/sekisho-report.json\n']);
  });

  it('hands every input to its step, and every output out of it', () => {
    const action = z
      .object({
        inputs: z.record(z.string(), z.unknown()),
        outputs: z.record(z.string(), z.object({ value: z.string() })),
        runs: z.object({ steps: z.array(z.object({ env: z.record(z.string(), z.string()).optional() })) }),
      })
      .parse(parse(readText('.github/actions/check/action.yml')));
    const handed = Object.entries(action.runs.steps.at(-1)?.env ?? {});
    const names = Object.keys(action.inputs);
    expect(handed).toEqual(
      names.map((name) => [`SEKISHO_INPUT_${name.toUpperCase().replaceAll('-', '_')}`, `\${{ inputs.${name} }}`]),
    );
    expect(
      Object.entries(action.outputs).map(([name, { value }]) => value === `\${{ steps.check.outputs.${name} }}`),
    ).toEqual([true, true, true]);
  });
});
