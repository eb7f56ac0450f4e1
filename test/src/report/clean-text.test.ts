import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText, clipText, paragraphs, unfolded } from '../../../src/report/clean-text.ts';

describe('cleanText', () => {
  test.each([
    [
      'leaves an address as it is',
      'module.m["k"].google_storage_bucket.raw',
      'module.m["k"].google_storage_bucket.raw',
    ],
    ['leaves Japanese as it is', '取扱者の、記録。', '取扱者の、記録。'],
    ['shows a terminal escape', 'a\u001b[31mred', 'a\\x1b[31mred'],
    ['shows a one-byte terminal escape', 'a\u009b31mred', 'a\\x9b31mred'],
    ['shows a line break, so that no line of the report can be forged', 'a\nPASS\r', 'a\\nPASS\\r'],
    ['shows what turns the reading direction', 'a\u202etxt', 'a\\u{202e}txt'],
    ['shows what has no width', 'al\u200blUsers', 'al\\u{200b}lUsers'],
    ['shows half a surrogate pair', 'a\ud800', 'a\\u{d800}'],
    ['disarms a command of GitHub Actions', '::set-env name=A::b', '\\x3a:set-env name=A::b'],
    ['disarms one that a broken line would bring to the front', 'x ::stop-commands::y', 'x \\x3a:stop-commands::y'],
    [
      'disarms commands of Azure Pipelines and TeamCity',
      '##vso[task] ##teamcity[x] ##[group]',
      '#\\x23vso[task] #\\x23teamcity[x] #\\x23[group]',
    ],
    ['leaves IPv6 ranges as they are', '::/0 and ::ffff:192.0.2.1', '::/0 and ::ffff:192.0.2.1'],
  ])('%s', (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  test('leaves nothing unprintable of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});

describe('clipText', () => {
  test('leaves a text that fits', () => {
    expect(clipText('abc', 3)).toBe('abc');
  });

  test('cuts by characters, never through one', () => {
    expect(clipText('𠮷𠮷𠮷𠮷', 3)).toBe('𠮷𠮷𠮷…');
  });

  test('cuts what became longer by being cleaned', () => {
    expect(clipText('\u001b\u001b', 6)).toBe('\\x1b\\x…');
  });
});

describe('texts of ours', () => {
  test('are paragraphs, each on one line', () => {
    expect(paragraphs('One public\n  member.\n\nOnly zones.\n')).toEqual(['One public member.', 'Only zones.']);
  });

  test('are unfolded where one line is wanted', () => {
    expect(unfolded('One public\nmember.\n\nOnly zones.\n')).toBe('One public member. Only zones.');
  });
});
