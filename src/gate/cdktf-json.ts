import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf, SekishoError } from '../errors.ts';
import { isJsonObject, type JsonObject } from '../sources/recognise.ts';

/** What the checkpoint needs of `cdktf.json`. */
export interface CdktfProject {
  /** The command that runs the app, for a shell. */
  readonly app: string;
  /** Local Terraform modules, as cdktf's CLI hands them to the app in its context. */
  readonly relativeModules: readonly unknown[];
}

/** Reads `cdktf.json` in a folder. Throws a SekishoError when it is missing, no JSON, or names no app. */
export function readCdktfJson(projectRoot: string): CdktfProject {
  const file = join(projectRoot, 'cdktf.json');
  const fix =
    'name the command that runs the app: { "language": "typescript", "app": "node --import tsx stacks/main.ts" }';
  if (!existsSync(file)) {
    throw new SekishoError({
      code: 'PROJECT_MISSING',
      what: 'there is no cdktf.json here, so there is no app to check',
      file,
      expected: 'a cdktf project in the working directory, or PATHs to check',
      fix: 'change to the project, or name what to check: `sekisho check cdktf.out`',
    });
  }
  const document = parse(file);
  const app = document['app'];
  if (typeof app !== 'string' || app.trim() === '') {
    const got = app === undefined ? 'no `app`' : JSON.stringify(app);
    throw new SekishoError({
      code: 'PROJECT_INVALID',
      what: 'cdktf.json names no app',
      file,
      place: '$.app',
      got,
      expected: 'a command',
      fix,
    });
  }
  const modules = Array.isArray(document['terraformModules']) ? document['terraformModules'] : [];
  return { app, relativeModules: modules.filter(isRelativeModule) };
}

function parse(file: string): JsonObject {
  try {
    const document: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isJsonObject(document)) return document;
    throw new TypeError('not an object');
  } catch (error) {
    throw new SekishoError({
      code: 'PROJECT_INVALID',
      what: 'cdktf.json cannot be read',
      file,
      got: reasonOf(error),
      expected: 'a JSON object',
      fix: 'correct it: `cdktf init` shows what it looks like',
      cause: error,
    });
  }
}

function isRelativeModule(module: unknown): boolean {
  const source = isJsonObject(module) ? module['source'] : module;
  return typeof source === 'string' && (source.startsWith('./') || source.startsWith('../'));
}
