import type { Exits } from './exit.ts';
import { defaultRouteFacts } from './network/default-routes.ts';
import { egressFirewallFacts } from './network/egress-firewall.ts';
import { externalAddressFacts, externalForwardingFacts } from './network/external-addresses.ts';
import { ipv6Facts } from './network/ipv6.ts';
import { natFacts } from './network/nat.ts';
import type { World } from './world.ts';

/** Answers the questions of the no-egress proof that controls report on, by exit id. Pure. */
export function findExits(world: World): Exits {
  return {
    E1: externalAddressFacts(world),
    E2: natFacts(world),
    E3: defaultRouteFacts(world),
    E4: egressFirewallFacts(world),
    E5: ipv6Facts(world),
    E6: externalForwardingFacts(world),
  };
}
