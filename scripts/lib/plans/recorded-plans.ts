import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonObject } from '../../../src/sources/recognise.ts';
import { type Counts, countsOf } from './counts-of.ts';
import { configurationDigest, configurationText } from './plain-configuration.ts';
import type { PlannedOffline, Versions } from './plan-offline.ts';

/** What a folder of recorded pairs says of one of them. */
export interface RecordedPlan extends Counts, Versions {
  readonly stack: string;
  /** Day on which it was recorded, `2026-11-24`. */
  readonly date: string;
  /** SHA-256 of the configuration that was planned, without lines of code. */
  readonly sha256: string;
}

/** A configuration with the real plan that was made of it. */
export interface Pair {
  readonly configuration: JsonObject;
  readonly planned: PlannedOffline;
}

const schema = 'sekisho.recorded-plans/v1';
const manifestName = 'manifest.json';

/** What is recorded in a folder, by stack; nothing where there is no manifest. Throws for a manifest of another kind. */
export function readRecordedPlans(folder: string): readonly RecordedPlan[] {
  const path = join(folder, manifestName);
  if (!existsSync(path)) return [];
  const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const plans = isJsonObject(manifest) && manifest['schema'] === schema ? manifest['plans'] : undefined;
  if (!Array.isArray(plans)) throw new Error(`${path} is no list of recorded plans (${schema}): record them again`);
  return plans.map((entry: unknown) => readEntry(entry, path));
}

/** Writes what is recorded in a folder, and deletes the pairs that the list no longer names. */
export function writeRecordedPlans(folder: string, plans: readonly RecordedPlan[]): void {
  const names = new Set(plans.map(({ stack }) => stack));
  for (const { stack } of readRecordedPlans(folder)) {
    if (!names.has(stack)) rmSync(join(folder, stack), { recursive: true, force: true });
  }
  const sorted = plans.toSorted((one, other) => (one.stack < other.stack ? -1 : 1));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, manifestName), `${JSON.stringify({ schema, plans: sorted }, null, 2)}\n`);
}

/**
 * Keeps a pair. One that differs from the recorded one in nothing but its time stays as it is, date included. `secret` texts must not be in it. Throws when
 * they are.
 */
export function keepPair(
  folder: string,
  { configuration, planned }: Pair,
  { date, secrets }: { readonly date: string; readonly secrets: readonly string[] },
): RecordedPlan {
  const directory = join(folder, planned.name);
  const sha256 = configurationDigest(configuration);
  const recorded = { stack: planned.name, date, ...planned.versions, sha256, ...countsOf(planned.plan) };
  const earlier = readRecordedPlans(folder).find(({ stack }) => stack === planned.name);
  const planPath = join(directory, 'plan.json');
  if (earlier?.sha256 === sha256 && existsSync(planPath) && isSamePlan(readFileSync(planPath, 'utf8'), planned.plan)) {
    return { ...recorded, date: earlier.date };
  }
  const texts = { 'cdk.tf.json': configurationText(configuration), 'plan.json': `${JSON.stringify(planned.plan)}\n` };
  mkdirSync(directory, { recursive: true });
  for (const [name, text] of Object.entries(texts)) {
    const leak = secrets.find((secret) => text.includes(secret));
    if (leak !== undefined) throw new Error(`${planned.name}/${name} would tell of this machine: it holds ${leak}`);
    writeFileSync(join(directory, name), text);
  }
  return recorded;
}

function isSamePlan(text: string, plan: JsonObject): boolean {
  const earlier: unknown = JSON.parse(text);
  if (!isJsonObject(earlier)) return false;
  return JSON.stringify({ ...earlier, timestamp: null }) === JSON.stringify({ ...plan, timestamp: null });
}

function readEntry(entry: unknown, path: string): RecordedPlan {
  const fields = isJsonObject(entry) ? entry : {};
  const text = (name: string): string => {
    const value = fields[name];
    if (typeof value !== 'string') throw new Error(`${path}: \`${name}\` of a plan is no text: record it again`);
    return value;
  };
  const count = (name: string): number => {
    const value = fields[name];
    if (typeof value !== 'number') throw new Error(`${path}: \`${name}\` of a plan is no number: record it again`);
    return value;
  };
  const providers = isJsonObject(fields['providers']) ? fields['providers'] : {};
  return {
    stack: text('stack'),
    date: text('date'),
    sha256: text('sha256'),
    terraform: text('terraform'),
    providers: Object.fromEntries(Object.entries(providers).map(([name, version]) => [name, String(version)])),
    add: count('add'),
    change: count('change'),
    destroy: count('destroy'),
  };
}
