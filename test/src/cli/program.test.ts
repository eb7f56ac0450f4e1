import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagnostics, runCli } from './run-cli.ts';

describe('help', () => {
  test.each([
    [['--help'], 'Usage: sekisho [options] [command]'],
    [['help'], 'Usage: sekisho [options] [command]'],
    [['check', '--help'], 'Usage: sekisho check [options] [path...]'],
    [['help', 'explain'], 'Usage: sekisho explain [options] <id> [path...]'],
    [['controls', '--help', '--lang', 'ja'], '使い方: sekisho controls [options]'],
  ])('%j goes to stdout with examples and exit code 0', async (args, first) => {
    const { exitCode, stdout, stderr } = await runCli(args);
    expect([exitCode, stdout.split('\n')[0], stderr]).toEqual([0, first, '']);
    expect(stdout).toMatch(/\n(?:Examples|例):\n {2}sekisho /u);
  });

  test.each(['0', '1', '2', '3'])('of check explains exit code %s', async (code) => {
    expect((await runCli(['check', '--help'])).stdout).toContain(`\n  ${code}  `);
  });

  test('is in the language of the locale', async () => {
    const { stdout } = await runCli(['--help'], { environment: { LANG: 'ja_JP.UTF-8' } });
    expect(stdout).toContain('使い方:');
  });

  test('the version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await runCli(['--version'])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('a command line that is wrong ends with 3, never with a verdict', () => {
  test('when it is empty: nothing was judged', async () => {
    const { exitCode, stdout, stderr } = await runCli([]);
    expect([exitCode, stdout, stderr.split('\n')[0]]).toEqual([3, '', 'Usage: sekisho [options] [command]']);
  });

  test.each([
    [['chekc'], 'there is no such command', "unknown command 'chekc' (Did you mean check?)", 'sekisho --help'],
    [['check', '--shards', '1/2'], 'there is no such option', "unknown option '--shards'", 'sekisho check --help'],
    [
      ['check', '--merge'],
      'an option lacks its value',
      "option '--merge <files...>' argument missing",
      'sekisho check --help',
    ],
    [['explain'], 'an argument is missing', "missing required argument 'id'", 'sekisho explain --help'],
    [
      ['check', '--output'],
      'an option lacks its value',
      "option '--output <file>' argument missing",
      'sekisho check --help',
    ],
    [
      ['check', '--quiet', '--verbose'],
      'these options exclude each other',
      "option '--quiet' cannot be used with option '--verbose'",
      'sekisho check --help',
    ],
    [['controls', 'x'], 'there are too many arguments', '', 'sekisho controls --help'],
  ])('%j', async (args, what, got, help) => {
    const { exitCode, stdout, stderr } = await runCli(args);
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toContain(`error[USAGE]: ${what}\n    got         ${got}`);
    expect(stderr).toContain(`fix         \`${help}\` shows what there is`);
  });

  test('in Japanese too', async () => {
    const result = await runCli(['check', '--format', 'yaml', '--lang', 'ja']);
    expect([result.exitCode, result.stdout, result.stderr.split('\n').slice(0, 2)]).toEqual([
      3,
      '',
      ['エラー[USAGE]: コマンドの使い方が正しくない', '    内容      オプションの値が正しくない'],
    ]);
  });

  test.each(['tomorrow', '2026-02-30', '2026-11-24T09:00:00', '2026-13-01', '24.11.2026'])(
    'when --now is %j',
    async (now) => {
      const result = await runCli(['check', 'test/fixtures/plans/good-isolated', '--now', now]);
      expect([result.exitCode, result.stdout]).toEqual([3, '']);
      expect(diagnostics(result)).toContain(`error[NOW_INVALID]: \`--now\` is not a time\n    got         ${now}\n`);
    },
  );
});
