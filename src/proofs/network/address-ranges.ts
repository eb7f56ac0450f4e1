import ipaddr from 'ipaddr.js';

export type Family = 'ipv4' | 'ipv6';

/** Google's restricted VIP for APIs inside VPC Service Controls (cloud.google.com/vpc/docs/configure-private-google-access). */
const restrictedVip = ['199.36.153.4/30', '2600:2d00:0002:1000::/64'];

/** Addresses that no route on the internet leads to: RFC 1918, RFC 6598, link-local, RFC 4193. */
const privateRanges = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
];

/** True when every address of the range is Google's restricted VIP. Throws nothing; what is no range is not. */
export function isRestrictedVip(range: string): boolean {
  return restrictedVip.some((outer) => contains(outer, range));
}

/** True when no address of the range is on the internet, apart from the restricted VIP. */
export function isInside(range: string): boolean {
  return isRestrictedVip(range) || privateRanges.some((outer) => contains(outer, range));
}

/** True when the range is everything of its family. */
export function isEverything(range: string, family: Family): boolean {
  return contains(range, family === 'ipv4' ? '0.0.0.0/0' : '::/0');
}

/** The family of a range or address, or null when it is neither. */
export function familyOf(range: string): Family | null {
  return parse(range)?.[0].kind() ?? null;
}

function contains(outer: string, inner: string): boolean {
  const [wide, narrow] = [parse(outer), parse(inner)];
  if (wide === null || narrow?.[0].kind() !== wide[0].kind()) return false;
  return wide[1] <= narrow[1] && narrow[0].match(wide);
}

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** The same few ranges stand in thousands of rules. */
const parsed = new Map<string, Range | null>();

function parse(range: string): Range | null {
  const known = parsed.get(range);
  if (known !== undefined) return known;
  const fresh = parseFresh(range);
  parsed.set(range, fresh);
  return fresh;
}

function parseFresh(range: string): Range | null {
  try {
    // Asked for both families in turn, the library throws once for every address of the second.
    const reader = range.includes(':') ? ipaddr.IPv6 : ipaddr.IPv4;
    return range.includes('/') ? reader.parseCIDR(range) : [reader.parse(range), range.includes(':') ? 128 : 32];
  } catch {
    return null;
  }
}
