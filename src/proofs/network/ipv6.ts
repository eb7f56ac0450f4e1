import type { Resource } from '../../estate/estate.ts';
import { Unknown } from '../../estate/value.ts';
import type { ExitFacts } from '../exit.ts';
import { scalarOf, type World } from '../world.ts';
import { FactCollector } from './facts.ts';

/** E5: IPv6, which rules written for IPv4 don't see. `stack_type` must be written: omitted, it is decided by the provider. */
export function ipv6Facts(world: World): ExitFacts {
  const facts = new FactCollector();
  for (const subnetwork of world.closed('google_compute_subnetwork')) {
    facts.examine(subnetwork);
    judgeStackType(subnetwork, facts);
  }
  for (const subnet of world.closed('aws_subnet', 'aws_vpc')) {
    facts.examine(subnet);
    judgeAws(subnet, facts);
  }
  return facts.facts();
}

function judgeStackType(subnetwork: Resource, facts: FactCollector): void {
  const type = scalarOf(subnetwork.values, 'stack_type');
  if (type instanceof Unknown) facts.unknown(subnetwork, { key: 'ipv6_unknown', attribute: 'stack_type' });
  else if (type === null) facts.open(subnetwork, { key: 'ipv6_unset', attribute: 'stack_type' });
  else if (type !== 'IPV4_ONLY')
    facts.open(subnetwork, { key: 'stack_type', attribute: 'stack_type', args: { value: type } });
}

const awsAttributes = [
  'assign_generated_ipv6_cidr_block',
  'assign_ipv6_address_on_creation',
  'ipv6_cidr_block',
  'ipv6_ipam_pool_id',
  'ipv6_native',
];

function judgeAws(resource: Resource, facts: FactCollector): void {
  for (const attribute of awsAttributes) {
    const value = scalarOf(resource.values, attribute);
    if (value instanceof Unknown) facts.unknown(resource, { key: 'ipv6_unknown', attribute });
    else if (value !== null && value !== 'false' && value !== '') {
      facts.open(resource, { key: 'stack_type', attribute, args: { value } });
    }
  }
}
