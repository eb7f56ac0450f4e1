import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { repositoryRoot } from '../../../support/repository.ts';
import { type ProgramResult, runProgram } from '../../../support/run-program.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { missingTerraform, settings, standInFile } from './support/stand-in.ts';

const reason = await missingTerraform();
beforeEach(({ skip }) => {
  if (reason !== null) skip(reason);
});

const cdktf = join(repositoryRoot, 'node_modules/cdktf-cli/bundle/bin/cdktf');
const minutes = 60_000;

/** Three stacks: `slow` provisions for some seconds, `after` needs it, `other` stands alone. */
const app = (change: string): string => `import { App, DataResource, LocalBackend, TerraformStack } from 'cdktf';
const app = new App();
class Stack extends TerraformStack {
  readonly data: DataResource;
  constructor(id: string, input: string, command?: string) {
    super(app, id);
    new LocalBackend(this, { path: process.cwd() + '/' + id + '.tfstate' });
    this.data = new DataResource(this, 'Data', {
      input,
      ...(command === undefined ? {} : { provisioners: [{ type: 'local-exec' as const, command }] }),
    });
  }
}
const slow = new Stack('slow', 'one', 'sleep 6');
new Stack('after', slow.data.output as unknown as string);
const other = new Stack('other', 'three');
${change}
app.synth();
`;

/** Writes a project whose terraform is the stand-in; \`before\` is shell that runs in front of it. */
function project(change = '', before = ''): string {
  const folder = temporaryProject({
    'cdktf.json': JSON.stringify({
      language: 'typescript',
      app: 'node --import tsx main.ts',
      sendCrashReports: 'false',
    }),
    'main.ts': app(change),
    'sekisho-terraform': `#!/bin/sh\n${before}\nexec "${process.execPath}" "${standInFile}" "$@"\n`,
  });
  chmodSync(join(folder, 'sekisho-terraform'), 0o755);
  return folder;
}

function run(folder: string, ...args: readonly string[]): Promise<ProgramResult> {
  const environment = { ...settings(folder), TERRAFORM_BINARY_NAME: join(folder, 'sekisho-terraform') };
  return runProgram(process.execPath, [cdktf, ...args], { cwd: folder, environment });
}

/** Names of what each state holds; null where there is none. */
function states(folder: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    ['slow', 'after', 'other'].map((name) => {
      const path = join(folder, `${name}.tfstate`);
      return [name, existsSync(path) ? read(path) : null];
    }),
  );
}

interface State {
  readonly resources: readonly { readonly mode: string; readonly name: string }[];
}

function read(path: string): readonly string[] {
  const text = readFileSync(path, 'utf8');
  const state = (text === '' ? { resources: [] } : JSON.parse(text)) as State;
  return state.resources.filter((one) => one.mode === 'managed').map((one) => one.name);
}

describe('cdktf deploy of three stacks, with the stand-in as terraform', () => {
  it('applies good stacks, and destroys them again', { timeout: 4 * minutes }, async () => {
    const folder = project();
    const deployed = await run(folder, 'deploy', '*', '--auto-approve');
    expect([deployed.exitCode, deployed.stderr]).toEqual([0, '']);
    expect(states(folder)).toEqual({ slow: ['Data'], after: ['Data'], other: ['Data'] });
    expect(deployed.stdout).toContain('sekisho: after may be applied');
    const destroyed = await run(folder, 'destroy', '*', '--auto-approve');
    expect(destroyed.exitCode).toBe(0);
    expect(states(folder)).toEqual({ slow: [], after: [], other: [] });
  });

  it('refuses a bad stack before anything is applied in any, and says why', { timeout: 4 * minutes }, async () => {
    const change = `
other.addOverride('provider.google', [{ project: 'p' }]);
other.addOverride('resource.google_storage_bucket_iam_member.Public', { bucket: 'b', role: 'roles/storage.objectViewer', member: 'allUsers' });`;
    const folder = project(change);
    const yaml = `version: 1
zones:
  - name: records
    data_class: remote-sensing
    select: { projects: [p] }
    allowed_places: [asia-northeast1]
`;
    writeFileSync(join(folder, 'sekisho.yaml'), yaml);
    const result = await run(folder, 'deploy', '*', '--auto-approve');
    expect(result.exitCode).toBe(1);
    expect(states(folder)).toEqual({ slow: null, after: null, other: null });
    expect(result.stdout).toMatch(/init of (?:slow|after|other) is refused; nothing was applied/);
    expect(result.stdout).toContain('google_storage_bucket_iam_member.Public');
    expect(result.stdout).toContain('allUsers');
    expect(existsSync(join(folder, 'cdktf.out/stacks/slow/.terraform'))).toBe(false);
  });

  it('refuses one stack and lets its sibling finish, although cdktf dies of it', { timeout: 4 * minutes }, async () => {
    const before = 'case "$PWD $1" in */other\\ apply) sleep 4; export TF_VAR_x=1;; esac';
    const folder = project('', before);
    const result = await run(folder, 'deploy', '*', '--auto-approve');
    expect(result.exitCode).not.toBe(0);
    expect(result.stdout).toContain('error[ENVIRONMENT_INFLUENCE]');
    await expect
      .poll(() => states(folder), { timeout: minutes, interval: 500 })
      .toEqual({ slow: ['Data'], after: null, other: null });
    expect(existsSync(join(folder, '.slow.tfstate.lock.info'))).toBe(false);
  });

  it('refuses what was edited after synth', { timeout: 4 * minutes }, async () => {
    const folder = project();
    expect((await run(folder, 'synth')).exitCode).toBe(0);
    const file = join(folder, 'cdktf.out/stacks/other/cdk.tf.json');
    const stack = JSON.parse(readFileSync(file, 'utf8')) as { resource: Record<string, unknown> };
    stack.resource['google_project_iam_member'] = { Owner: { project: 'p', role: 'roles/owner', member: 'allUsers' } };
    writeFileSync(file, JSON.stringify(stack));
    const result = await run(folder, 'deploy', 'other', '--skip-synth', '--auto-approve');
    expect([result.exitCode, states(folder)]).toEqual([1, { slow: null, after: null, other: null }]);
    expect(result.stdout).toContain('init of other is refused');
    expect(result.stdout).toContain('google_project_iam_member.Owner');
  });
});
