import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import { scalarOf } from '../../world.ts';
import type { Guard, ReadingCollector } from '../guard.ts';
import { isSetAt, knownText, textsAt } from '../read-path.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { text } from './texts.ts';

const handing = ['forwarding_config', 'peering_config', 'service_directory_config'] as const;

/** Class R: no zone of another project that our networks see hands questions on: it is asked before the sink (cloud.google.com/dns/docs/vpc-name-res-order). */
export const noZonesElsewhere: Guard = {
  proof: 'R',
  text: text(
    'no zone of names that lies elsewhere answers in a network of the zone',
    '区域外のゾーンが区域のネットワークに応答しない',
  ),
  read: (world, into) => {
    const types = ['google_dns_managed_zone', 'google_dns_response_policy'];
    const found = world.reachingIn(...types);
    for (const zone of found) judgeZone(world, zone, into);
    if (found.length === 0) into.standsBy(`zones.${world.zone.name}`, text('none does', '存在しない'));
  },
};

function judgeZone(world: ZoneWorld, zone: Resource, into: ReadingCollector): void {
  const hands = handing.filter((name) => isSetAt(zone, name) !== false);
  const seen = world.targets(zone, 'private_visibility_config').some((network) => world.isInside(network));
  const why = text(`${zone.address} answers from elsewhere`, `${zone.address} が区域外から応答する`);
  if (hands.length === 0 || !seen) into.missing(why, zone);
  else into.opens({ resource: zone, why, to: 'outside:DNS server', barrier: { kind: 'none' } });
}

/** Class K: a private zone hands no part of its names to other servers, and no policy asks one by IPv6. */
export const noDelegation: Guard = {
  proof: 'K',
  text: text(
    'no NS record delegates names of a private zone, and no policy asks a server by IPv6',
    '限定公開ゾーンの名前を委任する NS レコードも、IPv6 で問い合わせるポリシーもない',
  ),
  read: (world, into) => {
    for (const record of world.inside('google_dns_record_set')) judgeRecord(record, into);
    for (const policy of world.inside('google_dns_policy')) judgeServers(policy, into);
    const { stands, missing, unknown } = into.reading();
    if (stands.length + missing.length + unknown.length === 0)
      into.standsBy(`zones.${world.zone.name}`, text('no record and no policy', 'レコードもポリシーもない'));
  },
};

/** Private zones may delegate (cloud.google.com/dns/docs/zones/zones-overview#private-zones). */
function judgeRecord(record: Resource, into: ReadingCollector): void {
  const type = scalarOf(record.values, 'type');
  if (type instanceof Unknown) into.unknown(record, 'type', text('what record it is', 'レコードの種類'));
  else if (type === 'NS')
    into.missing(
      text(
        `${record.address} delegates ${knownText(record.values, 'name') ?? '?'}`,
        `${record.address} が名前を委任する`,
      ),
      record,
    );
  else into.stands(record, text(type ?? '', type ?? ''));
}

function judgeServers(policy: Resource, into: ReadingCollector): void {
  const servers = textsAt(policy.values, 'alternative_name_server_config.target_name_servers.ipv6_address');
  // What can't be seen is told by the guard that reads the whole policy.
  if (servers === 'unknown' || servers.length === 0) return;
  const said = servers.join(', ');
  into.opens({
    resource: policy,
    why: text(`${policy.address} asks ${said}`, `${policy.address} は ${said} に問い合わせる`),
    to: `outside:${said}`,
    barrier: { kind: 'none' },
  });
}

/** Class K: names that a rule lets pass the sink are names that a private zone of ours answers. */
export const bypassesAnswered: Guard = {
  proof: 'K',
  text: text(
    'every name that passes the response policy is answered by a private zone',
    '応答ポリシーを通す名前はすべて限定公開ゾーンが答える',
  ),
  read: (world, into) => {
    const rules = world.inside('google_dns_response_policy_rule');
    const zones = world
      .inside('google_dns_managed_zone')
      .filter(({ values }) => scalarOf(values, 'visibility') === 'private')
      .flatMap(({ values }) => knownText(values, 'dns_name') ?? []);
    for (const rule of rules) judgeRule(rule, zones, into);
    if (rules.length === 0) into.standsBy(`zones.${world.zone.name}`, text('no rule', '規則がない'));
  },
};

function judgeRule(rule: Resource, zones: readonly string[], into: ReadingCollector): void {
  const behavior = scalarOf(rule.values, 'behavior');
  const name = knownText(rule.values, 'dns_name') ?? '';
  const passes = behavior !== null || isSetAt(rule, 'local_data') === false;
  const plain = name.replace(/^\*\.?/u, '');
  const answered = zones.some((zone) => zone === '.' || plain === zone || plain.endsWith(`.${zone}`));
  if (!passes || answered) into.stands(rule, text(name, name));
  else
    into.missing(
      text(`${rule.address} lets ${name} pass to the internet`, `${rule.address} が ${name} をインターネットへ通す`),
      rule,
    );
}
