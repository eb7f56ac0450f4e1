import { describe, expect, it } from 'vitest';
import { environmentNames } from '../../stacks/environments.ts';
import { findStack, synthesizeEstate } from './synthesize-estate.ts';

const stacks = synthesizeEstate();
const names = Object.keys(stacks).sort();

describe('the estate', () => {
  it('is the same stacks in each of three environments, and what the organisation has once', () => {
    const perEnvironment = [
      'analysis',
      'command-keys',
      'control',
      'control-projects',
      'edge',
      'evidence',
      'foundation',
      'ground-guardrails',
      'ground-projects',
      'guardrails',
      'isolated',
      'planning',
      'planning-api',
    ];
    expect(names).toEqual(
      [
        'organisation',
        ...perEnvironment.flatMap((stack) => ['dev', 'prd', 'stg'].map((name) => `${stack}-${name}`)),
      ].sort(),
    );
  });

  it.each(names)('synthesizes %s as recorded', async (name) => {
    await expect(findStack(stacks, name).text).toMatchFileSnapshot(`./__snapshots__/${name}.json`);
  });

  it('applies the boundary of an isolated project before what lies inside', () => {
    const order = Object.fromEntries(
      environmentNames.map((name) => [name, findStack(stacks, `isolated-${name}`).dependencies]),
    );
    expect(order).toEqual({ dev: ['foundation-dev'], stg: ['foundation-stg'], prd: ['foundation-prd'] });
  });

  it('applies the guards of a folder before any project in it, and what the organisation has once before all', () => {
    for (const name of environmentNames) {
      expect(findStack(stacks, `guardrails-${name}`).dependencies).toEqual(['organisation']);
      expect(findStack(stacks, `ground-guardrails-${name}`).dependencies).toEqual(['organisation']);
      expect(findStack(stacks, `foundation-${name}`).dependencies).toContain(`guardrails-${name}`);
      expect(findStack(stacks, `evidence-${name}`).dependencies).toEqual([`ground-guardrails-${name}`]);
      for (const system of ['foundation', 'control-projects', 'ground-projects']) {
        expect(findStack(stacks, `${system}-${name}`).dependencies).toContain(`evidence-${name}`);
      }
    }
  });

  it('applies the projects of a system before what lies inside', () => {
    for (const name of environmentNames) {
      for (const system of ['control', 'command-keys']) {
        expect(findStack(stacks, `${system}-${name}`).dependencies).toContain(`control-projects-${name}`);
      }
      for (const system of ['planning', 'analysis']) {
        expect(findStack(stacks, `${system}-${name}`).dependencies).toContain(`ground-projects-${name}`);
      }
    }
  });

  it('applies satellite control before what grants something to its accounts', () => {
    for (const name of environmentNames) {
      expect(findStack(stacks, `control-${name}`).dependencies).toEqual([`control-projects-${name}`]);
      for (const system of ['analysis', 'command-keys', 'foundation']) {
        expect(findStack(stacks, `${system}-${name}`).dependencies).toContain(`control-${name}`);
      }
    }
  });

  it('keeps state where every machine finds it, or in the folder of the stack', () => {
    const backends = Object.fromEntries(names.map((name) => [name, findStack(stacks, name).json.terraform.backend]));
    const expected = names.map((name) => {
      const environment = name === 'organisation' ? name : name.slice(-3);
      const gcs = { bucket: `example-terraform-state-${environment}`, prefix: name };
      return [name, environment === 'dev' ? { local: { path: 'terraform.tfstate' } } : { gcs }];
    });
    expect(backends).toEqual(Object.fromEntries(expected));
  });

  it('is the same when synthesized again', () => {
    expect(synthesizeEstate()).toEqual(stacks);
  });
});
