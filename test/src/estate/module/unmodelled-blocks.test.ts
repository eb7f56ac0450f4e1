import { describe, expect, it } from 'vitest';
import { unmodelledBlocks } from '../../../../src/estate/module/unmodelled-blocks.ts';

function told(content: Readonly<Record<string, unknown>>): readonly string[] {
  return unmodelledBlocks(content, 'main.tf.json').map(
    ({ text, provider }) => `${text}${provider === null ? '' : '!'}`,
  );
}

describe('what a configuration declares beside resources', () => {
  it.each([
    [
      'a check block, whose data source runs with each plan',
      { check: { c: { data: { http: { x: {} } } } } },
      ['check.c'],
    ],
    ['ephemeral resources', { ephemeral: { random_password: { x: {} } } }, ['ephemeral.random_password']],
    ['a kind of block that a later Terraform adds', { action: [{ x: {} }] }, ['action']],
    [
      'a provisioner that runs when something is forgotten',
      { removed: [{ from: 't.n', provisioner: [{ 'local-exec': {} }] }] },
      ['removed t.n: provisioner'],
    ],
    ['a state that lies with others', { terraform: { backend: { http: {} } } }, ['terraform.backend.http']],
    ['a cloud of others', { terraform: [{ cloud: { organization: 'o' } }] }, ['terraform.cloud']],
    [
      'a provider of somebody else under the name of one of the clouds',
      { terraform: { required_providers: { google: { source: 'evil.example/x/google' } } } },
      ['provider google from evil.example/x/google!'],
    ],
    [
      'another provider under the name of one of the clouds',
      { terraform: { required_providers: { google: { source: 'hashicorp/random' } } } },
      ['provider google from hashicorp/random!'],
    ],
    [
      'a provider whose source is no text',
      { terraform: { required_providers: [{ x: { source: 3 } }] } },
      ['provider x from 3!'],
    ],
  ])('tells of %s', (_what, content, expected) => {
    expect(told(content)).toEqual(expected);
  });

  it('is silent of what the estate models, and of providers that Terraform ships', () => {
    expect(
      told({
        resource: {},
        moved: [{ from: 'a.b', to: 'a.c' }],
        removed: [{ from: 't.n', lifecycle: { destroy: false } }],
        terraform: {
          backend: { gcs: { bucket: 'b' } },
          required_providers: {
            google: { source: 'google', version: '6.50.0' },
            'google-beta': { source: 'registry.opentofu.org/hashicorp/google-beta' },
            aws: { source: 'hashicorp/aws' },
            null: { source: 'hashicorp/null' },
            terraform: { source: 'terraform.io/builtin/terraform' },
          },
        },
      }),
    ).toEqual([]);
  });
});
