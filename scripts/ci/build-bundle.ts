/**
 * Builds the controls as a plain OPA bundle, for those who run OPA, Conftest or HCP Terraform themselves: `tsx scripts/ci/build-bundle.ts --output DIR --revision TEXT`. With
 * SEKISHO_BUNDLE_KEY (a PEM file, P-256) the bundle carries OPA's own signature too; the workflow attests where it was built. Beside it lies its digest.
 */
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { SekishoError } from '../../src/errors.ts';
import { installOpa, opaVersion, runOpa } from '../lib/opa.ts';
import { sha256 } from '../lib/policies/build.ts';
import { runStep } from './lib/run-step.ts';
import { stepSetting } from './lib/step-setting.ts';

const { values } = parseArgs({ options: { output: { type: 'string' }, revision: { type: 'string' } } });
const policies = fileURLToPath(new URL('../../policies', import.meta.url));
const entry = fileURLToPath(new URL('bundle/main.rego', import.meta.url));
const name = 'sekisho-policies.tar.gz';

await runStep(() => {
  const output = resolve(stepSetting(values.output, '--output', 'the folder for the bundle'));
  const revision = stepSetting(values.revision, '--revision', 'the version, or the commit');
  const opa = installOpa();
  if ('missing' in opa) {
    throw new SekishoError({
      code: 'OPA_MISSING',
      what: opa.missing,
      fix: `install OPA ${opaVersion}, or Go to build it with`,
    });
  }
  const stage = mkdtempSync(join(tmpdir(), 'sekisho-bundle-'));
  try {
    stageSources(stage, revision);
    mkdirSync(output, { recursive: true });
    const bundle = join(output, name);
    runOpa(opa.path, ['build', '--bundle', '.', '--output', bundle, ...signing()], stage);
    const digest = sha256(readFileSync(bundle));
    writeFileSync(`${bundle}.sha256`, `${digest}  ${name}\n`);
    console.log(`${digest}  ${name}`);
    return Promise.resolve(0);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
});

function stageSources(stage: string, revision: string): void {
  for (const folder of ['controls', 'lib']) {
    const isShipped = (path: string): boolean => !path.endsWith('_test.rego') && !/[\\/]lib[\\/]testing\b/u.test(path);
    cpSync(join(policies, folder), join(stage, folder), { recursive: true, filter: isShipped });
  }
  copyFileSync(join(policies, 'canary.rego'), join(stage, 'canary.rego'));
  copyFileSync(entry, join(stage, 'main.rego'));
  mkdirSync(join(stage, 'catalog'));
  writeFileSync(join(stage, 'catalog', 'data.json'), JSON.stringify(catalog()));
  const metadata = { opa: opaVersion, policy: sha256(readFileSync(join(policies, 'compiled', 'policy.wasm'))) };
  const manifest = { revision, roots: ['canary', 'catalog', 'controls', 'lib', 'main'], metadata };
  writeFileSync(join(stage, '.manifest'), `${JSON.stringify(manifest, null, 1)}\n`);
}

/** Title and severity by control: what Rego's own metadata would need another API for. */
function catalog(): Readonly<Record<string, { readonly title: string; readonly severity: string }>> {
  const entry = z.object({ id: z.string(), severity: z.string(), title: z.object({ en: z.string() }) });
  const read: unknown = JSON.parse(readFileSync(join(policies, 'compiled', 'catalog.json'), 'utf8'));
  const { controls } = z.object({ controls: z.array(entry).min(1) }).parse(read);
  return Object.fromEntries(controls.map(({ id, severity, title }) => [id, { title: title.en, severity }]));
}

function signing(): readonly string[] {
  const key = process.env['SEKISHO_BUNDLE_KEY'] ?? '';
  return key === '' ? [] : ['--signing-key', resolve(key), '--signing-alg', 'ES256'];
}
