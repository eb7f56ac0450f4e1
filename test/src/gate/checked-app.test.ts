import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket/index.js';
import { App, Aspects, AssetType, TerraformAsset } from 'cdktf';
import type { IConstruct } from 'constructs';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/verdict/report.ts';
import { appIn, stackIn } from './support/apps.ts';
import { report } from './support/reports.ts';
import { readTree, temporaryFolder, writeFiles } from './support/temporary-project.ts';

describe('a CheckedApp that is let through', () => {
  it('writes exactly what a plain App writes', () => {
    const [plain, checked] = [join(temporaryFolder(), 'out'), join(temporaryFolder(), 'out')];
    const app = new App({ outdir: plain });
    stackIn(app, 'isolated');
    app.synth();
    appIn(checked).app.synth();
    expect(readTree(checked)).toEqual(readTree(plain));
    expect(Object.keys(readTree(checked))).toEqual(['manifest.json', 'stacks/isolated/cdk.tf.json']);
  });

  it('judges a private folder beside the output, before anything is in the output', () => {
    const outdir = join(temporaryFolder(), 'out');
    const seen: unknown[] = [];
    const judge = (directory: string): Report => {
      const mode = (statSync(directory).mode & 0o777).toString(8);
      seen.push({
        beside: dirname(directory) === dirname(outdir),
        mode,
        output: existsSync(outdir),
        files: readTree(directory),
      });
      return report();
    };
    const { app } = appIn(outdir, { judge });
    app.synth();
    expect(seen).toEqual([{ beside: true, mode: '700', output: false, files: readTree(outdir) }]);
  });

  it('leaves no private folder, and names the real output from then on', () => {
    const folder = temporaryFolder();
    const { app } = appIn(join(folder, 'out'));
    const before = basename(app.outdir);
    app.synth();
    expect(before).toMatch(/^\.out\.sekisho-\d+-/);
    expect([app.outdir, app.manifest.outdir]).toEqual([join(folder, 'out'), join(folder, 'out')]);
    expect(readdirSync(folder)).toEqual(['out']);
  });

  it('keeps state, lock files, plans and .terraform that lie in the output', () => {
    const outdir = join(temporaryFolder(), 'out');
    const kept = {
      'stacks/isolated/terraform.tfstate': 'state',
      'stacks/isolated/.terraform.lock.hcl': 'lock',
      'stacks/isolated/.terraform/providers/x': 'provider',
      'stacks/isolated/plan': 'plan',
    };
    writeFiles(outdir, { ...kept, 'stacks/isolated/cdk.tf.json': '{}', 'manifest.json': '{}' });
    appIn(outdir).app.synth();
    expect(readTree(outdir)).toMatchObject(kept);
    expect(readTree(outdir)['stacks/isolated/cdk.tf.json']).toContain('asia-northeast1');
  });

  it('takes the configuration, and nothing else, of stacks that are no more', () => {
    const outdir = join(temporaryFolder(), 'out');
    writeFiles(outdir, {
      'stacks/gone/cdk.tf.json': '{}',
      'stacks/gone/terraform.tfstate': 'state',
      'stacks/isolated/cdk.tf': '',
    });
    appIn(outdir).app.synth();
    expect(Object.keys(readTree(outdir))).toEqual([
      'manifest.json',
      'stacks/gone/terraform.tfstate',
      'stacks/isolated/cdk.tf.json',
    ]);
  });

  it('moves assets, and replaces earlier versions of the same asset', () => {
    const folder = temporaryFolder();
    const outdir = join(folder, 'out');
    writeFiles(folder, { 'data/file.txt': 'text', 'out/stacks/isolated/assets/Asset/old/file.txt': 'old' });
    const { app, stack } = appIn(outdir);
    const asset = new TerraformAsset(stack, 'Asset', {
      path: join(folder, 'data'),
      type: AssetType.DIRECTORY,
      assetHash: 'h',
    });
    new StorageBucket(stack, 'Other', { name: asset.path, location: 'asia-northeast1' });
    app.synth();
    const tree = readTree(outdir);
    expect(Object.keys(tree)).toEqual([
      'manifest.json',
      'stacks/isolated/assets/Asset/h/file.txt',
      'stacks/isolated/cdk.tf.json',
    ]);
    expect(JSON.stringify(tree)).not.toContain('sekisho-');
  });

  it('writes no path of the private folder', () => {
    const outdir = join(temporaryFolder(), 'out');
    const { app } = appIn(outdir);
    app.synth();
    expect(JSON.stringify(readTree(outdir))).not.toContain('.sekisho-');
  });

  it('follows an output that is a symbolic link', () => {
    const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
    mkdirSync(join(elsewhere, 'real'));
    symlinkSync(join(elsewhere, 'real'), join(folder, 'out'), 'dir');
    appIn(join(folder, 'out')).app.synth();
    expect(Object.keys(readTree(join(elsewhere, 'real')))).toEqual(['manifest.json', 'stacks/isolated/cdk.tf.json']);
    expect(readdirSync(elsewhere)).toEqual(['real']);
  });

  it('visits Aspects once, one that adds a construct included', () => {
    const outdir = join(temporaryFolder(), 'out');
    const { app, stack } = appIn(outdir);
    Aspects.of(stack).add({
      visit: (node: IConstruct) => {
        if (node === stack) new StorageBucket(stack, 'FromAspect', { name: 'logs', location: 'asia-northeast1' });
      },
    });
    app.synth();
    expect(readTree(outdir)['stacks/isolated/cdk.tf.json']).toContain('FromAspect');
  });

  it('can synthesize again', () => {
    const folder = temporaryFolder();
    const { app } = appIn(join(folder, 'out'));
    app.synth();
    const first = readTree(join(folder, 'out'));
    app.synth();
    expect(readTree(folder)).toEqual(
      Object.fromEntries(Object.entries(first).map(([name, text]) => [`out/${name}`, text])),
    );
  });

  it('removes what a killed synth left beside the output, once it is old', () => {
    const folder = temporaryFolder();
    const [old, young] = ['.out.sekisho-999999999-old', '.out.sekisho-999999999-young'];
    const ofLiving = `.out.sekisho-${process.pid}-old`;
    for (const name of [old, young, ofLiving]) mkdirSync(join(folder, name));
    for (const name of [old, ofLiving]) utimesSync(join(folder, name), 1, 1);
    appIn(join(folder, 'out')).app.synth();
    expect(readdirSync(folder)).toEqual([young, ofLiving, 'out'].sort());
  });
});

describe('the lines of elements', () => {
  it('are recorded for a resource made in this file', () => {
    const outdir = join(temporaryFolder(), 'out');
    appIn(outdir).app.synth();
    const stack: unknown = JSON.parse(readFileSync(join(outdir, 'stacks/isolated/cdk.tf.json'), 'utf8'));
    expect(stack).toMatchObject({
      resource: {
        google_storage_bucket: {
          Bucket: {
            '//': {
              metadata: { stackTrace: [expect.stringMatching(/^test\/src\/gate\/support\/apps\.ts:\d+:\d+$/)] },
            },
          },
        },
      },
    });
  });
});
