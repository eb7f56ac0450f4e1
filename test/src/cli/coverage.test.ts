import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

const clock = ['--assume-zone', 'remote-sensing', '--now', '2026-11-24'];
const plan = 'test/fixtures/plans/bad-public-bucket';

interface CoverageDocument {
  readonly requirements: readonly {
    readonly id: string;
    readonly verdict: string;
    readonly controls: readonly string[];
  }[];
  readonly controls: readonly {
    readonly id: string;
    readonly status: string;
    readonly examined: number;
    readonly findings: readonly { readonly address: string }[];
  }[];
}

describe('sekisho coverage', () => {
  it('follows an article to the grant that breaks it, with exit code 0 although the estate fails', async () => {
    const result = await runCli(['coverage', plan, ...clock, '--format', 'json']);
    expect(result.exitCode).toBe(0);
    const { requirements, controls } = JSON.parse(result.stdout) as CoverageDocument;
    const control = controls.find(({ id }) => id === 'storage.public_access');
    expect(control).toMatchObject({
      status: 'fail',
      findings: [{ address: 'google_storage_bucket_iam_member.bucket-reader' }],
    });
    const served = requirements.filter((one) => one.controls.includes('storage.public_access'));
    expect(served.length).toBeGreaterThan(0);
    expect(served.filter(({ verdict }) => verdict !== 'fail')).toEqual([]);
  });

  it('prints Markdown and Japanese', async () => {
    const [markdown, japanese] = await Promise.all([
      runCli(['coverage', plan, ...clock, '--format', 'markdown']),
      runCli(['coverage', plan, ...clock, '--lang', 'ja']),
    ]);
    expect(markdown.stdout.startsWith('# Coverage\n')).toBe(true);
    expect(markdown.stdout).toContain('| Requirement | Verdict | Controls | People |');
    expect(japanese.stdout.startsWith('網羅状況\n')).toBe(true);
    expect(japanese.stdout).toContain('証明する人がいない');
  });

  it('gives exit code 3 for a source that is none', async () => {
    const result = await runCli(['coverage', 'no-such-plan.json']);
    expect([result.exitCode, result.stdout]).toEqual([3, '']);
    expect(result.stderr).toContain('PATH_MISSING');
  });
});
