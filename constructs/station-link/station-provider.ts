import type { Construct } from 'constructs';

import {
  containsNetwork,
  isPrivate,
  overlaps,
  parseIpv4Network,
  refuse,
  requireDistinct,
  requireIpv4Network,
  requireMatch,
  requireSome,
} from '../declaration/index.ts';

/** One of the two tunnels to a provider. */
export interface StationTunnel {
  /** Public address of the provider's gateway. */
  readonly peerAddress: string;
  /** Our link-local address in the tunnel's /30, such as 169.254.10.1. */
  readonly ownLinkAddress: string;
  /** The provider's address in the same /30. */
  readonly peerLinkAddress: string;
}

/** A registered ground-station provider. */
export interface StationProvider {
  /** Short name; names of resources start with it. */
  readonly name: string;
  readonly asn: number;
  /** Networks of the provider that we reach and learn; everything else that it announces is dropped. */
  readonly ranges: readonly string[];
  /** TCP ports of its antenna control and data services. */
  readonly ports: readonly string[];
  readonly tunnels: readonly [StationTunnel, StationTunnel];
}

const privateAsn = { first: 64_512, last: 65_534 } as const;

/** Refuses a provider whose link can't come up, or could lead elsewhere; `own` are our networks by property. */
export function requireProvider(
  scope: Construct,
  provider: StationProvider,
  own: Readonly<Record<string, string>>,
  bgpAsn: number,
): void {
  requireMatch(scope, provider.name, /^[a-z][a-z0-9-]{0,29}$/, {
    what: 'the name of the provider is not usable',
    expected: 'at most 30 lower-case letters, digits or hyphens',
    fix: 'shorten it: names of tunnels start with it',
  });
  requireSome(scope, provider.ports, {
    what: 'no port of the provider is named',
    expected: 'at least one TCP port',
    fix: 'name the ports of its services: a link for everything is a way out',
  });
  if (provider.asn === bgpAsn || bgpAsn < privateAsn.first || bgpAsn > privateAsn.last) {
    refuse(scope, {
      what: 'the autonomous system numbers do not work together',
      got: [bgpAsn, provider.asn],
      expected: `a private number of ours from ${privateAsn.first} to ${privateAsn.last}, and another one of the provider`,
      fix: 'agree on the numbers with the provider',
    });
  }
  requireRanges(scope, provider.ranges, own);
  requireTunnels(scope, provider.tunnels);
}

function requireRanges(scope: Construct, ranges: readonly string[], own: Readonly<Record<string, string>>): void {
  requireSome(scope, ranges, {
    what: 'no network of the provider is named',
    expected: 'at least one network',
    fix: 'name the networks of its stations: nothing else is learned',
  });
  for (const text of ranges) {
    const network = requireIpv4Network(scope, 'ranges', text);
    if (network === undefined) continue;
    if (!isPrivate(network)) {
      refuse(scope, {
        what: 'a network of the provider is on the internet',
        got: text,
        expected: 'a private network',
        fix: 'have the provider translate its stations to private addresses',
      });
    }
    const clash = Object.entries(own).find(([, mine]) => {
      const known = parseIpv4Network(mine);
      return known !== undefined && overlaps(known, network);
    });
    if (clash !== undefined) {
      refuse(scope, {
        what: `a network of the provider overlaps \`${clash[0]}\``,
        got: [text, clash[1]],
        expected: 'networks that share no address',
        fix: 'have the provider translate its stations to other addresses',
      });
    }
  }
}

function requireTunnels(scope: Construct, tunnels: readonly StationTunnel[]): void {
  requireDistinct(
    scope,
    tunnels.flatMap(({ peerAddress, ownLinkAddress, peerLinkAddress }) => [
      peerAddress,
      ownLinkAddress,
      peerLinkAddress,
    ]),
    'an address of the tunnels stands twice',
  );
  const linkLocal = parseIpv4Network('169.254.0.0/16');
  for (const { peerAddress, ownLinkAddress, peerLinkAddress } of tunnels) {
    const peer = requireIpv4Network(scope, 'peerAddress', `${peerAddress}/32`);
    if (peer !== undefined && isPrivate(peer)) {
      refuse(scope, {
        what: 'the gateway of the provider has a private address',
        got: peerAddress,
        expected: 'a public address',
        fix: 'ask the provider for the addresses of both its gateways',
      });
    }
    const [mine, theirs] = [ownLinkAddress, peerLinkAddress].map((address) => parseIpv4Network(`${address}/32`));
    const sameLink =
      linkLocal !== undefined &&
      mine !== undefined &&
      theirs !== undefined &&
      containsNetwork(linkLocal, mine) &&
      Math.floor(mine.first / 4) === Math.floor(theirs.first / 4) &&
      [mine, theirs].every(({ first }) => first % 4 === 1 || first % 4 === 2);
    if (!sameLink) {
      refuse(scope, {
        what: 'the ends of a tunnel are not on one link',
        got: [ownLinkAddress, peerLinkAddress],
        expected: 'the two host addresses of one /30 in 169.254.0.0/16',
        fix: 'take x.x.x.1 and x.x.x.2 of a link that no other tunnel uses',
      });
    }
  }
}
