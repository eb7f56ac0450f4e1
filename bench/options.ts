import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly sizes: readonly number[];
  readonly rounds: number;
  /** Ids of the lines to measure; null for all. */
  readonly only: ReadonlySet<string> | null;
  /** Where the lines are written as JSON too. */
  readonly jsonFile: string | null;
}

const usage = `usage: npm run bench -- [--quick] [--only ID,ID…] [--json FILE]
  --quick      300 and 3,000 resources only, 3 rounds instead of 5
  --only       only the lines with these ids (what is measured together with them is measured too)
  --json FILE  also writes the lines as JSON`;

/** Reads the command line. Throws with the usage for what it does not know. */
export function readOptions(parameters: readonly string[], ids: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...parameters],
    options: { quick: { type: 'boolean' }, only: { type: 'string' }, json: { type: 'string' } },
  });
  const quick = values.quick === true;
  return {
    sizes: quick ? [300, 3_000] : [300, 3_000, 30_000],
    rounds: quick ? 3 : 5,
    only: values.only === undefined ? null : readIds(values.only, ids),
    jsonFile: values.json ?? null,
  };
}

function readIds(text: string, ids: readonly string[]): ReadonlySet<string> {
  const asked = text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const stranger = asked.find((id) => !ids.includes(id));
  if (stranger !== undefined || asked.length === 0) {
    throw new Error(`--only: expected ids of ${ids.join(', ')}, got ${stranger ?? 'nothing'}\n${usage}`);
  }
  return new Set(asked);
}
