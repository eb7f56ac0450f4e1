import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bareRepository, checkout, git } from './support/git.ts';
import { ending, runStep } from './support/run-step.ts';

const branch = 'sekisho-decisions';

function log(clone: string, action: string): ReturnType<typeof runStep> {
  return runStep('decision-log', [action, '--file', join(clone, 'chain', 'decisions.jsonl')], { cwd: clone });
}

describe('the chain of decisions', () => {
  it('grows on a branch of its own, and nothing that is kept is lost', { timeout: 120_000 }, async () => {
    const bare = bareRepository({ 'README.md': 'estate' });
    const [one, other] = [checkout(bare, 'main'), checkout(bare, 'main')];
    const [oneFile, otherFile] = [one, other].map((clone) => join(clone, 'chain', 'decisions.jsonl'));
    expect(ending(await log(one, 'restore'))).toEqual([0, null]);
    expect(existsSync(oneFile ?? '')).toBe(false);
    writeFileSync(oneFile ?? '', '{"sequence":1}\n{"sequence":2}\n');
    expect((await log(one, 'store')).stdout).toBe('stored 2 decisions\n');

    expect((await log(other, 'restore')).stdout).toBe('chain of 2 decisions\n');
    appendFileSync(oneFile ?? '', '{"sequence":3}\n');
    expect(ending(await log(one, 'store'))).toEqual([0, null]);
    // The other continues from a chain that is no longer the whole.
    appendFileSync(otherFile ?? '', '{"sequence":"3, of another run"}\n');
    expect(ending(await log(other, 'store'))).toEqual([3, 'DECISION_LOG_FOREIGN']);
    writeFileSync(oneFile ?? '', '{"sequence":1}\n');
    expect(ending(await log(one, 'store'))).toEqual([3, 'DECISION_LOG_FOREIGN']);

    expect(git(bare, 'show', `${branch}:decisions.jsonl`)).toBe('{"sequence":1}\n{"sequence":2}\n{"sequence":3}');
    expect(git(bare, 'rev-list', '--count', branch)).toBe('2');
    expect(git(one, 'status', '--porcelain')).toBe('?? chain/');
    expect(readFileSync(join(one, 'README.md'), 'utf8')).toBe('estate');
  });

  it('that can not be asked for is not an empty one', async () => {
    const clone = checkout(bareRepository({ 'README.md': '' }), 'main');
    git(clone, 'remote', 'set-url', 'origin', join(clone, 'nothing'));
    expect(ending(await log(clone, 'restore'))).toEqual([3, 'PROGRAM_FAILED']);
  });
});
