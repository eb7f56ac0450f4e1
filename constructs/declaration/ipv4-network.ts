import type { Construct } from 'constructs';

import { isKnown, refuse } from './declaration-error.ts';

/** An IPv4 network as its first and last address, both inclusive. */
export interface Ipv4Network {
  readonly first: number;
  readonly last: number;
  readonly prefix: number;
}

const privateNetworks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'] as const;

/** Parses `10.64.0.0/22`; undefined for anything else, also for a network whose host bits are set (both clouds refuse those). */
export function parseIpv4Network(text: string): Ipv4Network | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [a, b, c, d, prefix] = match.slice(1).map(Number);
  if (a === undefined || b === undefined || c === undefined || d === undefined || prefix === undefined)
    return undefined;
  if ([a, b, c, d].some((octet) => octet > 255) || prefix > 32) return undefined;
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  const size = 2 ** (32 - prefix);
  return first % size === 0 ? { first, last: first + size - 1, prefix } : undefined;
}

/** Parses an address or network that must be valid; throws `DeclarationError` otherwise. Unresolved tokens give undefined. */
export function requireIpv4Network(scope: Construct, property: string, text: string): Ipv4Network | undefined {
  if (!isKnown(text)) return undefined;
  const network = parseIpv4Network(text);
  return (
    network ??
    refuse(scope, {
      what: `\`${property}\` is not an IPv4 network`,
      got: text,
      expected: 'CIDR notation with host bits zero, such as 10.64.0.0/22',
      fix: 'write the network address and its prefix length',
    })
  );
}

/** True when `inner` lies wholly in `outer`. */
export function containsNetwork(outer: Ipv4Network, inner: Ipv4Network): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** True when both share an address. */
export function overlaps(left: Ipv4Network, right: Ipv4Network): boolean {
  return left.first <= right.last && right.first <= left.last;
}

/** True for RFC 1918 and RFC 6598 addresses: never seen by a service on the internet. */
export function isPrivate(network: Ipv4Network): boolean {
  return privateNetworks.some((text) => {
    const outer = parseIpv4Network(text);
    return outer !== undefined && containsNetwork(outer, network);
  });
}

/** Refuses ranges of which two share an address; `ranges` are keyed by the property that names them. */
export function requireDisjoint(scope: Construct, ranges: Readonly<Record<string, string>>): void {
  const known = Object.entries(ranges).flatMap(([property, text]) => {
    const network = requireIpv4Network(scope, property, text);
    return network === undefined ? [] : [{ property, text, network }];
  });
  for (const [index, left] of known.entries()) {
    const right = known.slice(index + 1).find((other) => overlaps(left.network, other.network));
    if (right !== undefined) {
      refuse(scope, {
        what: `\`${left.property}\` and \`${right.property}\` overlap`,
        got: [left.text, right.text],
        expected: 'networks that share no address',
        fix: 'choose another network for one of them',
      });
    }
  }
}
