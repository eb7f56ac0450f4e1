import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { opaVersion } from '../opa.ts';
import { catalogOf } from './catalog.ts';
import { checkControl, controlId } from './check-control.ts';
import { compileModule } from './compile-module.ts';
import { parseRego, type RegoFile } from './rego-file.ts';
import { acts, readRequirements, requirementPath } from './requirement-file.ts';

/** The files of `policies/compiled`, by name. */
export type Artefacts = ReadonlyMap<string, Buffer>;

const capabilities = 'capabilities.json';
const canary = 'canary.rego';

/**
 * Compiles the folder `policies` into a WebAssembly module with one entrypoint per control and the canary's, the catalog and the manifest. The
 * same folder gives the same bytes wherever it lies: OPA runs inside it and sees relative paths in a fixed order only.
 * Throws a list of everything that is wrong with a control.
 */
export function buildPolicies(opa: string, policies: string): Artefacts {
  const sources = regoSources(policies);
  const requirements = readRequirements(policies);
  const files = sources.map((path) => parseRego(opa, policies, path));
  const controls = files.filter(({ path }) => path.startsWith('controls/'));
  const known = new Set(requirements.map(({ id }) => id));
  const checked = controls.map((file) => checkControl(file, testOf(opa, policies, file), known));
  const problems = [
    ...checked.flatMap((control) => control.problems),
    ...foreignSources(sources),
    ...files.flatMap(fragility),
  ];
  if (controls.length === 0) problems.push('policies/controls: no control found. Fix: run this in a whole checkout');
  if (problems.length > 0) throw new Error(problems.join('\n'));

  const catalog = Buffer.from(`${JSON.stringify(catalogOf(checked, files, requirements), null, 1)}\n`);
  const entrypoints = ['canary', ...controls.map((file) => `controls/${controlId(file).replace('.', '/')}`)];
  const wasm = compileModule(opa, policies, { capabilities, sources, entrypoints: entrypoints.sort() });
  const manifest = {
    opa: opaVersion,
    wasm: sha256(wasm),
    catalog: sha256(catalog),
    sources: sourceDigests(policies),
  };
  return new Map([
    ['catalog.json', catalog],
    ['manifest.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)],
    ['policy.wasm', wasm],
  ]);
}

/** The sha256 of everything that the build reads, by path from the project's root, sorted. */
export function sourceDigests(policies: string): Readonly<Record<string, string>> {
  const paths = [...regoSources(policies), capabilities, ...acts.map(requirementPath)].sort();
  return Object.fromEntries(paths.map((path) => [`policies/${path}`, sha256(readFileSync(join(policies, path)))]));
}

export function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Every Rego file that is compiled, from the folder `policies`, in a fixed order: no tests and nothing that serves them. */
function regoSources(policies: string): readonly string[] {
  return readdirSync(policies, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.rego') && !path.endsWith('_test.rego') && !path.startsWith('lib/testing/'))
    .sort();
}

function fragility(file: RegoFile): readonly string[] {
  const fix =
    'negate a named rule that takes the resource (`not _ok(rc)`), write `not a.b == c`, or first bind a field that is always there to a variable';
  return file.fragile.map(
    (line) =>
      `policies/${file.path}:${line}\n  is undefined, and its whole rule with it, where the field is missing. Fix: ${fix}`,
  );
}

function foreignSources(sources: readonly string[]): readonly string[] {
  return sources
    .filter((path) => path !== canary && !path.startsWith('controls/') && !path.startsWith('lib/'))
    .map((path) => `policies/${path}: lies at the wrong place. Fix: move it to controls/ or lib/`);
}

function testOf(opa: string, policies: string, control: RegoFile): RegoFile | null {
  const path = control.path.replace(/\.rego$/, '_test.rego');
  const folder = path.slice(0, path.lastIndexOf('/'));
  const exists = readdirSync(join(policies, folder)).includes(path.slice(folder.length + 1));
  return exists ? parseRego(opa, policies, path) : null;
}
