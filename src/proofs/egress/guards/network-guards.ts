import ipaddr from 'ipaddr.js';
import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import { scalarOf } from '../../world.ts';
import type { Guard, ReadingCollector } from '../guard.ts';
import { blocksAt, knownText, textsAt } from '../read-path.ts';
import { textsIn, type ZoneWorld } from '../zone-world.ts';
import { onlyDenies } from './only-denies.ts';
import { text } from './texts.ts';

/** Class K: nothing in the zone names the addresses by which Google APIs answer without a perimeter. */
export const noPrivateVip: Guard = {
  proof: 'K',
  text: text(
    'nothing names 199.36.153.8/30 or private.googleapis.com',
    '199.36.153.8/30 と private.googleapis.com を指すものがない',
  ),
  read: (world, into) => {
    const types = [
      'google_compute_route',
      'google_compute_firewall*',
      'google_compute_*firewall_policy_rule',
      'google_dns_*',
    ];
    const resources = world.inside(...types);
    for (const resource of resources) {
      const named = onlyDenies(resource) ? [] : textsIn(resource.values).filter((one) => namesPrivateVip(one));
      if (named.length === 0) into.stands(resource, text('the restricted VIP only', '制限付き VIP だけ'));
      else {
        const said = `${resource.address}: ${named.join(', ')}`;
        into.missing(text(`${said} answers without a perimeter`, `${said} は境界なしで応じる`), resource);
      }
    }
    if (resources.length === 0)
      into.standsBy(`zones.${world.zone.name}`, text('no route, rule or name', '経路・規則・名前がない'));
  },
};

const plainAddress = /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){3}(?:\/\d+)?$/u;

function namesPrivateVip(one: string): boolean {
  if (/(?:^|[./])private\.googleapis\.com\.?$/u.test(one)) return true;
  // An address begins with a digit, and most are written plainly: nothing else is worth parsing.
  if (!/^\d/u.test(one) || (plainAddress.test(one) && !one.startsWith('199.36.153.'))) return false;
  try {
    const range: [ipaddr.IPv4 | ipaddr.IPv6, number] = one.includes('/')
      ? ipaddr.parseCIDR(one)
      : [ipaddr.parse(one), 32];
    return range[0].kind() === 'ipv4' && range[1] >= 24 && range[0].match([ipaddr.parse('199.36.153.8'), 30]);
  } catch {
    return false;
  }
}

/** Networks of the zone, or why there is nothing to ask. */
function networks(world: ZoneWorld, into: ReadingCollector): readonly Resource[] {
  const found = world.inside('google_compute_network');
  if (found.length === 0)
    into.standsBy(`zones.${world.zone.name}`, text('the zone has no network', '区域にネットワークがない'));
  return found;
}

/** Resources of a type that are bound to a network by an attribute. */
function boundTo(world: ZoneWorld, network: Resource, type: string, attribute: string): readonly Resource[] {
  return world.everywhere(type).filter((one) => world.targets(one, attribute).includes(network));
}

/** Class K and R: every name that is not one of ours is answered here, so that none is asked of the internet. */
export const namesSunk: Guard = {
  proof: 'R',
  text: text(
    'every network has a response policy that sinks *. or a private zone for the root',
    '全ネットワークに *. を沈める応答ポリシー又はルートの限定公開ゾーンがある',
  ),
  read: (world, into) => {
    for (const network of networks(world, into)) {
      const sinks = sinksOf(world, network);
      for (const { resource, why } of sinks) into.stands(resource, text(why, why));
      if (sinks.length > 0) continue;
      into.opens({
        resource: network,
        why: text(
          `${network.address} resolves names of the internet: data leaves as questions to 169.254.169.254`,
          `${network.address} はインターネットの名前を引けるため、169.254.169.254 への問合せとしてデータが出る`,
        ),
        to: 'internet',
        barrier: { kind: 'none' },
      });
    }
  },
};

function sinksOf(
  world: ZoneWorld,
  network: Resource,
): readonly { readonly resource: Resource; readonly why: string }[] {
  const roots = boundTo(world, network, 'google_dns_managed_zone', 'private_visibility_config').filter(
    (zone) => scalarOf(zone.values, 'dns_name') === '.' && scalarOf(zone.values, 'visibility') === 'private',
  );
  const rules = boundTo(world, network, 'google_dns_response_policy', 'networks').flatMap((policy) =>
    world
      .everywhere('google_dns_response_policy_rule')
      .filter((rule) => world.targets(rule, 'response_policy').includes(policy) && sinksAll(rule)),
  );
  return [...roots, ...rules].map((resource) => ({
    resource,
    why: `${network.address}: ${knownText(resource.values, 'dns_name') ?? ''}`,
  }));
}

function sinksAll(rule: Resource): boolean {
  const data = blocksAt(rule.values, 'local_data.local_datas');
  return scalarOf(rule.values, 'dns_name') === '*.' && data !== 'unknown' && data.length > 0;
}

/** Class K: every question is written down, and no other server is asked. */
export const namesLogged: Guard = {
  proof: 'K',
  text: text(
    'every network has a DNS policy that logs, with no alternative server and no inbound forwarding',
    '全ネットワークに、記録を取り代替サーバも受信転送もない DNS ポリシーがある',
  ),
  read: (world, into) => {
    for (const network of networks(world, into)) {
      const policies = boundTo(world, network, 'google_dns_policy', 'networks');
      for (const policy of policies) judgePolicy(policy, into);
      if (policies.length === 0) {
        into.missing(text(`${network.address} has no DNS policy`, `${network.address} に DNS ポリシーがない`), network);
      }
    }
  },
};

function judgePolicy(policy: Resource, into: ReadingCollector): void {
  const logging = scalarOf(policy.values, 'enable_logging');
  const inbound = scalarOf(policy.values, 'enable_inbound_forwarding');
  const others = textsAt(policy.values, 'alternative_name_server_config.target_name_servers.ipv4_address');
  if (logging instanceof Unknown || inbound instanceof Unknown || others === 'unknown') {
    into.unknown(policy, 'enable_logging', text('what the policy does', 'ポリシーの内容'));
    return;
  }
  if (others.length > 0) {
    const why = text(
      `${policy.address} asks ${others.join(', ')}`,
      `${policy.address} は ${others.join(', ')} に問い合わせる`,
    );
    into.opens({ resource: policy, why, to: `outside:${others.join(', ')}`, barrier: { kind: 'none' } });
  } else if (logging !== 'true' || inbound === 'true') {
    into.missing(
      text(`${policy.address} does not log, or forwards`, `${policy.address} は記録しないか、転送する`),
      policy,
    );
  } else into.stands(policy, text('logs every question', '全問合せを記録'));
}

/** Class A and K: no zone hands questions on to another server or network. */
export const noForwarding: Guard = {
  proof: 'K',
  text: text('no forwarding, peering or public zone', '転送・ピアリング・公開のゾーンがない'),
  read: (world, into) => {
    const zones = world.inside('google_dns_managed_zone');
    for (const zone of zones) {
      const blocks = ['forwarding_config', 'peering_config'].filter((name) => zone.values[name] !== undefined);
      const visibility = scalarOf(zone.values, 'visibility');
      if (visibility instanceof Unknown || blocks.some((name) => zone.values[name] instanceof Unknown)) {
        into.unknown(zone, 'visibility', text('whether it hands questions on', '問合せを渡すか'));
      } else if (blocks.length > 0) {
        const why = text(`${zone.address} has ${blocks.join(', ')}`, `${zone.address} に ${blocks.join(', ')} がある`);
        into.opens({ resource: zone, why, to: 'outside:DNS server', barrier: { kind: 'none' } });
      } else if (visibility !== 'private') {
        into.missing(text(`${zone.address} is public`, `${zone.address} は公開である`), zone);
      } else into.stands(zone, text('private, nothing handed on', '限定公開で、何も渡さない'));
    }
    if (zones.length === 0) into.standsBy(`zones.${world.zone.name}`, text('no zone', 'ゾーンがない'));
  },
};

/** Class K: Private Service Access takes no default route of the producer's network. */
export const producerPinned: Guard = {
  proof: 'K',
  text: text(
    'every private service connection has google_service_networking_vpc_service_controls enabled',
    '限定公開サービス接続のすべてで google_service_networking_vpc_service_controls が有効',
  ),
  read: (world, into) => {
    const connections = world.inside('google_service_networking_connection');
    for (const connection of connections) {
      const [network] = world.targets(connection, 'network');
      const pins = world
        .everywhere('google_service_networking_vpc_service_controls')
        .filter((pin) => network === undefined || world.targets(pin, 'network').includes(network));
      const pin = pins.find((one) => scalarOf(one.values, 'enabled') === 'true');
      if (pin === undefined) {
        into.missing(
          text(
            `${connection.address} keeps the producer’s default route`,
            `${connection.address} は提供側の既定経路を残す`,
          ),
          connection,
        );
      } else into.stands(pin, text('the producer has no default route', '提供側に既定経路がない'));
    }
    if (connections.length === 0) {
      into.standsBy(`zones.${world.zone.name}`, text('no private service connection', '限定公開サービス接続がない'));
    }
  },
};
