import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { z } from 'zod';
import { readJson } from '../../scripts/checks/read-json.ts';
import { repositoryRoot } from '../support/repository.ts';
import { type ProgramResult, runProgram } from '../support/run-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'sekisho-package-'));
const project = join(folder, 'project');
const manifest = z
  .object({ version: z.string(), devDependencies: z.record(z.string(), z.string()) })
  .parse(readJson(join(repositoryRoot, 'package.json')));

/** What an empty cdktf project has, in the versions that we are tested with; no `@cdktf/provider-aws`, which is optional. */
const neighbours = ['cdktf', 'constructs', '@cdktf/provider-google', 'tsx', 'typescript', '@types/node'];

/** How npm says that it reached no registry. Any other failure is ours. */
const unreachable = /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED|E50[234])\b/;

const mainFile = `import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket/index.js';
import { StorageBucketIamMember } from '@cdktf/provider-google/lib/storage-bucket-iam-member/index.js';
import { TerraformStack } from 'cdktf';
import { CheckedApp } from 'sekisho';

const app = new CheckedApp();
const stack = new TerraformStack(app, 'records');
new GoogleProvider(stack, 'Google', { project: 'records-project', region: 'asia-northeast1' });
const bucket = new StorageBucket(stack, 'Bucket', { name: 'records-bucket', location: 'asia-northeast1' });
new StorageBucketIamMember(stack, 'Everybody', { bucket: bucket.name, role: 'roles/storage.objectViewer', member: 'allUsers' });
app.synth();
`;

const typesFile = `import { CheckedApp, type CheckedAppOptions, type Report, type Verdict } from 'sekisho';

export const options: CheckedAppOptions = { onRefusal: 'throw' };
export const open = (): CheckedApp => new CheckedApp(options);
export const verdictOf = (report: Report): Verdict => report.verdict;
// @ts-expect-error A verdict is one of four words: were the types lost, any would be fine.
export const wrong: Verdict = 'maybe';
`;

const reportShape = z.object({
  schema: z.literal('sekisho.report/v1'),
  verdict: z.string(),
  exitCode: z.number(),
  findings: z.array(
    z.object({
      control: z.string(),
      status: z.string(),
      location: z.object({ file: z.string(), line: z.number() }).nullable(),
    }),
  ),
});

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Null when all is installed, else why no registry was reached. */
let missing: string | null = null;

async function mustRun(program: string, parameters: readonly string[], cwd: string): Promise<ProgramResult> {
  const result = await runProgram(program, parameters, { cwd });
  if (result.exitCode === 0) return result;
  throw new Error(`${program} ${parameters.join(' ')} ended with ${result.exitCode}\n${result.stdout}${result.stderr}`);
}

/** Packs the repository (`prepack` builds it first) and gives the tarball's path. */
async function pack(): Promise<string> {
  await mustRun(npm, ['pack', '--silent', '--pack-destination', folder], repositoryRoot);
  return join(folder, `sekisho-${manifest.version}.tgz`);
}

async function install(tarball: string): Promise<string | null> {
  const packages = neighbours.map((name) => `${name}@${manifest.devDependencies[name] ?? 'not-a-version'}`);
  const parameters = [
    'install',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--fetch-retries=1',
    tarball,
    ...packages,
  ];
  const result = await runProgram(npm, parameters, { cwd: project });
  if (result.exitCode === 0) return null;
  const code = unreachable.exec(result.stderr)?.[0];
  if (code === undefined) throw new Error(`npm install failed:\n${result.stdout}${result.stderr}`);
  return `npm reached no registry (${code})`;
}

function write(file: string, text: string): void {
  writeFileSync(join(project, file), text);
}

function sekisho(...parameters: readonly string[]): Promise<ProgramResult> {
  return runProgram(process.platform === 'win32' ? 'npx.cmd' : 'npx', ['--no-install', 'sekisho', ...parameters], {
    cwd: project,
  });
}

function skipWhenMissing(context: TestContext): void {
  if (missing !== null) context.skip(missing);
}

describe('the package in an empty cdktf project', () => {
  beforeAll(async () => {
    mkdirSync(project);
    write('package.json', JSON.stringify({ name: 'empty', private: true, type: 'module' }));
    write('cdktf.json', JSON.stringify({ language: 'typescript', app: 'node --import tsx main.ts' }));
    write('main.ts', mainFile);
    write('types.ts', typesFile);
    missing = await install(await pack());
  }, 300_000);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('holds the command line, the library, the policies and the schema, and no test', (context) => {
    skipWhenMissing(context);
    const files = readdirSync(join(project, 'node_modules/sekisho'), { recursive: true, encoding: 'utf8' });
    const needed = [
      'LICENSE',
      'README.md',
      'dist/cli/main.js',
      'dist/src/index.d.ts',
      'dist/constructs/index.js',
    ].concat(['policies/compiled/manifest.json', 'policies/compiled/policy.wasm', 'sekisho.schema.json']);
    expect(needed.filter((file) => !files.includes(file))).toEqual([]);
    expect(
      files.filter((file) => /(?:^|\/)(?:test|scripts|stacks|bench)\/|_test\.rego$|\.test\.ts$/.test(file)),
    ).toEqual([]);
  });

  it('shows its help', async (context) => {
    skipWhenMissing(context);
    const { exitCode, stdout, stderr } = await sekisho('--help');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: sekisho /);
  });

  it('judges the app without writing a file, and finds the line that makes a bucket public', async (context) => {
    skipWhenMissing(context);
    const before = readdirSync(project).sort();
    const { exitCode, stdout } = await sekisho('check', '--format', 'json');
    const report = reportShape.parse(JSON.parse(stdout));
    const line = mainFile.split('\n').findIndex((text) => text.includes('new StorageBucketIamMember')) + 1;
    expect({ exitCode, verdict: report.verdict }).toEqual({ exitCode: report.exitCode, verdict: 'fail' });
    expect(exitCode).toBe(1);
    expect(report.findings.filter(({ control }) => control === 'storage.public_access')).toEqual([
      { control: 'storage.public_access', status: 'fail', location: { file: 'main.ts', line } },
    ]);
    expect(readdirSync(project).sort()).toEqual(before);
  });

  it('refuses to synthesize it, readably, before a file is written', async (context) => {
    skipWhenMissing(context);
    const { exitCode, stdout, stderr } = await runProgram(process.execPath, ['--import', 'tsx', 'main.ts'], {
      cwd: project,
    });
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toContain('main.ts:11');
    expect(stdout + stderr).not.toMatch(/^\s+at .*\(/m);
    expect(readdirSync(project)).not.toContain('cdktf.out');
  });

  it('has types that hold', async (context) => {
    skipWhenMissing(context);
    const compiler = join(project, 'node_modules/typescript/bin/tsc');
    const options = ['--noEmit', '--strict', '--target', 'ES2022', '--skipLibCheck', '--types', 'node'];
    const compile = (...module: readonly string[]): Promise<ProgramResult> =>
      runProgram(process.execPath, [compiler, ...options, ...module, 'types.ts'], { cwd: project });
    const results = await Promise.all([
      compile('--module', 'NodeNext'),
      compile('--module', 'ESNext', '--moduleResolution', 'Bundler'),
    ]);
    const clean = { exitCode: 0, stdout: '', stderr: '' };
    expect(results).toEqual([clean, clean]);
  });

  it('can be required from CommonJS, which most cdktf projects are', async (context) => {
    skipWhenMissing(context);
    const script = "console.log(Object.keys(require('sekisho')).includes('CheckedApp'))";
    const { exitCode, stdout } = await runProgram(process.execPath, ['-e', script], { cwd: project });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'true\n' });
  });

  it('makes a classic project checked: CommonJS, compiled by tsc before it runs', async (context) => {
    skipWhenMissing(context);
    const classic = join(project, 'classic');
    mkdirSync(join(classic, '.git'), { recursive: true });
    const files = {
      'package.json': JSON.stringify({ name: 'classic', private: true }),
      'cdktf.json': JSON.stringify({
        language: 'typescript',
        app: 'node ../node_modules/typescript/bin/tsc && node main.js',
      }),
      'tsconfig.json': JSON.stringify({
        compilerOptions: {
          module: 'CommonJS',
          target: 'ES2022',
          strict: true,
          noUnusedLocals: true,
          skipLibCheck: true,
          types: [],
        },
        files: ['main.ts'],
      }),
      'main.ts': mainFile
        .replace(
          "import { TerraformStack } from 'cdktf';\nimport { CheckedApp } from 'sekisho';",
          "import { App, TerraformStack } from 'cdktf';",
        )
        .replace('new CheckedApp()', 'new App()'),
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(classic, name), text);
    const bin = join(project, 'node_modules/sekisho/dist/cli/main.js');
    const done = await runProgram(process.execPath, [bin, 'init', '--entry', 'main.ts'], { cwd: classic });
    expect({ exitCode: done.exitCode, stderr: done.stderr.replace(/^sekisho: .*\n/gmu, '') }).toEqual({
      exitCode: 0,
      stderr: '',
    });
    const app = await runProgram(process.execPath, ['../node_modules/typescript/bin/tsc'], { cwd: classic });
    expect({ exitCode: app.exitCode, stdout: app.stdout }).toEqual({ exitCode: 0, stdout: '' });
    const synth = await runProgram(process.execPath, ['main.js'], { cwd: classic });
    expect(synth.exitCode).toBe(1);
    expect(synth.stdout + synth.stderr).toContain('storage.public_access');
    expect(readdirSync(classic)).not.toContain('cdktf.out');
  });

  it('has a matcher for tests', async (context) => {
    skipWhenMissing(context);
    const script =
      "import('sekisho/testing').then(({ toPassPolicies }) => console.log(toPassPolicies(process.argv[1], { only: ['storage.public_access'] }).pass))";
    const json = (member: string): string =>
      JSON.stringify({
        resource: {
          google_storage_bucket_iam_member: { m: { bucket: 'b', role: 'roles/storage.objectViewer', member } },
        },
      });
    const answers = await Promise.all(
      ['allUsers', 'user:someone@example.jp'].map((member) =>
        runProgram(process.execPath, ['-e', script, json(member)], { cwd: project }),
      ),
    );
    expect(answers.map(({ stdout }) => stdout)).toEqual(['false\n', 'true\n']);
  });

  it('brings no second copy of cdktf or constructs', (context) => {
    skipWhenMissing(context);
    const lock = z.object({ packages: z.record(z.string(), z.unknown()) });
    const { packages } = lock.parse(JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')));
    const copies = Object.keys(packages).filter((path) => /(?:^|\/)node_modules\/(?:cdktf|constructs)$/.test(path));
    expect(copies.sort()).toEqual(['node_modules/cdktf', 'node_modules/constructs']);
  });
});
