import type { LookOptions } from '../report/renderer.ts';
import type { CommonOptions } from './options.ts';

const widths = { least: 60, usual: 80, most: 120 } as const;

/** How a text looks on the stream that it goes to; in a file, or where no terminal is, plain and 80 columns wide. */
export function lookOf(options: CommonOptions, stream: NodeJS.WriteStream | null): LookOptions {
  const isTerminal = stream?.isTTY === true;
  const columns = isTerminal && stream.columns > 0 ? stream.columns : widths.usual;
  return {
    language: options.language,
    color: options.color && stream !== null && wantsColor(isTerminal, process.env),
    width: Math.min(widths.most, Math.max(widths.least, columns)),
    verbose: options.verbose,
  };
}

/** https://no-color.org and https://force-color.org: an empty variable counts as none. */
function wantsColor(isTerminal: boolean, environment: NodeJS.ProcessEnv): boolean {
  const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';
  if (isSet(environment['NO_COLOR'])) return false;
  if (isSet(environment['FORCE_COLOR'])) return environment['FORCE_COLOR'] !== '0';
  return isTerminal && environment['TERM'] !== 'dumb';
}
