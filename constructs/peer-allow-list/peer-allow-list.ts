import { OrgPolicyPolicy } from '@cdktf/provider-google/lib/org-policy-policy/index.js';
import { Construct } from 'constructs';

import { parseIpv4Network, refuse, requireDistinct } from '../declaration/index.ts';

export interface PeerAllowListProps {
  /** Id of the project. */
  readonly project: string;
  /** The only addresses to which a VPN tunnel may lead; none forbids every tunnel. */
  readonly peerAddresses: readonly string[];
}

/**
 * The one list of addresses to which tunnels of a project may lead; Google refuses any other, also one that somebody declares by hand.
 *
 * @example
 * new PeerAllowList(stack, 'PeerAllowList', { project: 'satellite-control-dev', peerAddresses: ['198.51.100.10', '198.51.100.11'] });
 */
export class PeerAllowList extends Construct {
  readonly policy: OrgPolicyPolicy;

  /** Throws `DeclarationError` for what is no address, or an address that stands twice. */
  constructor(scope: Construct, id: string, { project, peerAddresses }: PeerAllowListProps) {
    super(scope, id);
    requireDistinct(this, peerAddresses, '`peerAddresses` names an address twice');
    const wrong = peerAddresses.find((address) => parseIpv4Network(`${address}/32`) === undefined);
    if (wrong !== undefined) {
      refuse(this, {
        what: 'a peer is not one address',
        got: wrong,
        expected: 'an IPv4 address such as 198.51.100.10',
        fix: 'name each gateway of the provider',
      });
    }
    this.policy = new OrgPolicyPolicy(this, 'Resource', {
      parent: `projects/${project}`,
      name: `projects/${project}/policies/compute.restrictVpnPeerIPs`,
      spec: {
        inheritFromParent: false,
        rules:
          peerAddresses.length === 0
            ? [{ denyAll: 'TRUE' }]
            : [{ values: { allowedValues: peerAddresses.toSorted() } }],
      },
    });
  }
}
