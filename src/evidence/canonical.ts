import { createHash } from 'node:crypto';

/** JSON with sorted keys and no spaces: equal values give equal bytes. Throws a TypeError for what JSON can't hold. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((member: unknown) => canonicalJson(member)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
  }
  const text: unknown = JSON.stringify(value);
  if (typeof text !== 'string') throw new TypeError(`expected a JSON value, got ${typeof value}`);
  return text;
}

/** Digest of a value, whatever the order of its keys. */
export function digestOfValue(value: unknown): string {
  return digestOfBytes(Buffer.from(canonicalJson(value)));
}

function digestOfBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
