import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../../src/check.ts';
import { mergeShards } from '../../../src/shards/merge-shards.ts';
import { readPart, readShard } from '../../../src/shards/read-shard.ts';
import { shardSchema } from '../../../src/shards/shard.ts';
import { shardOf, stacksOfPart } from '../../../src/shards/shard-of.ts';
import { findModules } from '../../../src/sources/find-modules.ts';
import { loadSources } from '../../../src/sources/load-sources.ts';
import type { Sources } from '../../../src/sources/source.ts';
import { fixtures } from '../../support/plan-fixtures.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { runCli } from '../cli/run-cli.ts';

const now = '2026-11-24T00:00:00Z';
const cases = ['good-isolated', 'bad-nat', 'good-entry-aws', 'bad-external-ip', 'bad-public-bucket'];

/** A folder of stacks as several teams have them: with a plan and without, HCL with a local module, and one stack that reads another's output. */
function estate(): string {
  const root = temporaryFolder();
  for (const name of cases) cpSync(join(fixtures, name), join(root, name), { recursive: true });
  mkdirSync(join(root, 'hcl', 'module'), { recursive: true });
  writeFileSync(
    join(root, 'hcl', 'main.tf'),
    'variable "key" {\n  sensitive = true\n  default = "canary-default"\n}\nmodule "m" {\n  source = "./module"\n  name = "n"\n}\n' +
      'resource "google_sql_user" "u" {\n  password = "canary-literal"\n  name = var.key\n}\n',
  );
  writeFileSync(
    join(root, 'hcl', 'module', 'main.tf'),
    'variable "name" {}\nresource "google_compute_router_nat" "n" {\n  name = var.name\n}\n',
  );
  return root;
}

async function read(root: string): Promise<Sources> {
  return await loadSources(findModules([root]));
}

async function shardFiles(root: string, count: number): Promise<string[]> {
  const sources = await read(root);
  const folder = temporaryFolder();
  return Array.from({ length: count }, (_, at) => {
    const file = join(folder, `shard-${String(at + 1)}.json`);
    const shard = shardOf(sources, { index: at + 1, count }, { projectRoot: root, toolVersion: '1.0.0' });
    writeFileSync(file, JSON.stringify(shard));
    return file;
  });
}

async function reportOf(root: string, place: { paths?: string[]; merge?: string[] }): Promise<string> {
  const { report } = await check({
    paths: place.paths ?? [],
    merge: place.merge ?? [],
    configuration: null,
    assumeZone: 'remote-sensing',
    only: [],
    baseline: null,
    now: new Date(now),
    nowGiven: true,
    projectRoot: root,
  });
  return JSON.stringify(report);
}

test.each([1, 2, 3, 9])('%i shards merged, in any order, give the same bytes as one run', async (count) => {
  const root = estate();
  const one = await reportOf(root, { paths: [root] });
  expect((JSON.parse(one) as { summary: { fail: number } }).summary.fail).toBeGreaterThan(0);
  const files = await shardFiles(root, count);
  expect(await reportOf(root, { merge: files.reverse() })).toBe(one);
});

test('a missing shard is an error that names it', async () => {
  const root = estate();
  const [first = '', , third = ''] = await shardFiles(root, 3);
  await expect(reportOf(root, { merge: [third, first] })).rejects.toMatchObject({
    code: 'SHARD_MISSING',
    parts: { got: 'no file for 2/3' },
  });
});

test('a shard that was given twice, and one of another count, version or state of the project, is refused', async () => {
  const root = estate();
  const [first = '', second = ''] = await shardFiles(root, 2);
  const [other = ''] = await shardFiles(root, 3);
  const changed = { ...readShard(second).shard, stacks: [...readShard(second).shard.stacks].slice(1) };
  const older = { ...readShard(second).shard, tool: { version: '0.9.0' } };
  const merge =
    (...shards: Parameters<typeof mergeShards>[0]) =>
    () =>
      mergeShards(shards, root);
  expect(merge(readShard(first), readShard(first))).toThrow('was given twice');
  expect(merge(readShard(second), readShard(other))).toThrow('not of one estate');
  expect(merge(readShard(first), { file: 'changed.json', shard: changed })).toThrow('not of one estate');
  expect(merge(readShard(first), { file: 'older.json', shard: older })).toThrow('not of one estate');
});

test('a stack that every list names and no part holds is missing, not passed over', async () => {
  const root = estate();
  const [first = '', second = ''] = await shardFiles(root, 2);
  const emptied = { ...readShard(second).shard, sources: readShard(second).shard.sources.slice(1) };
  expect(() => mergeShards([readShard(first), { file: 'emptied.json', shard: emptied }], root)).toThrow(
    'a part of the estate is missing',
  );
});

test('no secret is in a shard: sensitive leaves of a plan, sensitive variables, literals under the name of a secret', async () => {
  const root = estate();
  const folder = join(root, 'secret');
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'plan.json'),
    JSON.stringify({
      format_version: '1.2',
      complete: true,
      errored: false,
      variables: { key: { value: 'canary-variable' } },
      planned_values: { root_module: { resources: [{ values: { a: 'canary-planned' } }] } },
      configuration: {
        root_module: {
          variables: { key: { sensitive: true, default: 'canary-variable-default' } },
          resources: [
            {
              address: 'google_sql_user.u',
              mode: 'managed',
              type: 'google_sql_user',
              name: 'u',
              expressions: { password: { constant_value: 'canary-constant' } },
            },
          ],
        },
      },
      prior_state: {
        values: {
          root_module: {
            resources: [{ values: { token: 'canary-state' }, sensitive_values: { token: true } }],
          },
        },
      },
      resource_changes: [
        {
          address: 'google_sql_user.u',
          mode: 'managed',
          type: 'google_sql_user',
          name: 'u',
          change: {
            actions: ['update'],
            before: { password: 'canary-before', list: [{ key: 'canary-nested' }] },
            before_sensitive: { password: true, list: [{ key: true }] },
            after: { password: 'canary-after', name: 'seen' },
            after_sensitive: { password: true },
            after_unknown: {},
          },
        },
      ],
    }),
  );
  const files = await shardFiles(root, 2);
  const texts = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  expect(texts).not.toContain('canary');
  expect(texts).toContain('"name":"seen"');
  expect(await reportOf(root, { merge: files })).toBe(await reportOf(root, { paths: [root] }));
});

test('no path of the machine is in a shard', async () => {
  const root = estate();
  const files = await shardFiles(root, 2);
  for (const file of files) expect(readFileSync(file, 'utf8')).not.toContain(root);
});

test('parts are disjoint and cover all stacks, also when there are more parts than stacks', () => {
  const names = ['d', 'b', 'a', 'c'];
  for (const count of [1, 2, 3, 4, 7]) {
    const parts = Array.from({ length: count }, (_, at) => [...stacksOfPart(names, { index: at + 1, count })]);
    expect(parts.flat().sort()).toEqual(['a', 'b', 'c', 'd']);
  }
});

test.each(['0/3', '4/3', '3', '1/0', 'a/b', '1/2/3', '-1/3', '1/1001', ''])('--shard %s is refused', (given) => {
  expect(() => readPart(given)).toThrow('`--shard` does not say which part of how many');
});

test('a file that is no shard is refused', () => {
  const file = join(temporaryFolder(), 'report.json');
  writeFileSync(file, JSON.stringify({ schema: 'sekisho.report/v1' }));
  expect(() => readShard(file)).toThrow('this is not a shard');
  expect(shardSchema.safeParse({}).success).toBe(false);
});

test('the command line writes shards and merges them; a shard alone says that it is no verdict', async () => {
  const root = estate();
  const folder = temporaryFolder();
  const files = [1, 2].map((index) => join(folder, `${String(index)}.json`));
  const [one, first, second] = await Promise.all([
    runCli(['check', root, '--format', 'json', '--now', now]),
    runCli(['check', root, '--shard', '1/2', '--output', files[0] ?? '']),
    runCli(['check', root, '--shard', '2/2', '--output', files[1] ?? '']),
  ]);
  expect([first.exitCode, second.exitCode]).toEqual([0, 0]);
  expect(first.stderr).toContain('This is no verdict');
  const merged = await runCli(['check', '--merge', ...files, '--format', 'json', '--now', now]);
  expect(merged).toMatchObject({ exitCode: one.exitCode, stdout: one.stdout });
  const alone = await runCli(['check', '--merge', files[0] ?? '']);
  expect([alone.exitCode, alone.stderr]).toEqual([3, expect.stringContaining('no file for 2/2')]);
}, 60_000);
