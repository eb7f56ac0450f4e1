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

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}
