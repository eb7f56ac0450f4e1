import { describe, expect, it } from 'vitest';
import { median, medianOf, type Subject, sampleNode, sampleRounds } from '../../bench/sample.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function aSubject(name: string, code: string, directory: string): Subject {
  return { name, parameters: ['-e', code], directory, exitCodes: [0] };
}

const burn = 'const end = process.cpuUsage().user + 200000; while (process.cpuUsage().user < end);';

describe('a sample of a Node process', () => {
  it('tells the CPU time and the peak memory that the process itself used', () => {
    const directory = temporaryFolder();
    const idle = sampleNode(aSubject('idle', '0', directory));
    const busy = sampleNode(aSubject('busy', burn, directory));
    const large = sampleNode(aSubject('large', 'Buffer.alloc(200 * 1024 * 1024, 1)', directory));
    expect(busy.cpuMs - idle.cpuMs).toBeGreaterThan(100);
    expect(large.peakMb - idle.peakMb).toBeGreaterThan(150);
    expect(idle.wallMs).toBeGreaterThan(0);
  });

  it('is refused when the process did not end as it should, since it did not do the work', () => {
    const directory = temporaryFolder();
    expect(() => sampleNode(aSubject('fails', 'process.exit(3)', directory))).toThrow(
      'fails: expected exit code 0, got exit code 3',
    );
  });

  it('is taken in turn with the others, the first round for warming up only', () => {
    const directory = temporaryFolder();
    const subjects = ['a', 'b'].map((name) =>
      aSubject(name, `require('node:fs').appendFileSync('order', '${name}')`, directory),
    );
    const samples = sampleRounds(subjects, 2);
    expect([...samples].map(([name, taken]) => [name, taken.length])).toEqual([
      ['a', 2],
      ['b', 2],
    ]);
    const order = sampleNode({
      ...aSubject(
        'order',
        "if (require('node:fs').readFileSync('order', 'utf8') !== 'ababab') process.exit(1)",
        directory,
      ),
    });
    expect(order.cpuMs).toBeGreaterThan(0);
  });
});

describe('the median', () => {
  it('is the middle figure, or between the two middle ones', () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(() => median([])).toThrow('expected at least one figure');
  });

  it('is taken of each figure by itself', () => {
    const of = (wallMs: number, cpuMs: number, peakMb: number) => ({ wallMs, cpuMs, peakMb });
    expect(medianOf([of(1, 30, 5), of(2, 10, 6), of(3, 20, 4)])).toEqual(of(2, 20, 5));
  });
});
