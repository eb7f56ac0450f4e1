import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { searchOpa } from '../../scripts/lib/opa.ts';
import { repositoryRoot } from '../support/repository.ts';

const out = mkdtempSync(join(tmpdir(), 'sekisho-new-control-'));
const words = ['storage', 'object_lock', 'google_storage_bucket', '--requirement', 'RSL-TECH-01'];

function newControl(...parameters: readonly string[]): { exitCode: number | null; stderr: string } {
  const script = ['--import', 'tsx', 'scripts/new-control.ts', ...parameters, '--out', out];
  const run = spawnSync(process.execPath, script, { cwd: repositoryRoot, encoding: 'utf8' });
  return { exitCode: run.status, stderr: run.stderr.split('\n')[0] ?? '' };
}

describe('new:control', () => {
  afterAll(() => {
    rmSync(out, { recursive: true, force: true });
  });

  it('makes a control whose tests pass, formatted, with native built-ins only', (context) => {
    expect(newControl(...words)).toEqual({ exitCode: 0, stderr: '' });
    expect(readdirSync(join(out, 'storage/object_lock')).sort()).toEqual(['object_lock.rego', 'object_lock_test.rego']);

    const opa = searchOpa();
    if ('missing' in opa) return context.skip(opa.missing);
    const run = (...parameters: readonly string[]): string => {
      const result = spawnSync(opa.path, parameters, { cwd: repositoryRoot, encoding: 'utf8' });
      return `${result.status}: ${result.stdout}${result.stderr}`;
    };
    expect(run('fmt', '--fail', '--list', out)).toBe('0: ');
    const strict = ['check', '--strict', '--capabilities', 'policies/capabilities.json', '--ignore', '*_test.rego'];
    expect(run(...strict, out, 'policies/lib')).toBe('0: ');
    expect(run('test', '--run', '^data[.]controls[.]storage[.]object_lock_test', out, 'policies/lib')).toBe(
      '0: PASS: 5/5\n',
    );
  });

  it('refuses a control that is there, a missing requirement and an odd name', () => {
    newControl(...words);
    const isThere = `expected a new control, but ${join(out, 'storage/object_lock')} is there already`;
    expect(newControl(...words)).toEqual({ exitCode: 3, stderr: isThere });
    expect(newControl(...words.slice(0, 3)).stderr).toMatch(/^expected --requirement to be an id .*, got none: /);
    expect(newControl('Storage', ...words.slice(1))).toEqual({
      exitCode: 3,
      stderr: 'expected a word of small letters, digits and _, got Storage',
    });
  });
});
