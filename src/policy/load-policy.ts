import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf, SekishoError } from '../errors.ts';
import { packageRoot } from '../package-root.ts';
import type { Catalog } from './catalog.ts';

export interface LoadedPolicy {
  readonly module: Uint8Array<ArrayBuffer>;
  readonly catalog: Catalog;
  /** Digest of the compiled module. */
  readonly sha256: string;
  /** Version of OPA that compiled it. */
  readonly opa: string;
}

interface Manifest {
  readonly opa: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly wasm: string;
  readonly catalog: string;
}

/**
 * Loads the compiled policy and holds it against its manifest: the module, the catalog, and every source that lies beside them. Throws a
 * SekishoError when anything differs, since a policy that is not what its sources say must not judge.
 */
export function loadPolicy(root: string = packageRoot()): LoadedPolicy {
  const compiled = join(root, 'policies', 'compiled');
  const manifest = readManifest(join(compiled, 'manifest.json'));
  const module = readCompiled(join(compiled, 'policy.wasm'), manifest.wasm);
  const catalog = readCompiled(join(compiled, 'catalog.json'), manifest.catalog);
  refuseStale(root, manifest);
  return {
    module: Uint8Array.from(module),
    catalog: parseCatalog(catalog, join(compiled, 'catalog.json')),
    sha256: manifest.wasm,
    opa: manifest.opa,
  };
}

function readManifest(path: string): Manifest {
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw broken('the manifest of the compiled policy cannot be read', reasonOf(error), path);
  }
  if (isManifest(manifest)) return manifest;
  throw broken('the manifest of the compiled policy is no manifest', 'a document of another shape', path);
}

function isManifest(value: unknown): value is Manifest {
  if (!isObject(value)) return false;
  const { opa, sources, wasm, catalog } = value;
  const digests = isObject(sources) ? Object.values(sources) : [undefined];
  return [opa, wasm, catalog, ...digests].every((text) => typeof text === 'string');
}

/** The digest has shown that it is the catalogue that was built; what is left to check is that both sides mean the same by it. */
function parseCatalog(bytes: Buffer, path: string): Catalog {
  const catalog: unknown = JSON.parse(bytes.toString('utf8'));
  if (isCatalog(catalog)) return catalog;
  throw broken('the catalogue of the compiled policy is no catalogue', 'a document of another shape', path);
}

function isCatalog(value: unknown): value is Catalog {
  return isObject(value) && ['controls', 'requirements', 'strings'].every((part) => Array.isArray(value[part]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readCompiled(path: string, expected: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw broken('a part of the compiled policy cannot be read', reasonOf(error), path);
  }
  if (sha256(bytes) !== expected)
    throw broken('a part of the compiled policy is not what its manifest says', 'another digest', path);
  return bytes;
}

/** Sources that don't lie beside the compiled policy (some packagings leave them out) can't contradict it; others must match. */
function refuseStale(root: string, manifest: Manifest): void {
  const folder = join(root, 'policies');
  if (!existsSync(join(folder, 'controls'))) return;
  for (const [source, expected] of Object.entries(manifest.sources)) {
    const path = join(root, source);
    if (!existsSync(path)) throw stale(source, 'the file is gone');
    if (sha256(readFileSync(path)) !== expected)
      throw stale(source, 'the file was changed after the policy was compiled');
  }
  const unlisted = regoFiles(root, 'policies').find((path) => !(path in manifest.sources));
  if (unlisted !== undefined) throw stale(unlisted, 'the file is not in the compiled policy');
}

function regoFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return path === 'policies/lib/testing' ? [] : regoFiles(root, path);
    return entry.name.endsWith('.rego') && !entry.name.endsWith('_test.rego') ? [path] : [];
  });
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function stale(source: string, got: string): SekishoError {
  return new SekishoError({
    code: 'POLICY_STALE',
    what: 'the compiled policy is not what the Rego sources say',
    file: source,
    got,
    expected: 'sources and policies/compiled that belong together',
    fix: 'run `npm run policies:build` and commit policies/compiled with the change',
    ja: {
      what: 'コンパイル済みポリシーが Rego のソースと一致しない',
      expected: '互いに対応するソースと policies/compiled',
      fix: '`npm run policies:build` を実行し、policies/compiled を変更とともにコミットする',
    },
  });
}

function broken(what: string, got: string, file?: string): SekishoError {
  return new SekishoError({
    code: 'POLICY_BROKEN',
    what,
    got,
    expected: 'policies/compiled as `npm run policies:build` makes it',
    fix: 'restore policies/compiled from version control, or build it again',
    ...(file === undefined ? {} : { file }),
  });
}
