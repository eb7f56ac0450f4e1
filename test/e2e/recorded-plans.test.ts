import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { isProduction } from '../../scripts/lib/plans/chosen-stacks.ts';
import { countsOf } from '../../scripts/lib/plans/counts-of.ts';
import { offlineSecret } from '../../scripts/lib/plans/offline-configuration.ts';
import { configurationDigest } from '../../scripts/lib/plans/plain-configuration.ts';
import { readRecordedPlans } from '../../scripts/lib/plans/recorded-plans.ts';
import { type CheckResult, check } from '../../src/check.ts';
import type { JsonObject } from '../../src/sources/recognise.ts';
import { synthesizeEstate } from '../stacks/synthesize-estate.ts';
import { fixtures } from '../support/plan-fixtures.ts';
import { repositoryRoot } from '../support/repository.ts';

const recorded = join(fixtures, 'recorded');
const changed = join(fixtures, 'recorded-change');
const plans = readRecordedPlans(recorded);
const [change] = readRecordedPlans(changed);
if (change === undefined) throw new Error('no later change is recorded: npm run plans:record');

/** The day after the last recording: waivers and attestations are judged as of then, on every machine alike. */
const now = new Date(
  `${
    plans
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? ''
  }T12:00:00Z`,
);

function judge(paths: readonly string[]): Promise<CheckResult> {
  return check({
    paths,
    configuration: join(repositoryRoot, 'sekisho.yaml'),
    assumeZone: null,
    only: [],
    baseline: null,
    now,
    nowGiven: false,
    projectRoot: repositoryRoot,
  });
}

function readJson(...path: readonly string[]): JsonObject {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as JsonObject;
}

describe('the real plans of production', () => {
  it('are as many as the manifest says, each what it says it is', () => {
    const folders = readdirSync(recorded, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual(plans.map(({ stack }) => stack));
    const read = plans.map(({ stack }) => ({
      stack,
      sha256: configurationDigest(readJson(recorded, stack, 'cdk.tf.json')),
      ...countsOf(readJson(recorded, stack, 'plan.json')),
    }));
    expect(read).toEqual(
      plans.map(({ stack, sha256, add, change, destroy }) => ({ stack, sha256, add, change, destroy })),
    );
  });

  it('create everything from nothing', () => {
    const declared = plans.map(({ stack }) => {
      const { resource } = readJson(recorded, stack, 'cdk.tf.json');
      return Object.values(resource as Readonly<Record<string, object>>).flatMap((ofType) => Object.keys(ofType))
        .length;
    });
    expect(plans.map(({ add, change, destroy }) => [add, change, destroy])).toEqual(
      declared.map((count) => [count, 0, 0]),
    );
  });

  it('hold no secret: providers were given one that leads nowhere', () => {
    for (const { stack } of plans) {
      const text = readFileSync(join(recorded, stack, 'plan.json'), 'utf8');
      const given = [...text.matchAll(/"(?:access_token|access_key|secret_key)":\{"constant_value":"([^"]*)"/gu)];
      expect(new Set(given.map(([, value]) => value))).toEqual(new Set([offlineSecret]));
      expect(text).not.toMatch(/ya29\.|AKIA|-----BEGIN/u);
    }
  });

  it('changes since then are named in one line', () => {
    const stacks = Object.entries(synthesizeEstate()).filter(([name]) => isProduction(name));
    const earlier = new Map(plans.map(({ stack, sha256 }) => [stack, sha256]));
    const digests = new Map(
      stacks.map(([name, { text }]) => [name, configurationDigest(JSON.parse(text) as JsonObject)]),
    );
    const differing = [...digests].filter(([name, digest]) => earlier.get(name) !== digest).map(([name]) => name);
    const gone = [...earlier.keys()].filter((name) => !digests.has(name));
    const names = [...differing, ...gone];
    const versions = [
      ...new Set(plans.flatMap(({ providers }) => Object.entries(providers).map((pair) => pair.join(' ')))),
    ];
    const note =
      names.length === 0
        ? `all ${String(plans.length)} stacks of prd are as they were recorded`
        : `changed since they were recorded: ${names.join(', ')} (npm run plans:record)`;
    console.log(`recorded plans: ${note}; ${versions.sort().join(', ')}`);
    expect(digests.size).toBeGreaterThan(0);
  });
});

describe('the checkpoint, at plan stage, over the whole of production', () => {
  let result: CheckResult;
  beforeAll(async () => {
    result = await judge([recorded]);
  });

  it('lets the real plans pass as one estate, with nothing unknown, waived or left to a later stage', () => {
    const { verdict, exitCode, stage, findings, summary } = result.report;
    expect({ verdict, exitCode, stage, findings }).toEqual({
      verdict: 'pass',
      exitCode: 0,
      stage: 'plan',
      findings: [],
    });
    const { fail, unknown, error, waived, deferred } = summary;
    expect({ fail, unknown, error, waived, deferred }).toEqual({
      fail: 0,
      unknown: 0,
      error: 0,
      waived: 0,
      deferred: 0,
    });
    expect(summary.resources).toBe(plans.reduce((sum, { add }) => sum + add, 0));
  });

  it('lets a later change of one stack pass beside the others', async () => {
    const others = plans.filter(({ stack }) => stack !== change.stack).map(({ stack }) => join(recorded, stack));
    const { report } = await judge([...others, join(changed, change.stack)]);
    expect([report.verdict, report.findings]).toEqual(['pass', []]);
  });
});

describe('the real plan of a later change', () => {
  it('changes the node pool whose size was changed, and nothing else', () => {
    const changes = readJson(changed, change.stack, 'plan.json')['resource_changes'] as readonly {
      readonly type: string;
      readonly change: {
        readonly actions: readonly string[];
        readonly before: { readonly autoscaling: readonly { readonly total_max_node_count: number }[] };
        readonly after: { readonly autoscaling: readonly { readonly total_max_node_count: number }[] };
      };
    }[];
    const real = changes.filter(({ change: { actions } }) => actions.join() !== 'no-op');
    expect(real.map(({ type, change: { actions } }) => [type, actions])).toEqual([
      ['google_container_node_pool', ['update']],
    ]);
    const most = (side: { readonly autoscaling: readonly { readonly total_max_node_count: number }[] } | undefined) =>
      side?.autoscaling[0]?.total_max_node_count ?? 0;
    const [pool] = real.map((one) => one.change);
    expect(most(pool?.after) - most(pool?.before)).toBe(2);
    expect(change).toMatchObject({ add: 0, change: 1, destroy: 0 });
  });
});
