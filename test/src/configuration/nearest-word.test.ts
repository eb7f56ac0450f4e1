import { describe, expect, it } from 'vitest';
import { nearestWord } from '../../../src/configuration/nearest-word.ts';

describe('the nearest word', () => {
  it.each([
    ['zoness', ['waivers', 'zones'], 'zones'],
    ['HIGH', ['high', 'low'], 'high'],
    ['hihg', ['low', 'high'], 'high'],
    ['ab', ['ac', 'aa'], 'aa'],
    ['zzzzzz', ['zones', 'waivers'], null],
    ['zones', [], null],
  ])('to %s among %j is %s', (word, candidates, expected) => {
    expect(nearestWord(word, candidates)).toBe(expected);
  });
});
