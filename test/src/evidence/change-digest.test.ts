import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/evidence/canonical.ts';
import { changeDigest } from '../../../src/evidence/change-digest.ts';

const change = (address: string, actions: readonly string[], after: unknown): object => ({
  address,
  mode: 'managed',
  change: { actions, before: null, after, after_unknown: {} },
});
const plan = (...changes: readonly object[]): Record<string, unknown> => ({
  resource_changes: changes,
  timestamp: String(Math.random()),
});

describe("a plan's change digest", () => {
  it('is the same for the same change, made later, in another order, beside other things that stay', () => {
    const [a, b] = [change('t.a', ['create'], { x: 1, y: 2 }), change('t.b', ['delete'], null)];
    const same = { ...change('t.a', ['create'], { y: 2, x: 1 }) };
    expect(changeDigest(plan(b, same, change('t.c', ['no-op'], { z: 1 })))).toBe(changeDigest(plan(a, b)));
  });

  it('differs for another value, action, address, output, import or move', () => {
    const digests = [
      plan(),
      plan(change('t.a', ['create'], { x: 1 })),
      plan(change('t.a', ['create'], { x: 2 })),
      plan(change('t.a', ['update'], { x: 1 })),
      plan(change('t.a', ['create', 'delete'], { x: 1 })),
      plan(change('t.a', ['delete', 'create'], { x: 1 })),
      plan(change('t.b', ['create'], { x: 1 })),
      plan({ ...change('t.b', ['no-op'], { x: 1 }), previous_address: 't.a' }),
      { ...plan(), output_changes: { o: { actions: ['create'], after: 'v' } } },
    ].map(changeDigest);
    expect(new Set(digests).size).toBe(digests.length);
  });
});

describe('canonical JSON', () => {
  it('sorts keys at every depth and refuses what JSON has no word for', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'ü' })).toBe('{"a":"ü","b":[{"c":null,"d":1}]}');
    expect(() => canonicalJson([() => 1])).toThrow(TypeError);
  });
});
