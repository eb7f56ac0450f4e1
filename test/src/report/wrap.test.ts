import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth, pad, wrap } from '../../../src/report/wrap.ts';

describe('displayWidth', () => {
  test.each([
    ['ASCII', 'abc', 3],
    ['Japanese', '鍵の場所、', 10],
    ['full-width forms', 'Ａ！', 4],
    ['half-width katakana', 'ｱｲ', 2],
    ['characters outside the basic plane', '𠮷', 2],
    ['combining marks', 'e\u0301', 1],
  ])('counts columns of %s', (_, text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });

  test('lets pad align both scripts', () => {
    expect([pad('場所', 6), pad('at', 6), pad('too long', 3)]).toEqual(['場所  ', 'at    ', 'too long']);
  });
});

describe('wrap', () => {
  test('leaves a short text on its line', () => {
    expect(wrap('a short text', 20)).toEqual(['a short text']);
  });

  test('gives one empty line for an empty text', () => {
    expect(wrap('', 20)).toEqual(['']);
  });

  test('breaks at spaces', () => {
    expect(wrap('grants the role to everyone on the internet', 16)).toEqual([
      'grants the role',
      'to everyone on',
      'the internet',
    ]);
  });

  test('keeps an address whole, however long', () => {
    expect(wrap('see module.store["raw"].google_storage_bucket.records now', 20)).toEqual([
      'see',
      'module.store["raw"].google_storage_bucket.records',
      'now',
    ]);
  });

  test('breaks Japanese between characters', () => {
    expect(wrap('記録の区分が付いていない', 10)).toEqual(['記録の区分', 'が付いてい', 'ない']);
  });

  test('begins no line with a closing mark and ends none with an opening one', () => {
    expect(wrap('記録の区分。次の「鍵」', 10)).toEqual(['記録の区', '分。次の', '「鍵」']);
  });

  test('breaks between scripts', () => {
    expect(wrap('allUsersに付与した', 10)).toEqual(['allUsersに', '付与した']);
  });

  test('loses nothing but the spaces at which it breaks, and exceeds the width only for a single word', () => {
    const words = fc.array(
      fc.string({ unit: fc.constantFrom('a', 'Z', '_', '鍵', '。', '「', 'ー', '(', ' '), maxLength: 30 }),
    );
    fc.assert(
      fc.property(words, fc.integer({ min: 4, max: 60 }), (parts, width) => {
        const text = parts.join(' ').trimEnd();
        const lines = wrap(text, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines.filter((one) => displayWidth(one) > width)) {
          expect(wrap(line.trimStart(), width), 'a longer line can not be broken').toHaveLength(1);
        }
      }),
    );
  });
});
