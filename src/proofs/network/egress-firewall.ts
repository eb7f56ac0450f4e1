import type { Resource } from '../../estate/estate.ts';
import { Unknown } from '../../estate/value.ts';
import type { ExitFacts } from '../exit.ts';
import { blocksOf, scalarOf, textsOf, type World } from '../world.ts';
import { type Family, familyOf, isEverything, isInside } from './address-ranges.ts';
import { deniesEverything, type EgressRule, firewallRule, policyRule } from './egress-rule.ts';
import { FactCollector } from './facts.ts';

/**
 * E4: what a closed network's firewall lets out. Every network needs a rule that denies everything in each family that it carries, and no
 * rule before it may allow a destination on the internet. Layers are evaluated as Google does: VPC rules before network policies unless
 * `network_firewall_policy_enforcement_order` says otherwise (cloud.google.com/firewall/docs/firewall-policies-overview).
 */
export function egressFirewallFacts(world: World): ExitFacts {
  const facts = new FactCollector();
  for (const network of world.closed('google_compute_network')) {
    facts.examine(network);
    judgeNetwork(network, world, facts);
  }
  judgeSecurityGroups(world, facts);
  return facts.facts();
}

function judgeNetwork(network: Resource, world: World, facts: FactCollector): void {
  const layers = layersOf(network, world);
  for (const rule of layers.flat()) {
    facts.examine(rule.resource);
    if (
      rule.action === 'unknown' ||
      rule.destinations === 'unknown' ||
      rule.disabled === 'unknown' ||
      Number.isNaN(rule.priority)
    ) {
      facts.unknown(rule.resource, { key: 'firewall_unknown', attribute: rule.destinationAttribute });
    }
    if (rule.action === 'deny' && rule.disabled === true)
      facts.open(rule.resource, { key: 'rule_disabled', attribute: 'disabled' });
  }
  for (const family of familiesOf(network, world)) judgeFamily(network, layers, family, facts);
}

function judgeFamily(network: Resource, layers: readonly EgressRule[][], family: Family, facts: FactCollector): void {
  for (const layer of layers) {
    const denials = layer.filter((rule) => deniesEverything(rule) && covers(rule, family)).map((rule) => rule.priority);
    const denial = denials.length === 0 ? null : Math.min(...denials);
    for (const rule of layer) {
      // At the same number the deny wins.
      if (denial === null || !(rule.priority >= denial)) reportAllowed(rule, family, facts);
    }
    if (denial !== null) return;
  }
  facts.open(network, {
    key: 'no_deny_egress',
    element: family,
    args: { family },
    then: { en: `implied rule: allow all egress (${family})`, ja: `暗黙の規則: 外向きを全て許可（${family}）` },
  });
}

function reportAllowed(rule: EgressRule, family: Family, facts: FactCollector): void {
  if (rule.action !== 'allow' || rule.disabled !== false || rule.destinations === 'unknown') return;
  for (const destination of rule.destinations) {
    if (familyOf(destination) !== family || isInside(destination)) continue;
    facts.open(rule.resource, {
      key: 'allow_outside',
      attribute: rule.destinationAttribute,
      element: destination,
      args: { destination, protocol: rule.protocols.join(' '), priority: rule.priority },
      then: { en: `allowed to ${destination}`, ja: `${destination} への許可` },
    });
  }
}

function covers(rule: EgressRule, family: Family): boolean {
  return rule.destinations !== 'unknown' && rule.destinations.some((range) => isEverything(range, family));
}

/** IPv6 counts unless every subnetwork says IPV4_ONLY; a network without subnetworks carries nothing yet, and needs IPv4's deny. */
function familiesOf(network: Resource, world: World): readonly Family[] {
  const subnetworks = world.referrers(network, 'google_compute_subnetwork', 'network');
  const plain = subnetworks.every((subnetwork) => scalarOf(subnetwork.values, 'stack_type') === 'IPV4_ONLY');
  return plain ? ['ipv4'] : ['ipv4', 'ipv6'];
}

function layersOf(network: Resource, world: World): EgressRule[][] {
  const own = rulesIn(world.referrers(network, 'google_compute_firewall', 'network'), firewallRule);
  const kinds = ['google_compute_network_firewall_policy', 'google_compute_region_network_firewall_policy'];
  const attached = kinds.flatMap((kind) =>
    world
      .referrers(network, `${kind}_association`, 'attachment_target')
      .flatMap((association) => world.targets(association, 'firewall_policy'))
      .flatMap((policy) => rulesIn(world.referrers(policy, `${kind}_rule`, 'firewall_policy'), policyRule)),
  );
  const policyFirst =
    scalarOf(network.values, 'network_firewall_policy_enforcement_order') === 'BEFORE_CLASSIC_FIREWALL';
  return policyFirst ? [attached, own] : [own, attached];
}

function rulesIn(resources: readonly Resource[], read: (resource: Resource) => EgressRule | null): EgressRule[] {
  return resources.map(read).filter((rule) => rule !== null);
}

const groupTypes = ['aws_security_group', 'aws_default_security_group'];

function judgeSecurityGroups(world: World, facts: FactCollector): void {
  for (const group of world.closed(...groupTypes)) {
    facts.examine(group);
    const rules = blocksOf(group.values, 'egress');
    if (rules === 'unknown') facts.unknown(group, { key: 'firewall_unknown', attribute: 'egress' });
    else {
      rules.forEach((rule, index) => {
        judgeAwsRanges(group, rule, `egress.${String(index)}.`, facts);
      });
    }
  }
  for (const rule of world.closed('aws_vpc_security_group_egress_rule', 'aws_security_group_rule')) {
    if (rule.type === 'aws_security_group_rule' && scalarOf(rule.values, 'type') === 'ingress') continue;
    facts.examine(rule);
    judgeAwsRanges(rule, rule.values, '', facts);
  }
}

const awsRanges = ['cidr_blocks', 'ipv6_cidr_blocks', 'cidr_ipv4', 'cidr_ipv6'];

function judgeAwsRanges(resource: Resource, rule: Resource['values'], prefix: string, facts: FactCollector): void {
  for (const attribute of awsRanges) {
    const ranges = textsOf(rule, attribute);
    if (ranges === null) continue;
    if (ranges === 'unknown') {
      facts.unknown(resource, { key: 'firewall_unknown', attribute: `${prefix}${attribute}` });
      continue;
    }
    for (const destination of ranges.filter((range) => !isInside(range))) {
      const protocol = scalarOf(rule, 'protocol') ?? scalarOf(rule, 'ip_protocol');
      facts.open(resource, {
        key: 'allow_outside',
        attribute: `${prefix}${attribute}`,
        element: destination,
        args: { destination, protocol: protocol instanceof Unknown ? 'unknown' : (protocol ?? 'all'), priority: 0 },
        then: { en: `allowed to ${destination}`, ja: `${destination} への許可` },
      });
    }
  }
  for (const attribute of ['prefix_list_ids', 'prefix_list_id']) {
    if (rule[attribute] !== undefined)
      facts.unknown(resource, { key: 'firewall_unknown', attribute: `${prefix}${attribute}` });
  }
}
