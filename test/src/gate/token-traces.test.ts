import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tracesOffNote } from '../../../src/gate/token-traces.ts';
import { runProgram } from '../../support/run-program.ts';
import { readTree, sourceFile, temporaryProject } from './support/temporary-project.ts';

/** An app with every kind of token: references, lists, maps, numbers, lazies, functions, dynamic blocks, iterators, cross-stack references. */
const app = `import { turnOffTokenTraces } from ${sourceFile('src/gate/token-traces.ts')};
import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
import { App, Fn, Lazy, LocalBackend, TerraformIterator, TerraformLocal, TerraformOutput, TerraformStack, TerraformVariable, Token } from 'cdktf';

if (process.env.PATCH === 'yes') console.log(turnOffTokenTraces());
const app = new App();
const stacks = ['one', 'two'].map((id) => {
  const stack = new TerraformStack(app, id);
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  new GoogleProvider(stack, 'google', { project: 'p' });
  return stack;
});
const [one, two] = stacks;
const variable = new TerraformVariable(one, 'places', { type: 'list(string)', default: ['asia-northeast1'] });
const local = new TerraformLocal(one, 'local', { a: variable.listValue, b: Lazy.stringValue({ produce: () => 'late' }) });
const bucket = new StorageBucket(one, 'Bucket', {
  name: Fn.join('-', ['raw', Token.asString(local.fqn)]),
  location: Fn.element(variable.listValue, 0),
  labels: { n: Token.asString(Token.asNumber(local.expression)) },
});
const iterator = TerraformIterator.fromList(variable.listValue);
new StorageBucket(one, 'Each', { forEach: iterator, name: iterator.value, location: 'asia-northeast1' });
new StorageBucket(one, 'Dynamic', {
  name: 'd',
  location: 'asia-northeast1',
  cors: iterator.dynamic({ origin: [iterator.value] }) as never,
});
new TerraformOutput(one, 'output', { value: bucket.selfLink });
new StorageBucket(two, 'Other', { name: bucket.name, location: 'asia-northeast1', labels: bucket.effectiveLabels as never });
if (process.env.BREAK === 'yes') new TerraformOutput(one, 'bad', { value: Lazy.anyValue({ produce: () => () => 'a function' }) });
app.synth();
`;

async function run(environment: Readonly<Record<string, string>>): Promise<{
  readonly stderr: string;
  readonly output: unknown;
  readonly stdout: string;
  readonly exitCode: number | null;
}> {
  const project = temporaryProject({ 'main.ts': app, 'cdktf.json': '{}' });
  const result = await runProgram(process.execPath, ['--import', 'tsx', 'main.ts'], { cwd: project, environment });
  const output = result.exitCode === 0 ? readTree(join(project, 'cdktf.out')) : null;
  return { ...result, output };
}

describe('without token traces', () => {
  it('the output is the same, byte for byte', async () => {
    const [without, plain] = await Promise.all([run({ PATCH: 'yes' }), run({})]);
    expect(without).toEqual({ ...plain, stdout: 'true\n' });
    expect(without.exitCode).toBe(0);
    expect(Object.keys(without.output ?? {})).toEqual([
      'manifest.json',
      'stacks/one/cdk.tf.json',
      'stacks/two/cdk.tf.json',
    ]);
    expect(JSON.stringify(without.output)).toContain('cross-stack-output-google_storage_bucket');
  });

  it('a token error names the way back, and the way back shows where the token was created', async () => {
    const [without, back] = await Promise.all([
      run({ PATCH: 'yes', BREAK: 'yes' }),
      run({ PATCH: 'yes', BREAK: 'yes', SEKISHO_TOKEN_TRACES: '1' }),
    ]);
    expect([without.exitCode, without.stdout, without.stderr.includes(tracesOffNote)]).toEqual([1, 'true\n', true]);
    expect([back.exitCode, back.stdout, back.stderr.includes(tracesOffNote)]).toEqual([1, 'false\n', false]);
    expect(back.stderr).toMatch(/Object creation stack:[\s\S]*main\.ts:\d+:\d+/);
  });
});
