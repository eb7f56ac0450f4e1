import { describe, expect, it } from 'vitest';
import type { RefusalCause } from '../../../src/gate/refusal.ts';
import { renderRefusal } from '../../../src/gate/refusal-text.ts';
import { finding, report } from './support/reports.ts';

const failing: RefusalCause = { kind: 'report', report: report({ exitCode: 1, findings: [finding()] }) };
const many = (count: number): RefusalCause => ({
  kind: 'report',
  report: report({
    exitCode: 1,
    findings: Array.from({ length: count }, (_, index) => finding({ address: `a.b${index}` })),
  }),
});

describe('the text of a refusal', () => {
  it('says in English what, where, which article and what to do', () => {
    expect(renderRefusal(failing, { language: 'en', maxLines: 15, leftStale: true })).toBe(
      `sekisho: synth refused, nothing was written; the older output is marked stale
1 violation
CRITICAL Stores of regulated data are not public [storage.public_access]
  stacks/isolated-stack.ts:13  isolated/google_storage_bucket_iam_member.Member (created at constructs/store/store.ts:12)
    grants roles/viewer to allUsers
  law Act 77/2016 Art.18(3) [MIXED]
  fix Name the handlers one by one
\`npx sekisho check\` shows the whole report, \`npx sekisho explain ID\` says more about a finding
`,
    );
  });

  it('says the same in Japanese', () => {
    expect(renderRefusal(failing, { language: 'ja', maxLines: 15, leftStale: false })).toBe(
      `sekisho: synth を拒否しました。何も書き込んでいません
違反 1 件
CRITICAL 規制対象データの保管先を公開しない [storage.public_access]
  stacks/isolated-stack.ts:13  isolated/google_storage_bucket_iam_member.Member (作成箇所 constructs/store/store.ts:12)
    allUsers に roles/viewer を付与しています
  法令 Act 77/2016 Art.18(3) [MIXED]
  対処 取扱者を一人ずつ指定してください
報告全体は \`npx sekisho check\`、個々の詳細は \`npx sekisho explain ID\`
`,
    );
  });

  it.each([15, 36])('stays within %i lines of a terminal, however much there is to say', (maxLines) => {
    const long = 'word '.repeat(400);
    const causes: readonly RefusalCause[] = [
      many(500),
      { kind: 'report', report: report({ exitCode: 3 }) },
      { kind: 'report', report: report({ exitCode: 1, findings: [finding({ message: { en: long, ja: long } })] }) },
      { kind: 'app-errors', errors: Array.from({ length: 90 }, (_, index) => `error ${index}`), report: null },
      {
        kind: 'app-errors',
        errors: Array.from({ length: 90 }, () => 'error'),
        report: report({ exitCode: 1, findings: [finding(), finding()] }),
      },
      { kind: 'broken', reason: 'line\n'.repeat(90), place: 'main.ts:1:1' },
    ];
    for (const cause of causes) {
      const lines = renderRefusal(cause, { language: 'en', maxLines, leftStale: true }).split('\n');
      expect(lines.at(-1)).toBe('');
      expect(lines.length - 1).toBeLessThanOrEqual(maxLines);
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(150);
    }
  });

  it('counts what it leaves out', () => {
    expect(renderRefusal(many(10), { language: 'en', maxLines: 15, leftStale: false })).toContain(
      'and 8 more: `npx sekisho check` shows all',
    );
  });

  it('counts violations, unproven and unevaluated ones apart, and leaves out what does not block', () => {
    const findings = [
      finding({ status: 'error' }),
      finding({ status: 'unknown' }),
      finding(),
      finding({ status: 'waived' }),
      finding({ blocking: false }),
    ];
    const text = renderRefusal(
      { kind: 'report', report: report({ exitCode: 3, findings }) },
      { language: 'en', maxLines: 36, leftStale: false },
    );
    expect(text.split('\n')[1]).toBe('1 violation, 1 unproven, 1 control could not be evaluated');
    expect(text.match(/^CRITICAL/gm)).toHaveLength(3);
  });

  it('does not look like a pass when the report names nothing that blocks', () => {
    const text = renderRefusal(
      { kind: 'report', report: report({ exitCode: 3 }) },
      { language: 'en', maxLines: 15, leftStale: false },
    );
    expect(text).toContain('the report names no finding that blocks, yet it does not pass (exit 3)');
  });

  it('drops stack frames from what was thrown, and keeps sentences that begin with "at"', () => {
    const reason = 'Error: boom\n    at visit (/x/y.ts:3:4)\n    at Array.forEach (<anonymous>)\n  at least this stays';
    const text = renderRefusal(
      { kind: 'broken', reason, place: 'stacks/a.ts:1:2' },
      { language: 'en', maxLines: 15, leftStale: false },
    );
    expect(text.split('\n').slice(2)).toEqual(['Error: boom', '  at least this stays', '  at stacks/a.ts:1:2', '']);
  });

  it('lets no control character of a resource through to the terminal', () => {
    const text = renderRefusal(
      { kind: 'report', report: report({ exitCode: 1, findings: [finding({ address: 'a.b\u001b[2J\r\u0007' })] }) },
      { language: 'en', maxLines: 15, leftStale: false },
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});
