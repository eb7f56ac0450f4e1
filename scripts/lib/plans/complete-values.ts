import { isJsonObject, type JsonObject } from '../../../src/sources/recognise.ts';

/** Blocks of resources by their type, from `terraform providers schema -json`. */
export type ResourceBlocks = ReadonlyMap<string, JsonObject>;

/** Reads what `terraform providers schema -json` printed. */
export function readResourceBlocks(schemas: JsonObject): ResourceBlocks {
  const providers = Object.values(objectOf(schemas['provider_schemas'])).map(objectOf);
  const entries = providers.flatMap((provider) =>
    Object.entries(objectOf(provider['resource_schemas'])).map(([type, schema]) => {
      return [type, objectOf(objectOf(schema)['block'])] as const;
    }),
  );
  return new Map(entries);
}

/**
 * Values as providers of the older kind leave them in a state: what has no value is an empty collection, and inside of
 * blocks false or 0 too. Without
 * that, Terraform would find a change where there is none.
 */
export function completeValues(values: JsonObject, block: JsonObject, isNested = false): JsonObject {
  const attributes = Object.entries(objectOf(block['attributes'])).map(([name, attribute]): [string, unknown] => [
    name,
    values[name] ?? emptyOf(objectOf(attribute)['type'], isNested),
  ]);
  const blocks = Object.entries(objectOf(block['block_types'])).map(([name, nested]): [string, unknown] => [
    name,
    completeBlocks(values[name], objectOf(nested)),
  ]);
  return { ...Object.fromEntries(attributes), ...Object.fromEntries(blocks) };
}

function completeBlocks(value: unknown, { nesting_mode: mode, block }: JsonObject): unknown {
  if (mode !== 'list' && mode !== 'set') return value ?? null;
  const members: readonly unknown[] = Array.isArray(value) ? value : [];
  return members.map((member) => completeValues(objectOf(member), objectOf(block), true));
}

function emptyOf(type: unknown, isNested: boolean): unknown {
  if (type === 'bool') return isNested ? false : null;
  if (type === 'number') return isNested ? 0 : null;
  const kind: unknown = Array.isArray(type) ? type[0] : null;
  if (kind === 'list' || kind === 'set') return [];
  return kind === 'map' ? {} : null;
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
