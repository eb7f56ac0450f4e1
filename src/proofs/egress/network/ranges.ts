import ipaddr from 'ipaddr.js';
import type { Range } from './model.ts';

/** The same ranges stand in many rules, and are read once for each mode. */
const parsed = new Map<string, Range | null>();

/** A range or single address; null when it is neither. */
export function parseRange(text: string): Range | null {
  let range = parsed.get(text);
  if (range === undefined) parsed.set(text, (range = parseFresh(text)));
  return range;
}

function parseFresh(text: string): Range | null {
  try {
    // Asked for both families in turn, the library throws once for every address of the second.
    const family = text.includes(':') ? 6 : 4;
    const reader = family === 6 ? ipaddr.IPv6 : ipaddr.IPv4;
    const bits = family === 4 ? 32 : 128;
    const [address, prefix] = text.includes('/') ? reader.parseCIDR(text) : ([reader.parse(text), bits] as const);
    const size = 1n << BigInt(bits - prefix);
    const value = valueOf(address.toByteArray());
    const first = value - (value % size);
    return { family, first, last: first + size - 1n, prefix };
  } catch {
    return null;
  }
}

/** The bytes of an address as one number. Four of them fit a plain number, which costs a fraction of big ones. */
function valueOf(bytes: readonly number[]): bigint {
  if (bytes.length === 4) return BigInt(bytes.reduce((sum, byte) => sum * 256 + byte, 0));
  return bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
}

/** Ranges of our own, which are surely ranges. */
function rangesOf(...texts: readonly string[]): readonly Range[] {
  return texts.flatMap((text) => parseRange(text) ?? []);
}

export const everything = { 4: rangesOf('0.0.0.0/0'), 6: rangesOf('::/0') } as const;

/** What the internet gateway drops: addresses that are nobody's on the internet. */
export const notInternet = rangesOf(
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
  '::/8',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
);

/** Google APIs by the perimeter (cloud.google.com/vpc/docs/configure-private-google-access). */
export const restrictedApis = rangesOf('199.36.153.4/30', '2600:2d00:0002:1000::/64');

/** Google APIs of every kind, past the perimeter. */
export const everyApi = rangesOf('199.36.153.8/30', '2600:2d00:0002:2000::/64', '34.126.0.0/18');
