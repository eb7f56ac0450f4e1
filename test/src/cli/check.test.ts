import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diagnostics, runCli } from './run-cli.ts';

const plans = 'test/fixtures/plans';
const failing = [`${plans}/bad-public-bucket`, '--only', 'storage.public_access', '--now', '2026-11-24'];
const failed = 'FAIL  1 violation blocks (1 critical)';
const escape = '\u001b';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-cli-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the exit code of check', () => {
  test.each([
    [0, 'PASS', [`${plans}/good-isolated`, '--only', 'storage.public_access']],
    [1, 'FAIL', failing],
    [2, 'NOT PROVEN', [`${plans}/good-isolated`, '--only', 'zone.placement']],
  ])('is %i for %s', async (exitCode, verdict, args) => {
    const result = await runCli(['check', ...args]);
    expect([result.exitCode, result.stdout.startsWith(`${verdict}  `), diagnostics(result)]).toEqual([
      exitCode,
      true,
      '',
    ]);
  });

  test('is 3 for what is not there, with nothing on stdout', async () => {
    const result = await runCli(['check', 'no-such-plan.json']);
    expect([result.exitCode, result.stdout]).toEqual([3, '']);
    expect(diagnostics(result)).toMatch(/^error\[PATH_MISSING\]: [^\n]+\n {4}at {10}no-such-plan\.json\n/u);
  });

  test('is 3 for a control that does not exist, and names the nearest', async () => {
    const result = await runCli(['check', `${plans}/good-isolated`, '--only', 'storage.public_acces,network.nat']);
    expect([result.exitCode, result.stdout]).toEqual([3, '']);
    expect(diagnostics(result)).toContain('did you mean `storage.public_access`?');
  });

  test('is 3 for a baseline that is no report', async () => {
    const result = await runCli(['check', `${plans}/good-isolated`, '--baseline', 'package.json']);
    expect([result.exitCode, result.stdout]).toEqual([3, '']);
    expect(diagnostics(result)).toContain('error[BASELINE_INVALID]');
  });
});

describe('--format json', () => {
  test('is the same bytes on every run and in every locale', async () => {
    const args = ['check', ...failing, '--format', 'json'];
    const [one, other] = [
      await runCli(args),
      await runCli(args, { environment: { LANG: 'ja_JP.UTF-8', FORCE_COLOR: '1' } }),
    ];
    expect(other.stdout).toBe(one.stdout);
    expect(JSON.parse(one.stdout)).toMatchObject({
      schema: 'sekisho.report/v1',
      verdict: 'fail',
      exitCode: 1,
      now: '2026-11-24T00:00:00.000Z',
      findings: [{ control: 'storage.public_access', status: 'fail', element: 'allUsers' }],
    });
  });

  test('gives an error as JSON too, beside the text on stderr', async () => {
    const result = await runCli(['check', 'no-such-plan.json', '--format', 'json']);
    expect(JSON.parse(result.stdout)).toMatchObject({
      schema: 'sekisho.error/v1',
      verdict: 'error',
      exitCode: 3,
      error: { code: 'PATH_MISSING' },
    });
    expect([result.exitCode, diagnostics(result).startsWith('error[PATH_MISSING]')]).toEqual([3, true]);
  });
});

describe('--output', () => {
  test('writes the whole report and says so on stderr', async () => {
    const file = join(folder, 'report.json');
    const result = await runCli(['check', ...failing, '--format', 'json', '--output', file]);
    expect([result.exitCode, result.stdout]).toEqual([1, '']);
    expect(diagnostics(result)).toBe(`${failed}\nreport written to ${file}\n`);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ verdict: 'fail' });
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('replaces an older pass by the error when this run can not judge', async () => {
    const file = join(folder, 'older.json');
    writeFileSync(file, '{"verdict":"pass"}');
    const result = await runCli(['check', 'no-such-plan.json', '--format', 'json', '--output', file]);
    expect([result.exitCode, result.stdout]).toEqual([3, '']);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ verdict: 'error', error: { code: 'PATH_MISSING' } });
  });

  test('writes through a link and leaves it a link', async () => {
    const [file, link] = [join(folder, 'target.txt'), join(folder, 'link.txt')];
    writeFileSync(file, 'old');
    symlinkSync(file, link);
    const result = await runCli(['check', ...failing, '--output', link, '--quiet']);
    expect([result.exitCode, result.stderr, readFileSync(file, 'utf8').split('\n')[0]]).toEqual([1, '', failed]);
  });

  test('is 3 when the file can not be written, whatever the verdict', async () => {
    const file = join(folder, 'no-such-folder', 'report.txt');
    const result = await runCli(['check', ...failing, '--output', file]);
    expect([result.exitCode, result.stdout, existsSync(file)]).toEqual([3, '', false]);
    expect(diagnostics(result).match(/error\[/gu)).toHaveLength(1);
    expect(diagnostics(result)).toContain('error[OUTPUT_UNWRITABLE]');
  });

  test('is 3 when the disk is full', async (context) => {
    if (!existsSync('/dev/full')) context.skip('this machine has no /dev/full');
    const result = await runCli(['check', ...failing, '--output', '/dev/full']);
    expect([result.exitCode, diagnostics(result).includes('error[OUTPUT_UNWRITABLE]')]).toEqual([3, true]);
  });
});

describe('stdout', () => {
  test('that nobody reads any more changes no exit code and says nothing', async () => {
    const result = await runCli(['check', ...failing], { deaf: true });
    expect([result.exitCode, diagnostics(result)]).toEqual([1, '']);
  });

  test.each([
    [false, {}],
    [true, { FORCE_COLOR: '1' }],
    [false, { FORCE_COLOR: '0' }],
    [false, { FORCE_COLOR: '1', NO_COLOR: '1' }],
    [true, { FORCE_COLOR: '1', NO_COLOR: '' }],
  ])('has colour: %j with %j', async (hasColor, environment) => {
    const { stdout } = await runCli(['check', ...failing], { environment });
    expect(stdout.includes(escape)).toBe(hasColor);
  });

  test('has no colour with --no-color', async () => {
    const { stdout } = await runCli(['check', ...failing, '--no-color'], { environment: { FORCE_COLOR: '1' } });
    expect(stdout.includes(escape)).toBe(false);
  });

  test('is in the language of the locale, or of --lang', async () => {
    const environment = { LANG: 'ja_JP.UTF-8' };
    const [locale, asked] = [
      await runCli(['check', ...failing], { environment }),
      await runCli(['check', ...failing, '--lang', 'en'], { environment }),
    ];
    expect([locale.stdout.slice(0, 4), asked.stdout.slice(0, 4)]).toEqual(['不合格 ', 'FAIL']);
  });

  test('proposes a command that explains the first finding', async () => {
    const { stdout } = await runCli(['check', ...failing, '--assume-zone', 'remote-sensing']);
    const [, command = ''] = /`sekisho (explain [^`]+)`/u.exec(stdout.replace(/\s+/gu, ' ')) ?? [];
    expect(command).toMatch(/^explain [0-9a-f]{12} test\/\S+ --assume-zone remote-sensing --now 2026-11-24$/u);
    const explained = await runCli(command.split(' '));
    expect([explained.exitCode, explained.stdout.split('  ')[0]]).toEqual([0, 'Finding']);
  });
});
