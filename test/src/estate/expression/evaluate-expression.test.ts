import { describe, expect, test } from 'vitest';
import { evaluateExpression } from '../../../../src/estate/expression/evaluate-expression.ts';
import type { Traversal } from '../../../../src/estate/expression/expression.ts';
import { ExpressionError } from '../../../../src/estate/expression/expression-error.ts';
import { parseExpression, parseTemplateText } from '../../../../src/estate/expression/parse-expression.ts';
import type { Scope } from '../../../../src/estate/expression/scope.ts';
import { type Reference, Unknown, type UnknownReason, type Value } from '../../../../src/estate/value.ts';
import { runProgram } from '../../../support/run-program.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** Expressions of known values, and what Terraform gives for them. */
const computed: readonly (readonly [string, Value])[] = [
  ['1 + 2 * 3', 7],
  ['-(2) - 1', -3],
  ['7 / 2', 3.5],
  ['5 % -3', 2],
  ['-5 % 3', -2],
  ['1 - 1 - 1', -1],
  ['true && false || true', true],
  ['!false', true],
  ['1 == "1"', false],
  ['[1, "a"] == [1, "a"]', true],
  ['{a = 1} != {a = 2}', true],
  ['null == null', true],
  ['2 >= 2', true],
  ['"10" + 5', 15],
  ['1 < 2 ? "a" : "b"', 'a'],
  ['"a${1 + 1}b${true}"', 'a2btrue'],
  ['"$${x} %%{y} 100% $5"', '${x} %{y} 100% $5'],
  ['"$$${1}"', '$${1}'],
  ['"x\\u0041\\t\\"\\\\"', 'xA\t"\\'],
  ['"%{ if 1 == 1 }a%{ else }b%{ endif }"', 'a'],
  ['"%{ if false }a%{ endif }"', ''],
  ['"%{ for k, v in {a = 1, b = 2} ~} ${k}=${v}; %{~ endfor }"', 'a=1;b=2;'],
  ['"a  ${~ 1 ~}  b"', 'a1b'],
  ['"${[1, 2]}"', [1, 2]],
  ['[for i, v in ["a", "b"] : "${i}${v}"]', ['0a', '1b']],
  ['[for v in [1, 2, 3] : v * 2 if v != 2]', [2, 6]],
  ['{for k, v in {b = 1, a = 2} : v => k}', { '1': 'b', '2': 'a' }],
  ['{for v in ["a", "b", "a"] : v => 1...}', { a: [1, 1], b: [1] }],
  ['{for k, v in toset(["a"]) : k => v}', { a: 'a' }],
  ['[for x in [1] : [for x in [2] : x]]', [[2]]],
  ['{a = {b = [1, 2]}}.a["b"][1]', 2],
  ['{a = {b = [1, 2]}}.a.b.0', 1],
  ['[{a = [1]}, {a = [2]}][*].a[0]', [1, 2]],
  ['[{a = [1]}, {a = [2]}].*.a[0]', [1]],
  ['"x"[*]', ['x']],
  ['{"a b" = 1, (upper("x")) = 2}', { 'a b': 1, X: 2 }],
  ['upper("abc")', 'ABC'],
  ['lower("ABC")', 'abc'],
  ['trimspace("  a\\n")', 'a'],
  ['trimprefix("abc", "a")', 'bc'],
  ['trimsuffix("abc", "c")', 'ab'],
  ['trimsuffix("abc", "")', 'abc'],
  ['replace("a.b.c", ".", "$&")', 'a$&b$&c'],
  ['startswith("abc", "ab")', true],
  ['endswith("abc", "ab")', false],
  ['join(",", ["a", 1, true])', 'a,1,true'],
  ['split(",", "a,b,")', ['a', 'b', '']],
  ['format("%s-%d-%v%%", "a", 3, [1, "x"])', 'a-3-[1,"x"]%'],
  ['urlencode("a b/c(d)!~é")', 'a+b%2Fc%28d%29%21~%C3%A9'],
  [
    'jsonencode({b = 1, "10" = 2, "9" = 3, a = "<&>", c = [null, true]})',
    '{"10":2,"9":3,"a":"\\u003c\\u0026\\u003e","b":1,"c":[null,true]}',
  ],
  ['jsondecode("{\\"a\\":[1,null]}")', { a: [1, null] }],
  ['tostring(1.5)', '1.5'],
  ['tonumber("12")', 12],
  ['tobool("true")', true],
  ['tolist(["a", "b"])', ['a', 'b']],
  ['toset(["b", "a", "b"])', ['a', 'b']],
  ['toset([3, 10, 2])', [2, 3, 10]],
  ['tomap({a = 1})', { a: 1 }],
  ['concat([1], [2, 3])', [1, 2, 3]],
  ['concat([[1], [2]]...)', [1, 2]],
  ['merge({a = 1}, {b = 2}, null, {a = 3})', { a: 3, b: 2 }],
  ['flatten([1, [2, [3]], []])', [1, 2, 3]],
  ['compact(["a", "", null])', ['a']],
  ['distinct([1, 1, 2])', [1, 2]],
  ['distinct([[1], [1]])', [[1]]],
  ['keys({b = 1, a = 2})', ['a', 'b']],
  ['values({b = 1, a = 2})', [2, 1]],
  ['length("abc") + length([1]) + length({a = 1})', 5],
  ['lookup({a = 1}, "a", 2)', 1],
  ['lookup({a = 1}, "b", 2)', 2],
  ['element([1, 2, 3], 4)', 2],
  ['contains(["a"], "a")', true],
  ['contains([1], "1")', false],
  ['coalesce("", null, "b")', 'b'],
  ['try({a = 1}.a, 2)', 1],
  ['can(1)', true],
  ['nonsensitive("a")', 'a'],
  ['cidrsubnet("10.1.2.3/16", 4, 15)', '10.1.240.0/20'],
  ['cidrsubnet("0.0.0.0/0", 8, 255)', '255.0.0.0/8'],
];

const key: Reference = { address: 'kms.key', type: 'kms', attribute: 'id', stack: 's', via: [] };
const project: Reference = { address: 'project.p', type: 'project', attribute: 'number', stack: 's', via: [] };

const names: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['key', new Unknown('after-apply', [key], true)],
  ['project', new Unknown('after-apply', [project], true)],
  ['secret', new Unknown('sensitive', [key], false)],
  ['nobody', new Unknown('missing', [project], false)],
  ['input', new Unknown('expression', [], false)],
]);
const scope: Scope = {
  resolve: ({ root, steps }: Traversal): Value => {
    const value = names.get(root) ?? new Unknown('missing');
    return steps.length === 0 || !(value instanceof Unknown) ? value : new Unknown(value.why, value.references, false);
  },
};

function evaluate(text: string): Value {
  return evaluateExpression(parseExpression(text), scope);
}

function unknown(why: UnknownReason, references: readonly Reference[] = [], exact = false): Unknown {
  return new Unknown(why, references, exact);
}

const thousand = `[${'1,'.repeat(1000)}]`;

describe('evaluateExpression', () => {
  test.each(computed)('computes %s', (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  test('computes what terraform console computes', async (context) => {
    const list = `jsonencode([${computed.map(([text]) => text).join(', ')}])\n`;
    const cwd = temporaryFolder({ 'expression.txt': list });
    const environment = { CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: '' };
    const result = await runProgram('sh', ['-c', 'terraform console < expression.txt'], { cwd, environment });
    if (result.exitCode === 127) context.skip('terraform is not installed');
    expect({ exitCode: result.exitCode, stderr: result.stderr }).toEqual({ exitCode: 0, stderr: '' });
    const theirs = JSON.parse(JSON.parse(result.stdout) as string) as unknown;
    expect(computed.map(([text]) => evaluate(text))).toEqual(theirs);
  });

  test('keeps an integer that JavaScript can not hold as its digits', () => {
    expect(evaluate('100000000000000000001')).toBe('100000000000000000001');
    expect(evaluate('9007199254740993 + 1')).toEqual(unknown('expression'));
  });

  test('keeps a reference exact while nothing is around it', () => {
    const exact = names.get('key');
    for (const text of ['key', '(key)', '"${key}"', 'true ? key : project', '[project, key][1]', '{a = key}.a']) {
      expect([text, evaluate(text)]).toEqual([text, exact]);
    }
    expect(evaluateExpression(parseTemplateText('${key}'), scope)).toEqual(exact);
  });

  test.each<[string, UnknownReason, readonly Reference[]]>([
    ['"${project}/${input}"', 'expression', [project]],
    ['"${project}/${secret}"', 'sensitive', [project, key]],
    ['"${project}/${nobody}"', 'missing', [project]],
    ['"a${null}"', 'expression', []],
    ['"a${[1]}"', 'expression', []],
    ['upper(project)', 'expression', [project]],
    ['project + 1', 'expression', [project]],
    ['project == 1 && true', 'expression', [project]],
    ['-project', 'expression', [project]],
    ['input ? key : project', 'expression', [key, project]],
    ['try(key, project)', 'expression', [key, project]],
    ['try({}.a, "fallback")', 'expression', []],
    ['can(key)', 'expression', [key]],
    ['can({}.a)', 'expression', []],
    ['coalesce(key, "a")', 'expression', [key]],
    ['coalesce("", key)', 'expression', [key]],
    ['coalesce()', 'expression', []],
    ['concat([1], key)', 'expression', [key]],
    ['concat(key...)', 'expression', [key]],
    ['join(",", ["a", key])', 'expression', [key]],
    ['flatten([[1], key])', 'expression', [key]],
    ['toset(["a", key])', 'expression', [key]],
    ['contains([key], "a")', 'expression', [key]],
    ['nonsensitive(secret)', 'sensitive', [key]],
    ['sensitive("a")', 'sensitive', []],
    ['sensitive(key)', 'sensitive', [key]],
    ['[for x in key : x]', 'expression', [key]],
    ['[for x in ["a"] : x if key == x]', 'expression', [key]],
    ['{for x in [key] : x => 1}', 'expression', [key]],
    ['{for x in ["a", "a"] : x => 1}', 'expression', []],
    ['"%{ for x in [key] }${x}%{ endfor }"', 'expression', [key]],
    ['key[*].a', 'expression', [key]],
    ['key.a', 'after-apply', [key]],
    ['["a"][key]', 'expression', [key]],
    ['["a"][1]', 'expression', []],
    ['{a = 1}.b', 'expression', []],
    ['toset(["a"])[0]', 'expression', []],
    ['"a".b', 'expression', []],
    ['null.a', 'expression', []],
    ['{(key) = 1}', 'expression', [key]],
    ['filebase64("x")', 'expression', []],
    ['timestamp()', 'expression', []],
    ['provider::aws::arn_parse(key)', 'expression', [key]],
    ['constructor("a")', 'expression', []],
    ['replace("a1", "/[0-9]/", "x")', 'expression', []],
    ['upper("é")', 'expression', []],
    ['format("%q", "x")', 'expression', []],
    ['format("%s")', 'expression', []],
    ['format("%s", "a", "b")', 'expression', []],
    ['cidrsubnet("2001:db8::/32", 8, 1)', 'expression', []],
    ['cidrsubnet("10.0.0.0/33", 8, 1)', 'expression', []],
    ['cidrsubnet("10.0.0.256/8", 8, 1)', 'expression', []],
    ['1 / 0', 'expression', []],
    ['1 / 3', 'expression', []],
    ['"a" < "b"', 'expression', []],
    ['!"a"', 'expression', []],
    ['"a" && true', 'expression', []],
    ['"a" ? 1 : 2', 'expression', []],
    ['tonumber("a")', 'expression', []],
    ['jsondecode("{")', 'expression', []],
    ['element([], 0)', 'expression', []],
    ['lookup({}, "a")', 'expression', []],
    ['{a = 1}.__proto__', 'expression', []],
    ['{a = 1}.constructor', 'expression', []],
  ])('does not know %s', (text, why, references) => {
    expect(evaluate(text)).toEqual(unknown(why, references));
  });

  test('shows the template of a text around plain references, and of nothing else', () => {
    const template = (text: string): unknown => {
      const value = evaluate(text);
      return value instanceof Unknown ? [value.why, value.exact, value.text] : value;
    };
    expect(template('"projects/${project}"')).toEqual(['after-apply', false, 'projects/${project.p.number}']);
    expect(template('"${project}/${key}"')).toEqual(['after-apply', false, '${project.p.number}/${kms.key.id}']);
    expect(template('"a-${"b-${key}"}"')).toEqual(['after-apply', false, 'a-b-${kms.key.id}']);
    expect(template('"a-${upper(key)}"')).toEqual(['expression', false, null]);
    expect(template('"a-${input}"')).toEqual(['expression', false, null]);
  });

  test('shows the JSON of a value that is known in part', () => {
    const template = (text: string): unknown => {
      const value = evaluate(text);
      return value instanceof Unknown ? [value.why, value.exact, value.references, value.text] : value;
    };
    const [id, number] = [key, project];
    expect(template('jsonencode({a = [key]})')).toEqual(['expression', false, [id], '{"a":["${kms.key.id}"]}']);
    expect(template('jsonencode({a = upper(key), b = "x-${project}", c = null, d = 1})')).toEqual([
      'expression',
      false,
      [id, number],
      '{"a":"${}","b":"x-${project.p.number}","c":null,"d":1}',
    ]);
    expect(template('"{a: \\"${upper(key)}-${project}\\"}"')).toEqual([
      'expression',
      false,
      [id, number],
      '{a: "${}-${project.p.number}"}',
    ]);
    expect(template('jsonencode(key)')).toEqual(['expression', false, [id], null]);
  });

  test('keeps what is known beside what is not', () => {
    const lists = evaluate(
      '{ a = [1, key], b = concat([1], [key]), c = merge({x = 1}, {y = key}), d = [for k in [key] : k] }',
    );
    const id = names.get('key');
    expect(lists).toEqual({ a: [1, id], b: [1, id], c: { x: 1, y: id }, d: [id] });
    expect(evaluate('length([key, project]) + length(keys({a = key}))')).toBe(3);
  });

  test('makes an own member of a key that names the prototype', () => {
    const value = evaluate('merge({"__proto__" = {admin = true}}, {a = 1})');
    expect(JSON.stringify(value)).toBe('{"__proto__":{"admin":true},"a":1}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test.each([
    ['loops', `[for a in ${thousand} : [for b in ${thousand} : 1]]`],
    ['lists', `concat(${`${thousand}, `.repeat(1001)}[])`],
  ])('rejects %s that would never end', (_, text) => {
    expect(() => evaluate(text)).toThrow(ExpressionError);
  });

  test('asks the scope for the longest traversal, with indexes that are known', () => {
    const asked: Traversal[] = [];
    const recorder: Scope = {
      resolve: (traversal) => {
        asked.push(traversal);
        return traversal.root === 'var' ? 'k' : 'value';
      },
    };
    evaluateExpression(parseExpression('a.b[var.key].c[0]["d"]'), recorder);
    expect(asked).toEqual([
      { root: 'var', steps: ['key'] },
      { root: 'a', steps: ['b', 'k', 'c', 0, 'd'] },
    ]);
  });
});
