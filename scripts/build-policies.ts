/**
 * Builds `policies/compiled` from `policies`: `tsx scripts/build-policies.ts [--out DIR]`. With `--check` nothing is written: the same is built
 * again and compared byte for byte, and where there is no OPA the digests of the sources are compared with the manifest's.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { reasonOf } from '../src/errors.ts';
import { findOpa, installOpa } from './lib/opa.ts';
import { type Artefacts, buildPolicies, sha256, sourceDigests } from './lib/policies/build.ts';

const policies = fileURLToPath(new URL('../policies', import.meta.url));
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, out: { type: 'string' } } });
const compiled = values.out === undefined ? join(policies, 'compiled') : resolve(values.out);

try {
  const problems = values.check ? check() : build();
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}

function build(): readonly string[] {
  const opa = installOpa();
  if ('missing' in opa) return [opa.missing];
  mkdirSync(compiled, { recursive: true });
  const artefacts = buildPolicies(opa.path, policies);
  for (const [name, content] of artefacts) {
    writeFileSync(join(compiled, name), content);
    console.log(`${name.padEnd(14)} ${String(content.length).padStart(8)} bytes`);
  }
  return [];
}

function check(): readonly string[] {
  const stale = staleParts();
  if (stale.length > 0) return [...stale, 'Fix: npx tsx scripts/build-policies.ts, and commit policies/compiled'];
  const opa = findOpa();
  if (opa === null) {
    console.log('not rebuilt without OPA: the digests of sources, module and catalog match the manifest');
    return [];
  }
  const differ = differences(buildPolicies(opa, policies));
  if (differ.length > 0) return [...differ, 'Fix: npx tsx scripts/build-policies.ts, and commit policies/compiled'];
  console.log('policies/compiled is what its sources give, byte for byte');
  return [];
}

/** Sources and files that are not what the manifest says. */
function staleParts(): readonly string[] {
  const digest = z.string().regex(/^[0-9a-f]{64}$/);
  const shape = z.strictObject({
    opa: z.string(),
    wasm: digest,
    catalog: digest,
    sources: z.record(z.string(), digest),
  });
  const manifest = shape.parse(JSON.parse(readFileSync(join(compiled, 'manifest.json'), 'utf8')));
  const now: Readonly<Record<string, string>> = {
    ...sourceDigests(policies),
    'policy.wasm': sha256(readFileSync(join(compiled, 'policy.wasm'))),
    'catalog.json': sha256(readFileSync(join(compiled, 'catalog.json'))),
  };
  const then: Readonly<Record<string, string>> = {
    ...manifest.sources,
    'policy.wasm': manifest.wasm,
    'catalog.json': manifest.catalog,
  };
  return [...new Set([...Object.keys(now), ...Object.keys(then)])]
    .filter((path) => now[path] !== then[path])
    .map((path) => `${path}: manifest.json says ${then[path] ?? 'nothing of it'}, got ${now[path] ?? 'no such file'}`);
}

function differences(built: Artefacts): readonly string[] {
  return [...built].flatMap(([name, content]) => {
    const committed = readFileSync(join(compiled, name));
    if (committed.equals(content)) return [];
    const at = committed.findIndex((byte, index) => byte !== content[index]);
    const from = at < 0 ? Math.min(committed.length, content.length) : at;
    return [`${name}: ${committed.length} bytes, expected ${content.length}; they differ from byte ${from} on`];
  });
}
