import { appendFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  data,
  folderOf,
  missingTerraform,
  outputWith,
  realTerraform,
  script,
  serialOf,
  stackText,
  standIn,
} from './support/stand-in.ts';

const publicBucket = {
  provider: { google: [{ project: 'p' }] },
  resource: {
    google_storage_bucket_iam_member: {
      Public: { bucket: 'b', role: 'roles/storage.objectViewer', member: 'allUsers' },
    },
  },
};
const zoneOfBucket = `version: 1
zones:
  - name: records
    data_class: remote-sensing
    select: { stacks: [bad] }
    allowed_places: [asia-northeast1]
`;

const reason = await missingTerraform();
beforeEach(({ skip }) => {
  if (reason !== null) skip(reason);
});

async function initialised(project: string, stack: string): Promise<string> {
  const directory = folderOf(project, stack);
  const result = await realTerraform(directory, ['init']);
  expect(result.exitCode).toBe(0);
  return directory;
}

describe('init', () => {
  it('runs the real init when all stacks pass', async () => {
    const project = outputWith({ a: data('1'), b: data('2') });
    const result = await standIn(folderOf(project, 'a'), ['init', '-no-color']);
    expect([result.exitCode, result.stderr]).toEqual([0, '']);
    expect(result.stdout).toContain('Terraform has been successfully initialized!');
  });

  it('refuses each stack when another one of the output violates, before any provider is needed', async () => {
    const project = outputWith({ good: data('1'), bad: publicBucket }, { yaml: zoneOfBucket });
    const result = await standIn(folderOf(project, 'good'), ['init']);
    expect([result.exitCode, result.stdout]).toEqual([1, '']);
    expect(result.stderr).toContain('sekisho: init of good is refused; nothing was applied');
    expect(result.stderr).toContain('google_storage_bucket_iam_member.Public');
    expect(result.stderr).toContain('allUsers');
    expect(result.stderr.endsWith('\n')).toBe(true);
    expect(existsSync(join(folderOf(project, 'good'), '.terraform'))).toBe(false);
  });

  it('says why in Japanese', async () => {
    const project = outputWith({ bad: publicBucket }, { yaml: zoneOfBucket });
    const result = await standIn(folderOf(project, 'bad'), ['init'], { environment: { SEKISHO_LANG: 'ja' } });
    expect(result.stderr).toContain('sekisho: bad の init を拒否した。何も適用していない');
  });

  it('prints violations before it speaks of a stale output', async () => {
    const stale = JSON.stringify({ schema: 'sekisho.stale/v1', reason: 'a later synth was refused', since: 'today' });
    const bad = outputWith({ bad: publicBucket }, { yaml: zoneOfBucket, stale });
    const good = outputWith({ good: data('1') }, { stale });
    const both = await standIn(folderOf(bad, 'bad'), ['init']);
    const only = await standIn(folderOf(good, 'good'), ['init']);
    expect([both.exitCode, only.exitCode]).toEqual([1, 1]);
    expect(both.stderr.indexOf('allUsers')).toBeGreaterThan(-1);
    expect(both.stderr.indexOf('allUsers')).toBeLessThan(both.stderr.indexOf('the output is stale'));
    expect(only.stderr).toContain('error[OUTPUT_STALE]');
  });
});

describe('apply', () => {
  it('applies what passes, and leaves no plan behind', async () => {
    const directory = await initialised(outputWith({ a: data('1'), b: data('2') }), 'a');
    const result = await standIn(directory, ['apply', '-auto-approve', '-no-color']);
    expect(result.exitCode).toBe(0);
    expect(result.stdout).toContain('Apply complete! Resources: 1 added, 0 changed, 0 destroyed.');
    expect(result.stderr).toMatch(
      /^sekisho: a may be applied: 2 resources in 2 stacks judged by policy [0-9a-f]{12}\n/,
    );
    expect(serialOf(directory)).toBe(1);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('sekisho-plan-'))).toEqual([]);
    const again = await standIn(directory, ['apply', '-no-color']);
    expect([again.exitCode, serialOf(directory)]).toEqual([0, 1]);
  });

  it('refuses what violates, in whichever stack: the state keeps its serial', async () => {
    const project = outputWith({ a: data('1'), bad: data('1') }, { yaml: zoneOfBucket });
    const directory = await initialised(project, 'a');
    expect((await standIn(directory, ['apply', '-auto-approve'])).exitCode).toBe(0);
    writeFileSync(join(directory, 'cdk.tf.json'), stackText('a', data('2')));
    writeFileSync(join(folderOf(project, 'bad'), 'cdk.tf.json'), stackText('bad', publicBucket));
    const result = await standIn(directory, ['apply', '-auto-approve', '-no-color']);
    expect([result.exitCode, serialOf(directory)]).toEqual([1, 1]);
    expect(result.stdout).toContain('1 to change');
    expect(result.stderr).toContain('sekisho: apply of a is refused; nothing was applied');
    expect(result.stderr).toContain('google_storage_bucket_iam_member.Public');
  });

  it('applies nothing without approval: nobody there, or another answer than yes', async () => {
    const directory = await initialised(outputWith({ a: data('1') }), 'a');
    const result = await standIn(directory, ['apply', '-no-color']);
    expect([result.exitCode, serialOf(directory)]).toEqual([1, null]);
    expect(result.stderr.split('\n')).toContain('Do you want to perform these actions?');
    expect(result.stderr).toContain('sekisho: not approved; nothing was applied\n');
  });

  it('refuses a plan that is swapped between check and apply', async () => {
    const directory = await initialised(outputWith({ a: data('1') }), 'a');
    const hostile = script(`
if [ "$1" = show ]; then
  terraform "$@"; code=$?
  printf '%s' '{"//":{"metadata":{"stackName":"a"}},"terraform":{"backend":{"local":{"path":"terraform.tfstate"}}},"resource":{"terraform_data":{"Data":{"input":"evil"}}}}' > cdk.tf.json
  unset SEKISHO_STAND_IN
  terraform plan -input=false -out=evil.plan >/dev/null && cat evil.plan > /dev/fd/3
  exit $code
fi
exec terraform "$@"`);
    const result = await standIn(directory, ['apply', '-auto-approve'], {
      environment: { SEKISHO_TERRAFORM: hostile },
    });
    expect([result.exitCode, serialOf(directory)]).toEqual([1, null]);
    expect(result.stderr).toContain('error[PLAN_SWAPPED]');
  });

  it('leaves no name by which the plan could be swapped', async () => {
    const directory = await initialised(outputWith({ a: data('1') }), 'a');
    const spy = script(`
if [ "$1" = show ]; then ls -d "\${TMPDIR:-/tmp}"/sekisho-plan-* >&2 2>/dev/null; ls -lL /dev/fd/3 | cut -c1-10 > mode; fi
exec terraform "$@"`);
    const result = await standIn(directory, ['apply', '-auto-approve'], { environment: { SEKISHO_TERRAFORM: spy } });
    expect(result.exitCode).toBe(0);
    expect(result.stderr).not.toContain('sekisho-plan-');
    expect(readdirSync(directory)).toContain('mode');
  });

  it('keeps exit code and words of a plan that fails', async () => {
    const project = outputWith({ a: { output: { o: { value: '${terraform_data.none.id}' } }, ...data('1') } });
    const directory = await initialised(outputWith({ a: data('1') }), 'a');
    writeFileSync(
      join(directory, 'cdk.tf.json'),
      stackText('a', {
        data: {
          terraform_remote_state: {
            x: {
              backend: 'local',
              config: { path: join(project, 'nowhere.tfstate') },
            },
          },
        },
        ...data('${data.terraform_remote_state.x.outputs.y}'),
      }),
    );
    const result = await standIn(directory, ['apply', '-auto-approve', '-no-color']);
    expect([result.exitCode, serialOf(directory)]).toEqual([1, null]);
    expect(result.stderr).toContain('Unable to find remote state');
    expect(result.stderr).toContain('sekisho: terraform could not plan a; nothing was applied\n');
  });
});

describe('destroy', () => {
  it('plans, judges, and destroys', async () => {
    const directory = await initialised(outputWith({ a: data('1'), b: data('2') }), 'a');
    await standIn(directory, ['apply', '-auto-approve']);
    const asked = await standIn(directory, ['destroy', '-no-color']);
    expect([asked.exitCode, serialOf(directory)]).toEqual([1, 1]);
    expect(asked.stderr.split('\n')).toContain('Do you really want to destroy all resources?');
    const result = await standIn(directory, ['destroy', '-auto-approve', '-no-color']);
    expect(result.exitCode).toBe(0);
    expect(result.stdout).toContain('Resources: 0 added, 0 changed, 1 destroyed.');
  });
});

describe('what nobody judged', () => {
  it.each([
    ['TF_CLI_ARGS', '-target=x', 'ENVIRONMENT_INFLUENCE'],
    ['TF_CLI_ARGS_apply', '-target=x', 'ENVIRONMENT_INFLUENCE'],
    ['TF_VAR_secret', 'canary', 'ENVIRONMENT_INFLUENCE'],
    ['TF_WORKSPACE', 'other', 'ENVIRONMENT_INFLUENCE'],
    ['TF_REATTACH_PROVIDERS', '{}', 'ENVIRONMENT_INFLUENCE'],
  ])('%s in the environment is refused, its value not printed', async (name, value, code) => {
    const directory = folderOf(outputWith({ a: data('1') }), 'a');
    const result = await standIn(directory, ['init'], { environment: { [name]: value } });
    expect([result.exitCode, result.stdout]).toEqual([1, '']);
    expect(result.stderr).toContain(`error[${code}]`);
    expect(result.stderr).toContain(name);
    expect(result.stderr).not.toContain('canary');
  });

  it.each(['x.tf', 'more.tf.json', 'x.auto.tfvars', 'terraform.tfvars.json', 'cdk_override.tf.json', 'y.tofu'])(
    '%s beside cdk.tf.json is refused',
    async (name) => {
      const directory = folderOf(outputWith({ a: data('1') }), 'a');
      writeFileSync(join(directory, name), '');
      const result = await standIn(directory, ['apply', '-auto-approve']);
      expect([result.exitCode, result.stdout]).toEqual([1, '']);
      expect(result.stderr).toContain('error[OUTPUT_FOREIGN_FILE]');
      expect(result.stderr).toContain(name);
    },
  );

  it('dev_overrides, another workspace, a folder that the manifest does not name: refused', async () => {
    const project = outputWith({ a: data('1') });
    const directory = folderOf(project, 'a');
    const settings = join(project, 'dev.tfrc');
    writeFileSync(settings, 'provider_installation {\n  dev_overrides { "x/y" = "/tmp" }\n  direct {}\n}\n');
    const replaced = await standIn(directory, ['init'], { environment: { TF_CLI_CONFIG_FILE: settings } });
    const { cp, mkdir } = await import('node:fs/promises');
    await cp(directory, folderOf(project, 'gone'), { recursive: true });
    const foreign = await standIn(folderOf(project, 'gone'), ['init']);
    await mkdir(join(directory, '.terraform'));
    writeFileSync(join(directory, '.terraform/environment'), 'other');
    const workspace = await standIn(directory, ['apply']);
    expect(
      [replaced, foreign, workspace].map((result) => [result.exitCode, /error\[(\w+)\]/u.exec(result.stderr)?.[1]]),
    ).toEqual([
      [1, 'PROVIDER_REPLACED'],
      [1, 'OUTPUT_FOREIGN_STACK'],
      [1, 'WORKSPACE_FOREIGN'],
    ]);
  });

  it.each(['import a.b c', 'state rm terraform_data.Data', 'refresh', 'test', 'apply saved.plan', 'apply -target=x'])(
    '`%s` is refused',
    async (line) => {
      const directory = folderOf(outputWith({ a: data('1') }), 'a');
      const result = await standIn(directory, line.split(' '));
      expect([result.exitCode, result.stdout]).toEqual([1, '']);
      expect(result.stderr).toMatch(/error\[(?:COMMAND_WITHOUT_PLAN|PLAN_SAVED|APPLY_OPTION)\]/);
    },
  );
});

describe('a folder of its own, without cdktf', () => {
  it('is judged and applied as well', async () => {
    const directory = folderOf(outputWith({ a: data('1') }), '../../plain');
    const { mkdir } = await import('node:fs/promises');
    await mkdir(directory, { recursive: true });
    appendFileSync(join(directory, 'main.tf'), 'resource "terraform_data" "x" {\n  input = "1"\n}\n');
    expect((await standIn(directory, ['init'])).exitCode).toBe(0);
    const result = await standIn(directory, ['apply', '-auto-approve', '-no-color']);
    expect([result.exitCode, serialOf(directory)]).toEqual([0, 1]);
  });
});
