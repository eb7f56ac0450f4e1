import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { searchOpa } from '../../../scripts/lib/opa.ts';
import { ResourceIndex } from '../../../src/estate/resource-index.ts';
import type { Control } from '../../../src/policy/catalog.ts';
import { evaluateControls } from '../../../src/policy/evaluate-controls.ts';
import type { LoadedPolicy } from '../../../src/policy/load-policy.ts';
import type { PreparedEstate } from '../../../src/policy/prepare-estate.ts';
import type { RawControl } from '../../../src/policy/raw-evaluation.ts';
import { aResource } from '../../support/a-resource.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const head = (name: string): string =>
  `package controls.a.${name}\n\nresources contains "s/t.n"\n\nunknowns := set()\n\n`;

/** Controls that misbehave, each in its own way, beside a good one. */
const rego: Readonly<Record<string, string>> = {
  good: `${head('good')}violations contains {"resource": "s/t.n", "key": "bad"}\n`,
  throwing: `${head('throwing')}violations := {1} if data.estate\n\nviolations := {2} if data.estate\n`,
  undefined_document: `${head('undefined_document')}violations := {1} if data.nothing\n`,
  stranger: `package controls.a.stranger\n\nresources contains "s/t.other"\n\nviolations := set()\n\nunknowns := set()\n`,
  unproven: `${head('unproven')}violations := set()\n\ndischarges contains {"resource": "s/t.n", "attribute": "plain"}\n`,
};
const names = [...Object.keys(rego), 'missing'];

function compile(context: TestContext): Uint8Array<ArrayBuffer> {
  const opa = searchOpa();
  if (!('path' in opa)) return context.skip(opa.missing);
  const files = Object.fromEntries(
    Object.entries(rego).map(([name, text]) => [`p/controls/a/${name}/${name}.rego`, text]),
  );
  const canary = 'package canary\n\nresources := sum([count(list) | some list in data.estate.types])\n';
  const folder = temporaryFolder({ ...files, 'p/canary.rego': canary });
  const entrypoints = ['canary', ...Object.keys(rego).map((name) => `controls/a/${name}`)].flatMap((one) => [
    '-e',
    one,
  ]);
  const built = spawnSync(opa.path, ['build', '-t', 'wasm', ...entrypoints, '-o', 'b.tgz', 'p'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(built.stderr).toBe('');
  spawnSync('tar', ['xzf', 'b.tgz', '/policy.wasm'], { cwd: folder });
  return Uint8Array.from(readFileSync(join(folder, 'policy.wasm')));
}

function control(name: string, parts: Partial<Control> = {}): Control {
  const text = { en: name, ja: name };
  return {
    id: `a.${name}`,
    title: text,
    description: '',
    references: [],
    severity: 'high',
    requirements: [],
    stages: ['plan'],
    dataClasses: [],
    exits: [],
    messages: {},
    remediation: text,
    types: ['t'],
    source: '',
    ...parts,
  };
}

const resource = aResource('t.n', { plain: 'literal' });

function run(
  module: Uint8Array<ArrayBuffer>,
  controls: readonly Control[],
  sent = 1,
  types = ['t'],
): readonly RawControl[] {
  const policy = { module, catalog: { controls, requirements: [] }, sha256: '', opa: '' } as unknown as LoadedPolicy;
  const document = { estate: { types: { t: [{ id: resource.id }] } } };
  const prepared: PreparedEstate = {
    bytes: new TextEncoder().encode(JSON.stringify(document)),
    sent,
    presentTypes: new Set(types),
    unplacedTypes: new Set(),
  };
  const estate = { stage: 'plan' as const, stacks: [], resources: [resource] };
  return evaluateControls({ policy, controls, prepared, estate, index: new ResourceIndex([resource]) });
}

describe('one control can not hide what another found', () => {
  it('reports each misbehaving control as an error of its own, beside the findings of the good one', (context) => {
    const outcome = Object.fromEntries(
      run(
        compile(context),
        names.map((name) => control(name)),
      ).map((one) => [one.id, one]),
    );
    expect(outcome['a.good']).toMatchObject({ error: null, violations: [{ resource: 's/t.n', key: 'bad' }] });
    expect(outcome['a.throwing']?.error).toMatch(/conflict|multiple/i);
    expect(outcome['a.undefined_document']?.error).toBe(
      'its `violations` is not a set of findings with resource and key',
    );
    expect(outcome['a.stranger']?.error).toBe('it names s/t.other, which is not in the estate');
    expect(outcome['a.unproven']?.error).toBe('it calls a value proven by reference that no reference proves');
    expect(outcome['a.missing']?.error).toBe('the compiled policy has no entrypoint controls/a/missing');
  });

  it('does not run a control of another stage, and says nothing was there for types that are absent', (context) => {
    const module = compile(context);
    expect(run(module, [control('good', { stages: ['synth'] })])).toEqual([]);
    expect(run(module, [control('throwing', { types: ['other'] })])).toMatchObject([{ error: null, resources: [] }]);
  });

  it('refuses to judge when the policy sees another number of resources than was sent', (context) => {
    const module = compile(context);
    expect(() => run(module, [control('good')], 2)).toThrow(expect.objectContaining({ code: 'ESTATE_LOST' }));
  });
});
