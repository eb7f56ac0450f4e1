/** The parts of an error that are sentences. */
export interface ErrorSentences {
  readonly what?: string;
  readonly got?: string;
  readonly expected?: string;
  readonly fix?: string;
}

/** What went wrong, in parts, so that every error says the same four things in either language. */
export interface ErrorParts {
  /** Stable, e.g. `PLAN_INVALID`. */
  readonly code: string;
  /** What is wrong, in one line, without a final period. */
  readonly what: string;
  readonly got?: string;
  readonly expected?: string;
  readonly fix?: string;
  readonly file?: string;
  /** Where in the file: `line 3, column 7`, or a JSON path. */
  readonly place?: string;
  readonly cause?: unknown;
  /** The same in Japanese; what is left out stays as it is: a name, a path, a value. */
  readonly ja?: ErrorSentences;
}

/** An error of the environment or the input that a person can mend: bad input, bad configuration, broken policy. Exit code 3. */
export class SekishoError extends Error {
  override readonly name = 'SekishoError';
  readonly code: string;
  readonly parts: ErrorParts;
  readonly exitCode = 3;

  constructor(parts: ErrorParts) {
    super(describe(parts), parts.cause === undefined ? undefined : { cause: parts.cause });
    this.code = parts.code;
    this.parts = parts;
  }
}

function describe(parts: ErrorParts): string {
  const where = [parts.file, parts.place].filter((part) => part !== undefined).join(', ');
  const lines = [`error[${parts.code}]: ${parts.what}`];
  if (where !== '') lines.push(`  at       ${where}`);
  if (parts.got !== undefined) lines.push(`  got      ${parts.got}`);
  if (parts.expected !== undefined) lines.push(`  expected ${parts.expected}`);
  if (parts.fix !== undefined) lines.push(`  fix      ${parts.fix}`);
  return lines.join('\n');
}

/** The text of anything that was thrown; opa-wasm throws strings and plain objects. */
export function reasonOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  if (typeof thrown === 'string') return thrown;
  // JSON has no text for undefined, functions and symbols, although the type of `stringify` says so.
  const text: unknown = JSON.stringify(thrown);
  return typeof text === 'string' ? text : String(thrown);
}
