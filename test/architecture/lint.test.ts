import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../support/repository.ts';

const eslint = new ESLint({ cwd: repositoryRoot });

/** The rules that object to this text, were it the text of that file; sorted, each once. The file must exist, since rules look at types. */
async function objections(file: string, text: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath: join(repositoryRoot, file) });
  return [...new Set((result?.messages ?? []).map(({ ruleId }) => ruleId ?? 'none'))].sort();
}

describe('lint', () => {
  it.each([
    ['a default export', 'export default 1;', ['no-restricted-syntax']],
    ['an enum', 'export enum Level { Low }', ['no-restricted-syntax']],
    ['a cast', 'export const id = (value: unknown): string => value as string;', ['no-restricted-syntax']],
    [
      'a non-null assertion',
      'export const id = (value: string | null): string => value!;',
      ['@typescript-eslint/no-non-null-assertion'],
    ],
    [
      'any',
      'export const id = (value: any): string => value;',
      [
        '@typescript-eslint/explicit-module-boundary-types',
        '@typescript-eslint/no-explicit-any',
        '@typescript-eslint/no-unsafe-return',
      ],
    ],
    [
      'a promise that nobody awaits',
      'export function go(): void { Promise.resolve(1); }',
      ['@typescript-eslint/no-floating-promises'],
    ],
    ['a thrown text', "export function go(): never { throw 'no'; }", ['@typescript-eslint/only-throw-error']],
    [
      'a case that is left out',
      "export function go(x: 'a' | 'b'): void { switch (x) { case 'a': break; } }",
      ['@typescript-eslint/switch-exhaustiveness-check'],
    ],
    ['the console', "export function go(): void { console.log('x'); }", ['no-console']],
    [
      'a function of 41 lines',
      `export function go(): number {\n  let n = 0;\n${'  n += 1;\n'.repeat(38)}  return n;\n}`,
      ['max-lines-per-function'],
    ],
    ['a file of 301 lines', '// why\n'.repeat(300).concat('export const one = 1;'), ['max-lines']],
  ])('objects to %s', async (_, text, rules) => {
    expect(await objections('src/errors.ts', text)).toEqual(rules);
  });

  it.each([
    ['a clock of its own', 'export const now = (): number => Date.now();', ['no-restricted-syntax']],
    ['the time of day', 'export const now = (): Date => new Date();', ['no-restricted-syntax']],
    ['chance', 'export const dice = (): number => Math.random();', ['no-restricted-syntax']],
    ['the process', 'export const home = (): string => process.cwd();', ['no-restricted-globals']],
  ])('objects to %s in the core', async (_, text, rules) => {
    expect(await objections('src/estate/value.ts', text)).toEqual(rules);
  });

  it('lets `as const`, a clock that is given, and a default export of a tool pass', async () => {
    expect(await objections('src/errors.ts', "export const levels = ['low'] as const;\n")).toEqual([]);
    expect(
      await objections('src/estate/value.ts', 'export const at = (now: string): Date => new Date(now);\n'),
    ).toEqual([]);
    expect(await objections('vitest.config.ts', 'export default { test: {} };\n')).toEqual([]);
  });
});
