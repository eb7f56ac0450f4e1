import type { ErrorParts, ErrorSentences } from '../errors.ts';
import { cleanText, clipText } from './clean-text.ts';
import { japaneseHeadlines } from './error-headlines.ts';
import { jsonText } from './json.ts';
import { joined, labelled, pageFor } from './page.ts';
import type { Language, LookOptions } from './renderer.ts';

interface ErrorWords {
  readonly error: string;
  /** What exactly, where the headline is the one of the code. */
  readonly what: string;
  readonly at: string;
  readonly got: string;
  readonly expected: string;
  readonly fix: string;
}

const words: Readonly<Record<Language, ErrorWords>> = {
  en: { error: 'error', what: 'what', at: 'at', got: 'got', expected: 'expected', fix: 'fix' },
  ja: { error: 'エラー', what: '内容', at: '場所', got: '実際', expected: '期待', fix: '対処' },
};

const partLimit = 2000;

/** The parts in the language asked; what was thrown without a text in it stays as it is. */
export function errorIn(parts: ErrorParts, language: Language): ErrorParts {
  return language === 'ja' ? { ...parts, ...said(parts.ja ?? {}) } : parts;
}

function said({ what, got, expected, fix }: ErrorSentences): ErrorSentences {
  return {
    ...(what === undefined ? {} : { what }),
    ...(got === undefined ? {} : { got }),
    ...(expected === undefined ? {} : { expected }),
    ...(fix === undefined ? {} : { fix }),
  };
}

/** An error for a person: `error[CODE]: what`, then where, got, expected and fix. */
export function renderErrorText(thrown: ErrorParts, options: LookOptions): string {
  const parts = errorIn(thrown, options.language);
  const page = pageFor(options);
  const word = words[options.language];
  const places = [parts.file, parts.place].filter((place) => place !== undefined);
  const headline = options.language === 'ja' ? japaneseHeadlines[parts.code] : undefined;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [word.what, headline === undefined ? undefined : parts.what],
    [word.at, places.length === 0 ? undefined : places.join(', ')],
    [word.got, parts.got],
    [word.expected, parts.expected],
    [word.fix, parts.fix],
  ];
  const head = page.colors.bold(page.colors.red(`${word.error}[${cleanText(parts.code)}]:`));
  return joined([
    `${head} ${headline ?? clipText(parts.what, partLimit)}`,
    ...rows.flatMap(([label, text]) => (text === undefined ? [] : labelled(page, label, clipText(text, partLimit)))),
  ]);
}

/** The same for programs, in place of the report that there is none of: schema `sekisho.error/v1`. */
export function renderErrorJson(parts: ErrorParts, language: Language = 'en'): string {
  const { code, what, got, expected, fix, file, place } = errorIn(parts, language);
  return jsonText({
    schema: 'sekisho.error/v1',
    verdict: 'error',
    exitCode: 3,
    error: {
      code,
      what,
      got: got ?? null,
      expected: expected ?? null,
      fix: fix ?? null,
      file: file ?? null,
      place: place ?? null,
    },
  });
}
