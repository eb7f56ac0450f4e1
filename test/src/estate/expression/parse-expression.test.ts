import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExpressionError } from '../../../../src/estate/expression/expression-error.ts';
import { parseExpression, parseTemplateText } from '../../../../src/estate/expression/parse-expression.ts';
import { referencesIn } from '../../../../src/estate/expression/references-in.ts';
import { hashicorpReferences, hashicorpShape, ourReferences, ourShape, parseWithHashicorp } from './hcl-references.ts';

const expressions = [
  'google_kms_crypto_key.key.id',
  'data.google_project.this.number',
  'module.network["a.b"].subnets[0].id',
  'a.b["c"][0].d',
  'a.b.0.c',
  'a.b.0',
  'a-b.c-d',
  'été.b',
  'a["x${b.c}"].d',
  'a.b[var.key].id',
  'a.b[c.d]["x"].e',
  'a.b[-1]',
  'a.b[*].id',
  'a[*].b[0].c',
  'a.b.*.id',
  'a.b.*.c.d[0]',
  'a.*.b.0.c',
  'a.b.*[0]',
  '(a.b).c',
  'true.x',
  'if.x',
  'null',
  '1.5e3',
  '-a.b + 1',
  '!a.b',
  'a.b == c.d && !e.f',
  'a ? b : c ? d : e',
  'a.x ? \n b.x : c.x',
  'a.x &&\n b.x',
  'a.x /* not b.x */ + c.x # nor d.x\n',
  'a.x // nor d.x\n+ b.x',
  'upper(x.y)',
  'f(a.b...)',
  'f(\n a.x,\n b.x,\n)',
  'provider::aws::arn_parse(a.b.arn)',
  'coalesce(var.a, local.b, "c")',
  '[a.b, [c.d, 1], "${e.f}",]',
  '[]',
  '{}',
  '{ a = b.c, "d" = e.f, (g.h) = i.j, k.l = m.n }',
  '{a: b.c\n d: e.f}',
  '{ x = a.b\n}',
  '{\n\n x = a.b,\n\n y = c.d\n}',
  '{ "${a.b}" = c.d }',
  '{[a.x] = 1}',
  '[for s in var.list : upper(s)]',
  '[for i, s in var.list : "${i}${s.x}${local.z}" if s != var.not]',
  '{for k, v in a.b : k => v... if v != ""}',
  '{for s in var.list : s => [for t in s : t.x + other.y]}',
  '[for var in x.y : var]',
  '"plain"',
  '"${a.b}"',
  '"x-${a.b}-${c.d[0]}"',
  '"$${a.b} ${c.d}"',
  '"$$${a.b} ${c.d}"',
  '"%%{ if a.b } ${c.d}"',
  '"$ ${a.b} 100% $a"',
  '"${~ a.b ~} x"',
  '"%{ if a.b }${c.d}%{ else }${e.f}%{ endif }"',
  '"%{ for x in a.b }${x}${c.d}%{ endfor }"',
  '"%{ for k, v in a.b ~} ${k}=${v} %{~ endfor }"',
  '"escaped \\" \\\\ \\n ${a.b["\\"q\\""]}"',
  '"${"${a.b}"}"',
  'jsonencode({ a = "${b.c}", d = [e.f] })',
  'f(<<EOT\nx ${a.b}\nEOT\n)',
  'f(<<-EOT\n    x ${a.b}\n    %{ if c.d }y%{ endif }\n  EOT\n, e.f)',
  'each.value.name',
  'count.index + 1',
  'a.b.c.d.e.f.g',
];

const trees = [
  'a + b * c',
  'a * b + c',
  'a - b - c',
  'a / b % c',
  '-a - -b',
  '!a && b || c && !d',
  'a == b != c',
  'a < b == c >= d',
  'a || b ? c && d : e == f ? g : h',
  '-(a + b) * c',
  'f(a, g(b + c), d ? e : h)',
  '!(a && b)',
  'a && b == c || d',
];

const invalid = [
  '',
  'a..b',
  'a.b[',
  'a.b]',
  'a.0.1.b',
  '(a',
  'f(a',
  '[a',
  '{a = 1 b = 2}',
  '{a}',
  'a ? b',
  'a +',
  '&& a',
  '${a}',
  '"unclosed',
  '"a\nb"',
  '"${a"',
  '"\\x"',
  '"%{ if a }x"',
  '"%{ endif }"',
  '"%{ for x in a }x"',
  '[for x in a]',
  '{for x in a : x}',
  'a::b',
  'a b',
  'f(a...,b)',
  '@',
  '<<EOT\nx',
];

describe('parseExpression', () => {
  test.each(expressions)("finds the references that HashiCorp's parser finds: %s", async (text) => {
    const expected = hashicorpReferences(await parseWithHashicorp(text));
    expect(ourReferences(referencesIn(parseExpression(text)))).toEqual(expected);
  });

  test.each(trees)("binds operators as HashiCorp's parser does: %s", async (text) => {
    expect(ourShape(parseExpression(text))).toBe(hashicorpShape(await parseWithHashicorp(text)));
  });

  test.each(invalid)("rejects what HashiCorp's parser rejects: %s", async (text) => {
    await expect(parseWithHashicorp(text)).rejects.toThrow();
    expect(() => parseExpression(text)).toThrow(ExpressionError);
  });

  test("agrees with HashiCorp's parser on generated expressions", async () => {
    const property = fc.asyncProperty(anExpression, async (text) => {
      const tree = await parseWithHashicorp(text);
      expect(ourReferences(referencesIn(parseExpression(text)))).toEqual(hashicorpReferences(tree));
    });
    await fc.assert(property, { numRuns: 300, seed: 20_261_124 });
  });

  test('rejects any other text with an ExpressionError and nothing else', () => {
    const alphabet = [
      ...Array.from('ab.0[]{}()"$%!?:=<>&|+-*/~,\n #\\'),
      'for ',
      ' in ',
      ' if ',
      '${',
      '%{',
      '<<A\n',
      '...',
      '=>',
      '::',
    ];
    const text = fc.array(fc.constantFrom(...alphabet), { maxLength: 40 }).map((parts) => parts.join(''));
    const property = fc.property(text, (source) => {
      for (const parse of [parseExpression, parseTemplateText]) {
        try {
          parse(source);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
        }
      }
    });
    fc.assert(property, { numRuns: 3000, seed: 20_261_124 });
  });

  test.each([
    ['parentheses', '('.repeat(100_000)],
    ['brackets', '['.repeat(100_000)],
    ['braces', '{a='.repeat(100_000)],
    ['a chain of operators', `a${' + a'.repeat(100_000)}`],
    ['signs', `${'!'.repeat(100_000)}a`],
    ['conditionals', `${'a ? a : '.repeat(100_000)}a`],
    ['calls', 'f('.repeat(100_000)],
    ['indexes', 'a['.repeat(100_000)],
    ['splats', `a${'[*]'.repeat(100_000)}`],
    ['templates', '"${'.repeat(100_000)],
    ['directives', `"${'%{ if a }'.repeat(100_000)}`],
    ['heredocs', '<<A\n${'.repeat(1000)],
  ])('rejects %s that are nested beyond any use, without exhausting the stack', (_, text) => {
    expect(() => parseExpression(text)).toThrow(ExpressionError);
  });

  test('reads a long template and a long list, which are not deep', () => {
    const template = parseTemplateText('${a.b}-'.repeat(20_000));
    const list = parseExpression(`[${'a.b,'.repeat(20_000)}]`);
    expect([referencesIn(template).length, referencesIn(list).length]).toEqual([20_000, 20_000]);
  });

  test('says what it expected, what it got, and where', () => {
    expect(() => parseExpression('upper(a b)')).toThrow(
      expect.objectContaining({
        message: 'expected `)`, got `b` at offset 8 of "upper(a b)"',
        expression: 'upper(a b)',
        position: 8,
      }),
    );
  });
});

describe('parseTemplateText', () => {
  test('takes text without a template as it stands, backslashes included', () => {
    expect(parseTemplateText('a \\n "b" $5 100%')).toEqual({ kind: 'literal', value: 'a \\n "b" $5 100%' });
  });

  test('gives the inner expression of a lone interpolation', () => {
    const expected = { kind: 'traversal', traversal: { root: 'google_kms_key_ring', steps: ['ring', 'id'] } };
    expect(parseTemplateText('${google_kms_key_ring.ring.id}')).toEqual(expected);
    expect(parseTemplateText('${ google_kms_key_ring.ring["id"] }')).toEqual(expected);
  });

  test('does not take a keyword for the root of a reference', () => {
    expect(referencesIn(parseTemplateText('${true.a}'))).toEqual([]);
  });

  test('keeps backslashes outside of interpolations and reads them inside', () => {
    expect(parseTemplateText('\\d ${"\\\\d"}')).toEqual({
      kind: 'template',
      parts: [
        { kind: 'literal', value: '\\d ' },
        { kind: 'literal', value: '\\d' },
      ],
    });
  });
});

const { anExpression } = fc.letrec<{ anExpression: string }>((tie) => {
  const inner = tie('anExpression');
  const name = fc.constantFrom('a', 'b2', 'c_d', 'e-f', 'var', 'local');
  const pairs = fc.tuple(inner, inner);
  return {
    anExpression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.tuple(name, name, name).map((parts) => parts.join('.')),
      fc.constantFrom('1', '2.5', 'true', 'null', '"text"', 'a.b[0].c', 'a["k"].c', 'a.b.0.c', 'a.b[*].c', 'a.*.b[1]'),
      fc
        .tuple(pairs, fc.constantFrom('+', '-', '*', '/', '%', '&&', '||', '==', '!=', '<', '<=', '>', '>='))
        .map(([[left, right], operator]) => `${left} ${operator} ${right}`),
      fc.tuple(inner, inner, inner).map(([c, t, f]) => `(${c} ? ${t} : ${f})`),
      inner.map((operand) => `!(${operand})`),
      inner.map((operand) => `-(${operand})`),
      pairs.map(([first, second]) => `f(${first}, ${second})`),
      pairs.map(([first, second]) => `[${first}, ${second}]`),
      pairs.map(([first, second]) => `{ x = ${first}, (y.z) = ${second} }`),
      pairs.map(([first, second]) => `"l $\${x} \${${first}} m \${~ ${second} ~}"`),
      pairs.map(([collection, value]) => `[for a in ${collection} : ${value} if a.x]`),
      pairs.map(([collection, value]) => `{for a, b2 in ${collection} : a => ${value}...}`),
      pairs.map(([condition, text]) => `"%{ if ${condition} }\${${text}}%{ else }-%{ endif }"`),
      pairs.map(([source, key]) => `(${source})[${key}]`),
    ),
  };
});
