import { describe, expect, test } from 'vitest';
import { renderGithub } from '../../../src/report/github.ts';
import { hostileReport, hostileTexts } from './hostile.ts';
import { aFinding, aReport, theLook } from './report-builder.ts';

const commandLine = /^::(error|warning|notice) (?:(?:file|line|title)=[^:,\r\n]*,?)+::[^\r\n]*$/u;

function linesOf(...given: Parameters<typeof renderGithub>): readonly string[] {
  return renderGithub(...given)
    .trimEnd()
    .split('\n');
}

describe('workflow commands', () => {
  test('name file, line and title, and end with the verdict', () => {
    const finding = aFinding({
      location: { file: 'stacks/a,b:c.ts', line: 7 },
      message: { en: '100% open', ja: '' },
      articles: ['Art.1 [MIXED]'],
      remediation: { en: 'close it', ja: '' },
    });
    expect(linesOf(aReport({ findings: [finding] }), theLook())).toEqual([
      '::error file=stacks/a%2Cb%3Ac.ts,line=7,title=critical storage.public_access [fail]::google_storage_bucket_iam_member.public (member): 100%25 open%0Alaw: Art.1 [MIXED]%0Afix: close it%0Amore: sekisho explain ab12cd34ef56',
      '::error title=sekisho%3A FAIL::1 violation blocks (1 critical)',
    ]);
  });

  test('are errors for what blocks, warnings for what does not, notices for what is waived or deferred', () => {
    const findings = [
      aFinding({ status: 'unknown' }),
      aFinding({ blocking: false }),
      aFinding({ status: 'waived', blocking: false }),
    ];
    const deferred = [aFinding({ status: 'unknown', blocking: false })];
    const commands = linesOf(aReport({ findings, deferred }), theLook()).map((line) => /^::(\w+)/u.exec(line)?.[1]);
    expect(commands).toEqual(['error', 'warning', 'notice', 'notice', 'error']);
  });

  test('are no more of a kind than GitHub shows; the rest is in the log, counted', () => {
    const lines = linesOf(aReport({ findings: Array.from({ length: 14 }, () => aFinding()) }), theLook());
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines[9]).toBe('5 more, without annotation because GitHub shows ten of a kind:');
    expect(lines.slice(10, 15).every((line) => line.startsWith('critical  fail  storage.public_access'))).toBe(true);
  });

  test.each(hostileTexts)('are ours alone, whatever the input says: %j', (text) => {
    const lines = linesOf(hostileReport(text), theLook());
    expect(lines).toHaveLength(4);
    expect(lines.filter((line) => !commandLine.test(line))).toEqual([]);
  });

  test('with --quiet are those for what blocks', () => {
    const findings = [aFinding(), aFinding({ blocking: false })];
    expect(linesOf(aReport({ findings }), theLook({ quiet: true }))).toHaveLength(2);
  });
});
