import { describe, expect, it } from 'vitest';
import { wordMessage } from '../../../src/verdict/message.ts';
import { aControl } from './a-run.ts';

const control = aControl('a.b', {
  messages: {
    all: { en: '{text} {number} {flag} {none} {text}', ja: '{none} {flag} {number} {text}' },
    inherited: { en: '{constructor}', ja: '' },
    local: { en: '{why} ({zone})', ja: '{zone} は {why}' },
    braces: { en: 'json {} and { x }', ja: '{}' },
  },
});

describe('a message', () => {
  it('holds its arguments as they are, in both languages', () => {
    const args = { text: '$& {flag}', number: 0, flag: false, none: null };
    expect(wordMessage(control, 'all', args)).toEqual({
      message: { en: '$& {flag} 0 false unset $& {flag}', ja: '未設定 false 0 $& {flag}' },
    });
  });

  it('takes an argument of one language for that language, and misses it in the other', () => {
    expect(wordMessage(control, 'local', { zone: 'z', why_en: 'leaks', why_ja: '漏れる' })).toEqual({
      message: { en: 'leaks (z)', ja: 'z は 漏れる' },
    });
    expect(wordMessage(control, 'local', { zone: 'z', why_en: 'leaks' })).toMatchObject({
      problem: { en: expect.stringContaining('lacks its arguments why') as unknown },
    });
  });

  it('leaves braces that name nothing alone', () => {
    expect(wordMessage(control, 'braces', {})).toEqual({ message: { en: 'json {} and { x }', ja: '{}' } });
  });

  it('is never made of what every object has', () => {
    expect(wordMessage(control, 'inherited', {})).toMatchObject({
      problem: { en: 'message `inherited` lacks its arguments constructor; it got: {}' },
    });
    expect(wordMessage(control, 'constructor', {})).toMatchObject({
      problem: {
        en: 'the control has no message `constructor` (it has: all, braces, inherited, local); arguments: {}',
      },
    });
  });

  it('names every argument that is missing once, from either language', () => {
    expect(wordMessage(control, 'all', { text: 'x' })).toMatchObject({
      problem: { en: 'message `all` lacks its arguments flag, none, number; it got: {"text":"x"}' },
    });
  });
});
