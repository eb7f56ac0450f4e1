import { describe, expect, test } from 'vitest';
import { collectList, commonOptions, languageOfArguments, listOf, readNow } from '../../../src/cli/options.ts';
import { rerunArguments } from '../../../src/cli/rerun.ts';

describe('the language', () => {
  test.each([
    ['en', {}],
    ['en', { LANG: 'C.UTF-8' }],
    ['ja', { LANG: 'ja_JP.UTF-8' }],
    ['ja', { LANG: 'ja' }],
    ['en', { LANG: 'jam_JM' }],
    ['en', { LANG: 'ja_JP.UTF-8', LC_ALL: 'en_US.UTF-8' }],
    ['ja', { LANG: 'en_US', LC_MESSAGES: 'ja_JP', LC_ALL: '' }],
  ] as const)('is %s for %j', (language, environment) => {
    expect(commonOptions({}, environment).language).toBe(language);
    expect(languageOfArguments(['check'], environment)).toBe(language);
  });

  test('of JSON is English unless it is asked for', () => {
    const environment = { LANG: 'ja_JP.UTF-8' };
    expect(commonOptions({ format: 'json' }, environment).language).toBe('en');
    expect(commonOptions({ format: 'json', lang: 'ja' }, environment).language).toBe('ja');
  });

  test.each([
    ['ja', ['check', '--lang', 'ja']],
    ['ja', ['--lang=ja']],
    ['en', ['--lang', 'de']],
  ])('of help is %s for %j', (language, args) => {
    expect(languageOfArguments(args, {})).toBe(language);
  });
});

describe('--now', () => {
  test.each([
    ['2026-11-24', '2026-11-24T00:00:00.000Z'],
    ['2026-11-24T09:00Z', '2026-11-24T09:00:00.000Z'],
    ['2026-11-24T18:00:00+09:00', '2026-11-24T09:00:00.000Z'],
    ['2028-02-29T00:00:00.123Z', '2028-02-29T00:00:00.123Z'],
  ])('%s is %s', (given, time) => {
    expect(readNow(given).toISOString()).toBe(time);
  });

  test.each(['', '2026', '2026-11-24T09:00:00', '2026-02-29', '2026-11-31', '2026-11-24T25:00:00Z', '1764000000'])(
    'refuses %j',
    (given) => {
      expect(() => readNow(given)).toThrow(/NOW_INVALID/u);
    },
  );
});

test('--only takes commas, repetition and both, and drops repetitions', () => {
  const given = collectList('c.d', collectList('a.b, ,c.d', undefined));
  expect(listOf(given)).toEqual(['a.b', 'c.d']);
});

test('a run is repeated with every argument that decides what is judged, quoted for a shell', () => {
  const options = { config: 'my file.yaml', assumeZone: null, now: '2026-11-24T00:00:00Z' };
  expect(rerunArguments(['plan.json', "it's"], options)).toBe(
    "plan.json 'it'\\''s' --config 'my file.yaml' --now 2026-11-24T00:00:00Z",
  );
});
