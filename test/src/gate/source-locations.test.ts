import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, transform } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../../support/repository.ts';
import { type ProgramResult, runProgram } from '../../support/run-program.ts';
import { sourceFile, temporaryProject, writeFiles } from './support/temporary-project.ts';

const store = `import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
import { Construct } from 'constructs';

interface StoreProps {
  readonly name: string;
}

export class Store extends Construct {
  readonly bucket: StorageBucket;
  constructor(scope: Construct, id: string, props: StoreProps) {
    super(scope, id);
    this.bucket = new StorageBucket(this, 'Resource', { name: props.name, location: 'asia-northeast1' });
  }
}
`;
const shelf = `import { Construct } from 'constructs';
import { Store } from '../store/store.ts';

export class Shelf extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const name of ['a', 'b']) new Store(this, name, { name });
  }
}
`;
const stack = `import { DataGoogleProject } from '@cdktf/provider-google/lib/data-google-project';
import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { StorageBucketIamMember } from '@cdktf/provider-google/lib/storage-bucket-iam-member';
import { Aspects, TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { Shelf } from '../constructs/shelf/shelf.ts';
import { Store } from '../constructs/store/store.ts';

export class IsolatedStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new GoogleProvider(this, 'google', { project: 'p' });
    const store = new Store(this, 'Raw', { name: 'raw' });
    store.bucket.addOverride('//.sekisho.waivers', [{ reason: 'r' }]);
    store.bucket.addOverride('location', 'US');
    new Shelf(this, 'Shelf');
    new StorageBucketIamMember(this, 'Member', { bucket: store.bucket.name, role: 'r', member: 'allUsers' });
    const project = new DataGoogleProject(this, 'Project', {});
    project.addOverride('//.sekisho.waivers', [{ reason: 's' }]);
    this.addOverride('resource.google_storage_bucket.x.name', 'first');
    this.addOverride('resource.google_storage_bucket.x.name', 'second');
    this.addOverride('resource.google_storage_bucket_iam_member.Member.condition.title', 't');
    Aspects.of(this).add({
      visit: (node: IConstruct) => {
        if (node === this) new Store(this, 'FromAspect', { name: 'logs' });
      },
    });
  }
}
`;
const main = (source: string): string => `import { recordSourceLocations } from ${source};
import { App } from 'cdktf';
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
import { IsolatedStack } from './stacks/isolated-stack.ts';

recordSourceLocations();
recordSourceLocations();
const app = new App();
const stack = new IsolatedStack(app, 'isolated');
new StorageBucket(stack, 'FromMain', { name: 'm', location: 'asia-northeast1' });
app.synth();
`;
const files = {
  'cdktf.json': '{}',
  'constructs/store/store.ts': store,
  'constructs/shelf/shelf.ts': shelf,
  'stacks/isolated-stack.ts': stack,
  'main.ts': main(sourceFile('src/gate/source-locations.ts')),
};

type Json = Readonly<Record<string, unknown>>;

/** Every value under a key, by the path of objects that leads to it. */
function collect(value: unknown, key: string, path: readonly string[] = []): Json {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, child]) =>
      name === key ? [[path.join('.'), child] as const] : Object.entries(collect(child, key, [...path, name])),
    ),
  );
}

function synthesized(project: string, run: ProgramResult): Json {
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  return JSON.parse(readFileSync(join(project, 'cdktf.out/stacks/isolated/cdk.tf.json'), 'utf8')) as Json;
}

const places = {
  'resource.google_storage_bucket.Raw_72517081.//.metadata': [
    'constructs/store/store.ts:12:19',
    'stacks/isolated-stack.ts:13:19',
  ],
  'resource.google_storage_bucket.Shelf_a_BF5BA1D2.//.metadata': [
    'constructs/store/store.ts:12:19',
    'stacks/isolated-stack.ts:16:5',
  ],
  'resource.google_storage_bucket.Shelf_b_1D9CF1E1.//.metadata': [
    'constructs/store/store.ts:12:19',
    'stacks/isolated-stack.ts:16:5',
  ],
  'resource.google_storage_bucket.FromAspect_9C7C3B1E.//.metadata': [
    'constructs/store/store.ts:12:19',
    'stacks/isolated-stack.ts:25:28',
  ],
  'resource.google_storage_bucket.FromMain.//.metadata': ['main.ts:10:1'],
  'resource.google_storage_bucket_iam_member.Member.//.metadata': ['stacks/isolated-stack.ts:17:5'],
  'data.google_project.Project.//.metadata': ['stacks/isolated-stack.ts:18:21'],
  // Made by an override alone.
  'resource.google_storage_bucket.x.//.metadata': ['stacks/isolated-stack.ts:21:10'],
};

/** Logical ids end in a hash that is not this test's business. */
function withoutHashes(found: Json): Json {
  return Object.fromEntries(
    Object.entries(found).map(([path, value]) => [path.replaceAll(/_[0-9A-F]{8}(?=\.)/g, ''), value]),
  );
}

describe('the lines of elements and overrides', () => {
  it('are those of the TypeScript sources under tsx, in constructs and in stacks', async () => {
    const project = temporaryProject(files);
    const run = await runProgram(process.execPath, ['--import', 'tsx', 'main.ts'], { cwd: project });
    const json = synthesized(project, run);
    expect(withoutHashes(collect(json, 'stackTrace'))).toEqual(withoutHashes(places));
    expect(withoutHashes(collect(json, 'sekisho'))).toEqual({
      '//': {
        overrides: [
          { path: 'resource.google_storage_bucket.x.name', location: 'stacks/isolated-stack.ts:21:10' },
          {
            path: 'resource.google_storage_bucket_iam_member.Member.condition.title',
            location: 'stacks/isolated-stack.ts:22:10',
          },
        ],
      },
      // Overrides on the stack are repeated where they reach.
      'resource.google_storage_bucket.x.//': {
        overrides: [{ path: 'name', location: 'stacks/isolated-stack.ts:21:10' }],
      },
      'resource.google_storage_bucket_iam_member.Member.//': {
        overrides: [{ path: 'condition.title', location: 'stacks/isolated-stack.ts:22:10' }],
      },
      'resource.google_storage_bucket.Raw.//': {
        overrides: [
          { path: '//.sekisho.waivers', location: 'stacks/isolated-stack.ts:14:18' },
          { path: 'location', location: 'stacks/isolated-stack.ts:15:18' },
        ],
        waivers: [{ reason: 'r' }],
      },
      // cdktf itself drops what is written under `//` of a data source.
      'data.google_project.Project.//': {
        overrides: [{ path: '//.sekisho.waivers', location: 'stacks/isolated-stack.ts:19:13' }],
        waivers: [{ reason: 's' }],
      },
    });
  });

  it('add nothing else to the JSON', async () => {
    const [project, plain] = [temporaryProject(files), temporaryProject(files)];
    writeFiles(plain, { 'main.ts': files['main.ts'].replaceAll('recordSourceLocations();', '') });
    const run = (cwd: string): Promise<ProgramResult> =>
      runProgram(process.execPath, ['--import', 'tsx', 'main.ts'], { cwd });
    const [withLinesRun, plainRun] = await Promise.all([run(project), run(plain)]);
    const withLines = JSON.stringify(synthesized(project, withLinesRun), (key, value: unknown) =>
      key === 'stackTrace' || key === 'sekisho' ? undefined : value,
    );
    const withoutLines = JSON.stringify(synthesized(plain, plainRun), (key, value: unknown) =>
      key === 'sekisho' ? undefined : value,
    );
    // The block that only an override made has no metadata of cdktf's.
    expect(withLines.replaceAll(project, '').replace('"//":{"metadata":{}},', '')).toBe(
      withoutLines.replaceAll(plain, ''),
    );
    expect(collect(JSON.parse(withoutLines), 'stackTrace')).toEqual({});
  });

  it('are relative to the folder of cdktf.json when the app runs in another', async () => {
    const project = temporaryProject({ ...files, 'deeper/x': '' });
    const run = await runProgram(process.execPath, ['--import', 'tsx', '../main.ts'], {
      cwd: join(project, 'deeper'),
      environment: { CDKTF_OUTDIR: join(project, 'cdktf.out') },
    });
    expect(withoutHashes(collect(synthesized(project, run), 'stackTrace'))).toEqual(withoutHashes(places));
  });

  it('are those of the TypeScript sources for compiled JavaScript with maps beside it, without any flag of Node', async () => {
    const project = temporaryProject(files);
    for (const path of Object.keys(files).filter((name) => name.endsWith('.ts'))) await compile(project, path);
    const run = await runProgram(process.execPath, ['main.js'], { cwd: project });
    expect(withoutHashes(collect(synthesized(project, run), 'stackTrace'))).toEqual(withoutHashes(places));
  });
});

/** As a build would: JavaScript in which no line is where it was, with its map beside it; the checkpoint as the package has it. */
async function compile(project: string, path: string): Promise<void> {
  const name = path.replace(/\.ts$/, '');
  const sourcefile = basename(path);
  const text = readFileSync(join(project, path), 'utf8')
    .replace(sourceFile('src/gate/source-locations.ts'), "'./sekisho.js'")
    .replaceAll(/(from '\.[^']*)\.ts'/g, "$1.js'")
    .replaceAll(/(from '@cdktf\/provider-google\/lib\/[^']*)'/g, "$1/index.js'");
  const { code, map } = await transform(text, { loader: 'ts', sourcemap: true, sourcefile, minifyWhitespace: true });
  writeFiles(project, {
    [`${name}.js`]: `${code}\n//# sourceMappingURL=${basename(name)}.js.map\n`,
    [`${name}.js.map`]: map,
  });
  const entryPoints = [join(repositoryRoot, 'src/gate/source-locations.ts')];
  const outfile = join(project, 'sekisho.js');
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external' });
}
