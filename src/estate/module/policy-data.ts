import { callFunction } from '../expression/call-function.ts';
import { isList, reasonOf, referencesOfValue, unknownsIn } from '../expression/value-tools.ts';
import { isValueObject, Unknown, type Value, type ValueObject } from '../value.ts';

/** `policy_data` of `data.google_iam_policy`: the policy as JSON, computed by the provider on the spot, so known as soon as its blocks are. */
export function policyDataOf(values: ValueObject): Value {
  const parts = [values['binding'] ?? [], values['audit_config'] ?? []];
  const unknowns = parts.flatMap((part) => unknownsIn(part));
  if (unknowns.length > 0) {
    return new Unknown(reasonOf(unknowns, 'expression'), referencesOfValue(parts));
  }
  const [bindings = [], auditConfigs = []] = parts.map((part) => blocksIn(part));
  const policy: ValueObject = {
    bindings: bindings.map((binding) => pick(binding, ['condition', 'members', 'role'])),
    ...(auditConfigs.length === 0 ? {} : { auditConfigs: auditConfigs.map((config) => auditConfigOf(config)) }),
  };
  return callFunction('jsonencode', [policy]) ?? new Unknown('expression');
}

/** Blocks, whether written as one object or as a list. */
function blocksIn(value: Value | undefined): readonly ValueObject[] {
  if (value === undefined) return [];
  return (isList(value) ? value : [value]).filter((block) => isValueObject(block));
}

function pick(block: ValueObject, names: readonly string[]): ValueObject {
  return Object.fromEntries(
    names.flatMap((name): [string, Value][] => {
      const value = name === 'condition' ? blocksIn(block[name])[0] : block[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function auditConfigOf(config: ValueObject): ValueObject {
  const logs = blocksIn(config['audit_log_configs']).map((log) => ({
    ...(log['exempted_members'] === undefined ? {} : { exemptedMembers: log['exempted_members'] }),
    ...(log['log_type'] === undefined ? {} : { logType: log['log_type'] }),
  }));
  return { auditLogConfigs: logs, ...(config['service'] === undefined ? {} : { service: config['service'] }) };
}
