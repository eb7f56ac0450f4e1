import { type ErrorParts, type ErrorSentences, SekishoError } from '../errors.ts';

/** A step into the document: a key or an index. */
export type Path = readonly (string | number)[];

/** One thing that is wrong in the configuration, at a path. */
export interface Mistake {
  readonly path: Path;
  /** Whether the key itself is wrong, or what stands behind it. */
  readonly at: 'key' | 'value';
  readonly what: string;
  readonly got: string;
  readonly expected: string;
  readonly fix: string;
  /** The same in Japanese; what is left out is alike in both. */
  readonly ja: ErrorSentences;
}

/** Every mistake of a configuration at once, each with its line; exit code 3. */
export class ConfigurationError extends SekishoError {
  readonly mistakes: readonly ErrorParts[];

  constructor(mistakes: readonly [ErrorParts, ...ErrorParts[]]) {
    super(mistakes[0]);
    this.mistakes = mistakes;
    this.message = mistakes.map((parts) => new SekishoError(parts).message).join('\n');
  }
}

/** `zones[0].data_class`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** A value as it would be written, cut to what fits on a line. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
