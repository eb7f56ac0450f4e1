import { describe, expect, it } from 'vitest';
import { PeerAllowList } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

function declare(peerAddresses: readonly string[]) {
  return synthesize((stack) => {
    new PeerAllowList(stack, 'PeerAllowList', { project: 'satellite-control-test', peerAddresses });
  }).only('google_org_policy_policy')['spec'];
}

describe('the list of allowed peers', () => {
  it('allows tunnels to the named addresses only', () => {
    expect(declare(['198.51.100.11', '198.51.100.10'])).toEqual({
      inherit_from_parent: false,
      rules: [{ values: { allowed_values: ['198.51.100.10', '198.51.100.11'] } }],
    });
  });

  it('forbids every tunnel when it is empty', () => {
    expect(declare([])).toEqual({ inherit_from_parent: false, rules: [{ deny_all: 'TRUE' }] });
  });

  it.each([
    ['a network', ['198.51.100.0/24'], 'a peer is not one address'],
    ['a name', ['gateway.example.jp'], 'a peer is not one address'],
    ['an address twice', ['198.51.100.10', '198.51.100.10'], '`peerAddresses` names an address twice'],
  ])('refuses %s', (_, addresses, message) => {
    expect(() => declare(addresses)).toThrow(message);
  });
});
