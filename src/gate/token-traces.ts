import { knowsCdktf, propertyOf, requireCdktf } from './cdktf-internals.ts';

/** What stands where a token error would print the trace of the token's creation. */
export const tracesOffNote =
  '(not recorded: run again with SEKISHO_TOKEN_TRACES=1 to see where this token was created)';

const traces: readonly string[] = Object.freeze([tracesOffNote]);
const withoutTrace = (): readonly string[] => traces;

/**
 * Stops cdktf from capturing and formatting a whole stack trace for every token, which takes most of the time of constructing an app (24 times
 * less without, measured at 3,000 resources) and serves nothing but the text of token errors; that text then names the way back,
 * `SEKISHO_TOKEN_TRACES=1`. What is synthesized stays the same, byte for byte. Does nothing for a cdktf that is not known. Returns whether traces are off.
 */
export function turnOffTokenTraces(environment: Readonly<NodeJS.ProcessEnv> = process.env): boolean {
  if (environment['SEKISHO_TOKEN_TRACES'] === '1') return false;
  if (!knowsCdktf('token traces stay on, and synth is slower for it')) return false;
  const module = requireCdktf('lib/tokens/private/stack-trace.js');
  if (typeof module !== 'object' || module === null) return false;
  if (typeof propertyOf(module, 'captureStackTrace') !== 'function') return false;
  return Reflect.set(module, 'captureStackTrace', withoutTrace);
}
