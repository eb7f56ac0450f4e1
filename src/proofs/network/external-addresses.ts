import type { Resource } from '../../estate/estate.ts';
import { Unknown, type ValueObject } from '../../estate/value.ts';
import type { ExitFacts } from '../exit.ts';
import { blocksOf, scalarOf, type World } from '../world.ts';
import { FactCollector } from './facts.ts';

const onInternet = { en: 'an address on the internet', ja: 'インターネットのアドレス' };

/** E1: addresses that the internet reaches. An empty `access_config` gives an address by being there. */
export function externalAddressFacts(world: World): ExitFacts {
  const facts = new FactCollector();
  const machines = [
    'google_compute_instance',
    'google_compute_instance_template',
    'google_compute_region_instance_template',
  ];
  for (const machine of world.closed(...machines)) {
    facts.examine(machine);
    judgeInterfaces(machine, facts);
  }
  for (const address of world.closed('google_compute_address', 'google_compute_global_address')) {
    facts.examine(address);
    judgeDefaulted(address, addressType, facts);
  }
  judgeAws(world, facts);
  return facts.facts();
}

/** E6: load balancers that the internet reaches. Google's and AWS's defaults are external. */
export function externalForwardingFacts(world: World): ExitFacts {
  const facts = new FactCollector();
  for (const rule of world.closed('google_compute_forwarding_rule', 'google_compute_global_forwarding_rule')) {
    facts.examine(rule);
    judgeForwarding(rule, facts);
  }
  for (const balancer of world.closed('aws_lb', 'aws_alb', 'aws_elb')) {
    facts.examine(balancer);
    const internal = scalarOf(balancer.values, 'internal');
    if (internal instanceof Unknown) facts.unknown(balancer, { key: 'address_unknown', attribute: 'internal' });
    else if (internal !== 'true') {
      facts.open(balancer, { key: 'external_forwarding', attribute: 'internal', args: { scheme: 'internet-facing' } });
    }
  }
  return facts.facts();
}

function judgeInterfaces(machine: Resource, facts: FactCollector): void {
  const interfaces = blocksOf(machine.values, 'network_interface');
  if (interfaces === 'unknown') {
    facts.unknown(machine, { key: 'address_unknown', attribute: 'network_interface' });
    return;
  }
  interfaces.forEach((networkInterface, index) => {
    judgeAccess(machine, networkInterface, index, facts);
  });
}

function judgeAccess(machine: Resource, networkInterface: ValueObject, index: number, facts: FactCollector): void {
  for (const block of ['access_config', 'ipv6_access_config']) {
    const attribute = `network_interface.${String(index)}.${block}`;
    const configurations = blocksOf(networkInterface, block);
    if (configurations === 'unknown' || machine.undeclared.includes(block)) {
      facts.unknown(machine, { key: 'address_unknown', attribute });
    } else if (configurations.length > 0) {
      facts.open(machine, {
        key: 'external_address',
        attribute,
        args: { interface: `network_interface[${String(index)}]` },
        then: onInternet,
      });
    }
  }
}

function judgeForwarding(rule: Resource, facts: FactCollector): void {
  const target = scalarOf(rule.values, 'target');
  // Private Service Connect to Google APIs carries no load balancing scheme; only the VPC-SC bundle stays inside the perimeter.
  if (target === 'vpc-sc') return;
  judgeDefaulted(rule, loadBalancingScheme, facts);
}

/** An attribute that puts its resource on the internet unless it says one of the allowed words. */
interface DefaultedSetting {
  readonly attribute: string;
  readonly byDefault: string;
  readonly allowed: readonly string[];
  /** Message key of what is found, and the name of its argument. */
  readonly key: string;
  readonly argument: string;
}

const addressType: DefaultedSetting = {
  attribute: 'address_type',
  byDefault: 'EXTERNAL',
  allowed: ['INTERNAL'],
  key: 'external_address',
  argument: 'interface',
};

const loadBalancingScheme: DefaultedSetting = {
  attribute: 'load_balancing_scheme',
  byDefault: 'EXTERNAL',
  allowed: ['INTERNAL', 'INTERNAL_MANAGED', 'INTERNAL_SELF_MANAGED'],
  key: 'external_forwarding',
  argument: 'scheme',
};

function judgeDefaulted(resource: Resource, setting: DefaultedSetting, facts: FactCollector): void {
  const { attribute, byDefault, allowed, key, argument } = setting;
  const value = scalarOf(resource.values, attribute);
  if (value instanceof Unknown) facts.unknown(resource, { key: 'address_unknown', attribute });
  else if (!allowed.includes(value ?? byDefault)) {
    facts.open(resource, {
      key,
      attribute,
      args: { [argument]: value ?? byDefault },
      then: onInternet,
    });
  }
}

function judgeAws(world: World, facts: FactCollector): void {
  for (const instance of world.closed('aws_instance')) {
    facts.examine(instance);
    judgeSwitch(instance, instanceAddress, facts);
  }
  for (const subnet of world.closed('aws_subnet', 'aws_default_subnet')) {
    facts.examine(subnet);
    judgeSwitch(subnet, subnetAddresses, facts);
  }
  for (const address of world.closed('aws_eip')) {
    facts.examine(address);
    facts.open(address, {
      key: 'external_address',
      args: { interface: 'elastic address' },
      then: onInternet,
    });
  }
}

/** An attribute that puts its resource on the internet when it is true. */
interface Switch {
  readonly attribute: string;
  readonly key: string;
  readonly args: Readonly<Record<string, string>>;
}

const instanceAddress: Switch = {
  attribute: 'associate_public_ip_address',
  key: 'external_address',
  args: { interface: 'eth0' },
};
const subnetAddresses: Switch = { attribute: 'map_public_ip_on_launch', key: 'public_subnet', args: {} };

function judgeSwitch(resource: Resource, { attribute, key, args }: Switch, facts: FactCollector): void {
  const value = scalarOf(resource.values, attribute);
  if (value instanceof Unknown) facts.unknown(resource, { key: 'address_unknown', attribute });
  else if (value === 'true') facts.open(resource, { key, attribute, args, then: onInternet });
}
