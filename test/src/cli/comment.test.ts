import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderJson } from '../../../src/report/json.ts';
import type { Report } from '../../../src/verdict/report.ts';
import { baseReport, headReport } from '../comment/comment-reports.ts';
import { GitHubServer } from '../comment/github-server.ts';
import { theLook } from '../report/report-builder.ts';
import { diagnostics, runCli } from './run-cli.ts';

let folder = '';
const server = new GitHubServer();
let environment: Readonly<Record<string, string>> = {};
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-comment-'));
  for (const [name, report] of Object.entries({ head: headReport, base: baseReport })) save(`${name}.json`, report);
  environment = { GITHUB_API_URL: await server.start(), GITHUB_TOKEN: 'good', GITHUB_REPOSITORY: 'sat/estate' };
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function save(name: string, report: Report): string {
  writeFileSync(path(name), renderJson(report, theLook()));
  return path(name);
}

function path(name: string): string {
  return join(folder, name);
}

describe('sekisho comment', () => {
  test('--dry-run prints the comment, and nothing when nothing changed', async () => {
    const shown = await runCli([
      'comment',
      '--report',
      path('head.json'),
      '--base-report',
      path('base.json'),
      '--dry-run',
    ]);
    expect([shown.exitCode, shown.stdout.split('\n')[0], diagnostics(shown)]).toEqual([
      0,
      '## ❌ FAIL: 2 violations block (1 critical, 1 high); also 1 unproven point',
      '',
    ]);
    const same = await runCli([
      'comment',
      '--report',
      path('head.json'),
      '--base-report',
      path('head.json'),
      '--dry-run',
    ]);
    expect([same.exitCode, same.stdout]).toEqual([0, '']);
  });

  test('writes one comment and updates it, and says so in the language that is asked for', async () => {
    const args = ['comment', '--report', path('head.json'), '--pull', '12', '--target', 'prd'];
    const url = 'https://github.example/sat/estate/pull/12#issuecomment-1';
    const first = await runCli(args, { environment });
    expect(first).toEqual({ exitCode: 0, stdout: `comment written: ${url}\n`, stderr: '' });
    const second = await runCli([...args, '--base-report', path('base.json'), '--lang', 'ja'], { environment });
    expect(second).toEqual({ exitCode: 0, stdout: `コメントを更新した: ${url}\n`, stderr: '' });
    expect(server.comments).toHaveLength(1);
    expect(server.comments[0]?.body).toContain('新規 3 件');
  });

  test('--format json tells what it did to a program', async () => {
    const args = ['comment', '--report', path('head.json'), '--dry-run', '--format', 'json'];
    const { stdout } = await runCli(args);
    const { schema, action, url, characters, body } = JSON.parse(stdout) as Record<string, unknown>;
    expect([schema, action, url, characters]).toEqual(['sekisho.comment/v1', 'created', null, String(body).length]);
  });

  test('tells of a report that is an error', async () => {
    writeFileSync(
      path('error.json'),
      '{"schema":"sekisho.error/v1","verdict":"error","exitCode":3,"error":{"code":"PLAN_INVALID","what":"no plan","got":null,"expected":null,"fix":null,"file":null,"place":null}}',
    );
    const { exitCode, stdout } = await runCli(['comment', '--report', path('error.json'), '--dry-run']);
    expect([exitCode, stdout.split('\n')[0]]).toEqual([
      0,
      '## 🛑 ERROR: this could not be evaluated, so nothing is let through',
    ]);
  });
});

describe('sekisho comment ends with 3', () => {
  const whole = (): Record<string, unknown> =>
    JSON.parse(readFileSync(path('head.json'), 'utf8')) as Record<string, unknown>;

  test.each([
    ['a verdict that its findings do not bear', { verdict: 'pass', exitCode: 0 }, 'its verdict is pass (exit code 0)'],
    ['a finding that is none', { findings: [{ control: 'a' }] }, 'findings.0.fingerprint'],
    ['another schema', { schema: 'sekisho.report/v2' }, 'schema'],
  ])('for %s', async (_, parts, said) => {
    writeFileSync(path('bad.json'), JSON.stringify({ ...whole(), ...parts }));
    const result = await runCli(['comment', '--report', path('bad.json'), '--dry-run']);
    expect([result.exitCode, result.stdout]).toEqual([3, '']);
    expect(diagnostics(result).replace(/\s+/gu, ' ')).toContain(said);
  });

  test.each([
    ['no report', [], {}, 'USAGE'],
    ['a report that is not there', ['--report', 'no-such.json'], {}, 'REPORT_UNREADABLE'],
    ['no token', [], { GITHUB_TOKEN: '' }, 'COMMENT_OPTION_INVALID'],
    ['a wrong token', [], { GITHUB_TOKEN: 'bad' }, 'GITHUB_UNAUTHORISED'],
    ['no pull request', ['--pull', '0'], {}, 'COMMENT_OPTION_INVALID'],
    ['a repository that is none', ['--repo', 'sat/../x'], {}, 'COMMENT_OPTION_INVALID'],
    ['a target that is none', ['--target', 'a b'], {}, 'COMMENT_OPTION_INVALID'],
    ['a pull request that is not there', ['--repo', 'sat/other'], {}, 'GITHUB_NOT_FOUND'],
    ['an address that gets no token', [], { GITHUB_API_URL: 'http://git.example' }, 'GITHUB_API_INVALID'],
  ])('for %s', async (name, args, changed, code) => {
    const report = name === 'no report' ? [] : ['--report', path('head.json')];
    const given = ['comment', ...report, '--pull', '12', ...args];
    const result = await runCli(given, { environment: { ...environment, ...changed } });
    expect([result.exitCode, result.stdout]).toEqual([3, '']);
    expect(diagnostics(result)).toContain(`error[${code}]`);
  });
});

describe('check --format', () => {
  const bad = [
    'check',
    'test/fixtures/plans/bad-public-bucket',
    '--only',
    'storage.public_access',
    '--now',
    '2026-11-24',
  ];

  test.each([
    ['sarif', '{\n  "$schema": '],
    ['junit', '<?xml version="1.0"'],
    ['markdown', '## ❌ FAIL: 1 violation blocks'],
    ['github', '::error file=test/fixtures/plans/bad-public-bucket/cdk.tf.json,line='],
    ['html', '<!DOCTYPE html>\n<html lang="en">'],
  ])('%s prints the report, with the exit code of the verdict', async (format, start) => {
    const { exitCode, stdout } = await runCli([...bad, '--format', format]);
    expect([exitCode, stdout.slice(0, start.length)]).toEqual([1, start]);
  });

  test.each([
    ['junit', '<?xml version="1.0"'],
    ['markdown', '## 🛑 ERROR'],
    ['github', '::error title=sekisho%3A PATH_MISSING::'],
    ['html', '<!DOCTYPE html>'],
    ['sarif', ''],
  ])('%s says in its own way that there is no report', async (format, start) => {
    const { exitCode, stdout } = await runCli(['check', 'no-such-plan.json', '--format', format]);
    expect([exitCode, stdout.slice(0, Math.max(1, start.length))]).toEqual([3, start]);
  });

  test('sarif leaves a file that nobody takes for SARIF, so that no alert is closed', async () => {
    await runCli(['check', 'no-such-plan.json', '--format', 'sarif', '--output', path('out.sarif')]);
    expect(readFileSync(path('out.sarif'), 'utf8')).toMatch(/^error\[PATH_MISSING\]/u);
  });

  test('of explain and controls stays text or json', async () => {
    const { exitCode } = await runCli(['controls', '--format', 'html']);
    expect(exitCode).toBe(3);
  });
});
