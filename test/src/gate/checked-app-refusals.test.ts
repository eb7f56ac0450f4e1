import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Annotations } from 'cdktf';
import { afterEach, describe, expect, it } from 'vitest';
import { readStaleMark } from '../../../src/gate/stale-mark.ts';
import type { Report } from '../../../src/verdict/report.ts';
import { appIn, failing, refusalOf } from './support/apps.ts';
import { finding, report } from './support/reports.ts';
import { readTree, temporaryFolder, writeFiles } from './support/temporary-project.ts';

const environment = [
  'CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS',
  'SYNTH_HCL_OUTPUT',
  'SEKISHO_COLLECT',
  'CDKTF_OUTDIR',
];
afterEach(() => {
  for (const name of environment) Reflect.deleteProperty(process.env, name);
});

describe('a CheckedApp that is refused', () => {
  it('writes nothing where nothing was', () => {
    const folder = temporaryFolder();
    const { app } = appIn(join(folder, 'out'), { judge: failing });
    const refusal = refusalOf(() => {
      app.synth();
    });
    expect([refusal.exitCode, refusal.report?.findings]).toEqual([1, [finding()]]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps an older output, marked stale until the next synth that is let through', () => {
    const outdir = join(temporaryFolder(), 'out');
    appIn(outdir).app.synth();
    const older = readTree(outdir);
    refusalOf(() => {
      appIn(outdir, { judge: failing }).app.synth();
    });
    const { 'sekisho-stale.json': mark, ...rest } = readTree(outdir);
    expect(rest).toEqual(older);
    expect(mark).toBeDefined();
    expect(readStaleMark(outdir)).toEqual({
      schema: 'sekisho.stale/v1',
      reason: 'a later synth was refused: what lies here is older than what the app declares',
      since: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
      refusedStacks: ['isolated'],
    });
    appIn(outdir).app.synth();
    expect(readTree(outdir)).toEqual(older);
  });

  it('refuses what is unproven or could not be evaluated, with its exit code', () => {
    const codes = ([2, 3] as const).map((exitCode) => {
      const { app } = appIn(join(temporaryFolder(), 'out'), { judge: () => report({ exitCode }) });
      return refusalOf(() => {
        app.synth();
      }).exitCode;
    });
    expect(codes).toEqual([2, 3]);
  });

  it('refuses when the judge throws', () => {
    const folder = temporaryFolder();
    const judge = (): Report => {
      throw new Error('the policy is broken');
    };
    const refusal = refusalOf(() => {
      appIn(join(folder, 'out'), { judge }).app.synth();
    });
    expect([refusal.exitCode, refusal.message.includes('the policy is broken'), readdirSync(folder)]).toEqual([
      3,
      true,
      [],
    ]);
  });

  it.each([undefined, 'true'])(
    'refuses error Annotations with CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS=%s',
    (value) => {
      if (value !== undefined) process.env['CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS'] = value;
      const folder = temporaryFolder();
      const { app, stack } = appIn(join(folder, 'out'), { skipValidation: true });
      Annotations.of(stack).addError('this is forbidden');
      const refusal = refusalOf(() => {
        app.synth();
      });
      expect(refusal.refusal).toMatchObject({ kind: 'app-errors', errors: ['[isolated] this is forbidden'] });
      expect(refusal.message).toContain('[isolated] this is forbidden');
      expect([refusal.exitCode > 0, readdirSync(folder)]).toEqual([true, []]);
    },
  );

  it('refuses an error Annotation on the app itself, which cdktf does not look for', () => {
    const { app } = appIn(join(temporaryFolder(), 'out'));
    Annotations.of(app).addError('nobody looks here');
    expect(
      refusalOf(() => {
        app.synth();
      }).refusal,
    ).toMatchObject({ kind: 'app-errors', errors: ['[] nobody looks here'] });
  });

  it('refuses failing validations although skipValidation is set', () => {
    const folder = temporaryFolder();
    const { app, stack } = appIn(join(folder, 'out'), { skipValidation: true });
    stack.node.addValidation({ validate: () => ['not like this', 'nor like that'] });
    const refusal = refusalOf(() => {
      app.synth();
    });
    expect(refusal.refusal).toEqual({
      kind: 'app-errors',
      errors: ['[isolated] not like this', '[isolated] nor like that'],
      report: null,
    });
    expect([refusal.exitCode, readdirSync(folder)]).toEqual([3, []]);
  });

  it('refuses failing validations of the app, which cdktf runs after the stacks are written', () => {
    const folder = temporaryFolder();
    const { app } = appIn(join(folder, 'out'), { skipValidation: true });
    app.node.addValidation({ validate: () => ['the whole is wrong'] });
    const refusal = refusalOf(() => {
      app.synth();
    });
    expect(refusal.refusal).toEqual({ kind: 'app-errors', errors: ['the whole is wrong'], report: null });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses when a validation throws, naming the line', () => {
    const { app, stack } = appIn(join(temporaryFolder(), 'out'), { skipValidation: true });
    stack.node.addValidation({
      validate: () => {
        throw new Error('boom');
      },
    });
    const refusal = refusalOf(() => {
      app.synth();
    });
    expect(refusal.refusal).toEqual({
      kind: 'broken',
      reason: 'boom',
      place: expect.stringMatching(/^test\/src\/gate\/checked-app-refusals\.test\.ts:\d+:\d+$/) as string,
    });
    expect(refusal.message).not.toMatch(/^\s+at \S+ \(/m);
  });

  it('refuses HCL output by option and by environment', () => {
    const outdir = join(temporaryFolder(), 'out');
    const byOption = refusalOf(() => appIn(outdir, { hclOutput: true }));
    process.env['SYNTH_HCL_OUTPUT'] = 'true';
    const byEnvironment = refusalOf(() => appIn(outdir));
    expect(
      [byOption, byEnvironment].map(({ exitCode, message }) => [exitCode, /got +(.*)/.exec(message)?.[1]]),
    ).toEqual([
      [3, 'hclOutput: true'],
      [3, 'SYNTH_HCL_OUTPUT=true'],
    ]);
    expect(readdirSync(dirname(outdir))).toEqual([]);
  });

  it.each(['extra.tf', 'extra.tf.json', 'x.auto.tfvars', 'terraform.tfvars', 'override.tofu'])(
    'refuses when %s lies in the output, which terraform would read and nobody judged',
    (name) => {
      const outdir = join(temporaryFolder(), 'out');
      writeFiles(outdir, { [`stacks/isolated/${name}`]: '{}' });
      const refusal = refusalOf(() => {
        appIn(outdir).app.synth();
      });
      expect([refusal.exitCode, refusal.message.includes(`stacks/isolated/${name}`)]).toEqual([3, true]);
      expect(Object.keys(readTree(outdir))).toEqual([`stacks/isolated/${name}`]);
    },
  );

  it.each(['stacks/isolated/extra.tf', 'stacks/isolated/terraform.tfvars', 'stacks/unlisted/cdk.tf.json'])(
    'refuses an app that writes %s, which the judge would not read',
    (name) => {
      const folder = temporaryFolder();
      const { app } = appIn(join(folder, 'out'));
      const write = (): readonly string[] => {
        mkdirSync(dirname(join(app.outdir, name)), { recursive: true });
        writeFileSync(join(app.outdir, name), '{}');
        return [];
      };
      app.node.addValidation({ validate: () => [...write()] });
      const refusal = refusalOf(() => {
        app.synth();
      });
      expect([refusal.exitCode, refusal.message.includes(name), readdirSync(folder)]).toEqual([3, true, []]);
    },
  );

  it('refuses when no private folder can be made', () => {
    const refusal = refusalOf(() => appIn(join(temporaryFolder(), 'missing', 'out')));
    expect([refusal.exitCode, refusal.message.includes('STAGING_UNWRITABLE')]).toEqual([3, true]);
  });

  it('speaks of the output where the judge speaks of the private folder', () => {
    const outdir = join(temporaryFolder(), 'out');
    const judge = (directory: string): Report => {
      throw new Error(`cannot read ${join(directory, 'stacks/isolated/cdk.tf.json')}`);
    };
    const refusal = refusalOf(() => {
      appIn(outdir, { judge }).app.synth();
    });
    expect(refusal.refusal).toMatchObject({ reason: `cannot read ${join(outdir, 'stacks/isolated/cdk.tf.json')}` });
  });
});

describe('a CheckedApp that is run for a check', () => {
  const mark = (directory: string, nonce: string): void => {
    writeFileSync(join(directory, 'sekisho-collect.json'), JSON.stringify({ schema: 'sekisho.collect/v1', nonce }));
  };

  it('writes into the folder of the check without judging, and leaves its mark', () => {
    const folder = temporaryFolder();
    mark(folder, 'n0nce');
    Object.assign(process.env, { SEKISHO_COLLECT: 'n0nce', CDKTF_OUTDIR: folder });
    appIn(join(temporaryFolder(), 'never'), { judge: failing }).app.synth();
    expect(Object.keys(readTree(folder))).toEqual([
      'manifest.json',
      'sekisho-collect.json',
      'stacks/isolated/cdk.tf.json',
    ]);
  });

  it('refuses a second app, whose manifest would replace the first', () => {
    const folder = temporaryFolder();
    mark(folder, 'n0nce');
    Object.assign(process.env, { SEKISHO_COLLECT: 'n0nce', CDKTF_OUTDIR: folder });
    appIn('one').app.synth();
    const second = appIn('two').app;
    const refusal = refusalOf(() => {
      second.synth();
    });
    expect([refusal.exitCode, refusal.message.includes('APP_SEVERAL')]).toEqual([3, true]);
  });

  it.each(['other', '', null])('judges as ever when the mark holds %s instead of the nonce', (nonce) => {
    const folder = temporaryFolder();
    if (nonce !== null) mark(folder, nonce);
    Object.assign(process.env, { SEKISHO_COLLECT: nonce ?? 'n0nce', CDKTF_OUTDIR: folder });
    if (nonce === 'other') process.env['SEKISHO_COLLECT'] = 'n0nce';
    const { app } = appIn(folder, { judge: failing });
    const refusal = refusalOf(() => {
      app.synth();
    });
    expect(refusal.exitCode).toBe(1);
    expect(Object.keys(readTree(folder))).toEqual(nonce === null ? [] : ['sekisho-collect.json']);
  });
});
