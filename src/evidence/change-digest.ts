import { isJsonObject, type JsonObject } from '../sources/recognise.ts';
import { digestOfValue } from './canonical.ts';

/**
 * Digest of what a plan would do, and of nothing else: equal for two plans of the same change, made at different times or by other versions of
 * terraform. What stays as it is (`no-op`) does not count, so that an unrelated stack's progress asks for no new review.
 */
export function changeDigest(plan: JsonObject): string {
  const changes: readonly unknown[] = Array.isArray(plan['resource_changes']) ? plan['resource_changes'] : [];
  const resources = changes
    .filter(isJsonObject)
    .map(normalised)
    .filter((change) => change !== null);
  resources.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const outputs = isJsonObject(plan['output_changes']) ? plan['output_changes'] : {};
  const changedOutputs = Object.fromEntries(
    Object.entries(outputs).filter(([, change]) => !isUnchanged(isJsonObject(change) ? change['actions'] : undefined)),
  );
  return digestOfValue({ resources, outputs: changedOutputs });
}

function normalised(entry: JsonObject): { readonly key: string; readonly [field: string]: unknown } | null {
  const change = isJsonObject(entry['change']) ? entry['change'] : {};
  const { address, deposed, mode, previous_address: previous } = entry;
  const { actions, before, after, after_unknown: unknown, replace_paths: replaces, importing } = change;
  if (isUnchanged(actions) && importing === undefined && previous === undefined) return null;
  const key = `${String(address)} ${typeof deposed === 'string' ? deposed : ''}`;
  return { key, mode, previous, actions, before, after, unknown, replaces, importing };
}

function isUnchanged(actions: unknown): boolean {
  return Array.isArray(actions) && actions.length === 1 && actions[0] === 'no-op';
}
