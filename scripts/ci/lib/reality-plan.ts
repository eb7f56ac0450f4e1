import { isJsonObject, type JsonObject } from '../../../src/sources/recognise.ts';

/**
 * What is really there, as a plan that changes nothing: each resource as the refresh found it, those that do not exist left out, those that nobody declares any more
 * kept. So the same controls judge reality. Pure.
 */
export function realityPlan(plan: JsonObject): JsonObject {
  const changes: readonly unknown[] = Array.isArray(plan['resource_changes']) ? plan['resource_changes'] : [];
  const { resource_drift: _drift, output_changes: _outputs, ...rest } = plan;
  const prior = isJsonObject(plan['prior_state']) ? plan['prior_state']['values'] : undefined;
  return {
    ...rest,
    ...(prior === undefined ? {} : { planned_values: prior }),
    resource_changes: changes.filter(isJsonObject).flatMap(asItIs),
  };
}

function asItIs(entry: JsonObject): readonly JsonObject[] {
  const change = isJsonObject(entry['change']) ? entry['change'] : {};
  const { before, before_sensitive: sensitive } = change;
  if (!isJsonObject(before) || entry['deposed'] !== undefined) return [];
  const { action_reason: _reason, previous_address: _previous, ...rest } = entry;
  const still = { actions: ['no-op'], before, after: before, after_unknown: {} };
  return [{ ...rest, change: { ...still, before_sensitive: sensitive ?? {}, after_sensitive: sensitive ?? {} } }];
}
