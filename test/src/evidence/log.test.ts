import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appendDecision } from '../../../src/evidence/log/append-decision.ts';
import type { Decided } from '../../../src/evidence/log/decision.ts';
import { verifyLog } from '../../../src/evidence/log/verify-log.ts';
import { temporaryFolder } from '../gate/support/temporary-project.ts';

const decided = (stack: string): Decided => ({ at: '2026-11-24T09:00:00.000Z', kind: 'apply', stack });

async function chainOf(...stacks: readonly string[]): Promise<string> {
  const path = join(temporaryFolder(), 'deep', 'decisions.jsonl');
  for (const stack of stacks) await appendDecision(path, decided(stack));
  return path;
}

const kinds = (text: string, ...anchors: Parameters<typeof verifyLog>[1]): readonly unknown[] =>
  verifyLog(text, anchors).problems.map(({ line, kind }) => [line, kind]);

describe('the chain of decisions', () => {
  it('is whole as it was written, and for the owner alone', async () => {
    const path = await chainOf('a', 'b', 'c');
    const verified = verifyLog(readFileSync(path, 'utf8'), []);
    expect(verified.decisions.map(({ sequence, stack }) => [sequence, stack])).toEqual([
      [0, 'a'],
      [1, 'b'],
      [2, 'c'],
    ]);
    expect([verified.problems, verified.head?.sequence]).toEqual([[], 2]);
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
  });

  it('shows a line that is missing, edited, moved, made up or cut off', async () => {
    const text = readFileSync(await chainOf('a', 'b', 'c', 'd'), 'utf8');
    const { head } = verifyLog(text, []);
    const lines = text.trimEnd().split('\n');
    const joined = (...of: readonly (string | undefined)[]): string => of.map((line) => `${line ?? ''}\n`).join('');
    const [a, b, c, d] = lines;
    expect(kinds(joined(a, c, d))).toEqual([
      [2, 'missing'],
      [3, 'missing'],
    ]);
    expect(kinds(joined(a, b?.replace('"b"', '"x"'), c, d))).toEqual([[2, 'edited']]);
    expect(kinds(joined(a, c, b, d)).length).toBeGreaterThan(0);
    expect(kinds(joined(a, 'nonsense', c, d))).toEqual([
      [2, 'unreadable'],
      [2, 'edited'],
    ]);
    expect(kinds(joined(a, b))).toEqual([]);
    expect(kinds(joined(a, b), ...(head === null ? [] : [head]))).toEqual([[4, 'cut']]);
    expect(kinds(`${joined(a, b)}${c?.slice(0, 40) ?? ''}`)).toEqual([[3, 'torn']]);
  });

  it('takes out half a line that a killed run left, and says so', async () => {
    const path = await chainOf('a');
    appendFileSync(path, '{"schema":"sekisho.dec');
    await appendDecision(path, decided('b'));
    const { decisions, problems } = verifyLog(readFileSync(path, 'utf8'), []);
    expect(problems).toEqual([]);
    expect(decisions.map(({ kind, stack, detail }) => [kind, stack, detail?.slice(0, 28) ?? null])).toEqual([
      ['apply', 'a', null],
      ['recovered', '', 'half a line of 22 characters'],
      ['apply', 'b', null],
    ]);
  });

  it('is not continued behind an end that is no decision, nor where it is no file', async () => {
    const path = await chainOf('a');
    appendFileSync(path, 'nonsense\n');
    await expect(appendDecision(path, decided('b'))).rejects.toThrow('DECISION_LOG_UNWRITABLE');
    const device = join(temporaryFolder(), 'device');
    symlinkSync('/dev/full', device);
    await expect(appendDecision(device, decided('b'))).rejects.toThrow('DECISION_LOG_UNWRITABLE');
  });

  it('stays whole when many write at once, and when the holder of its lock was killed', async () => {
    const path = await chainOf('a');
    const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
    const [host] = [(await import('node:os')).hostname()];
    await once(child, 'close');
    writeFileSync(`${path}.lock`, `${host} ${String(child.pid)} 00`);
    await Promise.all(Array.from({ length: 20 }, (_, at) => appendDecision(path, decided(`s${String(at)}`))));
    const { decisions, problems } = verifyLog(readFileSync(path, 'utf8'), []);
    expect([decisions.length, problems]).toEqual([21, []]);
  });

  it('is left as it was when the disk is full', async ({ skip }) => {
    const folder = temporaryFolder();
    const mounted = spawn('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', folder], { stdio: 'ignore' });
    const [code] = (await once(mounted, 'close').catch(() => [1])) as readonly unknown[];
    if (code !== 0) skip('this process may not mount a small file system');
    try {
      const path = join(folder, 'decisions.jsonl');
      await appendDecision(path, decided('a'));
      const before = readFileSync(path, 'utf8');
      writeFileSync(join(folder, 'filler'), '');
      const filler = (): void => {
        appendFileSync(join(folder, 'filler'), Buffer.alloc(4096));
      };
      expect(() => {
        for (let pages = 0; pages < 64; pages += 1) filler();
      }).toThrow('ENOSPC');
      // What is left of the chain's own page is used up, too.
      await expect(
        (async () => {
          for (let count = 0; count < 20; count += 1) await appendDecision(path, decided('b'.repeat(2000)));
        })(),
      ).rejects.toThrow(/DECISION_LOG_UNWRITABLE[\s\S]*ENOSPC/u);
      const after = readFileSync(path, 'utf8');
      expect(after.startsWith(before)).toBe(true);
      expect(verifyLog(after, []).problems).toEqual([]);
      rmSync(join(folder, 'filler'));
      await appendDecision(path, decided('c'));
      expect(verifyLog(readFileSync(path, 'utf8'), []).decisions.at(-1)?.stack).toBe('c');
    } finally {
      await once(spawn('umount', [folder], { stdio: 'ignore' }), 'close');
      chmodSync(folder, 0o700);
    }
  });
});
