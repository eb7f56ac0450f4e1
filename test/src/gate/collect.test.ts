import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it, vi } from 'vitest';
import { SekishoError } from '../../../src/errors.ts';
import { collectApp, type RunAppOptions, runApp } from '../../../src/gate/collect.ts';
import { findModules } from '../../../src/sources/find-modules.ts';
import { readTree, sourceFile, temporaryProject, writeFiles } from './support/temporary-project.ts';

// Each runs real programs, which on a busy machine of two cores take ten times as long as on an idle one.
vi.setConfig({ testTimeout: 180_000 });

const stacks = `import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
import { Annotations, App, LocalBackend, TerraformStack } from 'cdktf';
import { CheckedApp } from ${sourceFile('src/gate/checked-app.ts')};
export { Annotations, App, CheckedApp };
export const refuse = (): never => { throw new Error('judged'); };
export function stackIn(app: App, id: string): TerraformStack {
  const stack = new TerraformStack(app, id);
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  new GoogleProvider(stack, 'google', { project: 'p' });
  new StorageBucket(stack, 'Bucket', { name: id, location: 'asia-northeast1' });
  return stack;
}
`;
const project = (main: string, app = 'node --import tsx main.ts'): string =>
  temporaryProject({
    'cdktf.json': JSON.stringify({ language: 'typescript', app }),
    'stacks.ts': stacks,
    'main.ts': `import { Annotations, App, CheckedApp, refuse, stackIn } from './stacks.ts';\n${main}`,
  });

async function errorOf(options: RunAppOptions): Promise<SekishoError> {
  try {
    (await runApp(options)).dispose();
  } catch (error) {
    if (error instanceof SekishoError) return error;
    throw error;
  }
  throw new Error('expected an error, got none');
}

const leftFolders = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('sekisho-collect-'));

describe('an app that is run for a check', () => {
  it.each([
    ['a plain App', 'new App()'],
    ['a plain App that ignores errors', 'new App({ skipValidation: true })'],
    ['a CheckedApp, which does not judge then', 'new CheckedApp({ judge: refuse })'],
    ['a CheckedApp with an output of its own', "new CheckedApp({ judge: refuse, outdir: 'elsewhere' })"],
  ])('is collected: %s', async (_name, construct) => {
    const projectRoot = project(`const app = ${construct};\nstackIn(app, 'one');\nstackIn(app, 'two');\napp.synth();`);
    const before = readTree(projectRoot);
    const collected = await runApp({ projectRoot });
    const { directory, nonce } = collected;
    expect([collected.app, collected.stacks, collected.stderr]).toEqual([
      'node --import tsx main.ts',
      ['one', 'two'],
      '',
    ]);
    expect(Object.keys(readTree(directory))).toEqual([
      'manifest.json',
      'sekisho-collect.json',
      'stacks/one/cdk.tf.json',
      'stacks/two/cdk.tf.json',
    ]);
    expect(findModules([directory], { collected: nonce }).map(({ stack }) => stack)).toEqual(['one', 'two']);
    expect(() => findModules([directory])).toThrow('OUTPUT_UNJUDGED');
    expect(() => findModules([directory], { collected: 'another' })).toThrow('OUTPUT_UNJUDGED');
    collected.dispose();
    expect([existsSync(directory), readTree(projectRoot)]).toEqual([false, before]);
  });

  it('is deleted when its user is done, or fails', async () => {
    const projectRoot = project("const app = new App();\nstackIn(app, 'one');\napp.synth();");
    const used = await collectApp(projectRoot, ({ directory }) => Promise.resolve(directory));
    let failed = '';
    const failing = collectApp(projectRoot, ({ directory }) => {
      failed = directory;
      return Promise.reject(new Error('failed'));
    });
    await expect(failing).rejects.toThrow('failed');
    expect([used, failed].map((directory) => [directory !== '', existsSync(directory)])).toEqual([
      [true, false],
      [true, false],
    ]);
  });

  it('gets what cdktf gives it, and no Terraform variables', async () => {
    const projectRoot = project(
      `const names = ['CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS', 'SYNTH_HCL_OUTPUT', 'TF_VAR_secret', 'KEPT', 'CDKTF_CONTEXT_JSON'];
for (const name of names) console.error(name, process.env[name]);
const app = new App();\nstackIn(app, 'one');\napp.synth();`,
    );
    writeFiles(projectRoot, {
      'cdktf.json': JSON.stringify({
        app: 'node --import tsx main.ts',
        terraformModules: ['./local', 'registry/module', { name: 'x', source: '../other' }],
      }),
    });
    const environment = {
      ...process.env,
      TF_VAR_secret: 's',
      KEPT: 'k',
      SYNTH_HCL_OUTPUT: 'true',
      CDKTF_CONTEXT_JSON: '{"a":1}',
    };
    const collected = await runApp({ projectRoot, environment });
    collected.dispose();
    expect(collected.stderr.split('\n')).toEqual([
      'CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS true',
      'SYNTH_HCL_OUTPUT false',
      'TF_VAR_secret undefined',
      'KEPT k',
      'CDKTF_CONTEXT_JSON {"a":1,"cdktfRelativeModules":["./local",{"name":"x","source":"../other"}]}',
      '',
    ]);
  });
});

describe('an app that cannot be collected', () => {
  it('is an error when cdktf.json is missing, no JSON, or names no app', async () => {
    const missing = await errorOf({ projectRoot: temporaryProject() });
    const invalid = await errorOf({ projectRoot: temporaryProject({ 'cdktf.json': '{' }) });
    const unnamed = await errorOf({ projectRoot: temporaryProject({ 'cdktf.json': '{ "app": "" }' }) });
    const list = await errorOf({ projectRoot: temporaryProject({ 'cdktf.json': '[]' }) });
    expect([missing, invalid, unnamed, list].map(({ code, exitCode }) => [code, exitCode])).toEqual([
      ['PROJECT_MISSING', 3],
      ['PROJECT_INVALID', 3],
      ['PROJECT_INVALID', 3],
      ['PROJECT_INVALID', 3],
    ]);
  });

  it('is an error with the last lines of what it said, without stack frames', async () => {
    const projectRoot = project("console.error('first words');\nthrow new Error('no such zone');");
    const error = await errorOf({ projectRoot });
    expect([error.code, error.parts.got?.startsWith('exit code 1')]).toEqual(['APP_FAILED', true]);
    expect(error.message).toContain('first words');
    expect(error.message).toContain('Error: no such zone');
    expect(error.message).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  });

  it('is an error when a CheckedApp breaks off', async () => {
    const projectRoot = project(
      "const app = new CheckedApp();\nstackIn(app, 'one').node.addValidation({ validate: () => ['not like this'] });\napp.synth();",
    );
    const error = await errorOf({ projectRoot });
    expect([error.code, error.message.includes('[one] not like this')]).toEqual(['APP_FAILED', true]);
  });

  it('is an error when it cannot be started', async () => {
    const error = await errorOf({ projectRoot: project('', 'no-such-program-of-ours') });
    expect([error.code, error.message.includes('no-such-program-of-ours')]).toEqual(['APP_FAILED', true]);
  });

  it('is stopped with its children when it takes too long', async () => {
    const projectRoot = project('setInterval(() => undefined, 1000);', 'node --import tsx main.ts; echo never');
    const error = await errorOf({ projectRoot, timeoutMilliseconds: 1500 });
    expect([error.code, error.parts.got]).toEqual(['APP_TIMEOUT', 'no end after 2 s']);
  });

  it('is an error that names the folder when it writes elsewhere', async () => {
    const projectRoot = project("const app = new App({ outdir: 'elsewhere' });\nstackIn(app, 'one');\napp.synth();");
    const error = await errorOf({ projectRoot });
    expect([error.code, error.parts.got]).toEqual(['APP_OUTDIR', 'elsewhere']);
  });

  it('is an error when it writes there and elsewhere', async () => {
    const app = (options: string): string =>
      `{ const app = new App(${options});\nstackIn(app, 'one');\napp.synth(); }\n`;
    const error = await errorOf({ projectRoot: project(app('') + app("{ outdir: 'elsewhere' }")) });
    expect([error.code, error.parts.got]).toEqual(['APP_OUTDIR', 'elsewhere']);
  });

  it('is an error when a second App replaces the manifest of the first', async () => {
    const app = (id: string): string => `{ const app = new App();\nstackIn(app, '${id}');\napp.synth(); }\n`;
    const error = await errorOf({ projectRoot: project(app('one') + app('two')) });
    expect([error.code, error.parts.got]).toEqual(['APP_SEVERAL', 'one']);
  });

  it('is an error when it never synthesizes, or has no stack', async () => {
    const never = await errorOf({ projectRoot: project("stackIn(new App(), 'one');") });
    const empty = await errorOf({ projectRoot: project('new App().synth();') });
    expect([never, empty].map(({ code, parts }) => [code, parts.got])).toEqual([
      ['NOTHING_TO_JUDGE', 'no manifest in CDKTF_OUTDIR'],
      ['NOTHING_TO_JUDGE', 'a manifest without stacks'],
    ]);
  });

  it('is an error when it carries error Annotations, which cdktf writes in spite of', async () => {
    const projectRoot = project(
      "const app = new App();\nAnnotations.of(stackIn(app, 'one')).addError('forbidden');\napp.synth();",
    );
    const error = await errorOf({ projectRoot });
    expect([error.code, error.parts.got]).toEqual(['APP_ERRORS', '[one] forbidden']);
  });

  it('leaves no folder behind', async () => {
    const before = leftFolders();
    await errorOf({ projectRoot: project("throw new Error('x');") });
    expect(leftFolders().filter((name) => !before.includes(name))).toEqual([]);
  });
});
