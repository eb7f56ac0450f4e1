import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Drift } from '../../../scripts/ci/lib/drift.ts';
import { githubStep } from '../../../scripts/ci/lib/github-step.ts';
import { type DriftReported, reportDrift } from '../../../scripts/ci/lib/report-drift.ts';
import {
  data,
  folderOf,
  missingTerraform,
  outputWith,
  realTerraform,
  settings,
} from '../../src/gate/terraform/support/stand-in.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { GitHubWorld } from './support/github-world.ts';
import { ending, runStep } from './support/run-step.ts';

const reason = await missingTerraform();
let world = new GitHubWorld();
beforeEach(async () => {
  world = new GitHubWorld();
  await world.start();
});
afterEach(async () => {
  await world.stop();
});

async function look(project: string): Promise<Drift> {
  const [output, temporary] = [join(project, 'prd.json'), temporaryFolder()];
  const parameters = ['--environment', 'prd', '--stacks', '*-prd', '--output', output];
  const environment = { ...settings(project), RUNNER_TEMP: temporary };
  expect(ending(await runStep('find-drift', parameters, { cwd: project, environment }))).toEqual([0, null]);
  expect(readdirSync(temporary)).toEqual([]);
  return JSON.parse(readFileSync(output, 'utf8')) as Drift;
}

describe('find-drift', () => {
  it('tells what is not as declared, by name and never by value', { timeout: 180_000 }, async ({ skip }) => {
    if (reason !== null) return skip(reason);
    const project = outputWith({ 'a-prd': data('s3cret'), 'b-prd': data('2'), 'c-dev': data('3') });
    for (const name of ['a-prd', 'b-prd']) {
      const directory = folderOf(project, name);
      expect((await realTerraform(directory, ['init'])).exitCode).toBe(0);
      expect((await realTerraform(directory, ['apply', '-auto-approve'])).exitCode).toBe(0);
    }
    const none = { failed: null, drifted: [], pending: [] };
    expect(await look(project)).toEqual({
      schema: 'sekisho.drift/v1',
      environment: 'prd',
      stacks: [
        { name: 'a-prd', ...none },
        { name: 'b-prd', ...none },
      ],
      findings: [],
    });

    // Somebody changed one by hand, and broke the state of the other.
    const state = join(folderOf(project, 'a-prd'), 'terraform.tfstate');
    writeFileSync(state, readFileSync(state, 'utf8').replaceAll('s3cret', 'other'));
    writeFileSync(join(folderOf(project, 'b-prd'), 'terraform.tfstate'), '{');
    const found = await look(project);
    const pending = [{ address: 'terraform_data.Data', actions: ['update'] }];
    expect(found.stacks).toEqual([
      { name: 'a-prd', ...none, pending },
      { name: 'b-prd', ...none, failed: expect.stringMatching(/^(?:PLAN_FAILED|PROGRAM_FAILED)/u) as string },
    ]);
    expect(found.findings).toBeNull();
    expect(JSON.stringify(found)).not.toMatch(/s3cret|other/u);
  });
});

const clean: Drift = {
  schema: 'sekisho.drift/v1',
  environment: 'prd',
  stacks: [{ name: 'a-prd', failed: null, drifted: [], pending: [] }],
  findings: [],
};
const hostile = '</details>@all <img src=x> `x`\n# heading';
const drifted: Drift = {
  ...clean,
  stacks: [
    {
      name: 'a-prd',
      failed: null,
      drifted: [{ address: `aws_s3_bucket.r["${hostile}"]`, actions: ['update'] }],
      pending: [],
    },
  ],
  findings: [
    {
      fingerprint: 'f',
      control: 'storage.public_access',
      severity: 'critical',
      status: 'fail',
      stack: 'a-prd',
      address: 'aws_s3_bucket.r',
      message: hostile,
    },
  ],
};

async function report(found: Readonly<Record<string, unknown>>, language = 'en'): Promise<DriftReported> {
  const files = Object.entries(found).map(([name, drift]) => [`${name}.json`, drift]);
  const step = githubStep({ ...world.environment(), SEKISHO_LANG: language });
  return await reportDrift(step, temporaryFolder(Object.fromEntries(files) as Record<string, unknown>), ['dev', 'prd']);
}

const dev: Drift = { ...clean, environment: 'dev' };
const states = (): readonly unknown[] => world.issues.map(({ id, state }) => [id, state]);

describe('report-drift', () => {
  it('opens one issue, updates it in place, and closes it when all is clean', { timeout: 120_000 }, async () => {
    const said: string[] = [];
    const steps: readonly Readonly<Record<string, unknown>>[] = [
      { dev, prd: clean },
      { dev, prd: drifted },
      { dev, prd: drifted },
      { prd: drifted },
      { dev, prd: clean },
      { dev, prd: clean },
      { dev, prd: drifted },
    ];
    const seen: unknown[] = [];
    for (const step of steps) {
      const result = await report(step);
      said.push(result.action);
      seen.push([result.isClean ? 0 : 1, ...states()]);
    }
    expect(said).toEqual(['none', 'opened', 'unchanged', 'updated', 'closed', 'none', 'opened']);
    expect(seen).toEqual([
      [0],
      [1, [1, 'open']],
      [1, [1, 'open']],
      [1, [1, 'open']],
      [0, [1, 'closed']],
      [0, [1, 'closed']],
      [1, [1, 'closed'], [2, 'open']],
    ]);
  });

  it('escapes what names of the estate would do to the page, in both languages', async () => {
    await report({ dev, prd: drifted });
    const body = (world.issues[0]?.body ?? '').replace(/`+[^\n]*?`+(?= |:|$)/gmu, '');
    expect(body).toContain('critical');
    expect(body).not.toMatch(/<img|@all|^# heading|<\/details>/mu);
    await report({ dev, prd: drifted }, 'ja');
    expect(world.issues.map(({ title }) => title)).toEqual(['ドリフト: 動いているものが宣言と違う']);
  });

  it('takes nothing for a result that is none', async () => {
    await expect(report({ dev, prd: { ...clean, stacks: 'none' } })).rejects.toThrow(/expected array/u);
    expect(world.issues).toEqual([]);
    expect(await report({ dev, prd: dev })).toEqual({ action: 'opened', isClean: false });
    expect(world.issues[0]?.body).toContain('`prd` was not looked at');
  });

  it('ends its job with 1 while something differs', async () => {
    const folder = temporaryFolder({ 'dev.json': dev });
    const environment = { ...world.environment(), GITHUB_ACTIONS: '' };
    const run = (names: string): ReturnType<typeof runStep> =>
      runStep('report-drift', ['--input', folder, '--environments', names], { cwd: folder, environment });
    expect([ending(await run('dev,prd')), ending(await run('dev'))]).toEqual([
      [1, null],
      [0, null],
    ]);
    expect(states()).toEqual([[1, 'closed']]);
  });
});
