import type { Resource } from '../../../estate/estate.ts';
import { Unknown, type ValueObject } from '../../../estate/value.ts';
import { isEverything } from '../../network/address-ranges.ts';
import { deniesEverything, firewallRule } from '../../network/egress-rule.ts';
import { scalarOf, textsOf } from '../../world.ts';
import type { Guard, ReadingCollector } from '../guard.ts';
import { parseRange } from '../network/ranges.ts';
import { blocksAt } from '../read-path.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { onlyDenies } from './only-denies.ts';
import { text } from './texts.ts';

/** Class K: a firewall rule that can't be read may let anything out: each says for which network and machines it is, and to which ranges. */
export const rulesReadable: Guard = {
  proof: 'K',
  text: text(
    'every firewall rule can be read: its network, direction, targets and ranges',
    '全ファイアウォール規則のネットワーク・方向・対象・範囲が読み取れる',
  ),
  read: (world, into) => {
    const own = boundInside(world, 'google_compute_firewall', into);
    const attached = world.inside('google_compute_*firewall_policy_rule');
    const shared = world.everywhere('google_compute_firewall_policy_rule');
    const rules = [...new Set([...own, ...attached, ...shared])];
    for (const rule of rules) judgeRule(world, rule, into);
    for (const one of [...attached, ...shared, ...associations(world)]) judgePolicy(world, one, into);
    sayRead(world, rules.length, into);
  },
};

/** Class K: a route or subnetwork whose range is none may lead, or lie, anywhere. */
export const routesReadable: Guard = {
  proof: 'K',
  text: text(
    'every route and subnetwork can be read: its network and its ranges',
    '全経路・全サブネットのネットワークと範囲が読み取れる',
  ),
  read: (world, into) => {
    const routes = boundInside(world, 'google_compute_route', into);
    for (const route of routes) judgeRanges(route, route.values, 'dest_range', into);
    const subnetworks = world.inside('google_compute_subnetwork');
    for (const one of subnetworks) {
      judgeRanges(one, one.values, 'ip_cidr_range', into);
      const secondary = blocksAt(one.values, 'secondary_ip_range');
      for (const [at, block] of (secondary === 'unknown' ? [] : secondary).entries()) {
        judgeRanges(one, block, `secondary_ip_range.${String(at)}.ip_cidr_range`, into);
      }
    }
    sayRead(world, routes.length + subnetworks.length, into);
  },
};

/** What binds a policy of rules to the zone, to what lies above it, or to what can't be told. */
function associations(world: ZoneWorld): readonly Resource[] {
  return [
    ...world.everywhere('google_compute_firewall_policy_association'),
    ...world.inside('google_compute_*network_firewall_policy_association'),
    ...world.reachingIn('google_compute_*network_firewall_policy_association'),
  ];
}

/** A rule or association that names a policy which nobody declares: where the rule is in force, or which rules are, can't be told. */
function judgePolicy(world: ZoneWorld, one: Resource, into: ReadingCollector): void {
  if (onlyDenies(one)) return;
  const policies = world.targets(one, 'firewall_policy').filter(({ type }) => type.endsWith('firewall_policy'));
  if (policies.length === 0)
    into.unknown(one, 'firewall_policy', text('the declaration of its policy', 'ポリシーの宣言'));
}

function sayRead(world: ZoneWorld, count: number, into: ReadingCollector): void {
  if (into.reading().unknown.length > 0) return;
  into.standsBy(`zones.${world.zone.name}`, text(`${String(count)} of them read`, `${String(count)} 件を読み取った`));
}

/** What lies in the zone or is for a network of it. Of what is for no network that is declared, nobody can say that it is not. */
function boundInside(world: ZoneWorld, type: string, into: ReadingCollector): readonly Resource[] {
  const unplaced = new Set(world.unplaced(type));
  return world.everywhere(type).filter((one) => {
    const networks = world.targets(one, 'network').filter((target) => target.type === 'google_compute_network');
    if (networks.some((network) => world.isInside(network))) return true;
    if (networks.length > 0 || !(world.isInside(one) || unplaced.has(one))) return false;
    into.unknown(one, 'network', text('the declaration of the network that it is for', '対象ネットワークの宣言'));
    return true;
  });
}

const directions = ['EGRESS', 'INGRESS'];

function judgeRule(world: ZoneWorld, rule: Resource, into: ReadingCollector): void {
  const direction = scalarOf(rule.values, 'direction') ?? 'INGRESS';
  if (typeof direction === 'string' && !directions.includes(direction)) {
    const said = `\`${direction}\``;
    into.unknown(rule, 'direction', text(`a direction: ${said} is none`, `方向（${said} は方向でない）`));
  }
  judgeRanges(rule, rule.values, 'destination_ranges', into);
  judgeRanges(rule, rule.values, 'source_ranges', into);
  const match = blocksAt(rule.values, 'match');
  for (const [at, block] of (match === 'unknown' ? [] : match).entries()) {
    judgeRanges(rule, block, `match.${String(at)}.dest_ip_ranges`, into);
    judgeRanges(rule, block, `match.${String(at)}.src_ip_ranges`, into);
  }
  if (direction !== 'INGRESS' && world.isInside(rule)) judgeTargets(world, rule, into);
}

/**
 * Machines that an expression chooses; an account that is declared is followed by its reference. A deny for some machines matters only where no other denies
 * everything for all of them.
 */
function judgeTargets(world: ZoneWorld, rule: Resource, into: ReadingCollector): void {
  if (onlyDenies(rule) && isSpare(world, rule)) return;
  for (const attribute of ['target_tags', 'target_service_accounts', 'target_secure_tags']) {
    if (textsOf(rule.values, attribute) !== 'unknown' || isPlain(rule.values, attribute)) continue;
    if (world.targets(rule, attribute).length > 0) continue;
    into.unknown(rule, attribute, text('which machines the rule is for', '規則がどのマシンを対象とするか'));
  }
}

function isSpare(world: ZoneWorld, rule: Resource): boolean {
  const networks = world.targets(rule, 'network').filter(({ type }) => type === 'google_compute_network');
  return networks.every((network) =>
    world.referrers(network, 'google_compute_firewall', 'network').some((other) => {
      const read = firewallRule(other);
      if (read === null || read.destinations === 'unknown' || !deniesEverything(read)) return false;
      return read.destinations.some((range) => isEverything(range, 'ipv4'));
    }),
  );
}

/** Blocks with a name of their own (`target_secure_tags`), all of which can be seen. */
function isPlain(values: ValueObject, attribute: string): boolean {
  const blocks = blocksAt(values, attribute);
  return blocks !== 'unknown' && blocks.length > 0 && blocks.every((block) => !hasUnknown(block));
}

function hasUnknown(block: ValueObject): boolean {
  return Object.values(block).some((value) => value instanceof Unknown);
}

/** The ranges that `values` writes under the last name of the attribute. */
function judgeRanges(owner: Resource, values: ValueObject, attribute: string, into: ReadingCollector): void {
  const texts = textsOf(values, attribute.slice(attribute.lastIndexOf('.') + 1));
  if (texts === null || texts === 'unknown') return;
  for (const one of texts.filter((range) => parseRange(range) === null)) {
    const decides = text(
      `a range in ${attribute}: \`${one}\` is none`,
      `${attribute} の範囲（\`${one}\` は範囲でない）`,
    );
    into.unknown(owner, attribute, decides);
  }
}
