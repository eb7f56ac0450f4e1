import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseConfiguration } from '../../../src/configuration/parse-configuration.ts';
import { configurationTemplate } from '../../../src/init/configuration-template.ts';
import { workflowTemplate } from '../../../src/init/workflow-template.ts';
import { repositoryRoot } from '../../support/repository.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { runCli } from '../cli/run-cli.ts';

const entry = `import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { ComputeRouterNat } from '@cdktf/provider-google/lib/compute-router-nat/index.js';
import { App, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'records');
new GoogleProvider(stack, 'Google', { project: 'records-project', region: 'asia-northeast1' });
new ComputeRouterNat(stack, 'Nat', { name: 'nat', router: 'router', sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES' });
app.synth();
`;

/** A cdktf project in a Git repository, one folder down, as other teams have them; `sekisho` resolves to this repository's sources. */
function project(): { readonly root: string; readonly folder: string } {
  const root = temporaryFolder();
  const folder = join(root, 'infrastructure');
  mkdirSync(join(root, '.git'));
  mkdirSync(join(folder, 'src'), { recursive: true });
  symlinkSync(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  writeFileSync(
    join(folder, 'cdktf.json'),
    JSON.stringify({ language: 'typescript', app: 'node --import tsx src/main.ts' }),
  );
  writeFileSync(join(folder, 'src/main.ts'), entry);
  return { root, folder };
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.includes('node_modules'))
    .sort();
}

test('init wraps the app, writes what belongs beside it, and undoes itself to the byte', async () => {
  const { root, folder } = project();
  const before = filesOf(root);
  const dry = await runCli(['init', '--dry-run'], { folder });
  expect([dry.exitCode, filesOf(root)]).toEqual([0, before]);
  expect(dry.stdout).toContain('Nothing was written (--dry-run).');

  const done = await runCli(['init'], { folder });
  expect(done).toMatchObject({ exitCode: 0 });
  expect(done.stdout.split('\n').slice(0, 4)).toEqual([
    'wrote     sekisho.yaml',
    'wrote     sekisho-baseline.json',
    'wrote     ../.github/workflows/sekisho.yml',
    'changed   src/main.ts',
  ]);
  expect(readFileSync(join(folder, 'src/main.ts'), 'utf8')).toContain(
    "new CheckedApp({ baseline: 'sekisho-baseline.json' })",
  );
  const workflow: unknown = parse(readFileSync(join(root, '.github/workflows/sekisho.yml'), 'utf8'));
  expect(workflow).toMatchObject({
    permissions: { contents: 'read' },
    jobs: { check: { defaults: { run: { 'working-directory': 'infrastructure' } } } },
  });

  const again = await runCli(['init'], { folder });
  expect([again.exitCode, again.stderr]).toEqual([3, expect.stringContaining('error[INIT_DONE]')]);

  const undone = await runCli(['init', '--undo'], { folder });
  expect(undone).toMatchObject({ exitCode: 0 });
  expect(readFileSync(join(folder, 'src/main.ts'), 'utf8')).toBe(entry);
  expect(filesOf(root).filter((path) => !path.startsWith('.github'))).toEqual(before);
  const nothing = await runCli(['init', '--undo'], { folder });
  expect([nothing.exitCode, nothing.stderr]).toEqual([3, expect.stringContaining('error[INIT_RECORD]')]);
}, 120_000);

test('what somebody changed after init is kept by undo', async () => {
  const { folder } = project();
  expect(await runCli(['init'], { folder })).toMatchObject({ exitCode: 0 });
  writeFileSync(join(folder, 'sekisho.yaml'), 'version: 1\nzones: []\n# ours\n');
  const undone = await runCli(['init', '--undo', '--lang', 'ja'], { folder });
  expect(undone.stdout).toContain('維持      sekisho.yaml');
  expect(readFileSync(join(folder, 'sekisho.yaml'), 'utf8')).toContain('# ours');
  expect(existsSync(join(folder, '.sekisho-init.json'))).toBe(true);
}, 120_000);

test.each([
  ['INIT_EXISTS', { 'sekisho.yaml': 'mine' }, []],
  ['INIT_ENTRY', { 'cdktf.json': JSON.stringify({ app: 'make synth' }) }, []],
  ['INIT_ENTRY', {}, ['--entry', 'src/absent.ts']],
  ['INIT_APP', { 'src/main.ts': "const { App } = require('cdktf');\nnew App();\n" }, []],
  ['PROJECT_INVALID', { 'cdktf.json': '{' }, []],
])(
  '%s: the project is left as it was',
  async (code, files, parameters) => {
    const { root, folder } = project();
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const before = filesOf(root).map((path) =>
      /\.(?:ts|yaml|json)$/u.test(path) ? readFileSync(join(root, path), 'utf8') : path,
    );
    const { exitCode, stderr } = await runCli(['init', ...parameters], { folder });
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining(`error[${code}]`)]);
    expect(
      filesOf(root).map((path) => (/\.(?:ts|yaml|json)$/u.test(path) ? readFileSync(join(root, path), 'utf8') : path)),
    ).toEqual(before);
  },
  60_000,
);

test.each(['en', 'ja'] as const)('the %s configuration is valid, and so is its example once completed', (language) => {
  const text = configurationTemplate({ stacks: ['records'], projects: ['records-project'] }, language);
  expect(parseConfiguration(text, 'sekisho.yaml').zones).toEqual([]);
  const completed = text.replace('zones: []', 'zones:').replaceAll(/^#(?= {2})/gmu, '');
  expect(parseConfiguration(completed, 'sekisho.yaml').zones).toMatchObject([
    { name: 'remote-sensing-prd', select: { projects: ['records-project'], stacks: ['records'] } },
  ]);
});

test('the workflow pins the actions that our own workflow pins, and installs by the lock file that is there', () => {
  const ours = readFileSync(join(repositoryRoot, '.github/workflows/ci.yml'), 'utf8');
  const text = workflowTemplate({ packageManager: 'pnpm', folder: '', baseline: 'b.json' });
  const pins = [...text.matchAll(/uses: (\S+)/gu)].map((match) => match[1] ?? '');
  expect(pins).toHaveLength(2);
  for (const pin of pins) expect(ours).toContain(pin);
  expect(text).toContain('pnpm install --frozen-lockfile');
});
