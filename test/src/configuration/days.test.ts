import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, isDay } from '../../../src/configuration/days.ts';

describe('a day', () => {
  it.each(['2026-02-28', '2028-02-29', '2026-12-31', '9999-12-31'])('is %s', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '26-01-01',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    '',
  ])('is not "%s"', (text) => {
    expect(isDay(text)).toBe(false);
  });

  it('is taken in UTC', () => {
    expect(dayOf(new Date('2026-01-01T08:59:59+09:00'))).toBe('2025-12-31');
    expect(dayOf(new Date('2026-01-01T09:00:00+09:00'))).toBe('2026-01-01');
  });

  it('is counted over months and leap years', () => {
    expect(addDays('2026-11-24', 30)).toBe('2026-12-24');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2024-02-01', 1827)).toBe('2029-02-01');
  });

  it('moves forward by as many days as are added', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 400 }), (start, days) => {
        const day = dayOf(new Date(start * 86_400_000));
        const later = addDays(day, days);
        expect(isDay(later)).toBe(true);
        expect((Date.parse(later) - Date.parse(day)) / 86_400_000).toBe(days);
      }),
    );
  });
});
