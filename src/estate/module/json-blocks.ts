import { SekishoError } from '../../errors.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** True for a JSON object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The blocks that a JSON value stands for: one object, or a list of them. Throws a SekishoError for anything else. */
export function bodies(value: unknown, file: string, place: string): readonly JsonObject[] {
  if (value === undefined || value === null) return [];
  if (isJsonObject(value)) return [value];
  const list: readonly unknown[] = Array.isArray(value) ? value.flat() : [value];
  return list.map((body) => {
    if (!isJsonObject(body)) throw invalid(file, place, JSON.stringify(body).slice(0, 80));
    return body;
  });
}

/** Blocks with one label; `//` is a comment. */
export function labelled(value: unknown, file: string, place: string): readonly (readonly [string, JsonObject])[] {
  return bodies(value, file, place).flatMap((group) =>
    members(group).flatMap(([label, inner]) =>
      bodies(inner, file, `${place}.${label}`).map((body) => [label, body] as const),
    ),
  );
}

/** The members of an object but its comments. */
export function members(object: JsonObject): [string, unknown][] {
  return Object.entries(object).filter(([key]) => key !== '//');
}

/** The error for what is no block. */
export function invalid(file: string, place: string, got: string): SekishoError {
  return new SekishoError({
    code: 'CONFIGURATION_INVALID',
    what: `${place} is not a block`,
    file,
    place,
    got,
    expected: 'an object, or a list of objects',
    fix: 'see https://developer.hashicorp.com/terraform/language/syntax/json',
  });
}
