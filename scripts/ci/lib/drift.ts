import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../../../src/sources/recognise.ts';

const change = z.strictObject({ address: z.string().max(2000), actions: z.array(z.string().max(40)).max(4) });

const stackDrift = z.strictObject({
  name: z.string().max(200),
  /** Null: it was looked at; else why it could not be. */
  failed: z.string().max(4000).nullable(),
  /** Changed outside of Terraform. */
  drifted: z.array(change),
  /** Declared, and not applied. */
  pending: z.array(change),
});

const realFinding = z.strictObject({
  fingerprint: z.string().max(200),
  control: z.string().max(200),
  severity: z.string().max(40),
  status: z.string().max(40),
  stack: z.string().max(200),
  address: z.string().max(2000),
  message: z.string().max(8000),
});

/** What was found in one environment; names and addresses, never a value. */
export const driftSchema = z.strictObject({
  schema: z.literal('sekisho.drift/v1'),
  environment: z.string().max(40),
  stacks: z.array(stackDrift),
  /** What blocks in reality; null when it could not be judged. */
  findings: z.array(realFinding).nullable(),
});

export type Drift = z.infer<typeof driftSchema>;
export type StackDrift = z.infer<typeof stackDrift>;
export type Change = z.infer<typeof change>;

/** True only when everything was looked at and is as it was declared, and lawful. */
export function isClean({ stacks, findings }: Drift): boolean {
  const asDeclared = stacks.every((one) => one.failed === null && one.drifted.length === 0 && one.pending.length === 0);
  return asDeclared && stacks.length > 0 && findings?.length === 0;
}

/** Addresses and actions of what a plan lists under a key, without what stays as it is. */
export function changesOf(plan: JsonObject, key: 'resource_drift' | 'resource_changes'): Change[] {
  const listed: readonly unknown[] = Array.isArray(plan[key]) ? plan[key] : [];
  return listed.filter(isJsonObject).flatMap((entry) => {
    const { change: told, address, mode } = entry;
    const actions: readonly unknown[] = isJsonObject(told) && Array.isArray(told['actions']) ? told['actions'] : [];
    const words = actions.map(String);
    if (mode === 'data' || (words.length === 1 && ['no-op', 'read'].includes(words[0] ?? ''))) return [];
    return [{ address: String(address).slice(0, 2000), actions: words.slice(0, 4) }];
  });
}
