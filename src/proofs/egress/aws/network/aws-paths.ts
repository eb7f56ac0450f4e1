import type { LocalText } from '../../../../policy/catalog.ts';
import { text } from '../../guards/texts.ts';
import type { EgressPath, Hop } from '../../prove-zone.ts';
import { Unseen } from '../../unseen.ts';
import type { ZoneWorld } from '../../zone-world.ts';
import { roleChains } from '../identity/role-chains.ts';
import type { AwsModel, AwsPath, AwsReason } from './aws-model.ts';
import type { Trouble } from './aws-reading.ts';
import { findAwsPaths } from './aws-search.ts';
import { readAwsModel } from './read-aws-model.ts';

interface Network {
  readonly paths: readonly EgressPath[];
  readonly troubles: readonly Trouble[];
  /** As open as it may be; null when the zone has no network. */
  readonly possible: AwsModel | null;
}

const networks = new WeakMap<ZoneWorld, Network>();

/**
 * Every way out of the zone by the network of its AWS accounts, and by chains of roles that lead into them, and what of the network can't be
 * read. Read once.
 */
export function awsNetwork(world: ZoneWorld): Network {
  let network = networks.get(world);
  if (network === undefined) networks.set(world, (network = withChains(world, readNetwork(world))));
  return network;
}

function withChains(world: ZoneWorld, network: Network): Network {
  return { ...network, paths: [...network.paths, ...roleChains(world)] };
}

function readNetwork(world: ZoneWorld): Network {
  if (world.inside('aws_vpc', 'aws_subnet', 'aws_default_vpc', 'aws_default_subnet').length === 0) {
    return { paths: [], troubles: [], possible: null };
  }
  const unseen = new Unseen('possible');
  const possible = readAwsModel(world, unseen);
  const troubles = unique(possible.troubles);
  // Where everything can be seen, what is possible is what is so.
  if (!unseen.wasAsked) return { paths: pathsIn(world, possible.model, true), troubles, possible: possible.model };
  const sure = pathsIn(world, readAwsModel(world, new Unseen('certain')).model, true);
  const known = new Set(sure.map(keyOf));
  const maybe = pathsIn(world, possible.model, false).filter((path) => !known.has(keyOf(path)));
  return { paths: [...sure, ...maybe], troubles, possible: possible.model };
}

function unique(troubles: readonly Trouble[]): readonly Trouble[] {
  const found = new Map(troubles.map((trouble) => [`${trouble.resource.id}\0${trouble.attribute}`, trouble]));
  return [...found.values()];
}

function pathsIn(world: ZoneWorld, model: AwsModel, isCertain: boolean): readonly EgressPath[] {
  const best = new Map<string, EgressPath>();
  for (const found of findAwsPaths(model, world.zone.name)) {
    const path = pathOf(world, model, found, isCertain);
    const earlier = best.get(keyOf(path));
    if (earlier === undefined || earlier.via.length > path.via.length) best.set(keyOf(path), path);
  }
  return [...best.values()];
}

function keyOf({ from, to, family, exit }: EgressPath): string {
  return [from, to, family, exit].join('\0');
}

function pathOf(world: ZoneWorld, model: AwsModel, found: AwsPath, isCertain: boolean): EgressPath {
  const { index } = world.input;
  const { machine, family, to, exit, hops } = found;
  const from = model.machines[machine]?.id ?? '';
  const via = hops.map(({ id, why }): Hop => {
    const resource = index.get(id) ?? null;
    return { address: resource?.address ?? id, resource, why: reasons[why] };
  });
  return { from: index.get(from)?.address ?? from, to, family: family === 4 ? 'ipv4' : 'ipv6', exit, isCertain, via };
}

const reasons: Readonly<Record<AwsReason, LocalText>> = {
  sends: text('sends, and its security groups let it', '送信し、セキュリティグループが通す'),
  route: text('the route that takes the packet', 'パケットが取る経路'),
  nat: text('translates it to its own address', '自身のアドレスに変換する'),
  address: text('has an address on the internet', 'インターネットのアドレスを持つ'),
  'egress-only': text('goes out over IPv6', 'IPv6 で外へ出る'),
  transit: text('enters the transit gateway here', 'ここから Transit Gateway に入る'),
  'transit-route': text('the transit gateway’s route', 'Transit Gateway の経路'),
  vpc: text('a VPC outside the zone', '区域の外の VPC'),
  guest: text('others have machines here', '他者の機械がここにある'),
  subnet: text('lies outside the zone', '区域の外にある'),
  endpoint: text('an endpoint to what others hold', '他者の資源へのエンドポイント'),
  forwards: text('forwards it', '転送する'),
  inspects: text(
    'a firewall inspects it, and lets it through as far as can be seen here',
    'ファイアウォールが検査し、ここで見える限り通す',
  ),
  answers: text('may be called from the internet, and answers', 'インターネットから呼ばれ、応答する'),
};
