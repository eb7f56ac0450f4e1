import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { screen, synthesize } from './support/cdktf-cli.ts';
import { readTree, sourceFile, temporaryProject, writeFiles } from './support/temporary-project.ts';

// Each runs real programs, which on a busy machine of two cores take ten times as long as on an idle one.
vi.setConfig({ testTimeout: 180_000 });

const main = (
  options: string,
  change = '',
): string => `import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket/index.js';
import { Annotations, LocalBackend, TerraformStack } from 'cdktf';
import { CheckedApp } from ${sourceFile('src/gate/checked-app.ts')};
import { finding, report } from ${sourceFile('test/src/gate/support/reports.ts')};

const findings = Array.from({ length: 40 }, (_, index) => finding({ address: \`google_storage_bucket.b\${index}\` }));
const app = new CheckedApp(${options});
const stack = new TerraformStack(app, 'isolated');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new GoogleProvider(stack, 'google', { project: 'p' });
new StorageBucket(stack, 'Bucket', { name: 'raw', location: 'asia-northeast1' });
${change}
app.synth();
`;
const passing = '{ judge: () => report() }';
const failing = '{ judge: () => report({ exitCode: 1, findings }), skipValidation: true }';

function projectWith(text: string): string {
  return temporaryProject({
    'cdktf.json': JSON.stringify({
      language: 'typescript',
      app: 'node --import tsx main.ts',
      sendCrashReports: 'false',
    }),
    'main.ts': text,
  });
}

describe('the real cdktf synth', () => {
  it('lets a good app through, and says nothing of the checkpoint', async () => {
    const project = projectWith(main(passing));
    const result = await synthesize(project);
    expect([result.exitCode, result.stderr]).toEqual([0, '']);
    expect(result.stdout).toContain('Generated Terraform code for the stacks: isolated');
    expect(result.stdout).not.toContain('sekisho');
    expect(Object.keys(readTree(join(project, 'cdktf.out')))).toEqual(['manifest.json', 'stacks/isolated/cdk.tf.json']);
  });

  it('shows a refusal on one screen without a stack trace, although it prints everything twice', async () => {
    const project = projectWith(main(failing));
    const result = await synthesize(project);
    const lines = screen(result);
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain('sekisho: synth refused, nothing was written');
    expect(result.stderr).toContain('stacks/isolated-stack.ts:13');
    expect(result.stderr).toContain('law Act 77/2016 Art.18(3) [MIXED]');
    expect(result.stderr).toContain('fix Name the handlers one by one');
    expect(lines.filter((line) => /^\s*at /.test(line))).toEqual([]);
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(Object.keys(readTree(project)).filter((name) => name.startsWith('cdktf.out'))).toEqual([]);
  });

  it('keeps an older output, marked stale, when it refuses', async () => {
    const project = projectWith(main(passing));
    await synthesize(project);
    const older = readTree(join(project, 'cdktf.out'));
    writeFiles(project, { 'main.ts': main(failing) });
    const result = await synthesize(project);
    const { 'sekisho-stale.json': mark, ...rest } = readTree(join(project, 'cdktf.out'));
    expect([result.exitCode, rest]).toEqual([1, older]);
    expect(JSON.parse(mark ?? '{}')).toMatchObject({ schema: 'sekisho.stale/v1', refusedStacks: ['isolated'] });
  });

  it('cannot wave an error Annotation through, which it asks cdktf to write', async () => {
    const project = projectWith(main(passing, "Annotations.of(stack).addError('this is forbidden');"));
    const result = await synthesize(project);
    expect([result.exitCode, screen(result).length <= 40]).toEqual([1, true]);
    expect(result.stderr).toContain('[isolated] this is forbidden');
    expect(Object.keys(readTree(project)).filter((name) => name.startsWith('cdktf.out'))).toEqual([]);
  });

  it('cannot get HCL, which is not judged', async () => {
    const project = projectWith(main(passing));
    const result = await synthesize(project, '--hcl');
    expect([result.exitCode, result.stderr.includes('SYNTH_HCL_OUTPUT=true')]).toEqual([1, true]);
    expect(Object.keys(readTree(project)).filter((name) => name.startsWith('cdktf.out'))).toEqual([]);
  });
});
