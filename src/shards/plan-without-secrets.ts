import { isJsonObject, type JsonObject } from '../sources/recognise.ts';
import { hidden, isTrue, mapValues, planConfigurationWithoutSecrets } from './without-literals.ts';

/** What nothing here reads: copies of what `resource_changes` says, and what the provider noticed. */
const unread: ReadonlySet<string> = new Set([
  'planned_values',
  'resource_drift',
  'relevant_attributes',
  'output_changes',
]);

/**
 * The JSON of a plan without its secrets, for a file that leaves the machine: each leaf that Terraform marks as sensitive is replaced, and
 * what is not read is left out. The estate that is built from it is the same.
 */
export function planWithoutSecrets(plan: JsonObject): JsonObject {
  const kept = Object.fromEntries(Object.entries(plan).filter(([key]) => !unread.has(key)));
  return {
    ...kept,
    ...(Array.isArray(plan['resource_changes'])
      ? { resource_changes: plan['resource_changes'].map((change: unknown) => changeWithoutSecrets(change)) }
      : {}),
    ...(isJsonObject(plan['variables'])
      ? { variables: variablesWithoutSecrets(plan['variables'], secretVariables(plan)) }
      : {}),
    ...(isJsonObject(plan['configuration'])
      ? { configuration: planConfigurationWithoutSecrets(plan['configuration']) }
      : {}),
    ...(isJsonObject(plan['prior_state']) ? { prior_state: stateWithoutSecrets(plan['prior_state']) } : {}),
  };
}

function changeWithoutSecrets(entry: unknown): unknown {
  if (!isJsonObject(entry) || !isJsonObject(entry['change'])) return entry;
  const change = entry['change'];
  return {
    ...entry,
    change: {
      ...change,
      before: masked(change['before'], change['before_sensitive']),
      after: masked(change['after'], change['after_sensitive']),
    },
  };
}

function stateWithoutSecrets(state: JsonObject): JsonObject {
  const values = state['values'];
  if (!isJsonObject(values)) return state;
  return { ...state, values: { root_module: moduleWithoutSecrets(values['root_module']) } };
}

function moduleWithoutSecrets(module: unknown): unknown {
  if (!isJsonObject(module)) return module;
  const { resources, child_modules: children } = module;
  return {
    ...module,
    ...(Array.isArray(resources) ? { resources: resources.map((one: unknown) => instanceWithoutSecrets(one)) } : {}),
    ...(Array.isArray(children) ? { child_modules: children.map((one: unknown) => moduleWithoutSecrets(one)) } : {}),
  };
}

function instanceWithoutSecrets(entry: unknown): unknown {
  if (!isJsonObject(entry)) return entry;
  return { ...entry, values: masked(entry['values'], entry['sensitive_values']) };
}

/** The value with every leaf under a `true` of its mask replaced; null and the shape of blocks stay, since they mean something. */
function masked(value: unknown, mask: unknown): unknown {
  if (mask === true) return value === null || value === undefined ? value : hidden;
  if (Array.isArray(value)) {
    return Array.isArray(mask) ? value.map((member: unknown, index) => masked(member, mask[index])) : value;
  }
  if (!isJsonObject(value) || !isJsonObject(mask)) return value;
  return mapValues(value, (member, key) => masked(member, mask[key]));
}

function secretVariables(plan: JsonObject): ReadonlySet<string> {
  const root = isJsonObject(plan['configuration']) ? plan['configuration']['root_module'] : undefined;
  const declared = isJsonObject(root) ? root['variables'] : undefined;
  if (!isJsonObject(declared)) return new Set();
  return new Set(
    Object.keys(declared).filter((name) => isJsonObject(declared[name]) && isTrue(declared[name]['sensitive'])),
  );
}

function variablesWithoutSecrets(variables: JsonObject, secret: ReadonlySet<string>): JsonObject {
  return mapValues(variables, (entry, name) => (secret.has(name) ? { value: hidden } : entry));
}
