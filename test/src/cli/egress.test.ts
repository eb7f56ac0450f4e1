import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

const plan = 'test/fixtures/plans/bad-perimeter-dry-run';
const clock = ['--assume-zone', 'remote-sensing', '--now', '2026-11-24'];

describe('sekisho egress', () => {
  it('names all 48 exits of a plan, and the way out that a dry run leaves, with exit code 1', async () => {
    const result = await runCli(['egress', plan, ...clock, '--format', 'json']);
    const report = JSON.parse(result.stdout) as {
      readonly schema: string;
      readonly exits: readonly { readonly id: string; readonly verdict: string }[];
      readonly paths: readonly { readonly exit: string; readonly from: string; readonly to: string }[];
    };
    expect(result.exitCode).toBe(1);
    expect(report.schema).toBe('sekisho.egress/v1');
    expect(report.exits.map(({ id }) => id)).toEqual(Array.from({ length: 48 }, (_, at) => `E${at + 1}`));
    expect(report.exits.find(({ id }) => id === 'E17')?.verdict).toBe('open');
    expect(report.paths.filter(({ exit }) => exit === 'E16')).toMatchObject([
      { from: 'google_storage_bucket.bucket', to: 'outside:any project' },
    ]);
  });

  it('says in Japanese what is open, and draws it', async () => {
    const [text, picture] = await Promise.all([
      runCli(['egress', plan, ...clock, '--lang', 'ja']),
      runCli(['egress', plan, ...clock, '--format', 'mermaid']),
    ]);
    expect(text.stdout).toContain('開放  区域 remote-sensing');
    expect(picture.stdout.startsWith('flowchart LR\n')).toBe(true);
    expect(picture.stdout).toContain('-- E16 -->');
  });

  it('gives exit code 3 for a zone that is neither configured nor a file, and for one that the sources do not hold', async () => {
    const [unknown, empty] = await Promise.all([
      runCli(['egress', 'remote-sensing-pdr', plan]),
      runCli(['egress', 'remote-sensing-prd', plan]),
    ]);
    expect({ code: unknown.exitCode, says: unknown.stderr.includes('remote-sensing-prd') }).toEqual({
      code: 3,
      says: true,
    });
    expect({ code: empty.exitCode, says: empty.stderr.includes('EGRESS_EMPTY_ZONE') }).toEqual({ code: 3, says: true });
  });

  it('says what has opened and closed since an earlier proof, is partial then, and draws it as SVG', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'sekisho-baseline-'));
    try {
      const baseline = join(directory, 'main.json');
      const isolated = 'test/fixtures/plans/good-isolated';
      await runCli(['egress', isolated, ...clock, '--format', 'json', '--output', baseline]);
      const [text, svg] = await Promise.all([
        runCli(['egress', plan, ...clock, '--baseline', baseline]),
        runCli(['egress', plan, ...clock, '--baseline', baseline, '--format', 'svg']),
      ]);
      expect(text.stdout).toContain('Changed since 2026-11-24T00:00:00.000Z');
      expect(text.stdout).toMatch(/E16 +opened: Unknown -> Open/u);
      expect(text.stdout).toContain('new way out: E16  google_storage_bucket.bucket => outside:any project');
      expect(text.stdout).toContain('partial: --baseline');
      expect(svg.stdout.startsWith('<svg ')).toBe(true);
      expect(svg.stdout).toContain('E16: Open (opened)');
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('says which exits a deletion opens, and with --redundant which guards change nothing when they go', async () => {
    const deleting = ['egress', 'test/fixtures/plans/upd-no-deny-egress', ...clock, '--redundant'];
    const [text, japanese, json] = await Promise.all([
      runCli(deleting),
      runCli([...deleting, '--lang', 'ja']),
      runCli([...deleting, '--format', 'json']),
    ]);
    expect(text.stdout).toMatch(
      /Deleted by this plan \(1\)\n.*google_compute_firewall\.deny-egress\n +E4 +opened: Closed -> Weak/u,
    );
    expect(text.stdout).toContain('Redundant guards (0)');
    expect(japanese.stdout).toMatch(/google_compute_firewall\.deny-egress\n +E4 +開いた: 閉鎖 -> 弱い/u);
    expect(japanese.stdout).toContain('冗長な防護（0 件）');
    expect(JSON.parse(json.stdout)).toMatchObject({
      redundant: [],
      deleted: [
        {
          address: 'google_compute_firewall.deny-egress',
          exits: [{ id: 'E4' }, { id: 'E15' }, { id: 'E42', before: 'closed', after: 'open', kind: 'opened' }],
        },
      ],
    });
  });

  it.each([
    ['en', 'deny-egress: delete; that opens or weakens E4, E15', 'implied rule: allow all egress (ipv4)'],
    ['ja', 'deny-egress: delete（E4, E15 を開く、又は弱める）', '暗黙の規則: 外向きを全て許可（ipv4）'],
  ])(
    'names in a check’s finding, in %s, the exits that a deletion opens, and why each hop is one',
    async (language, said, hop) => {
      const format = ['--format', 'json', '--lang', language];
      const result = await runCli(['check', 'test/fixtures/plans/upd-no-deny-egress', ...clock, ...format]);
      const { findings } = JSON.parse(result.stdout) as {
        readonly findings: readonly {
          readonly exit?: string;
          readonly message: string;
          readonly path?: readonly { readonly why: string }[];
        }[];
      };
      expect(findings.filter(({ exit }) => exit === 'E42').map(({ message }) => message)).toEqual([
        expect.stringContaining(said),
      ]);
      const hops = findings.filter(({ exit }) => exit === 'E4').flatMap(({ path = [] }) => path.map(({ why }) => why));
      expect(hops).toContain(hop);
    },
  );

  it.each([
    ['EGRESS_BASELINE_INVALID', 'package.json'],
    ['EGRESS_BASELINE_INVALID', 'no-such-file.json'],
  ])('gives exit code 3 and %s for the baseline %s', async (code, baseline) => {
    const result = await runCli(['egress', plan, ...clock, '--baseline', baseline]);
    expect([result.exitCode, result.stdout, result.stderr.includes(code)]).toEqual([3, '', true]);
  });
});
