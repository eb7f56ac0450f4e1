import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { benchRules } from '../../bench/rules/bench-rules.ts';
import { writeRego, writeThrowingRego } from '../../bench/rules/write-rego.ts';
import { runOpa, searchOpa } from '../../scripts/lib/opa.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const estate = {
  estate: {
    types: {
      google_storage_bucket: [
        { address: 'a', values: { uniform_bucket_level_access: true, name: 'a' }, unknown: {}, refs: {} },
        { address: 'b', values: { uniform_bucket_level_access: false, name: 'b' }, unknown: {}, refs: {} },
      ],
    },
  },
};

const plan = {
  resource_changes: estate.estate.types.google_storage_bucket.map(({ address, values }) => ({
    address,
    type: 'google_storage_bucket',
    mode: 'managed',
    change: { actions: ['create'], after: values, after_unknown: {} },
  })),
  configuration: { root_module: { resources: [] } },
};

const expected = {
  resources: ['a', 'b'],
  unknowns: [],
  violations: [{ address: 'b', control: 'gcs.uniform_access', found: 'b' }],
};

describe('the rules of the benchmark', () => {
  it('are written once for each copy, under ids of their own', () => {
    const folder = temporaryFolder();
    const ids = [...writeRego(folder, 'estate', 2), ...writeThrowingRego(folder, 1)];
    expect(ids).toHaveLength(benchRules.length * 2 + 1);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      const text = readFileSync(join(folder, `controls/${id}.rego`), 'utf8');
      expect(text).toContain(`package controls.${id.replace('/', '.')}\n`);
      expect(text).not.toMatch(/VALUES|REFENC|REFHC|PREFS/);
    }
  });

  it('say the same of our estate and of a plan', (context) => {
    const opa = searchOpa();
    if ('missing' in opa) return context.skip(opa.missing);
    const folder = temporaryFolder({ 'estate/data.json': estate, 'input.json': plan });
    writeRego(join(folder, 'estate'), 'estate');
    writeRego(join(folder, 'plan'), 'plan');
    const query = ['--format', 'raw', 'data.controls.gcs.uniform_access.report'];
    const ofEstate = runOpa(opa.path, ['eval', '-d', 'estate', ...query], folder);
    const ofPlan = runOpa(opa.path, ['eval', '-d', 'plan', '-i', 'input.json', ...query], folder);
    expect(JSON.parse(ofEstate)).toEqual(expected);
    expect(JSON.parse(ofPlan)).toEqual(expected);
  });

  it('throw where they are meant to', (context) => {
    const opa = searchOpa();
    if ('missing' in opa) return context.skip(opa.missing);
    const folder = temporaryFolder({ 'data.json': estate });
    writeThrowingRego(folder, 1);
    const query = ['eval', '-d', '.', 'data.controls.broken.throws_0.report'];
    expect(() => runOpa(opa.path, query, folder)).toThrow('eval_conflict_error');
  });
});
