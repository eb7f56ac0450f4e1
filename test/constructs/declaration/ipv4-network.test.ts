import { Token } from 'cdktf';
import { describe, expect, it } from 'vitest';
import {
  containsNetwork,
  type Ipv4Network,
  isPrivate,
  overlaps,
  parseIpv4Network,
  requireIpv4Network,
} from '../../../constructs/declaration/index.ts';
import { synthesize } from '../synthesize.ts';

function network(text: string): Ipv4Network {
  const parsed = parseIpv4Network(text);
  if (parsed === undefined) throw new Error(`${text} is not a network`);
  return parsed;
}

describe('an IPv4 network', () => {
  it.each([
    ['0.0.0.0/0', { first: 0, last: 4_294_967_295, prefix: 0 }],
    ['10.64.0.0/22', { first: 171_966_464, last: 171_967_487, prefix: 22 }],
    ['255.255.255.255/32', { first: 4_294_967_295, last: 4_294_967_295, prefix: 32 }],
  ])('is parsed: %s', (text, parsed) => {
    expect(parseIpv4Network(text)).toEqual(parsed);
  });

  it.each(['10.64.0.1/22', '10.64.0.0', '10.64.0.0/33', '10.256.0.0/24', '::/0', '', 'a.b.c.d/8'])(
    'is refused: %s',
    (text) => {
      expect(parseIpv4Network(text)).toBeUndefined();
    },
  );

  it('contains what lies within, and overlaps what shares an address', () => {
    const outer = network('10.64.0.0/22');
    expect([
      containsNetwork(outer, network('10.64.3.0/24')),
      containsNetwork(outer, network('10.64.4.0/24')),
      overlaps(outer, network('10.64.0.0/16')),
      overlaps(outer, network('10.65.0.0/16')),
    ]).toEqual([true, false, true, false]);
  });

  it('is private only wholly within RFC 1918 or RFC 6598', () => {
    const texts = ['10.0.0.0/8', '100.64.0.0/10', '172.32.0.0/16', '203.0.113.0/28', '0.0.0.0/0'];
    expect(texts.map((text) => isPrivate(network(text)))).toEqual([true, true, false, false, false]);
  });

  it('is not judged while Terraform still has to compute it', () => {
    synthesize((stack) => {
      expect(requireIpv4Network(stack, 'range', Token.asString({ resolve: () => 'later' }))).toBeUndefined();
    });
  });
});
