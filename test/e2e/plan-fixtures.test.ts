import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/check.ts';
import { packageRoot } from '../../src/package-root.ts';
import type { Finding, Report } from '../../src/verdict/report.ts';
import { fixtures } from '../support/plan-fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function judged(path: string): Promise<Report> {
  const { report } = await check({
    paths: [path],
    configuration: null,
    assumeZone: 'remote-sensing',
    only: [],
    baseline: null,
    now: new Date('2026-11-24T00:00:00Z'),
    nowGiven: false,
    projectRoot: packageRoot(),
  });
  return report;
}

/** `status control address`, without what the good estate has too. */
function beyond(report: Report, good: Report): string[] {
  const of = (one: Finding): string => `${one.status} ${one.control} ${one.address}`;
  const known = new Set(good.findings.map(of));
  return [...new Set(report.findings.map(of))].filter((one) => !known.has(one)).sort();
}

const perimeter = 'google_access_context_manager_service_perimeter.perimeter';

/** What each real plan adds to the good one: the finding, on the resource that is bad. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'bad-external-ip': ['fail network.external_addresses google_compute_instance.jump'],
  'bad-nat': ['fail network.nat google_compute_router_nat.nat'],
  'bad-no-cmek': ['fail storage.customer_key google_storage_bucket.bucket'],
  'bad-no-deny-egress': ['fail network.egress_firewall google_compute_network.net'],
  'bad-perimeter-dry-run': [`fail perimeter.enforced ${perimeter}`],
  'bad-public-bucket': ['fail storage.public_access google_storage_bucket_iam_member.bucket-reader'],
  'bad-unknown-kms': ['unknown storage.customer_key google_storage_bucket.bucket'],
  'trap-unknown-set': [`fail perimeter.enforced ${perimeter}`],
  'upd-no-deny-egress': ['fail network.egress_firewall google_compute_network.net'],
  'upd-noop': [],
  'upd-perimeter-to-dry-run': [`fail perimeter.enforced ${perimeter}`],
  'upd-public-bucket': ['fail storage.public_access google_storage_bucket_iam_member.bucket-reader'],
};

describe('real plans of the real providers', () => {
  it('covers every fixture but the good ones', () => {
    const folders = readdirSync(fixtures, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(
      folders
        .map((entry) => entry.name)
        // Those of our own estate are judged by recorded-plans.test.ts.
        .filter((name) => !/^(?:good-|recorded)/u.test(name))
        .sort(),
    ).toEqual(Object.keys(expected).sort());
  });

  it.each(Object.keys(expected))('%s: the bad resource has a finding that the good estate lacks', async (name) => {
    const found = beyond(await judged(join(fixtures, name)), await judged(join(fixtures, 'good-isolated')));
    expect(found).toEqual(expect.arrayContaining([...(expected[name] ?? [])]));
    if (name === 'upd-noop') expect(found).toEqual([]);
  });

  it.each(Object.keys(expected))('%s: so has it when only the plan is there', async (name) => {
    const alone = (folder: string): string => {
      const copy = temporaryFolder();
      cpSync(join(fixtures, folder, 'plan.json'), join(copy, 'plan.json'));
      return copy;
    };
    const found = beyond(await judged(alone(name)), await judged(alone('good-isolated')));
    const seen = name === 'trap-unknown-set' ? [] : (expected[name] ?? []);
    expect(found).toEqual(expect.arrayContaining([...seen]));
  });

  it('passes no plan whose guard is unknown: it is unproven, not let through', async () => {
    const report = await judged(join(fixtures, 'bad-unknown-kms'));
    expect(report.exitCode).not.toBe(0);
    expect(report.stage).toBe('plan');
  });

  it('gives the same bytes for the same input, policy and clock', async () => {
    const once = JSON.stringify(await judged(join(fixtures, 'bad-nat')));
    expect(JSON.stringify(await judged(join(fixtures, 'bad-nat')))).toBe(once);
  });
});
