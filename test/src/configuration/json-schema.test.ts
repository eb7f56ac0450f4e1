import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderJsonSchema } from '../../../src/configuration/json-schema.ts';

/** Every schema below one, with the path that leads to it. */
function schemasOf(schema: unknown, path = ''): readonly (readonly [string, Record<string, unknown>])[] {
  const node = schema as { properties?: Record<string, unknown>; items?: unknown } & Record<string, unknown>;
  const below = Object.entries(node.properties ?? {}).flatMap(([key, value]) => schemasOf(value, `${path}.${key}`));
  const items = node.items === undefined ? [] : schemasOf(node.items, `${path}[]`);
  return [[path, node], ...below, ...items];
}

describe('sekisho.schema.json', () => {
  const all = schemasOf(JSON.parse(renderJsonSchema()));

  it('is what the schema in src/configuration says; otherwise run scripts/build-schema.ts', () => {
    expect(readFileSync(new URL('../../../sekisho.schema.json', import.meta.url), 'utf8')).toBe(renderJsonSchema());
  });

  it('describes every key', () => {
    const silent = all.filter(([path, schema]) => !path.endsWith('[]') && typeof schema['description'] !== 'string');
    expect(all.length).toBeGreaterThan(35);
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  it('refuses unknown keys everywhere', () => {
    const objects = all.filter(([, schema]) => schema['type'] === 'object');
    expect(objects.map(([path, schema]) => [path, schema['additionalProperties']])).toEqual(
      [
        '',
        '.zones[]',
        '.zones[].select',
        '.thresholds',
        '.thresholds.waiver_days',
        '.waivers[]',
        '.attestations[]',
        '.evidence',
        '.evidence.keys[]',
        '.evidence.break_glass',
        '.evidence.break_glass.keys[]',
        '.evidence.retention_ended[]',
      ].map((path) => [path, false]),
    );
  });

  it('asks for the keys without which nothing can be judged', () => {
    const required = Object.fromEntries(all.map(([path, schema]) => [path, schema['required']]));
    expect(required['']).toEqual(['version', 'zones']);
    expect(required['.zones[]']).toEqual(['name', 'data_class', 'select', 'allowed_places']);
  });
});
