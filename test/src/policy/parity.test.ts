import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { searchOpa } from '../../../scripts/lib/opa.ts';
import { assumedZone } from '../../../src/configuration/assumed-zone.ts';
import { builtInConfiguration } from '../../../src/configuration/built-in-configuration.ts';
import { type Judging, prepareSources } from '../../../src/judge-sources.ts';
import { packageRoot } from '../../../src/package-root.ts';
import { loadPolicy } from '../../../src/policy/load-policy.ts';
import { WasmPolicy } from '../../../src/policy/wasm-policy.ts';
import { findModules } from '../../../src/sources/find-modules.ts';
import { loadSources } from '../../../src/sources/load-sources.ts';
import { fixtures } from '../../support/plan-fixtures.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const policy = loadPolicy();
const judging: Judging = {
  configuration: builtInConfiguration,
  policy,
  assumedZone: assumedZone('remote-sensing', builtInConfiguration),
  verdict: { now: '2026-11-24T00:00:00Z', partial: [] },
  projectRoot: packageRoot(),
};
const documents = ['resources', 'violations', 'unknowns', 'discharges'] as const;
const cases = readdirSync(fixtures, { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** The documents of one control with their members sorted: OPA and WebAssembly order sets differently. */
function sorted(control: unknown): unknown {
  const record = control as Record<string, readonly unknown[] | undefined>;
  return Object.fromEntries(documents.map((name) => [name, (record[name] ?? []).map((one) => canonical(one)).sort()]));
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${key}:${canonical(member)}`).join()}}`;
}

describe('OPA and WebAssembly agree', () => {
  it.for(cases.map((entry) => entry.name))('on every control over %s', async (name, context) => {
    const opa = searchOpa();
    if (!('path' in opa)) return context.skip(opa.missing);
    const sources = await loadSources(findModules([join(fixtures, name)]));
    const { prepared } = prepareSources(sources, judging);
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'data.json'), prepared.bytes);
    const run = spawnSync(
      opa.path,
      [
        'eval',
        '-f',
        'json',
        '-d',
        'policies/controls',
        '-d',
        'policies/lib',
        '-d',
        join(folder, 'data.json'),
        'data.controls',
      ],
      {
        cwd: packageRoot(),
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    expect(run.stderr).toBe('');
    const result = JSON.parse(run.stdout) as {
      result: { expressions: { value: Record<string, Record<string, unknown>> }[] }[];
    };
    const native = result.result[0]?.expressions[0]?.value ?? {};
    const wasm = new WasmPolicy(policy.module, prepared.bytes);
    let compared = 0;
    for (const control of policy.catalog.controls) {
      const [service = '', own = ''] = control.id.split('.');
      const evaluated = wasm.evaluate(`controls/${service}/${own}`);
      expect(evaluated, control.id).toHaveProperty('document');
      if ('document' in evaluated)
        expect(sorted(evaluated.document), control.id).toEqual(sorted(native[service]?.[own]));
      compared += 1;
    }
    expect(compared).toBe(policy.catalog.controls.length);
    expect(compared).toBeGreaterThan(0);
  });
});
