import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../../src/package-root.ts';
import { loadPolicy } from '../../../src/policy/load-policy.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A copy of the policies that may be damaged. */
function copyOfPolicies(): string {
  const root = temporaryFolder();
  cpSync(join(packageRoot(), 'policies'), join(root, 'policies'), { recursive: true });
  return root;
}

const compiled = 'policies/compiled';

describe('the compiled policy', () => {
  it('is what its manifest and the sources beside it say', () => {
    const policy = loadPolicy(copyOfPolicies());
    expect(policy.opa).toBe('1.22.1');
    expect(policy.catalog.controls.length).toBeGreaterThan(0);
    expect(policy.catalog.requirements.length).toBe(93);
  });

  it('is loaded where the sources were left out of the package', () => {
    const root = copyOfPolicies();
    rmSync(join(root, 'policies/controls'), { recursive: true });
    expect(loadPolicy(root).catalog.controls.length).toBeGreaterThan(0);
  });

  it.each<[string, (root: string) => void, string]>([
    [
      'a source was changed',
      (root) => {
        appendFileSync(join(root, 'policies/lib/estate/estate.rego'), '\n# x\n');
      },
      'POLICY_STALE',
    ],
    [
      'a source is gone',
      (root) => {
        rmSync(join(root, 'policies/lib/estate/estate.rego'));
      },
      'POLICY_STALE',
    ],
    [
      'a control was added and not compiled',
      (root) => {
        mkdirSync(join(root, 'policies/controls/new/control'), { recursive: true });
        writeFileSync(join(root, 'policies/controls/new/control/control.rego'), 'package controls.new.control\n');
      },
      'POLICY_STALE',
    ],
    [
      'the module was changed',
      (root) => {
        appendFileSync(join(root, compiled, 'policy.wasm'), 'x');
      },
      'POLICY_BROKEN',
    ],
    [
      'the module is gone',
      (root) => {
        rmSync(join(root, compiled, 'policy.wasm'));
      },
      'POLICY_BROKEN',
    ],
    [
      'the catalog was changed',
      (root) => {
        appendFileSync(join(root, compiled, 'catalog.json'), ' ');
      },
      'POLICY_BROKEN',
    ],
    [
      'the manifest is gone',
      (root) => {
        rmSync(join(root, compiled, 'manifest.json'));
      },
      'POLICY_BROKEN',
    ],
    [
      'the manifest is no manifest',
      (root) => {
        writeFileSync(join(root, compiled, 'manifest.json'), '[]');
      },
      'POLICY_BROKEN',
    ],
    [
      'the manifest lists nothing',
      (root) => {
        const path = join(root, compiled, 'manifest.json');
        const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
        writeFileSync(path, JSON.stringify({ ...manifest, sources: {} }));
      },
      'POLICY_STALE',
    ],
  ])('judges nothing when %s', (_name, damage, code) => {
    const root = copyOfPolicies();
    damage(root);
    expect(() => loadPolicy(root)).toThrow(expect.objectContaining({ code }));
  });
});
