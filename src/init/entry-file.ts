import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { SekishoError } from '../errors.ts';
import type { Compiler } from './wrap-app.ts';

/** The program that `app` of cdktf.json runs: the last word that names a script of the project. Throws INIT_ENTRY. */
export function entryFile(app: string, projectRoot: string, given: string | null): string {
  const words = given === null ? app.split(/\s+/u).reverse() : [given];
  const entry = words.find((word) => /\.[cm]?[jt]sx?$/u.test(word) && isFile(join(projectRoot, word)));
  if (entry !== undefined) return resolve(projectRoot, entry);
  throw new SekishoError({
    code: 'INIT_ENTRY',
    what: 'the file that makes the App was not found',
    got: given ?? `app: ${app}`,
    expected: 'a TypeScript or JavaScript file of the project',
    fix: 'name it: `sekisho init --entry FILE`',
  });
}

/** The project's own TypeScript. Throws INIT_COMPILER where it has none. */
export function compilerOf(projectRoot: string): Compiler {
  const load = createRequire(join(projectRoot, 'package.json'));
  try {
    const compiler: unknown = load('typescript');
    if (isCompiler(compiler)) return compiler;
    throw new TypeError('it can not parse');
  } catch (cause) {
    throw new SekishoError({
      code: 'INIT_COMPILER',
      what: 'the project has no TypeScript, which is needed to read its program',
      expected: '`typescript` among the devDependencies, as `cdktf init --template typescript` puts it',
      fix: 'install it, or wrap the app by hand: `new CheckedApp()` of `sekisho` instead of `new App()` of `cdktf`',
      cause,
    });
  }
}

function isCompiler(module: unknown): module is Compiler {
  return typeof module === 'object' && module !== null && 'createSourceFile' in module;
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
