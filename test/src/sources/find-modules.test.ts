import { symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SekishoError } from '../../../src/errors.ts';
import { findModules } from '../../../src/sources/find-modules.ts';
import { loadSources } from '../../../src/sources/load-sources.ts';
import type { Source } from '../../../src/sources/source.ts';
import { aPlan, fixtures } from '../../support/plan-fixtures.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const bucket = { resource: { google_storage_bucket: { b: { name: 'b' } } } };
const cdktf = (stackName: string): unknown => ({ '//': { metadata: { stackName, version: '0.21.0' } }, ...bucket });
const manifest = (...names: readonly string[]): unknown => ({
  version: '0.21.0',
  stacks: Object.fromEntries(names.map((name) => [name, { name, workingDirectory: `stacks/${name}` }])),
});

async function sourcesIn(files: Readonly<Record<string, unknown>>): Promise<readonly Source[]> {
  return (await loadSources(findModules([temporaryFolder(files)]))).sources;
}

function refusal(files: Readonly<Record<string, unknown>>, path = ''): SekishoError {
  const folder = temporaryFolder(files);
  try {
    findModules([join(folder, path)]);
  } catch (error) {
    if (error instanceof SekishoError) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('recognising sources by their content', () => {
  it('reads every stack that the manifest of a cdktf.out lists, and no other folder', async () => {
    const sources = await sourcesIn({
      'manifest.json': manifest('b', 'a'),
      'stacks/a/cdk.tf.json': cdktf('a'),
      'stacks/b/cdk.tf.json': cdktf('b'),
      'stacks/gone/cdk.tf.json': cdktf('gone'),
    });
    expect(sources.map((source) => [source.stack, source.kind])).toEqual([
      ['a', 'cdktf-out'],
      ['b', 'cdktf-out'],
    ]);
  });

  it('joins a plan with the configuration of its folder, whether the folder or the plan is named', () => {
    for (const path of [join(fixtures, 'good-isolated'), join(fixtures, 'good-isolated', 'plan.json')]) {
      expect(findModules([path]).map((module) => [module.kind, module.stack])).toEqual([
        ['synth+plan', 'good-isolated'],
      ]);
    }
  });

  it('takes a plan alone, whatever its name, and names its stack after the folder', async () => {
    const [source] = await sourcesIn({ 'x/whatever.json': aPlan() });
    expect([source?.kind, source?.stack]).toEqual(['plan', 'x']);
  });

  it('reads *.tf through the HCL parser and merges files of one folder', async () => {
    const [source] = await sourcesIn({
      'net/main.tf': 'resource "google_compute_network" "n" {\n  name = "n"\n}\n',
      'net/more.tf.json': bucket,
    });
    expect([source?.kind, source?.stack, source?.configuration.length]).toEqual(['terraform', 'net', 2]);
  });

  it('gives variables the values of terraform.tfvars', async () => {
    const [source] = await sourcesIn({
      'main.tf': 'variable "region" {\n  default = "us-central1"\n}\n',
      'terraform.tfvars': 'region = "asia-northeast1"\n',
    });
    expect(source?.configuration[0]?.content).toEqual({ variable: { region: [{ default: 'asia-northeast1' }] } });
  });

  it('judges a local module where it is called and not by itself', async () => {
    const sources = await sourcesIn({
      'main.tf.json': { module: { m: { source: './modules/m' } } },
      'modules/m/main.tf.json': bucket,
    });
    expect(sources.map((source) => source.configuration.map((file) => file.content))).toEqual([
      [{ module: { m: { source: './modules/m' } } }],
    ]);
  });

  it('names stacks of equal folders by their paths', async () => {
    const sources = await sourcesIn({ 'a/main/x.tf.json': bucket, 'b/main/x.tf.json': bucket });
    expect(new Set(sources.map((source) => source.stack)).size).toBe(2);
  });

  it('skips .terraform, node_modules, hidden folders and JSON of other programs', async () => {
    const sources = await sourcesIn({
      'main.tf.json': bucket,
      '.terraform/modules/x.tf.json': '{',
      'node_modules/x/y.tf.json': '{',
      '.hidden/x.tf.json': '{',
      'tsconfig.json': '{ // a comment\n}',
    });
    expect(sources.length).toBe(1);
  });

  it('follows a symbolic link to a file', () => {
    const folder = temporaryFolder({ 'real/main.tf.json': bucket, 'linked/empty.txt': '' });
    symlinkSync(join(folder, 'real/main.tf.json'), join(folder, 'linked/main.tf.json'));
    expect(findModules([join(folder, 'linked')]).length).toBe(1);
  });
});

describe('refusing what can not be read', () => {
  it.each<[string, Record<string, unknown>, string, string]>([
    ['a path that is not there', {}, 'nothing', 'PATH_MISSING'],
    ['an empty folder', {}, '', 'NOTHING_TO_JUDGE'],
    ['a manifest without stacks', { 'manifest.json': manifest() }, '', 'NOTHING_TO_JUDGE'],
    ['a manifest whose stack is gone', { 'manifest.json': manifest('a') }, '', 'STACK_MISSING'],
    [
      'an output that a refused synth left',
      { 'manifest.json': manifest('a'), 'sekisho-stale.json': {} },
      '',
      'OUTPUT_STALE',
    ],
    [
      'an output that was only collected',
      { 'manifest.json': manifest('a'), 'sekisho-collect.json': { nonce: 'n' } },
      '',
      'OUTPUT_UNJUDGED',
    ],
    ['a plan that was cut off', { 'plan.json': JSON.stringify(aPlan()).slice(0, -9) }, '', 'JSON_INVALID'],
    ['a configuration that was cut off', { 'cdk.tf.json': '{"resource": {' }, '', 'JSON_INVALID'],
    ['a null byte', { 'cdk.tf.json': '{"resource": "\0"}' }, '', 'JSON_INVALID'],
    ['a configuration that is a list', { 'x.tf.json': [] }, '', 'CONFIGURATION_INVALID'],
    ['a configuration with unknown blocks', { 'x.tf.json': { resources: {} } }, '', 'CONFIGURATION_INVALID'],
    ['an override file', { 'main.tf.json': bucket, 'x_override.tf.json': bucket }, '', 'OVERRIDE_FILE'],
    [
      'two plans beside one configuration',
      { 'cdk.tf.json': bucket, 'a.json': aPlan(), 'b.json': aPlan() },
      '',
      'PLAN_AMBIGUOUS',
    ],
    ['a state', { 'state.json': { format_version: '1.0', values: {} } }, 'state.json', 'STATE_NOT_PLAN'],
    [
      'a state file',
      { 'terraform.tfstate': { version: 4, serial: 1, lineage: 'l' } },
      'terraform.tfstate',
      'STATE_NOT_PLAN',
    ],
    ['a binary plan', { plan: Buffer.from('PK\u0003\u0004xxxx', 'latin1') }, 'plan', 'PLAN_BINARY'],
    ['other JSON', { 'package.json': { name: 'x' } }, 'package.json', 'INPUT_UNKNOWN'],
  ])('refuses %s', (_name, files, path, code) => {
    const error = refusal(files, path);
    expect(error.code).toBe(code);
    expect(error.exitCode).toBe(3);
    expect(error.parts.expected).toBeDefined();
    expect(error.parts.file).toBeDefined();
  });

  it('names the line and column at which a document breaks off', () => {
    expect(refusal({ 'cdk.tf.json': '{\n  "resource": {' }).parts).toMatchObject({
      place: 'line 2, column 16',
      got: 'the end of the file',
    });
  });

  it('refuses a key that stands twice, since Terraform would read both', () => {
    const hidden =
      '{"resource":{"google_storage_bucket":{"a":{"name":"a"}},"google_storage_bucket":{"b":{"name":"b"}}}}';
    expect(refusal({ 'main.tf.json': hidden }).parts).toMatchObject({
      code: 'JSON_DUPLICATE_KEY',
      got: '"google_storage_bucket"',
    });
  });

  it('refuses a document that is nested too deeply, instead of running out of stack', () => {
    const deep = `{"resource":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`;
    expect(refusal({ 'main.tf.json': deep }).code).toBe('JSON_TOO_DEEP');
  });

  it('refuses a file above the limit and names the limit', () => {
    const folder = temporaryFolder({ 'plan.json': '' });
    truncateSync(join(folder, 'plan.json'), 500 * 1024 * 1024);
    expect(() => findModules([folder])).toThrow(
      expect.objectContaining({
        parts: expect.objectContaining({ code: 'FILE_TOO_LARGE', expected: 'at most 419430400 bytes' }) as unknown,
      }),
    );
  });

  it('refuses *.tf that Terraform would refuse, with the parser’s place', async () => {
    const folder = temporaryFolder({ 'main.tf': 'resource "a" {' });
    await expect(loadSources(findModules([folder]))).rejects.toMatchObject({ code: 'HCL_INVALID' });
  });
});
