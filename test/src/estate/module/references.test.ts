import { describe, expect, test } from 'vitest';
import { Unknown } from '../../../../src/estate/value.ts';
import { exactly, expand, expandStacks, find, reference, unknown } from './expand.ts';

const key = { google_kms_crypto_key: { key: { name: 'k', rotation_period: '90d' } } };
const bucket = (name: string, values: object): object => ({ google_storage_bucket: { [name]: values } });

describe('references between resources', () => {
  test('resolve to the configured literal and are recorded all the same', () => {
    const module = expand({
      resource: { ...bucket('b', { name: 'records' }), member: { m: { bucket: '${google_storage_bucket.b.name}' } } },
    });
    const { values, references } = find(module, 'member.m');
    expect(values).toEqual({ bucket: 'records' });
    expect(references).toEqual(new Map([['bucket', [reference('google_storage_bucket.b', 'name')]]]));
  });

  test('are unknown but exact for what only the provider knows', () => {
    const module = expand({
      resource: {
        ...key,
        ...bucket('b', {
          encryption: { default_kms_key_name: '${google_kms_crypto_key.key.id}' },
          link: '${google_kms_crypto_key.key.self_link}',
          labels: { key: 'k-${google_kms_crypto_key.key.id}' },
        }),
      },
    });
    const { values, references } = find(module, 'google_storage_bucket.b');
    const id = reference('google_kms_crypto_key.key', 'id');
    expect(values).toEqual({
      encryption: { default_kms_key_name: exactly('google_kms_crypto_key.key', 'id') },
      link: exactly('google_kms_crypto_key.key', 'self_link'),
      labels: { key: new Unknown('after-apply', [id], false, 'k-${google_kms_crypto_key.key.id}') },
    });
    expect([...references]).toEqual([
      ['encryption.0.default_kms_key_name', [id]],
      ['link', [reference('google_kms_crypto_key.key', 'self_link')]],
      ['labels.0.key', [id]],
    ]);
  });

  test('count a block as element 0, written as an object or as a list', () => {
    const name = '${google_kms_crypto_key.key.id}';
    const module = expand({
      resource: { ...key, t: { object: { e: { k: name } }, list: { e: [{ k: name }, { k: [name] }] } } },
    });
    expect([...find(module, 't.object').references.keys()]).toEqual(['e.0.k']);
    expect([...find(module, 't.list').references.keys()]).toEqual(['e.0.k', 'e.1.k.0']);
  });

  test('are missing, and never exact, when nobody declares what they name', () => {
    const module = expand({
      resource: {
        t: {
          a: { k: '${google_kms_crypto_key.gone.id}', v: '${var.gone}', l: '${local.gone.x}', m: '${module.gone.x}' },
        },
      },
    });
    expect(find(module, 't.a').values).toEqual({
      k: unknown('missing', reference('google_kms_crypto_key.gone', 'id')),
      v: unknown('missing'),
      l: unknown('missing'),
      m: unknown('missing'),
    });
  });

  test('see what is configured in nested blocks, and an unset attribute as known after apply', () => {
    const module = expand({
      resource: {
        t: {
          a: { config: { name: 'inner' }, list: [{ name: 'first' }], unset: null },
          b: {
            object: '${t.a.config[0].name}',
            list: '${t.a.list[0].name}',
            unset: '${t.a.unset}',
            omitted: '${t.a.config[0].other}',
          },
        },
      },
    });
    expect(find(module, 't.b').values).toEqual({
      object: 'inner',
      list: 'first',
      unset: exactly('t.a', 'unset'),
      omitted: exactly('t.a', 'config.0.other'),
    });
  });

  test('follow a chain of attributes to a literal, and name only the nearest when there is none', () => {
    const module = expand({
      resource: {
        t: {
          a: { name: 'x', made: '${t.z.id}' },
          b: { name: '${t.a.name}', made: '${t.a.made}' },
          c: { name: '${t.b.name}', made: '${t.b.made}' },
          z: {},
        },
      },
    });
    expect(find(module, 't.c').values).toEqual({ name: 'x', made: exactly('t.b', 'made') });
  });

  test('follow a whole resource that a local or a loop passes on', () => {
    const module = expand({
      locals: { key: '${google_kms_crypto_key.key}', keys: { main: '${google_kms_crypto_key.key}' } },
      resource: {
        ...key,
        t: {
          a: {
            id: '${local.key.id}',
            name: '${local.keys["main"].name}',
            all: '${[for k in [google_kms_crypto_key.key] : k.id]}',
          },
        },
      },
    });
    const whole = exactly('google_kms_crypto_key.key', 'id');
    const local = { address: 'local.key', why: 'local value' };
    expect(find(module, 't.a').values).toEqual({
      id: exactly('google_kms_crypto_key.key', 'id', [local]),
      name: 'k',
      all: [whole],
    });
  });

  test.each<[string, object]>([
    ['t.b.y -> t.a.x -> t.b.y', { t: { a: { x: '${t.b.y}' }, b: { y: '${t.a.x}' } } }],
    ['t.a -> t.b -> t.a', { t: { a: { x: '${t.b.id}' }, b: { y: '${t.a.id}' } } }],
    ['t.a -> t.a', { t: { a: { x: '${t.a.id}' } } }],
    ['t.a.x -> t.a.x', { t: { a: { x: 'x${t.a.x}' } } }],
  ])('reject the cycle %s', (cycle, resource) => {
    expect(() => expand({ resource }).resources).toThrow(
      expect.objectContaining({ code: 'REFERENCE_CYCLE', parts: expect.objectContaining({ got: cycle }) as unknown }),
    );
  });
});

describe('locals and variables', () => {
  test('resolve to literals at any depth and keep the way of a reference', () => {
    const module = expand({
      variable: { env: { default: 'prd' }, zone: { default: { name: 'rs', keys: ['a', 'b'] } } },
      locals: {
        prefix: '${var.zone.name}-${var.env}',
        id: '${local.ids.main}',
        ids: { main: '${google_kms_crypto_key.key.id}', other: '${t.z.id}' },
      },
      resource: { ...key, t: { a: { name: '${local.prefix}-x', k: '${var.zone.keys[1]}', id: '${local.id}' }, z: {} } },
    });
    const { values, references } = find(module, 't.a');
    const via = ['local.id', 'local.ids'].map((address) => ({ address, why: 'local value' }));
    const id = exactly('google_kms_crypto_key.key', 'id', via);
    expect(values).toEqual({ name: 'rs-prd-x', k: 'b', id });
    expect([...references]).toEqual([['id', id.references]]);
  });

  test('of a member that is written in an expression have the references of that member only', () => {
    const module = expand({
      locals: { keys: '${{ main = google_kms_crypto_key.key.id, other = t.z.id }}' },
      resource: { ...key, t: { a: { id: '${local.keys.main}' }, z: {} } },
    });
    expect(find(module, 't.a').references.get('id')).toEqual([
      reference('google_kms_crypto_key.key', 'id', [{ address: 'local.keys', why: 'local value' }]),
    ]);
  });

  test('are unknown without a default, and secret when they are marked so', () => {
    const module = expand({
      variable: { none: {}, secret: { default: 'hunter2', sensitive: true } },
      locals: { derived: 'x-${var.secret}' },
      resource: {
        t: { a: { none: '${var.none}', s: '${var.secret}', d: '${local.derived}', u: '${upper(var.secret)}' } },
      },
    });
    const secret = unknown('sensitive');
    expect(find(module, 't.a').values).toEqual({ none: unknown('expression'), s: secret, d: secret, u: secret });
    expect(JSON.stringify(module.resources)).not.toContain('hunter2');
  });

  test('are converted to the type that the variable declares', () => {
    const module = expand({
      variable: {
        port: { type: 'string', default: 443 },
        ports: { type: 'set(string)', default: ['443', '80', '443'] },
        settings: { type: 'object({ public = optional(bool, true), name = optional(string) })', default: { extra: 1 } },
        map: { type: '${map(number)}', default: { a: '1' } },
        wrong: { type: 'number', default: 'many' },
      },
      resource: {
        t: {
          a: {
            port: '${var.port}',
            ports: '${var.ports}',
            public: '${var.settings.public}',
            settings: '${var.settings}',
            map: '${var.map}',
            wrong: '${var.wrong}',
          },
        },
      },
    });
    expect(find(module, 't.a').values).toEqual({
      port: '443',
      ports: ['443', '80'],
      public: true,
      settings: { public: true },
      map: { a: 1 },
      wrong: unknown('expression'),
    });
  });

  test('take a default of JSON as it stands', () => {
    const module = expand({
      variable: { text: { default: 'a${b}' } },
      resource: { t: { a: { text: '${var.text}' } } },
    });
    expect(find(module, 't.a').values).toEqual({ text: 'a${b}' });
  });

  test('reject a cycle of locals by name', () => {
    const locals = { a: '${local.b}', b: ['${local.c.x}'], c: { x: '${local.a}' } };
    expect(() => expand({ locals, resource: { t: { a: { x: '${local.a}' } } } }).resources).toThrow(
      /local\.a -> local\.b -> local\.c\.x -> local\.a/,
    );
  });

  test('reject a chain that is longer than anybody writes, without exhausting the stack', () => {
    const locals = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`l${i}`, `\${local.l${i + 1}}`]));
    expect(() => expand({ locals, resource: { t: { a: { x: '${local.l0}' } } } }).resources).toThrow(
      expect.objectContaining({ code: 'REFERENCE_TOO_LONG' }),
    );
  });
});

describe('values of other stacks', () => {
  const remote = (stack: string): object => ({
    terraform_remote_state: { [`cross-stack-reference-input-${stack}`]: { backend: 'local', config: { path: 'x' } } },
  });
  const output = (name: string): string =>
    `\${data.terraform_remote_state.cross-stack-reference-input-keys.outputs.${name}}`;

  test('are followed to the resource of the stack that declares it, in whatever order the stacks are read', () => {
    const stacks = expandStacks({
      app: {
        data: remote('keys'),
        resource: bucket('b', { key: output('cross-stack-output-id'), name: output('cross-stack-output-name') }),
      },
      keys: {
        output: {
          'cross-stack-output-id': { sensitive: true, value: '${google_kms_crypto_key.key.id}' },
          'cross-stack-output-name': { sensitive: true, value: '${google_kms_crypto_key.key.name}' },
        },
        resource: key,
      },
    });
    const app = stacks['app'];
    if (app === undefined) throw new Error('no stack app');
    const { values, references } = find(app, 'google_storage_bucket.b');
    const step = (name: string): { address: string; why: string } => ({
      address: `output.${name}`,
      why: 'output of stack keys',
    });
    const id = exactly('google_kms_crypto_key.key', 'id', [step('cross-stack-output-id')], 'keys');
    expect(values).toEqual({ key: id, name: 'k' });
    expect(references.get('key')).toEqual(id.references);
    expect(references.get('name')).toEqual([
      reference('google_kms_crypto_key.key', 'name', [step('cross-stack-output-name')], 'keys'),
    ]);
  });

  test('are missing when no stack has that output, and unknown when the state belongs to another estate', () => {
    const module = expand({
      data: { terraform_remote_state: { 'cross-stack-reference-input-keys': {}, elsewhere: {} } },
      resource: { t: { a: { mine: output('x'), other: '${data.terraform_remote_state.elsewhere.outputs.x}' } } },
    });
    const { mine, other } = find(module, 't.a').values;
    expect(mine).toEqual(
      new Unknown(
        'missing',
        [reference('data.terraform_remote_state.cross-stack-reference-input-keys', 'outputs.x')],
        false,
      ),
    );
    expect(other).toEqual(unknown('expression', reference('data.terraform_remote_state.elsewhere', 'outputs.x')));
    expect(module.blindSpots).toEqual([
      'data.terraform_remote_state.elsewhere: the state of another estate is not read',
    ]);
  });

  test('reject a cycle over stacks by name', () => {
    const stacks = expandStacks({
      keys: {
        data: remote('app'),
        output: { a: { value: '${data.terraform_remote_state.cross-stack-reference-input-app.outputs.b}' } },
      },
      app: { data: remote('keys'), output: { b: { value: output('a') } } },
    });
    expect(() => stacks['keys']?.outputs.get('a')).toThrow(/keys|app/);
    expect(() => stacks['keys']?.outputs.get('a')).toThrow(expect.objectContaining({ code: 'REFERENCE_CYCLE' }));
  });
});
