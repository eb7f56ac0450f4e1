import { describe, expect, it } from 'vitest';
import { applyOrder } from '../../../../src/gate/terraform/apply-order.ts';
import { renderApplyOrder, renderApplyOrderJson } from '../../../../src/report/apply-order-text.ts';
import { aReference, aResource } from '../../../support/a-resource.ts';
import { runCli } from '../../cli/run-cli.ts';
import { outputWith } from './support/stand-in.ts';

const stacks = [
  { name: 'apart', dependencies: [] },
  { name: 'inside', dependencies: ['projects'] },
  { name: 'partner', dependencies: ['projects'] },
  { name: 'projects', dependencies: ['root'] },
  { name: 'root', dependencies: [] },
];

const resources = [
  aResource('google_project.P', { project_id: 'p-dev' }, {}, { stack: 'projects' }),
  aResource('google_storage_bucket.B', { name: 'b', project: 'p-dev' }, {}, { stack: 'inside' }),
  aResource('google_service_account.A', { account_id: 'writer', project: 'q-dev' }, {}, { stack: 'partner' }),
  aResource(
    'google_storage_bucket_iam_policy.I',
    { policy_data: '{"members":["serviceAccount:writer@q-dev.iam.gserviceaccount.com"]}' },
    {},
    { stack: 'inside' },
  ),
  aResource('google_logging_metric.M', { filter: 'p-dev', description: 'projects/p-dev' }, {}, { stack: 'apart' }),
  aResource(
    'google_kms_crypto_key.K',
    {},
    {},
    { stack: 'partner', references: new Map([['key_ring', [aReference('google_project.P', 'id', 'projects')]]]) },
  ),
];

const look = { language: 'en', color: false, width: 80, verbose: false } as const;

describe('the order of applying', () => {
  it('puts each stack after all that it depends on, and says what it names of them', () => {
    const { waves, stacks: ordered } = applyOrder(stacks, resources);
    expect(waves).toEqual([['apart', 'root'], ['projects'], ['inside', 'partner']]);
    expect(ordered.map(({ name, wave, after }) => [name, wave, after])).toEqual([
      ['apart', 1, []],
      [
        'inside',
        3,
        [
          {
            stack: 'projects',
            because: [{ address: 'google_storage_bucket.B', attribute: 'project', names: 'google_project.P' }],
          },
        ],
      ],
      [
        'partner',
        3,
        [
          {
            stack: 'projects',
            because: [{ address: 'google_kms_crypto_key.K', attribute: 'key_ring', names: 'google_project.P' }],
          },
        ],
      ],
      ['projects', 2, [{ stack: 'root', because: [] }]],
      ['root', 1, []],
    ]);
  });

  it('names what is used without a declared order, and not what is only compared or read by people', () => {
    expect(applyOrder(stacks, resources).undeclared).toEqual([
      {
        stack: 'inside',
        after: {
          stack: 'partner',
          because: [
            {
              address: 'google_storage_bucket_iam_policy.I',
              attribute: 'policy_data',
              names: 'google_service_account.A',
            },
          ],
        },
      },
    ]);
  });

  it('takes what an asked stack needs, over any number of steps, and nothing else', () => {
    expect(applyOrder(stacks, resources, ['inside']).waves).toEqual([['root'], ['projects'], ['inside']]);
  });

  it('refuses a circle', () => {
    const circle = [
      { name: 'a', dependencies: ['b'] },
      { name: 'b', dependencies: ['a'] },
    ];
    expect(() => applyOrder(circle, [])).toThrow('STACK_CYCLE');
  });

  it.each(['en', 'ja'] as const)('reads well (%s)', async (language) => {
    const text = renderApplyOrder(applyOrder(stacks, resources), { ...look, language });
    await expect(text).toMatchFileSnapshot(`./__goldens__/apply-order.${language}.txt`);
  });

  it('is the same for programs, under a schema', () => {
    const order = applyOrder(stacks, resources);
    expect(JSON.parse(renderApplyOrderJson(order))).toEqual({ schema: 'sekisho.apply-order/v1', ...order });
  });
});

describe('sekisho plan --order', () => {
  const declare = (): string =>
    outputWith(
      {
        first: { resource: { google_project: { P: { project_id: 'p-dev', name: 'p' } } } },
        second: { resource: { google_storage_bucket: { B: { name: 'b', project: 'p-dev', location: 'x' } } } },
      },
      { dependencies: { second: ['first'] } },
    );

  it('prints the order of cdktf.out without terraform', async () => {
    const { exitCode, stdout, stderr } = await runCli(['plan', '--order'], {
      folder: declare(),
      environment: { SEKISHO_TERRAFORM: 'none' },
    });
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain(
      'Wave 2\n  second\n      after first\n          google_storage_bucket.B.project names google_project.P\n',
    );
  });

  it('refuses a stack that is none, and options that only a plan has', async () => {
    const { exitCode, stderr } = await runCli(['plan', '--order', 'secund'], { folder: declare() });
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining('did you mean `second`?')]);
    expect((await runCli(['plan', '--order', '--out', 'x'], { folder: declare() })).exitCode).toBe(3);
  });
});
