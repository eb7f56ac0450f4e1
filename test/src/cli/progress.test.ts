import { describe, expect, test } from 'vitest';
import { Progress } from '../../../src/cli/progress.ts';

/** Runs steps that keep the processor for so many milliseconds each, by a clock of their own, and gives what was said. */
function said(isTerminal: boolean, steps: readonly (readonly [string, number])[]): string {
  let now = 0;
  let text = '';
  const progress = new Progress(
    (more) => {
      text += more;
    },
    isTerminal,
    () => now,
  );
  for (const [name, took] of steps) {
    progress.step(name);
    now += took;
  }
  progress.end();
  return text;
}

const clear = '\r\u001b[2K';

describe('progress', () => {
  test.each([true, false])('says nothing of a fast run (terminal: %j)', (isTerminal) => {
    expect(
      said(isTerminal, [
        ['reading', 300],
        ['proving', 300],
        ['evaluating', 300],
      ]),
    ).toBe('');
  });

  test('says in a log only what took over a second', () => {
    expect(
      said(false, [
        ['reading', 300],
        ['proving', 2300],
        ['evaluating', 300],
      ]),
    ).toBe('sekisho: proving (2.3 s)\n');
  });

  test('replaces one line on a terminal and takes it away at the end', () => {
    expect(
      said(true, [
        ['reading', 1200],
        ['proving', 10],
        ['evaluating', 10],
      ]),
    ).toBe(`${clear}sekisho: proving …${clear}sekisho: evaluating …${clear}`);
  });

  test('lets nothing of a name reach the terminal', () => {
    expect(said(false, [['a\u001b[2J', 1000]])).toBe('sekisho: a\\x1b[2J (1.0 s)\n');
  });

  test('speaks while a step waits for something else', async () => {
    let text = '';
    const progress = new Progress((more) => (text += more), false);
    progress.step('running the app');
    await new Promise((resolve) => setTimeout(resolve, 1200));
    const during = text;
    progress.end();
    expect([during, text]).toEqual(['sekisho: running the app …\n', 'sekisho: running the app …\n']);
  });
});
