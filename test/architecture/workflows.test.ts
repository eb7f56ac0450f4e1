import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readText, repositoryFiles, repositoryRoot } from '../support/repository.ts';

const files = [...repositoryFiles()].sort();
const workflows = files.filter((file) => /^\.github\/workflows\/.+\.ya?ml$/.test(file));
const pinned = [...workflows, ...files.filter((file) => /^\.github\/actions\/.+\/action\.ya?ml$/.test(file))];
const examples = files.filter((file) => /^docs\/examples\/.+\.ya?ml$/.test(file));

const rights = z.record(z.string(), z.string());
const job = z.object({
  uses: z.string().optional(),
  if: z.string().optional(),
  environment: z.string().optional(),
  permissions: rights,
  'timeout-minutes': z.number().optional(),
  steps: z
    .array(
      z.object({
        uses: z.string().optional(),
        run: z.string().optional(),
        with: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
});
const shape = z.object({
  on: z.unknown(),
  permissions: rights,
  concurrency: z.unknown().optional(),
  jobs: z.record(z.string(), job),
});
type Job = z.infer<typeof job>;

const read = (file: string): z.infer<typeof shape> => shape.parse(parse(readText(file)));

/** Every job, by workflow and name. */
const jobs = workflows.flatMap((file) =>
  Object.entries(read(file).jobs).map(
    ([name, one]) => [`${file.replace('.github/workflows/', '')} ${name}`, one] as const,
  ),
);
const named = (match: (one: Job) => boolean): readonly string[] =>
  jobs.flatMap(([name, one]) => (match(one) ? [name] : []));
const may = (right: string) => (one: Job) => one.permissions[right] === 'write';

/** Where a linter is (on PATH, in GOPATH's bin), or null. */
function find(program: string): string | null {
  const goPath = spawnSync('go', ['env', 'GOPATH'], { encoding: 'utf8' });
  const go = goPath.status === 0 ? [join(goPath.stdout.trim(), 'bin')] : [];
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...go].filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path)) ?? null;
}

describe('workflows', () => {
  it('are there', () => {
    expect(workflows.map((file) => file.replace('.github/workflows/', ''))).toEqual([
      'apply-environment.yml',
      'ci.yml',
      'drift.yml',
      'large-estate.yml',
      'main.yml',
      'policy-release.yml',
      'pull-request-comment.yml',
      'pull-request-plan.yml',
      'pull-request.yml',
    ]);
  });

  it.each(pinned)('%s pins every action by digest, with its version beside it', (file) => {
    const uses = readText(file)
      .split('\n')
      .filter((line) => /^\s*(?:- )?uses:/.test(line));
    const loose = uses.filter((line) => !/uses: (?:\.\/\S+|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/.test(line));
    expect(loose).toEqual([]);
  });

  it('name one digest for one version of an action', () => {
    const uses = pinned.flatMap((file) => [...readText(file).matchAll(/uses: ([\w./-]+)@([0-9a-f]{40}) # (\S+)/g)]);
    const digests = new Map<string, Set<string>>();
    for (const [, action = '', digest = '', version = ''] of uses) {
      const key = `${action}@${version}`;
      digests.set(key, (digests.get(key) ?? new Set()).add(digest));
    }
    expect([...digests].filter(([, all]) => all.size > 1)).toEqual([]);
    const versions = new Map(
      [...digests.keys()].map((key) => key.split('@')).map(([action, version]) => [action, version]),
    );
    expect(versions.size).toBe(digests.size);
  });

  it.each(workflows)('%s may do nothing unless a job asks for it', (file) => {
    expect(read(file).permissions).toEqual({});
  });

  it('may write only where their purpose is to write', () => {
    const rights = ['actions', 'checks', 'contents', 'issues', 'pull-requests', 'statuses', 'packages', 'attestations'];
    expect(Object.fromEntries(rights.map((right) => [right, named(may(right))]))).toEqual({
      actions: [],
      checks: ['pull-request-comment.yml publish'],
      contents: [
        'apply-environment.yml record',
        'main.yml dev',
        'main.yml stg',
        'main.yml prd',
        'policy-release.yml publish',
      ],
      issues: ['drift.yml report'],
      'pull-requests': ['pull-request-comment.yml publish'],
      statuses: [],
      packages: [],
      attestations: ['policy-release.yml build'],
    });
  });

  it('ask a cloud for credentials only in an environment, and never beside a right to write', () => {
    const clouds = jobs.filter(
      ([name, one]) => may('id-token')(one) && one.uses === undefined && name !== 'policy-release.yml build',
    );
    expect(clouds.map(([name, one]) => [name, one.environment])).toEqual([
      ['apply-environment.yml apply', '${{ inputs.environment }}'],
      ['drift.yml look', 'drift'],
      ['pull-request-plan.yml plan', 'plan'],
    ]);
    const writes = clouds.filter(([, one]) =>
      Object.entries(one.permissions).some(([right, how]) => right !== 'id-token' && how === 'write'),
    );
    expect(writes).toEqual([]);
  });

  it('end by themselves', () => {
    expect(
      jobs.filter(([, one]) => one.uses === undefined && one['timeout-minutes'] === undefined).map(([name]) => name),
    ).toEqual([]);
    // What is called runs in the group of its caller.
    expect(workflows.filter((file) => read(file).concurrency === undefined)).toEqual([
      '.github/workflows/apply-environment.yml',
    ]);
  });

  it('give what runs on forks no secret, no credential and no cache', () => {
    for (const file of ['pull-request.yml', 'ci.yml'].map((name) => `.github/workflows/${name}`)) {
      expect(readText(file)).not.toMatch(/secrets\.|id-token|github\.token|GITHUB_TOKEN|environment:/);
      expect(Object.values(read(file).jobs).map(({ permissions }) => permissions)).toEqual(
        Object.values(read(file).jobs).map(() => ({ contents: 'read' })),
      );
    }
    expect(read('.github/workflows/pull-request-plan.yml').jobs['synth']?.if).toBe(
      'github.event.pull_request.head.repo.full_name == github.repository',
    );
  });

  it('leave no token of theirs in a checkout', () => {
    const checkouts = jobs.flatMap(([, { steps = [] }]) =>
      steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')),
    );
    expect(checkouts.length).toBeGreaterThan(10);
    expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
  });

  it('keep reports, evidence and digests, and never a plan', () => {
    const uploads = jobs.flatMap(([name, { steps = [] }]) =>
      steps.flatMap((step) =>
        step.uses?.startsWith('actions/upload-artifact@') === true ? [`${name}: ${String(step.with?.['path'])}`] : [],
      ),
    );
    const temporary = '${{ runner.temp }}';
    expect(uploads.map((line) => line.replace(temporary, '…')).sort()).toEqual([
      'apply-environment.yml apply: …/decisions/decisions.jsonl',
      'apply-environment.yml apply: …/evidence',
      'drift.yml look: …/drift/*.json',
      'large-estate.yml judge: …/report.json',
      'large-estate.yml read: …/shard-*.json',
      'main.yml review: …/review',
      'policy-release.yml build: …/bundle',
      'pull-request-plan.yml plan: …/planned/evidence/*.evidence.json',
      'pull-request-plan.yml plan: …/planned/report/report.json',
      'pull-request-plan.yml synth: cdktf.out',
      'pull-request.yml judge: …/report/*.json',
      'pull-request.yml read: …/estate/estate.json',
    ]);
  });

  it.each(pinned)('%s puts no text of a pull request into a shell', (file) => {
    expect(readText(file)).not.toMatch(
      /\$\{\{\s*github\.(?:event\.(?:pull_request|issue|comment)\.(?:title|body)|head_ref)/,
    );
    expect(readText(file)).not.toContain('pull_request_target');
    const scripts = Object.values(pinnedRuns(file)).filter((run) => run.includes('${{'));
    expect(scripts).toEqual([]);
  });

  it('run scripts that exist, and leave none unused', () => {
    const text = [...pinned, ...examples, 'docs/ci.md'].map(readText).join('\n');
    const used = new Set([...text.matchAll(/scripts\/ci\/([\w-]+)\.ts/g)].map(([, name = '']) => name));
    const there = files.flatMap((file) => /^scripts\/ci\/([\w-]+)\.ts$/.exec(file)?.[1] ?? []);
    expect([...used].sort()).toEqual([...there].sort());
  });

  it('publish what the two judging workflows pack, by the names that they have', () => {
    const comment = z
      .object({ on: z.object({ workflow_run: z.object({ workflows: z.array(z.string()) }) }) })
      .parse(parse(readText('.github/workflows/pull-request-comment.yml')));
    const names = ['pull-request.yml', 'pull-request-plan.yml'].map((file) =>
      z.object({ name: z.string() }).parse(parse(readText(`.github/workflows/${file}`))),
    );
    expect(comment.on.workflow_run.workflows).toEqual(names.map(({ name }) => name));
  });

  it('are clean for actionlint', { timeout: 120_000 }, ({ skip }) => {
    const actionlint = find('actionlint');
    if (actionlint === null) return skip('no actionlint on PATH or in `go env GOPATH`/bin');
    const run = spawnSync(actionlint, ['-no-color'], { cwd: repositoryRoot, encoding: 'utf8' });
    expect([run.status, run.stdout + run.stderr]).toEqual([0, '']);
  });

  it('are clean for zizmor', { timeout: 120_000 }, ({ skip }) => {
    const zizmor = find('zizmor');
    if (zizmor === null) return skip('no zizmor on PATH');
    const parameters = ['--offline', '--no-progress', '--persona', 'pedantic', '--quiet', '.github'];
    const run = spawnSync(zizmor, parameters, {
      cwd: repositoryRoot,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    });
    expect([run.status, run.stdout.trim()]).toEqual([0, expect.stringMatching(/^No findings to report/)]);
  });
});

function pinnedRuns(file: string): readonly string[] {
  const steps = z.array(z.object({ run: z.string().optional() }));
  const document: unknown = parse(readText(file));
  const workflow = z.object({ jobs: z.record(z.string(), z.object({ steps: steps.optional() })) }).safeParse(document);
  const all = workflow.success
    ? Object.values(workflow.data.jobs).flatMap((one) => one.steps ?? [])
    : z.object({ runs: z.object({ steps }) }).parse(document).runs.steps;
  return all.flatMap(({ run }) => (run === undefined ? [] : [run]));
}

describe('examples', () => {
  it('are what their platforms take, as far as it shows in them', () => {
    expect(examples).toEqual([
      'docs/examples/argo-workflows/check-estate.yaml',
      'docs/examples/cloud-build/main.yaml',
      'docs/examples/cloud-build/plan.yaml',
      'docs/examples/cloud-build/pull-request.yaml',
    ]);
  });

  it.each(examples.filter((file) => file.includes('cloud-build')))(
    '%s declares every substitution that it uses',
    (file) => {
      const build = z
        .strictObject({
          serviceAccount: z.string(),
          timeout: z.string().regex(/^\d+s$/),
          options: z.object({ logging: z.literal('CLOUD_LOGGING_ONLY'), automapSubstitutions: z.literal(true) }),
          substitutions: z.record(z.string().regex(/^_[A-Z_]+$/), z.string()),
          steps: z.array(
            z.strictObject({
              id: z.string(),
              name: z.string(),
              dir: z.string().optional(),
              env: z.array(z.string()).optional(),
              volumes: z.array(z.strictObject({ name: z.string(), path: z.string() })).optional(),
              script: z.string().startsWith('#!/usr/bin/env bash\nset -'),
            }),
          ),
        })
        .parse(parse(readText(file)));
      const used = new Set([...readText(file).matchAll(/\$(_[A-Z_]+)/g)].map(([, name = '']) => name));
      // What the trigger itself gives.
      used.delete('_BASE_BRANCH');
      expect([...used].filter((name) => !(name in build.substitutions))).toEqual([]);
      for (const { script } of build.steps) {
        expect(spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' }).stderr).toBe('');
      }
    },
  );

  it('read and judge on Argo Workflows with the options that there are', () => {
    const text = readText('docs/examples/argo-workflows/check-estate.yaml');
    const container = z.object({ command: z.array(z.string()), args: z.array(z.string()) });
    const template = z.object({ name: z.string(), container: container.optional() });
    const document = z
      .object({ kind: z.literal('WorkflowTemplate'), spec: z.object({ templates: z.array(template) }) })
      .parse(parse(text, { merge: true }));
    expect(document.spec.templates.map(({ name, container: own }) => [name, own?.command, own?.args])).toEqual([
      ['check', undefined, undefined],
      [
        'read',
        ['sekisho'],
        [
          'check',
          '--shard',
          '{{inputs.parameters.index}}/{{workflow.parameters.shards}}',
          '--output',
          '/result/shard.json',
          '/estate',
        ],
      ],
      [
        'judge',
        ['sh', '-c', 'exec sekisho check --format json --output /result/report.json --merge /shards/*.json'],
        [],
      ],
    ]);
  });
});
