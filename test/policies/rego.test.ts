import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runOpa, searchOpa } from '../../scripts/lib/opa.ts';
import { type Artefacts, buildPolicies } from '../../scripts/lib/policies/build.ts';
import { compileModule } from '../../scripts/lib/policies/compile-module.ts';
import { WasmPolicy } from '../../src/policy/wasm-policy.ts';
import { describeModule } from './wasm-module.ts';

const policies = fileURLToPath(new URL('../../policies', import.meta.url));
const sources = ['controls', 'lib', 'canary.rego', 'canary_test.rego'];
const search = searchOpa();
const opa = 'path' in search ? search.path : '';
const missing = 'missing' in search ? search.missing : null;

beforeEach((context) => {
  if (missing !== null) context.skip(missing);
});

const testResults = z.array(
  z.object({
    package: z.string(),
    name: z.string(),
    fail: z.boolean().default(false),
    error: z.unknown().optional(),
  }),
);
type TestResult = z.infer<typeof testResults>[number];

describe('Rego under OPA', () => {
  test('is formatted as opa fmt would', () => {
    expect(runOpa(opa, ['fmt', '--list', ...sources], policies)).toBe('');
  });

  test('is sound to opa check --strict within capabilities.json, tests included', () => {
    expect(runOpa(opa, ['check', '--strict', '--capabilities', 'capabilities.json', ...sources], policies)).toBe('');
  });

  let results: readonly TestResult[] = [];
  beforeAll(() => {
    if (missing !== null) return;
    // Exit code 2 says that a test failed; which one is what the tests below say.
    const run = spawnSync(opa, ['test', '--format', 'json', ...sources], {
      cwd: policies,
      maxBuffer: 64 * 1024 * 1024,
    });
    results = testResults.parse(JSON.parse(String(run.stdout)));
  });

  test('passes every test beside it', () => {
    expect(results.filter(({ fail, error }) => fail || error !== undefined)).toEqual([]);
    expect(results.length).toBeGreaterThan(0);
  });

  test('passes the same tests in WebAssembly, where the built-ins are other code', () => {
    const rego = readdirSync(policies, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.rego'));
    const packages = [...new Set(results.map((one) => one.package.replace(/^data\./, '').replaceAll('.', '/')))].sort();
    const parts = { capabilities: 'capabilities.json', sources: rego.sort(), entrypoints: packages };
    const wasm = new WasmPolicy(new Uint8Array(compileModule(opa, policies, parts)), new TextEncoder().encode('{}'));
    const documents = new Map(packages.map((name) => [name, wasm.evaluate(name)]));
    const failed = results.filter(({ package: path, name }) => {
      const evaluated = documents.get(path.replace(/^data\./, '').replaceAll('.', '/'));
      return evaluated === undefined || 'error' in evaluated || Reflect.get(Object(evaluated.document), name) !== true;
    });
    expect(failed).toEqual([]);
  });
});

describe('compiled policy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-rego-'));
  let built: Artefacts = new Map();
  beforeAll(() => {
    if (missing === null) built = buildPolicies(opa, policies);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('is what its sources give, byte for byte', () => {
    for (const [name, content] of built) {
      expect(content.equals(readFileSync(join(policies, 'compiled', name))), `policies/compiled/${name} is stale`).toBe(
        true,
      );
    }
    expect([...built.keys()].sort()).toEqual(['catalog.json', 'manifest.json', 'policy.wasm']);
  });

  test('is the same when built in a folder of another name', () => {
    const elsewhere = join(folder, 'a folder', 'elsewhere');
    cpSync(policies, elsewhere, { recursive: true });
    expect(buildPolicies(opa, elsewhere)).toEqual(built);
  });

  test('asks its host for no built-in, and offers one entrypoint per control and the canary', () => {
    const { builtins, entrypoints } = describeModule(built.get('policy.wasm') ?? Buffer.of());
    const catalog = z
      .object({ controls: z.array(z.object({ id: z.string() })) })
      .parse(JSON.parse(String(built.get('catalog.json'))));
    expect(builtins).toEqual({});
    expect(Object.keys(entrypoints).sort()).toEqual(
      ['canary', ...catalog.controls.map(({ id }) => `controls/${id.replace('.', '/')}`)].sort(),
    );
  });

  test('could ask for none, whichever allowed built-in a control uses', () => {
    const declared = z.object({
      builtins: z.array(
        z.object({
          name: z.string(),
          infix: z.string().optional(),
          decl: z.object({ args: z.array(z.unknown()).default([]) }),
        }),
      ),
    });
    const capabilities = join(policies, 'capabilities.json');
    const callable = declared
      .parse(JSON.parse(readFileSync(capabilities, 'utf8')))
      .builtins.filter(({ name, infix }) => infix === undefined && !name.startsWith('internal.'));
    const rules = callable.map(
      ({ name, decl }) => `r["${name}"] := ${name}(${decl.args.map((_, n) => `input.a${n}`).join(', ')})`,
    );
    writeFileSync(join(folder, 'probe.rego'), ['package probe', ...rules].join('\n'));
    const wasm = compileModule(opa, folder, { capabilities, sources: ['probe.rego'], entrypoints: ['probe'] });
    expect(callable.length).toBeGreaterThan(50);
    expect(describeModule(wasm).builtins).toEqual({});
  });
});
