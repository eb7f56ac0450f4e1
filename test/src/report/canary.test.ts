import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CheckResult, check } from '../../../src/check.ts';
import { renderComment } from '../../../src/comment/render-comment.ts';
import { reportDocument } from '../../../src/report/document.ts';
import { formats, languages } from '../../../src/report/renderer.ts';
import { renderers } from '../../../src/report/renderers.ts';
import { theLook } from './report-builder.ts';

type Json = Record<string, unknown>;

/** What must never leave: `SECRET` marked as sensitive or named as a secret. What may: `PLAIN`, which shows that the search would find it. */
const secret = /SECRET-CANARY/iu;
const plain = /PLAIN-CANARY/iu;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-canary-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Every place of a plan in which Terraform writes a value of a resource, changed the same way. */
function planWith(change: (type: string, values: Json, sensitive: Json) => void): Json {
  const plan = JSON.parse(readFileSync('test/fixtures/plans/bad-nat/plan.json', 'utf8')) as {
    planned_values: { root_module: { resources: Json[] }; outputs?: Json };
    resource_changes: Json[];
    configuration: { root_module: { resources: Json[]; variables?: Json } };
    variables?: Json;
  };
  for (const { type, values, sensitive_values } of plan.planned_values.root_module.resources) {
    change(String(type), values as Json, sensitive_values as Json);
  }
  for (const { type, change: changed } of plan.resource_changes) {
    const { after, after_sensitive } = changed as { after: Json; after_sensitive: Json };
    change(String(type), after, after_sensitive);
  }
  return plan;
}

async function judge(plan: Json): Promise<CheckResult> {
  const file = join(folder, 'plan.json');
  writeFileSync(file, JSON.stringify(plan));
  return await check({
    paths: [file],
    configuration: null,
    assumeZone: 'remote-sensing',
    only: [],
    baseline: null,
    now: new Date('2026-11-24T00:00:00Z'),
    nowGiven: true,
    projectRoot: folder,
  });
}

/** The report in every format and language, and the comments that tell it. */
function outputsOf({ report, catalog }: CheckResult): readonly (readonly [string, string])[] {
  return languages.flatMap((language) => {
    const head = reportDocument(report, language);
    const input = { head, language, target: '', details: null };
    const look = theLook({ language, catalog, verbose: true });
    return [
      ...formats.map((format) => [`${format} ${language}`, renderers[format](report, look)] as const),
      [`comment ${language}`, renderComment({ ...input, base: null }).body] as const,
      [
        `comment of what is gone ${language}`,
        renderComment({ ...input, head: { ...head, findings: [] }, base: head }).body,
      ] as const,
    ];
  });
}

function mark(type: string, values: Json, sensitive: Json): void {
  if (type === 'google_storage_bucket') {
    values['location'] = 'SECRET-CANARY-LOCATION';
    sensitive['location'] = true;
    values['labels'] = { owner: 'SECRET-CANARY-LABEL' };
    sensitive['labels'] = { owner: true };
  }
  if (type === 'google_storage_bucket_iam_member') {
    values['member'] = 'user:SECRET-CANARY@example.jp';
    sensitive['member'] = true;
  }
  if (type === 'google_kms_key_ring') values['password'] = 'SECRET-CANARY-PASSWORD';
}

describe('a plan with secrets', () => {
  test('shows none of them in any format, language or comment', async () => {
    const plan = planWith(mark);
    const { planned_values: planned, configuration } = plan as Record<string, { outputs?: Json; root_module: Json }>;
    plan['variables'] = { secret: { value: 'SECRET-CANARY-VARIABLE' } };
    Object.assign(configuration?.root_module ?? {}, {
      variables: { secret: { sensitive: true, default: 'SECRET-CANARY-DEFAULT' } },
    });
    Object.assign(planned ?? {}, { outputs: { it: { sensitive: true, value: 'SECRET-CANARY-OUTPUT' } } });
    expect(JSON.stringify(plan)).toMatch(secret);
    const result = await judge(plan);
    expect(result.report.findings.some(({ address }) => address === 'google_storage_bucket.bucket')).toBe(true);
    expect(
      outputsOf(result)
        .filter(([, text]) => secret.test(text))
        .map(([name]) => name),
    ).toEqual([]);
  });

  test('and one whose value is no secret shows it in every format that tells findings', async () => {
    const result = await judge(
      planWith((type, values) => {
        if (type === 'google_storage_bucket') values['location'] = 'PLAIN-CANARY-LOCATION';
      }),
    );
    const silent = outputsOf(result).filter(([, text]) => !plain.test(text));
    // What is gone is named, not told.
    expect(silent.map(([name]) => name)).toEqual(languages.map((language) => `comment of what is gone ${language}`));
  });
});
