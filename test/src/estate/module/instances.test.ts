import { describe, expect, test } from 'vitest';
import { addresses, exactly, expand, find, reference, unknown } from './expand.ts';

describe('count and for_each', () => {
  test.each<[string, unknown, string[]]>([
    ['a number', 2, ['t.a[0]', 't.a[1]']],
    ['text', '1', ['t.a[0]']],
    ['zero', 0, []],
    ['false', false, []],
    ['an expression', '${var.on ? 1 : 0}', ['t.a[0]']],
    ['an unknown', '${t.z.count}', ['t.a[*]']],
    ['a negative number', -1, ['t.a[*]']],
  ])('make instances of a count that is %s', (_, count, expected) => {
    const module = expand({ variable: { on: { default: true } }, resource: { t: { a: { count }, z: {} } } });
    expect(addresses(module).filter((address) => address !== 't.z')).toEqual(expected);
  });

  test.each<[string, unknown, string[]]>([
    ['an object', { x: 1, 'y z': 2 }, ['t.a["x"]', 't.a["y z"]']],
    ['a list', ['b', 'a'], ['t.a["b"]', 't.a["a"]']],
    ['a set', '${toset(["b", "a", "b"])}', ['t.a["a"]', 't.a["b"]']],
    ['a local', '${local.map}', ['t.a["k"]']],
    ['empty', {}, []],
    ['an unknown', '${t.z.map}', ['t.a[*]']],
    ['a set of unknowns', ['${t.z.id}'], ['t.a[*]']],
  ])('make instances of a for_each that is %s', (_, forEach, expected) => {
    const module = expand({ locals: { map: { k: 'v' } }, resource: { t: { a: { for_each: forEach }, z: {} } } });
    expect(addresses(module).filter((address) => address !== 't.z')).toEqual(expected);
  });

  test('bind each and count, and keep the references of a member', () => {
    const module = expand({
      locals: { buckets: { raw: { name: '${t.z.name}', key: '${t.z.id}' } } },
      resource: {
        t: {
          a: { for_each: '${local.buckets}', name: '${each.key}-${each.value.name}', key: '${each.value.key}' },
          c: { count: 2, name: 'n${count.index}' },
          s: { for_each: ['x'], same: '${each.key == each.value}' },
          z: { name: 'zed' },
        },
      },
    });
    const via = [{ address: 'local.buckets', why: 'local value' }];
    expect(find(module, 't.a["raw"]').values).toEqual({ name: 'raw-zed', key: exactly('t.z', 'id', via) });
    expect([...find(module, 't.a["raw"]').references]).toEqual([
      ['name', [reference('t.z', 'name', via)]],
      ['key', [reference('t.z', 'id', via)]],
    ]);
    expect(module.resources.filter((r) => r.address.startsWith('t.c')).map((r) => r.values)).toEqual([
      { name: 'n0' },
      { name: 'n1' },
    ]);
    expect(find(module, 't.s["x"]').values).toEqual({ same: true });
  });

  test('that are not known make one instance with unknown keys, and a blind spot', () => {
    const module = expand({
      resource: {
        t: {
          a: { for_each: '${t.z.map}', name: 'x-${each.key}', fix: 'ed' },
          b: { count: '${t.z.n}', i: '${count.index}' },
          z: {},
        },
      },
    });
    expect(find(module, 't.a[*]').values).toEqual({ name: unknown('expression', reference('t.z', 'map')), fix: 'ed' });
    expect(find(module, 't.b[*]').values).toEqual({ i: unknown('expression', reference('t.z', 'n')) });
    expect(module.blindSpots).toEqual([
      't.a: count or for_each is not known here; one instance stands for all',
      't.b: count or for_each is not known here; one instance stands for all',
    ]);
  });

  test('are addressed by references to one instance, to all, and to none', () => {
    const module = expand({
      resource: {
        t: {
          c: { count: 2, name: 'c${count.index}' },
          e: { for_each: { k: 'v' }, name: '${each.value}' },
          u: { count: '${t.z.n}', name: 'u' },
          z: {},
          use: {
            one: '${t.c[1].name}',
            id: '${t.c[0].id}',
            key: '${t.e["k"].name}',
            names: '${t.c[*].name}',
            ids: '${t.c[*].id}',
            made: '${[for k, v in t.e : v.id]}',
            beyond: '${t.c[2].id}',
            wrong: '${t.e["x"].id}',
            unsure: '${t.u[0].id}',
            some: '${t.c[t.z.n].id}',
          },
        },
      },
    });
    expect(find(module, 't.use').values).toEqual({
      one: 'c1',
      id: exactly('t.c[0]', 'id'),
      key: 'v',
      names: ['c0', 'c1'],
      ids: [exactly('t.c[0]', 'id'), exactly('t.c[1]', 'id')],
      made: [exactly('t.e["k"]', 'id')],
      beyond: unknown('missing', reference('t.c', '2.id')),
      wrong: unknown('missing', reference('t.e', 'x.id')),
      unsure: exactly('t.u[*]', 'id'),
      some: unknown('expression', reference('t.c[0]', ''), reference('t.c[1]', ''), reference('t.z', 'n')),
    });
  });

  test('reject an absurd count', () => {
    expect(() => expand({ resource: { t: { a: { count: 1e9 } } } }).resources).toThrow(
      expect.objectContaining({ code: 'COUNT_TOO_LARGE' }),
    );
  });

  test('reject a count that needs its own resource', () => {
    expect(() => expand({ resource: { t: { a: { count: '${length(t.a)}' } } } }).resources).toThrow(
      expect.objectContaining({ code: 'REFERENCE_CYCLE' }),
    );
  });
});

describe('modules', () => {
  const store = {
    variable: { name: {}, key: { default: null }, location: { default: 'here', nullable: false } },
    locals: { full: 'x-${var.name}' },
    resource: {
      t: { b: { name: '${local.full}', key: '${var.key}', location: '${var.location}', own: '${t.b2.id}' }, b2: {} },
    },
    output: {
      id: { value: '${t.b.id}' },
      name: { value: '${t.b.name}' },
      secret: { value: 'hidden', sensitive: true },
    },
  };

  test('get their arguments and give their outputs, with the way that a reference went', () => {
    const module = expand(
      {
        module: { m: { source: './store', name: 'raw', key: '${t.key.id}', location: null } },
        resource: {
          t: {
            key: {},
            use: {
              id: '${module.m.id}',
              name: '${module.m.name}',
              secret: '${module.m.secret}',
              none: '${module.m.none}',
            },
          },
        },
      },
      { '/project/store': store },
    );
    expect(addresses(module)).toEqual(['t.key', 't.use', 'module.m.t.b', 'module.m.t.b2']);
    expect(find(module, 'module.m.t.b').values).toEqual({
      name: 'x-raw',
      key: exactly('t.key', 'id', [{ address: 'module.m.var.key', why: 'module argument' }]),
      location: 'here',
      own: exactly('module.m.t.b2', 'id'),
    });
    expect(find(module, 't.use').values).toEqual({
      id: exactly('module.m.t.b', 'id', [{ address: 'module.m.id', why: 'module output' }]),
      name: 'x-raw',
      secret: unknown('sensitive'),
      none: unknown('missing'),
    });
  });

  test('are expanded by count and for_each, and nest', () => {
    const module = expand(
      {
        module: {
          outer: { source: './outer', for_each: { a: 'n1' }, name: '${each.value}' },
          some: { source: './store', count: '${t.z.n}', name: 'u' },
        },
        resource: {
          t: {
            z: {},
            use: {
              id: '${module.outer["a"].ids[0]}',
              all: '${[for m in module.outer : m.ids]}',
              u: '${module.some[0].id}',
              no: '${module.outer["b"].ids}',
            },
          },
        },
      },
      {
        '/project/outer': {
          variable: { name: {} },
          module: { inner: { source: '../store', count: 1, name: '${var.name}' } },
          output: { ids: { value: ['${module.inner[0].id}'] } },
        },
        '/project/store': store,
      },
    );
    expect(addresses(module)).toEqual([
      't.z',
      't.use',
      'module.outer["a"].module.inner[0].t.b',
      'module.outer["a"].module.inner[0].t.b2',
      'module.some[*].t.b',
      'module.some[*].t.b2',
    ]);
    expect(find(module, 'module.outer["a"].module.inner[0].t.b').values['name']).toBe('x-n1');
    const inner = { address: 'module.outer["a"].module.inner[0].id', why: 'module output' };
    const outer = { address: 'module.outer["a"].ids', why: 'module output' };
    const id = exactly('module.outer["a"].module.inner[0].t.b', 'id', [outer, inner]);
    const use = find(module, 't.use').values;
    expect(use['id']).toMatchObject({
      references: [{ address: 'module.outer["a"].module.inner[0].t.b', via: [outer, inner] }],
    });
    expect([use['all'], use['no']]).toEqual([[[id]], unknown('missing')]);
    expect(use['u']).toEqual(
      exactly('module.some[*].t.b', 'id', [{ address: 'module.some[*].id', why: 'module output' }]),
    );
  });

  test('that are not local give unknown outputs and a blind spot', () => {
    const module = expand({
      module: { vpc: { source: 'terraform-google-modules/network/google', version: '9.0.0' } },
      resource: { t: { a: { network: '${module.vpc.network_id}' } } },
    });
    expect(find(module, 't.a').values).toEqual({ network: unknown('expression') });
    expect(module.blindSpots).toEqual([
      'module.vpc: its source "terraform-google-modules/network/google" is not read here, so neither are its resources',
    ]);
  });

  test('reject a module that calls itself', () => {
    const self = { module: { again: { source: '../self' } } };
    expect(() => expand({ module: { m: { source: './self' } } }, { '/project/self': self }).resources).toThrow(
      expect.objectContaining({ code: 'MODULE_TOO_DEEP' }),
    );
  });

  test('take the line of the call for resources that have none of their own', () => {
    const trace = { metadata: { stackTrace: ['stacks/app.ts:7:3'] } };
    const module = expand(
      { module: { m: { source: './store', name: 'x', '//': trace } } },
      { '/project/store': store },
    );
    expect(find(module, 'module.m.t.b').location).toEqual({ file: 'stacks/app.ts', line: 7 });
  });
});

describe('providers', () => {
  const provider = {
    google: [
      { project: 'p1', region: '${var.region}', access_token: 'ya29' },
      { alias: 'us', project: 'p2' },
    ],
  };
  const variable = { region: { default: 'asia-northeast1' } };

  test('are the one of the type, or the one that is named', () => {
    const resource = {
      google_x: {
        a: {},
        b: { provider: 'google.us' },
        c: { provider: '${google.us}' },
        d: { provider: 'google.gone' },
      },
      terraform_data: { a: {} },
    };
    const module = expand({ provider, variable, resource });
    const first = {
      key: 'google',
      values: { project: 'p1', region: 'asia-northeast1', access_token: unknown('sensitive') },
    };
    const second = { key: 'google.us', values: { project: 'p2' } };
    expect(module.resources.map(({ address, provider: used }) => [address, used])).toEqual([
      ['google_x.a', first],
      ['google_x.b', second],
      ['google_x.c', second],
      ['google_x.d', { key: 'google.gone', values: {} }],
      ['terraform_data.a', { key: 'terraform', values: {} }],
    ]);
    expect(find(module, 'google_x.b').values).toEqual({});
  });

  test('are inherited by modules, handed to them, or their own', () => {
    const plain = { resource: { google_x: { a: {}, b: { provider: 'google.us' } } } };
    const module = expand(
      {
        provider,
        variable,
        module: {
          inherits: { source: './plain' },
          handed: { source: './plain', providers: { google: 'google.us', 'google.us': '${google}' } },
          own: { source: './own' },
        },
      },
      { '/project/plain': plain, '/project/own': { ...plain, provider: { google: { project: 'p3' } } } },
    );
    const used = module.resources.map(({ address, provider: { key, values } }) => [address, key, values['project']]);
    expect(used.sort()).toEqual([
      ['module.handed.google_x.a', 'google.us', 'p2'],
      ['module.handed.google_x.b', 'google', 'p1'],
      ['module.inherits.google_x.a', 'google', 'p1'],
      ['module.inherits.google_x.b', 'google.us', undefined],
      ['module.own.google_x.a', 'module.own:google', 'p3'],
      ['module.own.google_x.b', 'google.us', undefined],
    ]);
  });
});
