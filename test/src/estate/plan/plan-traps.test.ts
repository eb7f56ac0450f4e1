import { describe, expect, it } from 'vitest';
import type { Resource } from '../../../../src/estate/estate.ts';
import { readPlanDocument } from '../../../../src/estate/plan/plan-document.ts';
import { Unknown } from '../../../../src/estate/value.ts';
import { aChange, aPlan, readFixture, resourcesOfPlan } from '../../../support/plan-fixtures.ts';

function get(resources: Map<string, Resource>, address: string): Resource {
  const resource = resources.get(address);
  if (resource === undefined) throw new Error(`no ${address} among ${[...resources.keys()].join(', ')}`);
  return resource;
}

const key = {
  address: 'google_kms_crypto_key.key',
  type: 'google_kms_crypto_key',
  attribute: 'id',
  stack: 's',
  via: [],
};

describe('what a plan hides (the numbers are those of the measured traps)', () => {
  it('1: takes a constant that holds a template for a reference, not for a literal', () => {
    const bucket = get(resourcesOfPlan(readFixture('good-isolated')), 'google_storage_bucket.bucket');
    expect(bucket.values['encryption']).toEqual([{ default_kms_key_name: new Unknown('after-apply', [key], true) }]);
  });

  it('2: tells a key, a value from elsewhere and no encryption apart, though two of them have the same change', () => {
    const encryption = (name: string): unknown =>
      get(resourcesOfPlan(readFixture(name)), 'google_storage_bucket.bucket').values['encryption'];
    const elsewhere = {
      ...key,
      address: 'terraform_data.kms-from-elsewhere',
      type: 'terraform_data',
      attribute: 'output',
    };
    expect(encryption('good-isolated')).toEqual([{ default_kms_key_name: new Unknown('after-apply', [key], true) }]);
    expect(encryption('bad-unknown-kms')).toEqual([
      {
        default_kms_key_name: new Unknown('after-apply', [elsewhere], true),
      },
    ]);
    expect(encryption('bad-no-cmek')).toBeUndefined();
  });

  it('3: keeps the literals of a collection that one unknown member empties', () => {
    const perimeter = get(
      resourcesOfPlan(readFixture('trap-unknown-set')),
      'google_access_context_manager_service_perimeter.perimeter',
    );
    const status = perimeter.values['status'] as readonly { resources: readonly unknown[] }[];
    const project = {
      address: 'google_project.project',
      type: 'google_project',
      attribute: 'number',
      stack: 's',
      via: [],
    };
    expect(status[0]?.resources).toEqual([
      new Unknown('after-apply', [project], false, 'projects/${google_project.project.number}'),
      'projects/210987654321',
    ]);
  });

  it('4: treats what is unknown only because it was omitted as unset, and remembers that it could not see it', () => {
    const cluster = get(resourcesOfPlan(readFixture('good-isolated')), 'google_container_cluster.cluster');
    expect(cluster.values['addons_config']).toBeUndefined();
    expect(cluster.undeclared).toContain('addons_config');
    expect(cluster.undeclared).not.toContain('private_cluster_config');
  });

  it('5: believes the planned value, not the configuration, which ignore_changes may overrule', () => {
    const resources = resourcesOfPlan(
      aPlan({
        resource_changes: [aChange('terraform_data.d', { actions: ['no-op'], after: { input: 'keep' } })],
        configuration: {
          root_module: {
            resources: [
              { address: 'terraform_data.d', expressions: { input: { constant_value: 'changed-but-ignored' } } },
            ],
          },
        },
      }),
    );
    expect(get(resources, 'terraform_data.d').values).toEqual({ input: 'keep' });
    expect(get(resources, 'terraform_data.d').lifecycle).toBeNull();
  });

  it('6: keeps an empty access_config, which gives an address by being there', () => {
    const instance = get(resourcesOfPlan(readFixture('bad-external-ip')), 'google_compute_instance.jump');
    const interfaces = instance.values['network_interface'] as readonly { access_config?: unknown }[];
    expect(interfaces.map((one) => one.access_config)).toEqual([[{}]]);
  });

  it('7: inherits project and region from the provider block by its key, and only where they can be seen', () => {
    const bucket = get(resourcesOfPlan(readFixture('good-isolated')), 'google_storage_bucket.bucket');
    expect(bucket.provider).toEqual({
      key: 'google',
      values: { project: 'rs-isolated-prod', region: 'asia-northeast1' },
    });
    const resources = resourcesOfPlan(
      aPlan({
        variables: { region: { value: 'us-central1' } },
        resource_changes: [aChange('google_compute_router.r', {})],
        configuration: {
          provider_config: {
            'google.us': {
              expressions: { region: { references: ['var.region'] }, project: { references: ['local.p'] } },
            },
          },
          root_module: {
            resources: [{ address: 'google_compute_router.r', provider_config_key: 'google.us', expressions: {} }],
          },
        },
      }),
    );
    expect(get(resources, 'google_compute_router.r').provider).toEqual({
      key: 'google.us',
      values: { region: 'us-central1' },
    });
  });

  it('8: never lets a sensitive value into the estate', () => {
    const resources = resourcesOfPlan(
      aPlan({
        variables: { secret: { value: 'canary-1' } },
        resource_changes: [
          aChange('google_sql_user.u', {
            actions: ['delete', 'create'],
            before: { password: 'canary-2', host: 'h' },
            before_sensitive: { password: true },
            after: { password: 'canary-3', keys: ['canary-4', 'plain'], nested: [{ token: 'canary-5' }] },
            after_sensitive: { password: true, keys: [true, false], nested: [{ token: true }] },
          }),
        ],
        configuration: {
          provider_config: { google: { expressions: { credentials: { constant_value: 'canary-6' } } } },
        },
      }),
    );
    const user = get(resources, 'google_sql_user.u');
    expect(user.values['password']).toEqual(new Unknown('sensitive'));
    expect(user.values['keys']).toEqual([new Unknown('sensitive'), 'plain']);
    expect(user.before).toEqual({ password: new Unknown('sensitive'), host: 'h' });
    expect(JSON.stringify([...resources.values()])).not.toContain('canary');
  });

  it('9: reads data sources that only the prior state holds', () => {
    const resources = resourcesOfPlan(
      aPlan({
        prior_state: {
          values: {
            root_module: {
              resources: [
                {
                  address: 'data.google_iam_policy.p',
                  mode: 'data',
                  type: 'google_iam_policy',
                  values: { policy_data: '{"bindings":[]}', secret: 'canary' },
                  sensitive_values: { secret: true },
                },
              ],
            },
          },
        },
      }),
    );
    const policy = get(resources, 'data.google_iam_policy.p');
    expect([policy.type, policy.actions, policy.values]).toEqual([
      'data.google_iam_policy',
      ['read'],
      { policy_data: '{"bindings":[]}', secret: new Unknown('sensitive') },
    ]);
  });

  it('10: keeps both sides of a replacement, in either order, and what is forgotten', () => {
    const change = (actions: readonly string[]): unknown => ({
      actions,
      before: { member: 'user:old@example.jp' },
      after: actions.includes('create') ? { member: 'allUsers' } : null,
      replace_paths: [['member']],
    });
    const of = (actions: readonly string[]): Resource =>
      get(
        resourcesOfPlan(aPlan({ resource_changes: [aChange('t.n', change(actions) as Record<string, unknown>)] })),
        't.n',
      );
    for (const actions of [
      ['delete', 'create'],
      ['create', 'delete'],
    ]) {
      expect(of(actions).before).toEqual({ member: 'user:old@example.jp' });
      expect(of(actions).values).toEqual({ member: 'allUsers' });
      expect(of(actions).replacePaths).toEqual(['member']);
    }
    expect(of(['forget']).before).toEqual({ member: 'user:old@example.jp' });
    expect(of(['forget']).values).toEqual({});
    expect(of(['update']).before).toBeNull();
  });

  it('11: shows the deletion of a guard as a resource that is gone', () => {
    const rule = get(resourcesOfPlan(readFixture('upd-no-deny-egress')), 'google_compute_firewall.deny-egress');
    expect(rule.actions).toEqual(['delete']);
    expect(rule.values).toEqual({});
    expect(rule.before?.['direction']).toBe('EGRESS');
  });

  it('12: remembers the address before a move', () => {
    const change = aChange('terraform_data.new', { actions: ['no-op'] }, { previous_address: 'terraform_data.old' });
    expect(get(resourcesOfPlan(aPlan({ resource_changes: [change] })), 'terraform_data.new').previousAddress).toBe(
      'terraform_data.old',
    );
  });

  it('13: follows references out of a module instance, through its arguments and outputs', () => {
    const expression = { expression: { references: ['google_kms_crypto_key.k.id', 'google_kms_crypto_key.k'] } };
    const bucket = {
      address: 'google_storage_bucket.b',
      expressions: { encryption: [{ default_kms_key_name: { references: ['var.key'] } }] },
    };
    const resources = resourcesOfPlan(
      aPlan({
        resource_changes: [
          aChange(
            'module.b["x.y"].google_storage_bucket.b[0]',
            { after: { encryption: [{}] }, after_unknown: { encryption: [{ default_kms_key_name: true }] } },
            { type: 'google_storage_bucket', name: 'b', module_address: 'module.b["x.y"]', index: 0 },
          ),
        ],
        configuration: {
          root_module: {
            module_calls: {
              b: {
                expressions: { key: { references: ['module.k.key', 'module.k'] } },
                module: { resources: [bucket] },
              },
              k: { module: { outputs: { key: expression } } },
            },
          },
        },
      }),
    );
    const found = get(resources, 'module.b["x.y"].google_storage_bucket.b[0]');
    const reference = {
      address: 'module.k.google_kms_crypto_key.k',
      type: 'google_kms_crypto_key',
      attribute: 'id',
      stack: 's',
      via: [
        { address: 'module.b.var.key', why: 'module argument' },
        { address: 'module.k.key', why: 'module output' },
      ],
    };
    expect(found.values['encryption']).toEqual([
      { default_kms_key_name: new Unknown('after-apply', [reference], true) },
    ]);
  });

  it.each([
    ['14: refuses a plan that failed', { errored: true }, 'PLAN_ERRORED'],
    ['14: refuses a plan of some targets', { complete: false }, 'PLAN_INCOMPLETE'],
    ['refuses a plan of an unknown format', { format_version: '2.0' }, 'PLAN_FORMAT'],
    ['refuses a plan without a format', { format_version: undefined }, 'PLAN_FORMAT'],
    ['refuses an entry without actions', { resource_changes: [aChange('t.n', { actions: [] })] }, 'PLAN_INVALID'],
    [
      'refuses an action nobody knows',
      { resource_changes: [aChange('t.n', { actions: ['explode'] })] },
      'PLAN_INVALID',
    ],
    ['refuses an entry without an address', { resource_changes: [{ change: {} }] }, 'PLAN_INVALID'],
  ])('%s', (_name, parts, code) => {
    expect(() => resourcesOfPlan(aPlan(parts))).toThrow(expect.objectContaining({ code }));
  });

  it('15: reports checks that Terraform only warns of', () => {
    const check = (name: string, status: string): unknown => ({
      address: { kind: 'check', to_display: `check.${name}` },
      status,
    });
    const plan = aPlan({ checks: [check('good', 'pass'), check('bad', 'fail'), check('unsure', 'unknown')] });
    expect(readPlanDocument(plan, 'plan.json').failedChecks).toEqual(['check.bad: fail', 'check.unsure: unknown']);
  });

  it('15: leaves out conditions that only an apply can decide, which stop it when they fail', () => {
    const condition = (status: string): unknown => ({
      address: { kind: 'resource', to_display: 'google_project.p' },
      status,
    });
    const plan = aPlan({ checks: [condition('unknown'), condition('fail')] });
    expect(readPlanDocument(plan, 'plan.json').failedChecks).toEqual(['google_project.p: fail']);
  });

  it('16: needs none of the optional parts of a plan', () => {
    expect(resourcesOfPlan({ format_version: '1.2', resource_changes: [], errored: false }).size).toBe(0);
  });
});

describe('reading the values of a plan', () => {
  it('refuses values that are nested deeper than Terraform ever nests, instead of running out of stack', () => {
    let value: unknown = 'end';
    for (let depth = 0; depth < 5000; depth += 1) value = { inner: value };
    const plan = aPlan({ resource_changes: [aChange('t.n', { after: { value } })] });
    expect(() => resourcesOfPlan(plan)).toThrow(expect.objectContaining({ code: 'JSON_TOO_DEEP' }));
  });

  it('shows the text of a template only when nothing but whole references stands in it', () => {
    const member = (text: string): unknown => {
      const expressions = {
        member: { constant_value: text, references: ['google_project.p.number', 'google_project.p'] },
      };
      const plan = aPlan({
        resource_changes: [aChange('t.n', { after_unknown: { member: true } })],
        configuration: { root_module: { resources: [{ address: 't.n', expressions }] } },
      });
      const value = get(resourcesOfPlan(plan), 't.n').values['member'];
      return value instanceof Unknown ? value.text : value;
    };
    expect(member('serviceAccount:s-${google_project.p.number}@x')).toBe(
      'serviceAccount:s-${google_project.p.number}@x',
    );
    expect(member('${google_project.p.number == 1 ? "allUsers" : "user:a"}')).toBeNull();
    expect(member('user:%{ if true }${google_project.p.number}%{ endif }')).toBeNull();
  });

  it('looks an unknown of a set up in the block that agrees, whatever the order', () => {
    const block = (name: string, reference: string): unknown => ({
      name: { constant_value: name },
      key: { constant_value: `\${${reference}.id}`, references: [`${reference}.id`, reference] },
    });
    const resources = resourcesOfPlan(
      aPlan({
        resource_changes: [
          aChange('t.n', {
            after: { b: [{ name: 'one' }, { name: 'two' }] },
            after_unknown: { b: [{ key: true }, { key: true }] },
          }),
        ],
        configuration: {
          root_module: {
            resources: [{ address: 't.n', expressions: { b: [block('two', 'kms.two'), block('one', 'kms.one')] } }],
          },
        },
      }),
    );
    const blocks = get(resources, 't.n').values['b'] as readonly { name: string; key: Unknown }[];
    expect(blocks.map((one) => [one.name, one.key.references[0]?.address])).toEqual([
      ['one', 'kms.one'],
      ['two', 'kms.two'],
    ]);
  });
});
