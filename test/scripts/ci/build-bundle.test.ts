import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { searchOpa } from '../../../scripts/lib/opa.ts';
import { fixtures } from '../../support/plan-fixtures.ts';
import { repositoryRoot } from '../../support/repository.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { ending, runStep } from './support/run-step.ts';

const opa = searchOpa();

interface Denied {
  readonly control: string;
  readonly resource: string;
  readonly key: string;
}

/** What plain OPA says with the bundle. */
function deny(bundle: string, input: string, more: readonly string[] = []): readonly Denied[] {
  if (!('path' in opa)) return [];
  const parameters = ['eval', '--format', 'json', ...more, '--bundle', bundle, '--input', input];
  const run = spawnSync(opa.path, [...parameters, 'data.main.deny'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (run.status !== 0) throw new Error(run.stdout + run.stderr);
  const read = JSON.parse(run.stdout) as { result: { expressions: { value: Denied[] }[] }[] };
  return read.result[0]?.expressions[0]?.value ?? [];
}

async function estateOf(name: string, folder: string): Promise<string> {
  const output = join(folder, `${name}.json`);
  const parameters = ['--assume-zone', 'remote-sensing', '--output', output, join(fixtures, name)];
  expect(ending(await runStep('print-estate', parameters, { cwd: folder }))).toEqual([0, null]);
  return output;
}

describe('the bundle', () => {
  it('loads in plain OPA and denies what must be denied, a raw plan too', { timeout: 120_000 }, async ({ skip }) => {
    if ('missing' in opa) return skip(opa.missing);
    const folder = temporaryFolder();
    expect(ending(await runStep('build-bundle', ['--output', folder, '--revision', 'v1'], { cwd: folder }))).toEqual([
      0,
      null,
    ]);
    const bundle = join(folder, 'sekisho-policies.tar.gz');
    const [bad, good] = [await estateOf('bad-public-bucket', folder), await estateOf('good-isolated', folder)];
    const isPublic = ({ control }: Denied): boolean => control === 'storage.public_access';
    const opened = deny(bundle, bad).filter(isPublic);
    expect(opened).toMatchObject([
      { key: 'public_member', resource: expect.stringContaining('bad-public-bucket/') as string },
    ]);
    expect(deny(bundle, good).filter(isPublic)).toEqual([]);
    const raw = join(fixtures, 'bad-public-bucket', 'plan.json');
    expect(deny(bundle, raw).map(({ key }) => key)).toEqual(['no_estate']);
    writeFileSync(join(folder, 'less.json'), readFileSync(good, 'utf8').replace(/"types":\{/u, '"types":{},"other":{'));
    expect(deny(bundle, join(folder, 'less.json')).map(({ key }) => key)).toContain('no_estate');
    const catalog = JSON.parse(readFileSync(join(repositoryRoot, 'policies/compiled/catalog.json'), 'utf8')) as {
      controls: unknown[];
    };
    expect(catalog.controls.length).toBeGreaterThan(20);
  });

  it("carries OPA's signature when there is a key, which a changed bundle breaks", { timeout: 120_000 }, async ({
    skip,
  }) => {
    if ('missing' in opa) return skip(opa.missing);
    const folder = temporaryFolder();
    const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    writeFileSync(join(folder, 'sign.pem'), pair.privateKey.export({ type: 'sec1', format: 'pem' }));
    writeFileSync(join(folder, 'verify.pem'), pair.publicKey.export({ type: 'spki', format: 'pem' }));
    const other = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).publicKey;
    writeFileSync(join(folder, 'other.pem'), other.export({ type: 'spki', format: 'pem' }));
    const environment = { SEKISHO_BUNDLE_KEY: join(folder, 'sign.pem') };
    const built = await runStep('build-bundle', ['--output', folder, '--revision', 'v1'], { cwd: folder, environment });
    expect(ending(built)).toEqual([0, null]);
    const load = (key: string): number | null =>
      spawnSync(opa.path, [
        'build',
        '--bundle',
        join(folder, 'sekisho-policies.tar.gz'),
        '--output',
        join(folder, 'again.tar.gz'),
        '--verification-key',
        join(folder, key),
        '--signing-alg',
        'ES256',
      ]).status;
    expect([load('verify.pem') === 0, load('other.pem') === 0]).toEqual([true, false]);
  });
});
