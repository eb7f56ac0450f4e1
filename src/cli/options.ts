import { type Command, Option } from 'commander';
import { SekishoError } from '../errors.ts';
import { commonFormats, type Format, formats, type Language, languages } from '../report/renderer.ts';
import type { CommandWords } from './words.ts';

/** What every command takes, as a person gave it. */
export interface CommonOptions {
  readonly format: Format;
  readonly output: string | null;
  readonly language: Language;
  readonly color: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** What decides which estate is judged, and how. */
export interface EstateOptions {
  readonly config: string | null;
  readonly assumeZone: string | null;
  readonly now: string | null;
}

const forPrograms: readonly Format[] = ['json', 'sarif', 'junit'];

type Given = Readonly<Record<string, unknown>>;

/** Options of every command; those that print a report take more formats. */
export function addCommonOptions(
  command: Command,
  words: CommandWords,
  choices: readonly Format[] = commonFormats,
): Command {
  const describe = choices.length > commonFormats.length ? words.options.reportFormat : words.options.format;
  return command
    .addOption(new Option(`--format <${choices.join('|')}>`, describe).choices([...choices]).default('text'))
    .option('--output <file>', words.options.output)
    .addOption(new Option('--lang <en|ja>', words.options.lang).choices([...languages]))
    .option('--no-color', words.options.color)
    .addOption(new Option('--quiet', words.options.quiet).conflicts('verbose'))
    .addOption(new Option('--verbose', words.options.verbose));
}

/** Options of the commands that judge an estate. */
export function addEstateOptions(command: Command, words: CommandWords): Command {
  return command
    .option('--config <file>', words.options.config)
    .option('--assume-zone <zone>', words.options.assumeZone)
    .option('--now <time>', words.options.now);
}

/** Takes a list that is given with commas, by repeating the option, or both. */
export function collectList(value: string, earlier: readonly string[] | undefined): readonly string[] {
  const members = value.split(',').map((member) => member.trim());
  return [...(earlier ?? []), ...members.filter((member) => member !== '')];
}

export function commonOptions(given: Given, environment: NodeJS.ProcessEnv): CommonOptions {
  const format = formats.find((one) => one === given['format']) ?? 'text';
  const asked = languages.find((one) => one === given['lang']);
  return {
    format,
    output: textOrNull(given['output']),
    // What programs read is the same on every machine, so a locale has no say in it.
    language: asked ?? (forPrograms.includes(format) ? 'en' : languageOfLocale(environment)),
    color: given['color'] !== false,
    quiet: given['quiet'] === true,
    verbose: given['verbose'] === true,
  };
}

export function estateOptions(given: Given): EstateOptions {
  return {
    config: textOrNull(given['config']),
    assumeZone: textOrNull(given['assumeZone']),
    now: textOrNull(given['now']),
  };
}

/** The list that `collectList` made, without repetitions. */
export function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? [...new Set(value.filter((member) => typeof member === 'string'))] : [];
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The language of help and of usage errors, before anything was parsed. */
export function languageOfArguments(args: readonly string[], environment: NodeJS.ProcessEnv): Language {
  const at = args.indexOf('--lang');
  const given = at >= 0 ? args[at + 1] : args.find((one) => one.startsWith('--lang='))?.slice('--lang='.length);
  return languages.find((one) => one === given) ?? languageOfLocale(environment);
}

function languageOfLocale(environment: NodeJS.ProcessEnv): Language {
  const locale = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find(
    (one) => one !== undefined && one !== '',
  );
  return locale !== undefined && /^ja(?:[_.@-]|$)/iu.test(locale) ? 'ja' : 'en';
}

const isoTime = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/u;

/** The clock. A time without its zone would mean another moment on another machine, so it is refused. Throws NOW_INVALID. */
export function readNow(given: string): Date {
  const now = new Date(given);
  const isDay =
    !Number.isNaN(now.getTime()) &&
    new Date(`${given.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(given.slice(0, 10));
  if (isoTime.test(given) && isDay) return now;
  throw new SekishoError({
    code: 'NOW_INVALID',
    what: '`--now` is not a time',
    got: given,
    expected:
      'ISO 8601 with its zone: `2026-11-24` (midnight UTC), `2026-11-24T09:00:00Z` or `2026-11-24T18:00:00+09:00`',
    fix: 'write the time with `Z` or its offset',
    ja: {
      what: '`--now` が時刻でない',
      expected: '時差付きの ISO 8601: `2026-11-24`（UTC の 0 時）、`2026-11-24T09:00:00Z`、`2026-11-24T18:00:00+09:00`',
      fix: '時刻を `Z` 又は時差とともに書く',
    },
  });
}
