import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chosenStacks, isProduction } from '../../../../scripts/lib/plans/chosen-stacks.ts';
import { completeValues } from '../../../../scripts/lib/plans/complete-values.ts';
import { countsOf } from '../../../../scripts/lib/plans/counts-of.ts';
import { handMadeState, unsettled } from '../../../../scripts/lib/plans/hand-made-state.ts';
import { offlineConfiguration, offlineVariables } from '../../../../scripts/lib/plans/offline-configuration.ts';
import { configurationDigest, configurationText } from '../../../../scripts/lib/plans/plain-configuration.ts';
import { planOffline } from '../../../../scripts/lib/plans/plan-offline.ts';
import { keepPair, readRecordedPlans, writeRecordedPlans } from '../../../../scripts/lib/plans/recorded-plans.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const stack = (name: string) => ({ name, configuration: {} });

/** A plan as small as it can be, with one resource to create. */
const plan = {
  errored: false,
  complete: true,
  timestamp: '2026-11-24T00:00:00Z',
  resource_changes: [{ mode: 'managed', change: { actions: ['create'] } }],
};
const planned = {
  kind: 'planned',
  name: 'isolated-prd',
  plan,
  seconds: 1,
  versions: { terraform: '1.11.4', providers: { 'hashicorp/google': '6.50.0' } },
} as const;

describe('what is recorded', () => {
  it('is every stack, or those of an environment with what all share, or those that are named', () => {
    const all = ['isolated-dev', 'isolated-prd', 'organisation'].map(stack);
    const names = (stacks: readonly string[], environments: readonly string[]): readonly string[] =>
      chosenStacks(all, { stacks, environments }).map(({ name }) => name);
    expect(names([], [])).toEqual(['isolated-dev', 'isolated-prd', 'organisation']);
    expect(names([], ['prd'])).toEqual(['isolated-prd', 'organisation']);
    expect(names(['isolated-dev'], [])).toEqual(['isolated-dev']);
    expect(() => names(['isolated'], [])).toThrow('there is no stack isolated');
    expect(() => names([], ['prod'])).toThrow('there is no environment prod');
    expect(all.filter(({ name }) => isProduction(name)).map(({ name }) => name)).toEqual([
      'isolated-prd',
      'organisation',
    ]);
  });

  it('has the same digest when only lines of code moved, and another when anything is declared otherwise', () => {
    const at = (line: number, name = 'b'): Readonly<Record<string, unknown>> => ({
      resource: {
        t: {
          R: {
            '//': { metadata: { path: 's/R', stackTrace: [`x.ts:${String(line)}`] }, sekisho: { overrides: [line] } },
            name,
          },
        },
      },
      '//': { metadata: { stackName: 's' } },
    });
    expect(configurationDigest(at(1))).toBe(configurationDigest(at(2)));
    expect(configurationDigest(at(1))).not.toBe(configurationDigest(at(1, 'c')));
    expect(configurationText(at(1))).toContain('"path": "s/R"');
    const waived = { resource: { t: { R: { '//': { sekisho: { waivers: [1] } } } } } };
    expect(configurationText(waived)).toContain('waivers');
  });

  it('leads nowhere: the state is local, and providers get a secret that is none', () => {
    const configuration = {
      provider: { google: [{ project: 'p', credentials: 'real' }], aws: [{ region: 'r', allowed_account_ids: ['1'] }] },
      terraform: { backend: { gcs: { bucket: 'b' } }, required_providers: {} },
      variable: { Secret: { type: 'string' }, Known: { default: 1 } },
    };
    expect(offlineConfiguration(configuration)).toMatchObject({
      provider: {
        google: [{ project: 'p', access_token: 'recorded-offline' }],
        aws: [{ region: 'r', access_key: 'recorded-offline', skip_requesting_account_id: true }],
      },
      terraform: { backend: { local: { path: 'terraform.tfstate' } }, required_providers: {} },
    });
    expect(JSON.stringify(offlineConfiguration(configuration))).not.toMatch(/real|allowed_account_ids/);
    expect(offlineVariables(configuration)).toEqual({ Secret: 'recorded-offline' });
    expect(offlineVariables({ variable: { Count: { type: 'number' } } })).toBeNull();
  });

  it('counts as Terraform does, and not at all for a plan that failed', () => {
    const change = (...actions: readonly string[]) => ({ mode: 'managed', change: { actions } });
    const changes = [
      change('create'),
      change('update'),
      change('delete', 'create'),
      change('no-op'),
      { ...change('create'), mode: 'data' },
    ];
    expect(countsOf({ ...plan, resource_changes: changes })).toEqual({ add: 2, change: 1, destroy: 1 });
    expect(() => countsOf({ ...plan, errored: true })).toThrow('failed');
    expect(() => countsOf({ ...plan, complete: false })).toThrow('not whole');
  });

  it('is kept with date and versions, and left alone while only the time differs', () => {
    const folder = temporaryFolder();
    const keep = (date: string, timestamp: string) =>
      keepPair(
        folder,
        { configuration: { resource: {} }, planned: { ...planned, plan: { ...plan, timestamp } } },
        { date, secrets: ['SECRET-PLACE'] },
      );
    writeRecordedPlans(folder, [keep('2026-11-24', 'a')]);
    const before = readFileSync(join(folder, 'isolated-prd', 'plan.json'), 'utf8');
    expect(keep('2026-11-30', 'b')).toMatchObject({ date: '2026-11-24', add: 1 });
    expect(readFileSync(join(folder, 'isolated-prd', 'plan.json'), 'utf8')).toBe(before);
    expect(readRecordedPlans(folder)).toMatchObject([
      { stack: 'isolated-prd', terraform: '1.11.4', add: 1, change: 0 },
    ]);
    writeRecordedPlans(folder, []);
    expect(existsSync(join(folder, 'isolated-prd'))).toBe(false);
  });

  it('tells nothing of the machine that recorded it', () => {
    const told = { ...planned, plan: { ...plan, path: 'SECRET-PLACE/project' } };
    expect(() =>
      keepPair(
        temporaryFolder(),
        { configuration: {}, planned: told },
        { date: '2026-11-24', secrets: ['SECRET-PLACE'] },
      ),
    ).toThrow('isolated-prd/plan.json would tell of this machine');
  });

  it('names the reason where a stack has no plan', async () => {
    const result = await planOffline({
      name: 's',
      configuration: { variable: { Count: { type: 'number' } } },
      directory: temporaryFolder(),
      binary: 'no-such-terraform',
      environment: {},
      state: null,
      oneByOne: (work) => work(),
    });
    expect(result).toEqual({ kind: 'unplanned', name: 's', reason: expect.stringContaining('variable') as string });
  });
});

describe('a state made by hand', () => {
  const change = {
    address: 'google_kms_key_ring.R',
    mode: 'managed',
    type: 'google_kms_key_ring',
    name: 'R',
    provider_name: 'registry/hashicorp/google',
    change: {
      actions: ['create'],
      after: { name: 'r', project: 'p', location: 'l' },
      after_unknown: { id: true, uid: true },
      after_sensitive: { name: true },
    },
  };
  const blocks = new Map([
    [
      'google_kms_key_ring',
      {
        attributes: {
          id: { type: 'string' },
          name: { type: 'string' },
          uid: { type: 'string' },
          tags: { type: ['list', 'string'] },
        },
      },
    ],
  ]);

  it('holds the planned values, ids of the expected shape, and nothing for what nobody asks for', () => {
    expect(handMadeState({ resource_changes: [change] }, blocks)['resources']).toEqual([
      {
        mode: 'managed',
        type: 'google_kms_key_ring',
        name: 'R',
        provider: 'provider["registry/hashicorp/google"]',
        instances: [
          {
            schema_version: 0,
            attributes: { id: 'projects/p/locations/l/keyRings/r', name: 'r', uid: null, tags: [] },
            sensitive_attributes: [[{ type: 'get_attr', value: 'name' }]],
          },
        ],
      },
    ]);
    expect(unsettled({ resource_changes: [change] })).toEqual(['google_kms_key_ring.R']);
    expect(() => handMadeState({ resource_changes: [{ ...change, index: 0 }] }, blocks)).toThrow('has an index');
  });

  it('is filled inside of blocks as older providers fill it', () => {
    const block = {
      attributes: { on: { type: 'bool' } },
      block_types: {
        pool: { nesting_mode: 'list', block: { attributes: { on: { type: 'bool' }, size: { type: 'number' } } } },
      },
    };
    expect(completeValues({ pool: [{ size: 3 }] }, block)).toEqual({ on: null, pool: [{ on: false, size: 3 }] });
    expect(completeValues({}, block)).toEqual({ on: null, pool: [] });
  });
});
