import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { japaneseHeadlines } from '../../../src/report/error-headlines.ts';
import { renderErrorJson, renderErrorText } from '../../../src/report/error-text.ts';
import { theLook } from './report-builder.ts';

const parts = {
  code: 'PLAN_INVALID',
  what: 'the plan is not what `terraform show -json` writes',
  file: 'plans/a\u001b[31m.json',
  place: 'line 3, column 7',
  got: 'a list',
  expected: 'an object with `format_version`',
  fix: 'run `terraform show -json tfplan > plan.json` again',
};

describe('an error', () => {
  test('says what, where, got, expected and fix', () => {
    expect(renderErrorText(parts, theLook())).toBe(
      [
        'error[PLAN_INVALID]: the plan is not what `terraform show -json` writes',
        '    at          plans/a\\x1b[31m.json, line 3, column 7',
        '    got         a list',
        '    expected    an object with `format_version`',
        '    fix         run `terraform show -json tfplan > plan.json` again',
        '',
      ].join('\n'),
    );
  });

  test('says it in Japanese under the headline of its code', () => {
    expect(renderErrorText(parts, theLook({ language: 'ja' }))).toBe(
      [
        'エラー[PLAN_INVALID]: plan が正しくない',
        '    内容      the plan is not what `terraform show -json` writes',
        '    場所      plans/a\\x1b[31m.json, line 3, column 7',
        '    実際      a list',
        '    期待      an object with `format_version`',
        '    対処      run `terraform show -json tfplan > plan.json` again',
        '',
      ].join('\n'),
    );
  });

  test('says its own parts in Japanese, and leaves what is the same in both', () => {
    const told = { ...parts, ja: { what: 'plan が出力と違う', expected: 'オブジェクト' } };
    expect(
      renderErrorText(told, theLook({ language: 'ja' }))
        .split('\n')
        .slice(1),
    ).toEqual([
      '    内容      plan が出力と違う',
      '    場所      plans/a\\x1b[31m.json, line 3, column 7',
      '    実際      a list',
      '    期待      オブジェクト',
      '    対処      run `terraform show -json tfplan > plan.json` again',
      '',
    ]);
    expect(renderErrorText(told, theLook())).toBe(renderErrorText(parts, theLook()));
    expect(JSON.parse(renderErrorJson(told, 'ja'))).toMatchObject({
      error: { what: 'plan が出力と違う', got: 'a list', expected: 'オブジェクト' },
    });
  });

  test('is JSON that says error, so that no program takes it for a pass', () => {
    expect(JSON.parse(renderErrorJson({ code: 'X', what: 'y' }))).toEqual({
      schema: 'sekisho.error/v1',
      verdict: 'error',
      exitCode: 3,
      error: { code: 'X', what: 'y', got: null, expected: null, fix: null, file: null, place: null },
    });
  });
});

test('every error code in the sources has a Japanese headline', () => {
  const codes = sourceFiles('src').flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    // In an error's parts, the code is followed by what is wrong; both words of `code: a ? 'X' : 'Y'` count.
    return [...text.matchAll(/\bcode: ([^\n]*),\s*\n?\s*what\b/gu)].flatMap(([, code = '']) =>
      [...code.matchAll(/'([A-Z][A-Z_]+)'/gu)].map(([, name = '']) => name),
    );
  });
  expect(codes.length).toBeGreaterThan(30);
  expect([...new Set(codes)].filter((code) => japaneseHeadlines[code] === undefined)).toEqual([]);
});

test.each([
  'src/prove-egress.ts',
  'src/verdict/egress-baseline.ts',
  'src/cli/commands/egress.ts',
  'src/cli/options.ts',
  'src/cli/deliver.ts',
  'src/configuration/assumed-zone.ts',
  'src/configuration/parse-configuration.ts',
  'src/configuration/read-configuration.ts',
  'src/estate/placement.ts',
  'src/estate/build-estate.ts',
  'src/estate/resource-index.ts',
  'src/cli/judge-estate.ts',
  'src/cli/commands/explain.ts',
  'src/sources/convert-hcl.ts',
  'src/sources/find-modules.ts',
  'src/sources/folder.ts',
  'src/sources/manifest.ts',
  'src/sources/parse-json.ts',
  'src/sources/read-bytes.ts',
])('every error of %s says in Japanese what is wrong, and what to do where it says so in English', (file) => {
  const thrown = readFileSync(file, 'utf8').split('new SekishoError({').slice(1);
  expect(thrown.length).toBeGreaterThan(0);
  const lacking = thrown.filter((text) => {
    const [call = ''] = text.split(/\n\s*\}\);/u);
    const [english = '', japanese = ''] = call.split(/\bja: \{/u);
    return !/\bwhat: /u.test(japanese) || (/\bfix\b/u.test(english) && !/\bfix\b/u.test(japanese));
  });
  expect(lacking.map((text) => /code: '(\w+)'/u.exec(text)?.[1])).toEqual([]);
});

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}
