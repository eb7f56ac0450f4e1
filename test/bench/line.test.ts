import { describe, expect, it } from 'vitest';
import { atLeast, atMost, measured, skipped } from '../../bench/line.ts';
import { renderTable } from '../../bench/table.ts';

const outcomeOf = (value: number, target: ReturnType<typeof atMost> | null): string =>
  measured('P1', 'what', { value, figures: '', target }).outcome;

describe('a line of the bench', () => {
  it('is met up to its target and missed beyond it, in the sense of the target', () => {
    expect(outcomeOf(2.4, atMost(2.4))).toBe('met');
    expect(outcomeOf(2.41, atMost(2.4))).toBe('missed');
    expect(outcomeOf(1.5, atLeast(1.5))).toBe('met');
    expect(outcomeOf(1.49, atLeast(1.5))).toBe('missed');
    expect(outcomeOf(99, null)).toBe('reported');
  });

  it('refuses a figure that is no number, which would look like a missed or met target', () => {
    expect(() => outcomeOf(Number.NaN, atMost(1))).toThrow('P1: expected a finite figure, got NaN');
    expect(() => outcomeOf(1 / 0, atLeast(1))).toThrow('P1: expected a finite figure, got Infinity');
  });

  it('stands in a table with both figures, or with the reason for which it was skipped', () => {
    const lines = [
      measured('P1', 'check / floor', { value: 2.345, figures: '469 / 200 ms', target: atMost(2.4) }),
      skipped('P8', 'checkov / check', 'checkov is not on PATH'),
    ];
    expect(renderTable(lines).split('\n')).toEqual([
      'id  what             value  figures       target  outcome',
      'P1  check / floor    2.35   469 / 200 ms  <= 2.4  met',
      'P8  checkov / check  -                    -       skipped: checkov is not on PATH',
    ]);
  });
});
