import { type ErrorParts, reasonOf, SekishoError } from '../errors.ts';
import { cleanText } from '../report/clean-text.ts';
import { errorRenderers } from '../report/error-formats.ts';
import { renderErrorText } from '../report/error-text.ts';
import type { Format } from '../report/renderer.ts';
import { lookOf } from './look.ts';
import type { CommonOptions } from './options.ts';
import { commandWords } from './words.ts';

/** Formats whose reader on stdout must be told in the same format that there is no report. */
const inPlaceOfReport: readonly Format[] = ['json', 'junit', 'github', 'html', 'markdown'];

/** What is said of something that was thrown: to a person, and in place of the report. */
export interface Failure {
  readonly forPerson: string;
  /** Null when the report would have gone to stdout and its format has nothing to say in its place: a person has read it on stderr already. */
  readonly forReport: string | null;
}

/** Puts anything that was thrown into words. Only a SekishoError was meant to be thrown; all else is a mistake of ours and says so. */
export function describeFailure(thrown: unknown, options: CommonOptions): Failure {
  const parts = thrown instanceof SekishoError ? thrown.parts : internal(thrown, options);
  const stack = options.verbose ? stackOf(thrown) : '';
  const look = lookOf(options, process.stderr);
  const text = renderErrorText(parts, look);
  return {
    forPerson: text + stack,
    forReport:
      options.output === null && !inPlaceOfReport.includes(options.format)
        ? null
        : errorRenderers[options.format](parts, { ...look, color: false, width: 80 }),
  };
}

function internal(thrown: unknown, { language, verbose }: CommonOptions): ErrorParts {
  const words = commandWords[language];
  return {
    code: 'INTERNAL',
    what: reasonOf(thrown),
    fix: verbose ? words.pleaseReport : `${words.pleaseReport}; ${words.seeStack}`,
  };
}

/** The stack, and those of its causes, line by line. */
function stackOf(thrown: unknown): string {
  const lines: string[] = [];
  for (let error = thrown; error instanceof Error; error = error.cause) {
    lines.push('', ...(error.stack ?? error.message).split('\n').map(cleanText));
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
