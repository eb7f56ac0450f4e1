import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diagnostics, runCli } from './run-cli.ts';

const plan = 'test/fixtures/plans/bad-public-bucket';

let folder = '';
let report = '';
let fingerprint = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-explain-'));
  report = join(folder, 'report.json');
  const { stdout } = await runCli(['check', plan, '--only', 'storage.public_access', '--quiet']);
  fingerprint = /\b([0-9a-f]{12})\n/u.exec(stdout)?.[1] ?? '';
  await runCli(['check', plan, '--format', 'json', '--output', report]);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('explain', () => {
  test('explains a finding from the sources that it came from', async () => {
    const result = await runCli(['explain', fingerprint, plan]);
    expect([result.exitCode, diagnostics(result)]).toEqual([0, '']);
    expect(result.stdout).toContain('google_storage_bucket_iam_member');
    expect(result.stdout).toContain('How to fix it');
    expect(result.stdout).toContain('basis MIXED: The duty stands in the text of the law');
  });

  test('explains the same finding from a report', async () => {
    const [fromReport, fromPlan] = [
      await runCli(['explain', fingerprint.slice(0, 8), '--report', report]),
      await runCli(['explain', fingerprint, plan]),
    ];
    expect(fromReport).toEqual({ exitCode: 0, stdout: fromPlan.stdout, stderr: '' });
  });

  test.each([
    ['storage.public_access', 'control'],
    ['RSL-PROV-01', 'requirement'],
    ['Act 77/2016 Art.18', 'article'],
    ['E2', 'exit'],
    ['waiver.unused', 'control'],
  ])('explains %s, a %s, without judging anything', async (id, kind) => {
    const result = await runCli(['explain', id, '--format', 'json', '--lang', 'ja'], { folder });
    expect([result.exitCode, result.stderr]).toEqual([0, '']);
    expect(JSON.parse(result.stdout)).toMatchObject({ schema: 'sekisho.explain/v1', kind });
  });

  test.each([
    ['an id that nothing has', ['storage.public'], 'ID_UNKNOWN', 'did you mean `storage.public_access`'],
    ['a fingerprint that the report lacks', ['00000000', '--report', 'REPORT'], 'FINGERPRINT_UNKNOWN', '--report'],
    ['a report that is not there', ['00000000', '--report', 'no.json'], 'REPORT_UNREADABLE', 'correct the path'],
    ['a report that is none', ['00000000', '--report', 'package.json'], 'REPORT_INVALID', 'write it again'],
    ['sources for what needs none', ['E2', plan], 'SOURCES_SUPERFLUOUS', 'leave out'],
  ])('refuses %s', async (_, args, code, fix) => {
    const result = await runCli(['explain', ...args.map((word) => (word === 'REPORT' ? report : word))]);
    expect([result.exitCode, result.stdout]).toEqual([3, '']);
    expect(result.stderr).toContain(`error[${code}]`);
    expect(result.stderr).toContain(fix);
  });
});

describe('controls', () => {
  test('lists every control, those that TypeScript judges too', async () => {
    const result = await runCli(['controls', '--format', 'json']);
    const { controls } = JSON.parse(result.stdout) as { controls: { id: string; title: string }[] };
    const ids = controls.map((control) => control.id);
    expect([result.exitCode, result.stderr]).toEqual([0, '']);
    expect(ids).toEqual([...ids].sort());
    expect(ids).toEqual(expect.arrayContaining(['network.nat', 'storage.public_access', 'waiver.unused']));
    expect(controls.filter((control) => control.title.trim() === '')).toEqual([]);
  });

  test('lists the most severe first for a person', async () => {
    const { stdout } = await runCli(['controls', '--lang', 'ja']);
    const severities = stdout.split('\n').flatMap((line) => /^(critical|high|medium|low) /u.exec(line)?.[1] ?? []);
    const order = ['critical', 'high', 'medium', 'low'];
    expect(severities.length).toBeGreaterThan(10);
    expect(severities).toEqual([...severities].sort((one, other) => order.indexOf(one) - order.indexOf(other)));
  });
});
