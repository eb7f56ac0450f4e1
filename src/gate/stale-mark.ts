import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { staleMarkName } from '../sources/manifest.ts';
import { isJsonObject } from '../sources/recognise.ts';

/** Why an output is older than the app that wrote it. */
export interface StaleMark {
  readonly schema: 'sekisho.stale/v1';
  readonly reason: string;
  /** ISO-8601: when the output stopped being what the app declares. */
  readonly since: string;
  /** The stacks on which the refusal rests; absent when it rests on none in particular. */
  readonly refusedStacks?: readonly string[];
}

/**
 * The mark of an output that a refused synth left stale, or null. A mark that can't be read still counts: its reason then says so.
 */
export function readStaleMark(directory: string): StaleMark | null {
  const path = join(directory, staleMarkName);
  if (!existsSync(path)) return null;
  const document = parse(path);
  const read = (key: string): unknown => (isJsonObject(document) ? document[key] : undefined);
  const [reason, since, refusedStacks] = [read('reason'), read('since'), read('refusedStacks')];
  return {
    schema: 'sekisho.stale/v1',
    reason: typeof reason === 'string' ? reason : 'the mark cannot be read',
    since: typeof since === 'string' ? since : 'unknown',
    ...(isTexts(refusedStacks) ? { refusedStacks } : {}),
  };
}

/** Marks an older output as stale. Where nothing was ever synthesized, there is nothing to mark and nothing is written. */
export function markStale(directory: string, mark: Omit<StaleMark, 'schema' | 'since'>, now: Date): void {
  if (!holdsOutput(directory)) return;
  const earlier = readStaleMark(directory)?.since ?? 'unknown';
  const since = earlier === 'unknown' ? now.toISOString() : earlier;
  const document: StaleMark = { schema: 'sekisho.stale/v1', since, ...mark };
  writeFileSync(join(directory, staleMarkName), `${JSON.stringify(document, null, 2)}\n`);
}

/** Takes the mark away; only for an output that was just let through. */
export function clearStaleMark(directory: string): void {
  rmSync(join(directory, staleMarkName), { force: true });
}

/** True where cdktf wrote something earlier: a manifest, or a stack's configuration. */
function holdsOutput(directory: string): boolean {
  if (existsSync(join(directory, 'manifest.json'))) return true;
  const stacks = join(directory, 'stacks');
  if (!existsSync(stacks)) return false;
  return readdirSync(stacks).some((name) =>
    ['cdk.tf.json', 'cdk.tf'].some((file) => existsSync(join(stacks, name, file))),
  );
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
