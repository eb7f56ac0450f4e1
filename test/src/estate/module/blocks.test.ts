import { describe, expect, test } from 'vitest';
import { expandConfiguration } from '../../../../src/estate/module/expand-configuration.ts';
import { exactly, expand, find, reference, unknown } from './expand.ts';

const valuesOf = (body: object, rest: object = {}): unknown =>
  find(expand({ ...rest, resource: { t: { a: body, z: {} } } }), 't.a').values;

describe('values', () => {
  test('keep their shape, without meta-arguments, nulls and empty collections', () => {
    const values = valuesOf({
      '//': { metadata: { path: 's/a' } },
      depends_on: ['t.z'],
      provider: 'google',
      lifecycle: { prevent_destroy: true },
      provisioner: { 'local-exec': { command: 'x' } },
      connection: { host: 'h' },
      name: 'n',
      none: null,
      empty: [],
      labels: {},
      computed: '${{}}',
      list: [{}, { x: null }],
      block: { x: 1, y: null, z: [] },
      flag: false,
      zero: 0,
      text: '',
    });
    expect(values).toEqual({ name: 'n', list: [{}, {}], block: { x: 1 }, flag: false, zero: 0, text: '' });
  });

  test('keep a block that is there although nothing is written in it', () => {
    expect(valuesOf({ access_config: [{}], website: {} })).toEqual({ access_config: [{}], website: {} });
  });

  test('read escapes and names that are templates', () => {
    const values = valuesOf(
      { text: '$${not} %%{one}', labels: { '${var.k}': 1, '${t.z.id}': 2, plain: 3 } },
      { variable: { k: { default: 'key' } } },
    );
    expect(values).toEqual({ text: '${not} %{one}', labels: { key: 1, '${t.z.id}': 2, plain: 3 } });
  });

  test('hold members that are named like an object of JavaScript', () => {
    const body: unknown = JSON.parse('{"labels":{"__proto__":"x","constructor":"y"}}');
    const module = expand({
      resource: { t: { a: body, b: { l: '${t.a.labels.constructor}', m: '${t.a.labels.toString}' } } },
    });
    expect(JSON.stringify(find(module, 't.a').values)).toBe('{"labels":{"__proto__":"x","constructor":"y"}}');
    expect(find(module, 't.b').values).toEqual({ l: 'y', m: exactly('t.a', 'labels.toString') });
  });

  test('never hold a literal secret, nor give it to others', () => {
    const module = expand({
      resource: {
        google_sql_user: {
          u: {
            name: 'n',
            password: 'hunter2',
            client_secret: '${local.s}',
            secret_data: 12345,
            private_key: ['hunter2'],
            token: true,
            secret: { name: 'n' },
          },
        },
        kubernetes_secret: { k: { data: { x: 'hunter2' }, metadata: { name: 'n' } } },
        t: {
          a: {
            copy: '${google_sql_user.u.password}',
            mixed: 'p:${google_sql_user.u.password}',
            key: { preshared_key: 'hunter2' },
            known: { password: '${t.z.result}' },
          },
          z: {},
        },
      },
      locals: { s: 'hunter2' },
    });
    const secret = unknown('sensitive');
    expect(find(module, 'google_sql_user.u').values).toEqual({
      name: 'n',
      password: secret,
      client_secret: secret,
      secret_data: secret,
      private_key: secret,
      token: true,
      secret: { name: 'n' },
    });
    expect(find(module, 'kubernetes_secret.k').values).toEqual({ data: secret, metadata: { name: 'n' } });
    const password = reference('google_sql_user.u', 'password');
    expect(find(module, 't.a').values).toEqual({
      copy: secret,
      mixed: unknown('sensitive', password),
      key: { preshared_key: secret },
      known: { password: exactly('t.z', 'result') },
    });
    expect(JSON.stringify([...module.resources])).not.toContain('hunter2');
  });
});

describe('dynamic blocks', () => {
  test('are expanded behind the written ones, with their iterator', () => {
    const module = expand({
      locals: { rules: { ssh: { port: 22, key: '${t.z.id}' } } },
      resource: {
        t: {
          a: {
            rule: { port: 1 },
            dynamic: {
              rule: [
                { for_each: [443, '${t.z.port}'], content: { port: '${rule.value}', index: '${rule.key}' } },
                {
                  for_each: '${local.rules}',
                  iterator: '${it}',
                  content: [{ name: '${it.key}', port: '${it.value.port}', key: '${it.value.key}' }],
                },
                { for_each: '${toset(["x"])}', iterator: 'it', content: { name: '${it.key}${it.value}' } },
                { for_each: [], content: { name: 'never' } },
              ],
              only: { for_each: [], content: {} },
            },
          },
          z: {},
        },
      },
    });
    const id = exactly('t.z', 'id', [{ address: 'local.rules', why: 'local value' }]);
    const { values, references } = find(module, 't.a');
    expect(values).toEqual({
      rule: [
        { port: 1 },
        { port: 443, index: 0 },
        { port: exactly('t.z', 'port'), index: 1 },
        { name: 'ssh', port: 22, key: id },
        { name: 'xx' },
      ],
    });
    expect([...references.keys()]).toEqual(['rule', 'rule.2.port', 'rule.3.key']);
  });

  test('are unknown as a whole when what they iterate over is', () => {
    const values = valuesOf({
      rule: [{ port: 1 }],
      dynamic: { rule: { for_each: '${t.z.list}', content: { port: 2 } } },
    });
    expect(values).toEqual({ rule: unknown('expression', reference('t.z', 'list')) });
  });

  test('nest, see the outer iterator, and are seen by references', () => {
    const module = expand({
      resource: {
        t: {
          a: {
            dynamic: {
              outer: {
                for_each: ['x'],
                content: { dynamic: { inner: { for_each: [1, 2], content: { n: '${outer.value}${inner.value}' } } } },
              },
            },
          },
          b: { n: '${t.a.outer[0].inner[1].n}' },
        },
      },
    });
    expect(find(module, 't.a').values).toEqual({ outer: [{ inner: [{ n: 'x1' }, { n: 'x2' }] }] });
    expect(find(module, 't.b').values).toEqual({ n: 'x2' });
  });

  test('are not confused with an attribute of that name', () => {
    expect(valuesOf({ labels: { dynamic: 'yes' }, dynamic: true })).toEqual({
      labels: { dynamic: 'yes' },
      dynamic: true,
    });
  });
});

describe('data sources', () => {
  test('are of mode data, and unknown but for what is configured', () => {
    const module = expand({
      data: { google_x: { d: { name: 'n' } } },
      resource: { t: { a: { n: '${data.google_x.d.name}', i: '${data.google_x.d.number}' } } },
    });
    expect(find(module, 't.a').values).toEqual({ n: 'n', i: exactly('data.google_x.d', 'number') });
    expect(find(module, 'data.google_x.d')).toMatchObject({ mode: 'data', type: 'data.google_x', actions: ['read'] });
  });

  test('that only compute an IAM policy show its members to whoever uses it', () => {
    const binding = [
      { role: 'roles/viewer', members: ['allUsers', '${local.ops}'], condition: [{ title: 't', expression: 'e' }] },
    ];
    const module = expand({
      locals: { ops: 'group:ops@example.jp' },
      data: {
        google_iam_policy: {
          p: {
            binding,
            audit_config: { service: 's', audit_log_configs: { log_type: 'DATA_READ', exempted_members: ['user:x'] } },
          },
          q: { binding: { role: 'r', members: ['${t.z.member}'] } },
          none: {},
        },
      },
      resource: {
        t: {
          a: {
            p: '${data.google_iam_policy.p.policy_data}',
            q: '${data.google_iam_policy.q.policy_data}',
            none: '${data.google_iam_policy.none.policy_data}',
          },
          z: {},
        },
      },
    });
    const text =
      '{"auditConfigs":[{"auditLogConfigs":[{"exemptedMembers":["user:x"],"logType":"DATA_READ"}],"service":"s"}],' +
      '"bindings":[{"condition":{"expression":"e","title":"t"},"members":["allUsers","group:ops@example.jp"],"role":"roles/viewer"}]}';
    const { p, q, none } = find(module, 't.a').values;
    expect([p, none]).toEqual([text, '{"bindings":[]}']);
    expect(q).toMatchObject({ why: 'expression', references: [reference('data.google_iam_policy.q', 'policy_data')] });
    expect(find(module, 'data.google_iam_policy.p').values['policy_data']).toBe(text);
    expect(find(module, 'data.google_iam_policy.q').values['policy_data']).toEqual(
      unknown('expression', reference('t.z', 'member')),
    );
  });
});

describe('what stands around the values', () => {
  test('is read: lifecycle, provisioners, lines, construct path and waivers', () => {
    const waiver = { control: 'c', reason: 'r' };
    const module = expand({
      resource: {
        t: {
          a: {
            '//': {
              metadata: {
                path: 's/Net/a',
                stackTrace: [
                  'node_modules/constructs/lib/x.js:1:1',
                  'constructs/net/net.ts:12:5',
                  'constructs/net/base.ts:3:1',
                  'stacks/main.ts:40:9',
                  'stacks/app.ts:1:1',
                ],
              },
              sekisho: { waivers: [waiver] },
            },
            lifecycle: [
              { prevent_destroy: true, create_before_destroy: 'true', ignore_changes: ['labels', '${tags["x"]}'] },
            ],
            provisioner: [{ 'local-exec': { command: 'x' } }, { file: {} }],
          },
          b: { lifecycle: { ignore_changes: '${all}' }, provisioner: { 'remote-exec': [{}] } },
          c: { lifecycle: { ignore_changes: 'all' } },
          d: {},
        },
      },
    });
    expect(find(module, 't.a')).toEqual({
      id: 's/t.a',
      stack: 's',
      address: 't.a',
      previousAddress: null,
      type: 't',
      mode: 'managed',
      actions: ['create'],
      replacePaths: [],
      values: {},
      before: null,
      references: new Map(),
      undeclared: [],
      provider: { key: 't', values: {} },
      lifecycle: { preventDestroy: true, ignoreChanges: ['labels', 'tags["x"]'], createBeforeDestroy: true },
      provisioners: ['local-exec', 'file'],
      inlineWaivers: [waiver],
      location: { file: 'stacks/main.ts', line: 40 },
      createdBy: { file: 'constructs/net/net.ts', line: 12 },
      constructPath: 's/Net/a',
    });
    expect(find(module, 't.b')).toMatchObject({
      lifecycle: { ignoreChanges: 'all' },
      provisioners: ['remote-exec'],
      location: null,
    });
    expect(find(module, 't.c').lifecycle?.ignoreChanges).toBe('all');
    expect(find(module, 't.d')).toMatchObject({
      lifecycle: null,
      provisioners: [],
      inlineWaivers: [],
      createdBy: null,
      constructPath: null,
    });
  });

  test.each([[['x']], ['x'], [[null]]])('rejects waivers that are %j', (waivers) => {
    expect(() => expand({ resource: { t: { a: { '//': { sekisho: { waivers } } } } } }).resources).toThrow(
      expect.objectContaining({ code: 'WAIVER_INVALID' }),
    );
  });
});

describe('configuration files', () => {
  const merge = (...contents: readonly unknown[]): readonly string[] =>
    expandConfiguration(
      { files: contents.map((content, index) => ({ path: `/root/${index}.tf.json`, content })) },
      { stack: 's', directory: '/project', loadModule: () => null, remoteOutput: () => undefined },
    ).resources.map((resource) => resource.address);

  test('are one module together, in both of the shapes that Terraform reads', () => {
    const first = {
      resource: [{ t: [{ a: [{ x: '${local.v}' }] }] }, { u: { b: {} } }],
      moved: { from: 't.old', to: 't.a' },
    };
    const second = {
      locals: [{ v: 1 }, { w: 2 }],
      resource: { t: { c: {} } },
      import: [{ to: 't.c', id: 'i' }],
      removed: { from: 't.r' },
    };
    expect(merge(first, second, {})).toEqual(['t.a', 'u.b', 't.c']);
  });

  test.each<[string, readonly unknown[]]>([
    ['t.a', [{ resource: { t: { a: {} } } }, { resource: { t: { a: {} } } }]],
    ['t.a', [{ resource: { t: { a: [{}, {}] } } }]],
    ['local.x', [{ locals: { x: 1 } }, { locals: [{ x: 1 }] }]],
    ['var.x', [{ variable: { x: {} } }, { variable: { x: {} } }]],
    ['provider.google', [{ provider: { google: [{}, {}] } }]],
  ])('reject %s when it is declared twice', (name, contents) => {
    expect(() => merge(...contents)).toThrow(new RegExp(`DUPLICATE_ADDRESS[^]*${name} is declared twice`));
  });

  test.each<[unknown]>([
    [{ resource: 1 }],
    [{ resource: { t: 'x' } }],
    [{ resource: { t: { a: [1] } } }],
    [{ locals: ['x'] }],
    [[]],
    ['x'],
    [null],
  ])('reject %j, which is no configuration', (content) => {
    expect(() => merge(content)).toThrow(expect.objectContaining({ code: 'CONFIGURATION_INVALID' }));
  });

  test('reject an expression that can not be read, with its file', () => {
    expect(() => merge({ resource: { t: { a: { x: '${t.' } } } })).toThrow(/EXPRESSION_INVALID[^]*\/root\/0\.tf\.json/);
  });

  test('reject expressions that are deep and long together, without exhausting the stack', () => {
    const nest = (inner: string): string => `\${${'['.repeat(180)}${inner}${']'.repeat(180)}}`;
    const locals = Object.fromEntries(Array.from({ length: 95 }, (_, i) => [`l${i}`, nest(`local.l${i + 1}`)]));
    expect(() => merge({ locals, resource: { t: { a: { x: '${local.l0}' } } } })).toThrow(
      expect.objectContaining({ name: 'SekishoError' }),
    );
  });
});
