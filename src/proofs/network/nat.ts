import { Unknown } from '../../estate/value.ts';
import type { ExitFacts } from '../exit.ts';
import { scalarOf, type World } from '../world.ts';
import { FactCollector } from './facts.ts';

/** E2: address translation and internet gateways. In a closed zone there is none, so that one more route opens nothing. */
export function natFacts(world: World): ExitFacts {
  const facts = new FactCollector();
  for (const network of world.closed('google_compute_network', 'google_compute_router', 'aws_vpc'))
    facts.examine(network);
  for (const nat of world.closed('google_compute_router_nat', 'aws_nat_gateway')) {
    facts.examine(nat);
    const attribute = nat.type === 'aws_nat_gateway' ? 'connectivity_type' : 'type';
    const type = scalarOf(nat.values, attribute);
    // Google's and AWS's default is public.
    const shown = type instanceof Unknown ? 'unknown' : (type ?? 'PUBLIC');
    facts.open(nat, {
      key: 'nat_gateway',
      attribute,
      args: { type: shown },
      then: { en: 'translated to an address on the internet', ja: 'インターネットのアドレスに変換' },
    });
  }
  for (const gateway of world.closed('aws_internet_gateway', 'aws_egress_only_internet_gateway')) {
    facts.examine(gateway);
    facts.open(gateway, {
      key: 'internet_gateway',
      then: { en: 'attached to the internet', ja: 'インターネットに接続' },
    });
  }
  return facts.facts();
}
