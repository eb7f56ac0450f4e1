import { describe, expect, it } from 'vitest';
import { environmentNames } from '../../stacks/environments.ts';
import { findStack, synthesizeEstate } from './synthesize-estate.ts';

const stacks = synthesizeEstate();
const names = Object.keys(stacks).sort();

describe('the estate', () => {
  it('is three stacks in each of three environments', () => {
    expect(names).toEqual([
      'edge-dev',
      'edge-prd',
      'edge-stg',
      'foundation-dev',
      'foundation-prd',
      'foundation-stg',
      'isolated-dev',
      'isolated-prd',
      'isolated-stg',
    ]);
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

  it('keeps state where every machine finds it, or in the folder of the stack', () => {
    expect(Object.fromEntries(names.map((name) => [name, findStack(stacks, name).json.terraform.backend]))).toEqual({
      'edge-dev': { local: { path: 'terraform.tfstate' } },
      'edge-prd': { gcs: { bucket: 'example-terraform-state-prd', prefix: 'edge-prd' } },
      'edge-stg': { gcs: { bucket: 'example-terraform-state-stg', prefix: 'edge-stg' } },
      'foundation-dev': { local: { path: 'terraform.tfstate' } },
      'foundation-prd': { gcs: { bucket: 'example-terraform-state-prd', prefix: 'foundation-prd' } },
      'foundation-stg': { gcs: { bucket: 'example-terraform-state-stg', prefix: 'foundation-stg' } },
      'isolated-dev': { local: { path: 'terraform.tfstate' } },
      'isolated-prd': { gcs: { bucket: 'example-terraform-state-prd', prefix: 'isolated-prd' } },
      'isolated-stg': { gcs: { bucket: 'example-terraform-state-stg', prefix: 'isolated-stg' } },
    });
  });

  it('is the same when synthesized again', () => {
    expect(synthesizeEstate()).toEqual(stacks);
  });
});
