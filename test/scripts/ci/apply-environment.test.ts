import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { keyPair } from '../../src/evidence/support/evidence.ts';
import {
  data,
  folderOf,
  missingTerraform,
  outputWith,
  serialOf,
  settings,
  stackText,
} from '../../src/gate/terraform/support/stand-in.ts';
import type { ProgramResult } from '../../support/run-program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { ending, runStep } from './support/run-step.ts';

const reason = await missingTerraform();
beforeEach(({ skip }) => {
  if (reason !== null) skip(reason);
});

const names = ['network-prd', 'records-prd', 'serving-prd'] as const;
const yaml = 'version: 1\nzones: []\n';

interface Reviewed {
  readonly project: string;
  readonly output: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Three stacks in a row, planned and signed as the pull request's workflow does. */
async function reviewed(): Promise<Reviewed> {
  const stacks = Object.fromEntries(names.map((name) => [name, data(name)]));
  const dependencies = { 'records-prd': ['network-prd'], 'serving-prd': ['records-prd', 'network-prd'] };
  const project = outputWith(stacks, { yaml, dependencies });
  const output = temporaryFolder();
  const keys = keyPair(output);
  const pin = await runCli(['evidence', 'pin'], { folder: project });
  const environment = {
    ...settings(output),
    SEKISHO_SIGNING_KEY: keys.sign,
    SEKISHO_EVIDENCE_KEY: keys.verify,
    SEKISHO_PINNED_DIGEST: pin.stdout.trim(),
    SEKISHO_DECISION_LOG: join(output, 'decisions.jsonl'),
    RUNNER_TEMP: temporaryFolder(),
  };
  const parameters = ['--head', project, '--output', output, '--config', join(project, 'sekisho.yaml')];
  const planned = await runStep('plan-estate', parameters, { cwd: project, environment });
  expect(ending(planned)).toEqual([0, null]);
  return { project, output, environment };
}

function apply(
  { project, output, environment }: Reviewed,
  more: Readonly<Record<string, string>> = {},
): Promise<ProgramResult> {
  const parameters = ['--stacks', '*-prd', '--reviewed', join(output, 'evidence'), '--output', join(output, 'done')];
  return runStep('apply-environment', [...parameters, '--project', project], {
    cwd: project,
    environment: { ...environment, ...more },
  });
}

const serials = (project: string): readonly (number | null)[] => names.map((name) => serialOf(folderOf(project, name)));

describe('the main branch', () => {
  it('applies what was reviewed in the order of dependencies, and keeps no plan', { timeout: 300_000 }, async () => {
    const review = await reviewed();
    const { project, output, environment } = review;
    const evidence = names.map((name) => `${name}.evidence.json`);
    expect(readdirSync(join(output, 'evidence')).sort()).toEqual(evidence);
    const result = await apply(review);
    expect(ending(result)).toEqual([0, null]);
    expect(result.stdout).toContain('applied as reviewed: network-prd, records-prd, serving-prd\n');
    expect(serials(project)).toEqual([1, 1, 1]);
    expect(readdirSync(join(output, 'done/planned')).sort()).toEqual(evidence);
    expect(readdirSync(join(output, 'done/applied'))).toHaveLength(3);
    const applied = readFileSync(environment['SEKISHO_DECISION_LOG'] ?? '', 'utf8')
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as { kind: string; stack: string }]))
      .flatMap((one) => (one.kind === 'applied' ? [one.stack] : []));
    expect(applied).toEqual(names);
    expect(readdirSync(environment['RUNNER_TEMP'] ?? '')).toEqual([]);
  });

  it('refuses before anything is applied what differs from the review in anything', { timeout: 300_000 }, async () => {
    const review = await reviewed();
    const foreign = await apply(review, { SEKISHO_PINNED_DIGEST: 'f'.repeat(64) });
    const unpinned = await apply(review, { SEKISHO_PINNED_DIGEST: '' });
    const strange = keyPair(review.output, 'ed25519', 'strange');
    const unknownKey = await apply(review, { SEKISHO_EVIDENCE_KEY: strange.verify });
    const other = join(folderOf(review.project, 'serving-prd'), 'cdk.tf.json');
    writeFileSync(other, stackText('serving-prd', data('another')));
    const changed = await apply(review);
    rmSync(join(review.output, 'evidence'), { recursive: true });
    const without = await apply(review);
    expect([foreign, unpinned, unknownKey, changed, without].map(ending)).toEqual([
      [3, 'LAW_NOT_PINNED'],
      [3, 'SETTING_MISSING'],
      [3, 'EVIDENCE_UNSIGNED'],
      [3, 'REVIEW_OTHER'],
      [3, 'REVIEW_OTHER'],
    ]);
    expect(changed.stderr).toContain('serving-prd is not the change that was reviewed');
    expect(changed.stderr).toContain('applied: nothing; not applied: network-prd, records-prd, serving-prd');
    expect(serials(review.project)).toEqual([null, null, null]);
    expect(existsSync(join(review.output, 'done'))).toBe(false);
  });
});
