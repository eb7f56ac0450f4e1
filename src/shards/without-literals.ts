import { isSecretMap, isSecretName } from '../estate/module/secrets.ts';
import { isJsonObject, type JsonObject } from '../sources/recognise.ts';

/** Stands where a secret was. The estate hides these values by their mask or their name, whatever they are. */
export const hidden = '(sensitive)';

/** Terraform configuration as JSON without the literals that the estate takes for secrets: defaults of sensitive variables, and attributes by their name. */
export function configurationWithoutSecrets(content: JsonObject): JsonObject {
  return mapValues(content, (block, kind) => {
    if (kind === 'variable') return blocksOf(block, withoutSecretDefault);
    if (kind === 'resource' || kind === 'data') {
      return blocksOf(block, (byName, type) => blocksOf(byName, (body) => withoutLiterals(body, type)));
    }
    return kind === '//' ? block : withoutLiterals(block, '');
  });
}

/** The `configuration` of a plan, likewise: there a literal stands as `constant_value`. */
export function planConfigurationWithoutSecrets(configuration: JsonObject): JsonObject {
  return mapValues(configuration, (member) => inPlan(member, ''));
}

export function mapValues(record: JsonObject, change: (member: unknown, key: string) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([key, member]) => [key, change(member, key)]));
}

export function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** Blocks stand alone or in a list, in JSON of Terraform. */
function blocksOf(blocks: unknown, change: (body: unknown, key: string) => unknown): unknown {
  if (Array.isArray(blocks)) return blocks.map((member: unknown) => blocksOf(member, change));
  return isJsonObject(blocks) ? mapValues(blocks, change) : blocks;
}

function withoutSecretDefault(block: unknown): unknown {
  if (Array.isArray(block)) return block.map((member: unknown) => withoutSecretDefault(member));
  return isJsonObject(block) && isTrue(block['sensitive']) && 'default' in block
    ? { ...block, default: hidden }
    : block;
}

function withoutLiterals(value: unknown, type: string): unknown {
  if (Array.isArray(value)) return value.map((member: unknown) => withoutLiterals(member, type));
  if (!isJsonObject(value)) return value;
  return mapValues(value, (member, name) => {
    if (isSecretMap(type, name) && isJsonObject(member)) return mapValues(member, hideLiteral);
    return isSecretName(type, name) && !isJsonObject(member) ? hideLiteral(member) : withoutLiterals(member, type);
  });
}

/** References stay: they show where the secret comes from, not what it is. */
function hideLiteral(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((member: unknown) => (isJsonObject(member) ? withoutLiterals(member, '') : hideLiteral(member)));
  }
  if (typeof value === 'number') return hidden;
  return typeof value === 'string' && !/[$%]\{/u.test(value) ? hidden : value;
}

function inPlan(value: unknown, type: string): unknown {
  if (Array.isArray(value)) return value.map((member: unknown) => inPlan(member, type));
  if (!isJsonObject(value)) return value;
  const own = typeof value['type'] === 'string' ? value['type'] : type;
  const isSecretVariable = isTrue(value['sensitive']) && 'default' in value;
  return mapValues(isSecretVariable ? { ...value, default: hidden } : value, (member, name) => {
    const isConstant = isJsonObject(member) && 'constant_value' in member;
    return isConstant && isSecretName(own, name) ? { ...member, constant_value: hidden } : inPlan(member, own);
  });
}
