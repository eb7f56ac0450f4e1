import { createHash } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../../src/sources/recognise.ts';

/**
 * A synthesized configuration without the lines of our own code: these move with every edit and change nothing that is applied. What was declared is
 * kept whole.
 */
function plainConfiguration(configuration: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(configuration).map(([key, value]) => [key, plain(key, value)]));
}

/** The text under which a configuration is kept and compared: keys sorted, one space, no lines of code. */
export function configurationText(configuration: JsonObject): string {
  return `${JSON.stringify(sorted(plainConfiguration(configuration)), null, 1)}\n`;
}

/** SHA-256 of {@link configurationText}, in hexadecimal. */
export function configurationDigest(configuration: JsonObject): string {
  return createHash('sha256').update(configurationText(configuration)).digest('hex');
}

function plain(key: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((member: unknown) => plain('', member));
  if (!isJsonObject(value)) return value;
  return key === '//' ? plainComment(value) : plainConfiguration(value);
}

/** What the gate adds to the comments of blocks: where they and their overrides were written. */
function plainComment(comment: JsonObject): JsonObject {
  const { metadata, sekisho, ...rest } = comment;
  return { ...rest, ...without('metadata', metadata, 'stackTrace'), ...without('sekisho', sekisho, 'overrides') };
}

function without(name: string, value: unknown, left: string): JsonObject {
  if (!isJsonObject(value)) return value === undefined ? {} : { [name]: value };
  const kept = Object.entries(value).filter(([key]) => key !== left);
  return kept.length === 0 ? {} : { [name]: Object.fromEntries(kept) };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}
