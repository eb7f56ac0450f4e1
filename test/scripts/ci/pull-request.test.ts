import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { bareRepository, checkout, commitTo, git } from './support/git.ts';
import { GitHubWorld } from './support/github-world.ts';
import { ending, runStep } from './support/run-step.ts';
import { zip } from './support/zip.ts';

let world = new GitHubWorld();
beforeEach(async () => {
  world = new GitHubWorld();
  await world.start();
});
afterEach(async () => {
  await world.stop();
});

/** An app that writes what a file declares, where cdktf's would. */
const app = `import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
const out = process.env.CDKTF_OUTDIR;
const stack = { '//': { metadata: { backend: 'local', stackName: 'records', version: '0.21.0' } }, ...JSON.parse(readFileSync('declared.json', 'utf8')) };
mkdirSync(out + '/stacks/records', { recursive: true });
writeFileSync(out + '/stacks/records/cdk.tf.json', JSON.stringify(stack));
writeFileSync(out + '/manifest.json', JSON.stringify({ version: '0.21.0', stacks: { records: { name: 'records', synthesizedStackPath: 'stacks/records/cdk.tf.json', workingDirectory: 'stacks/records', dependencies: [] } } }));
`;
const quiet = { resource: { terraform_data: { Data: { input: '1' } } } };
const open = {
  ...quiet,
  resource: {
    ...quiet.resource,
    google_storage_bucket_iam_member: {
      Public: { bucket: 'b', role: 'roles/storage.objectViewer', member: 'allUsers' },
    },
  },
};
const law = `version: 1
zones:
  - name: records
    data_class: remote-sensing
    select: { stacks: [records] }
    allowed_places: [asia-northeast1]
`;
const ownLaw = law.replace('data_class: remote-sensing', 'data_class: business');

const files = (declared: object, yaml = law): Readonly<Record<string, string>> => ({
  'cdktf.json': JSON.stringify({ language: 'typescript', app: 'node app.mjs' }),
  'app.mjs': app,
  'declared.json': JSON.stringify(declared),
  'sekisho.yaml': yaml,
});

/** The steps of both workflows for a branch of a fork, one after the other. */
async function pullRequest(bare: string, commit: string, run: number): Promise<readonly unknown[]> {
  const base = checkout(bare, 'main');
  const head = checkout(bare, commit);
  const output = temporaryFolder();
  const read = await runStep('read-estate', ['--head', head, '--output', join(output, 'estate.json')], { cwd: base });
  const report = join(output, 'report');
  const parameters = ['--estate', join(output, 'estate.json'), '--output', report, '--project', base];
  const judged = await runStep('judge-estate', parameters, { cwd: base });
  const packed = readdirSync(report).map((name) => ({ name, content: readFileSync(join(report, name)) }));
  world.artifacts.push({ id: run * 10, run, name: 'sekisho-report', bytes: zip(packed) });
  writeFileSync(join(output, 'event.json'), JSON.stringify({ workflow_run: eventOf(commit, run) }));
  const environment = { ...world.environment(), GITHUB_EVENT_PATH: join(output, 'event.json') };
  const published = await runStep('publish-report', [], { cwd: base, environment });
  expect(git(head, 'status', '--porcelain')).toBe('');
  return [ending(read), ending(judged), ending(published)];
}

function eventOf(commit: string, run: number): object {
  return {
    id: run,
    event: 'pull_request',
    path: '.github/workflows/pull-request.yml',
    head_sha: commit,
    head_branch: 'change',
    head_repository: { full_name: 'stranger/estate', owner: { login: 'stranger' } },
    html_url: `https://github.example/sat/estate/actions/runs/${run}`,
  };
}

function opened(bare: string, changed: Readonly<Record<string, string>>): string {
  const sha = commitTo(bare, 'change', changed);
  world.pulls.splice(0, 1, { number: 12, branch: 'change', owner: 'stranger', sha, files: Object.keys(changed) });
  return sha;
}

describe('a pull request from a fork', () => {
  it('is judged by the law of the base branch, told once, and told again in place', { timeout: 180_000 }, async () => {
    const bare = bareRepository(files(quiet));
    // It opens the records, and says that they were business data all along.
    const bad = opened(bare, files(open, ownLaw));
    expect(await pullRequest(bare, bad, 1)).toEqual([
      [0, null],
      [1, null],
      [0, null],
    ]);
    expect(world.comments.map(({ body }) => body.split('\n')[0])).toEqual([expect.stringMatching(/^## ❌ FAIL/u)]);
    expect(world.comments[0]?.body).toContain('allUsers');
    expect(world.checks.map(({ conclusion }) => conclusion)).toEqual(['failure']);

    const good = opened(bare, files(quiet, ownLaw));
    expect(await pullRequest(bare, good, 2)).toEqual([
      [0, null],
      [0, null],
      [0, null],
    ]);
    expect(world.comments.map(({ id, body }) => [id, body.slice(0, 9)])).toEqual([[1, '## ✅ PASS']]);
    expect(world.checks.map(({ conclusion }) => conclusion)).toEqual(['failure', 'success']);
  });

  it('whose app does not run is not judged, and leaves no older report behind', { timeout: 120_000 }, async () => {
    const folder = temporaryFolder({ 'cdktf.json': { language: 'typescript', app: 'node -e process.exit(4)' } });
    const output = join(folder, 'estate.json');
    const read = await runStep('read-estate', ['--head', folder, '--output', output], { cwd: folder });
    expect(ending(read)).toEqual([3, 'APP_FAILED']);
    const report = join(temporaryFolder({ 'report.json': '{}' }), '.');
    const judged = await runStep('judge-estate', ['--estate', output, '--output', report], { cwd: folder });
    expect(judged.exitCode).toBe(3);
    expect(JSON.parse(readFileSync(join(report, 'report.json'), 'utf8'))).toMatchObject({ schema: 'sekisho.error/v1' });
  });

  it('leaves no setting unsaid', async () => {
    const folder = temporaryFolder();
    expect(ending(await runStep('read-estate', [], { cwd: folder }))).toEqual([3, 'SETTING_MISSING']);
    expect(existsSync(join(folder, 'estate.json'))).toBe(false);
  });
});
