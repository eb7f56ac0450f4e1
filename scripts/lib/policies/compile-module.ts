import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { runOpa } from '../opa.ts';

export interface ModuleParts {
  /** Path of the capabilities file; like all paths from the folder that OPA runs in. */
  readonly capabilities: string;
  /** Paths of the Rego files. Their order, like that of the entrypoints, shows in the module. */
  readonly sources: readonly string[];
  readonly entrypoints: readonly string[];
}

/**
 * Compiles Rego to WebAssembly. OPA runs inside `directory`, so that the module does not tell where that lies. Without `--prune-unused`
 * OPA would make an entrypoint of every rule that uses an entrypoint's package, private functions among them, and refuse those.
 */
export function compileModule(opa: string, directory: string, parts: ModuleParts): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-policy-'));
  try {
    const bundle = join(folder, 'bundle.tar.gz');
    const flags = ['--target', 'wasm', '--prune-unused', '--capabilities', parts.capabilities, '--output', bundle];
    const entrypoints = parts.entrypoints.flatMap((name) => ['--entrypoint', name]);
    runOpa(opa, ['build', ...flags, ...entrypoints, ...parts.sources], directory);
    return fileInTar(gunzipSync(readFileSync(bundle)), '/policy.wasm');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One file of a tar archive. Only the plain headers that OPA writes are understood. */
function fileInTar(archive: Buffer, name: string): Buffer {
  for (let offset = 0; offset + 512 <= archive.length; ) {
    const field = (from: number, to: number): string =>
      archive.toString('utf8', offset + from, offset + to).split('\0')[0] ?? '';
    const size = Number.parseInt(field(124, 136), 8) || 0;
    if (field(0, 100) === name) return archive.subarray(offset + 512, offset + 512 + size);
    offset += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`expected ${name} in the bundle that opa built, got none`);
}
