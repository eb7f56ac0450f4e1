import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { SekishoError } from '../../errors.ts';

/** Names the real terraform: a path, or a name on PATH. */
const binaryVariable = 'SEKISHO_TERRAFORM';
/** Set for the real terraform, so that a `terraform` on PATH that leads back here is found out before it runs in circles. */
export const insideVariable = 'SEKISHO_STAND_IN';

const usualNames = ['terraform', 'tofu'] as const;
const endings = process.platform === 'win32' ? ['.exe', ''] : [''];

/**
 * The terraform or tofu that does the work: what SEKISHO_TERRAFORM names, else the first on PATH that is not this program. Throws a SekishoError when
 * there is none, or when this program was called by itself.
 */
export function findRealTerraform(environment: Readonly<NodeJS.ProcessEnv>, self: string): string {
  if (environment[insideVariable] !== undefined) throw circle(environment[binaryVariable]);
  const named = environment[binaryVariable] ?? '';
  if (named === '') return onPath(usualNames, environment, self) ?? missing('terraform, tofu');
  const isPath = named.includes('/') || named.includes('\\');
  const found =
    (isPath ? usable(resolve(named)) : onPath([named], environment, self)) ?? missing(`${binaryVariable}=${named}`);
  if (isSelf(found, self)) throw circle(named);
  return found;
}

function onPath(names: readonly string[], environment: Readonly<NodeJS.ProcessEnv>, self: string): string | null {
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = names.flatMap((name) =>
    folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))),
  );
  return candidates.find((path) => usable(path) !== null && !isSelf(path, self)) ?? null;
}

function usable(path: string): string | null {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile() ? path : null;
  } catch {
    return null;
  }
}

function isSelf(path: string, self: string): boolean {
  try {
    return realpathSync(path) === realpathSync(self);
  } catch {
    return false;
  }
}

function missing(got: string): never {
  throw new SekishoError({
    code: 'TERRAFORM_MISSING',
    what: 'the real terraform was not found',
    got: `nothing that can be run for ${got}`,
    expected: `terraform or tofu on PATH, or its path in ${binaryVariable}`,
    fix: `install terraform, or set ${binaryVariable}`,
  });
}

function circle(named: string | undefined): SekishoError {
  return new SekishoError({
    code: 'TERRAFORM_CIRCLE',
    what: 'sekisho-terraform was called by itself: what it took for the real terraform leads back to it',
    got: named === undefined ? 'a `terraform` on PATH that calls sekisho-terraform' : `${binaryVariable}=${named}`,
    expected: "HashiCorp's terraform, or tofu",
    fix: `set ${binaryVariable} to the path of the real binary`,
  });
}
