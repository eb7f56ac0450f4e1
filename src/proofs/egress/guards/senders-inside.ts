import type { Resource } from '../../../estate/estate.ts';
import type { Guard, ReadingCollector } from '../guard.ts';
import { interfacesOf } from '../network/interfaces-of.ts';
import { blocksAt, textsAt } from '../read-path.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { onlyDenies } from './only-denies.ts';
import { text } from './texts.ts';

const senderTypes = [
  'google_compute_subnetwork',
  'google_compute_instance',
  'google_compute_instance_template',
  'google_compute_region_instance_template',
  'google_container_cluster',
  'google_container_node_pool',
] as const;

/** Class R: what sends in the zone stands in a declared network of the zone: the guards of others are not read. */
export const networksInside: Guard = {
  proof: 'R',
  text: text('everything that sends stands in a network of the zone', '送信するものはすべて区域のネットワークにある'),
  read: (world, into) => {
    const senders = world.inside(...senderTypes);
    for (const sender of senders) judgeSender(world, sender, into);
    if (senders.length === 0) into.standsBy(`zones.${world.zone.name}`, text('nothing sends', '送信するものがない'));
  },
};

/** Attributes by which firewall rules and routes choose machines. */
/** Class R: nothing of another project stands in a network of the zone, where it would be a neighbour of what holds the data. */
export const strangersOutside: Guard = {
  proof: 'R',
  text: text(
    'nothing that lies elsewhere stands in a network of the zone',
    '区域外のものが区域のネットワークに立たない',
  ),
  read: (world, into) => {
    const strangers = world
      .everywhere(...senderTypes)
      .filter((one) => !world.isInside(one) && standsInside(world, one));
    for (const one of strangers) {
      const zone = world.input.zoneOf(one);
      into.opens({
        resource: one,
        why: text(`${one.address} stands in a network of the zone`, `${one.address} が区域のネットワークに立つ`),
        to: zone === null ? `outside:${one.address}` : `zone:${zone.name}`,
        barrier: { kind: 'none' },
      });
    }
    if (strangers.length === 0) into.standsBy(`zones.${world.zone.name}`, text('none does', '存在しない'));
  },
};

function standsInside(world: ZoneWorld, sender: Resource): boolean {
  const found = standingsOf(world, sender).flatMap(({ named }) => networksAmong(world, named));
  return found.some((network) => world.isInside(network));
}

const choosing = ['tags', 'node_config.tags', 'service_account.email', 'node_config.service_account'];

/** An attribute that can't be seen although some rule or route of the zone chooses machines by it: who it chooses can't be seen then. */
function hiddenChoice(world: ZoneWorld, sender: Resource): string | null {
  return choosersIn(world).find((path) => textsAt(sender.values, path) === 'unknown') ?? null;
}

const choosers = new WeakMap<ZoneWorld, readonly string[]>();

/** The attributes of machines by which some rule or route chooses them. */
function choosersIn(world: ZoneWorld): readonly string[] {
  let paths = choosers.get(world);
  if (paths === undefined) {
    const rules = world.everywhere(
      'google_compute_firewall',
      'google_compute_*firewall_policy_rule',
      'google_compute_route',
    );
    // A deny for some machines only is counted on nowhere, so that it is of no account which machines those are.
    const opening = rules.filter((rule) => !onlyDenies(rule));
    const isUsed = (name: string): boolean => opening.some((rule) => rule.values[name] !== undefined);
    const byTag = isUsed('target_tags') || isUsed('tags');
    paths = choosing.filter((path) => (path.endsWith('tags') ? byTag : isUsed('target_service_accounts')));
    choosers.set(world, paths);
  }
  return paths;
}

/** Where a sender stands: at each of its interfaces, nodes also at those that their pool adds. */
function standingsOf(world: ZoneWorld, sender: Resource): readonly Standing[] {
  if (sender.values['network_interface'] !== undefined)
    return interfacesOf(sender).map(({ at }) => ({ attribute: at, named: world.targets(sender, at) }));
  const cluster = world.targets(sender, 'cluster').find(({ type }) => type === 'google_container_cluster');
  const own = cluster ?? sender;
  const named = [...world.targets(own, 'network'), ...world.targets(own, 'subnetwork')];
  return [{ attribute: 'network', named }, ...addedTo(world, sender)];
}

interface Standing {
  readonly attribute: string;
  /** What is declared of what it names there. */
  readonly named: readonly Resource[];
}

const further = 'additional_node_network_configs';

/** The further interfaces of a pool's nodes. */
function addedTo(world: ZoneWorld, pool: Resource): readonly Standing[] {
  const attribute = `network_config.0.${further}`;
  const blocks = blocksAt(pool.values, `network_config.${further}`);
  if (blocks === 'unknown') return [{ attribute, named: [] }];
  return blocks.map((_block, at) => {
    const within = blocks.length === 1 ? `${further}.` : `${further}.${String(at)}.`;
    const paths = [...pool.references.keys()].filter((path) => path.includes(within));
    return { attribute: `${attribute}.${String(at)}`, named: paths.flatMap((path) => world.targets(pool, path)) };
  });
}

function networksAmong(world: ZoneWorld, named: readonly Resource[]): readonly Resource[] {
  const subnetworks = named.filter(({ type }) => type === 'google_compute_subnetwork');
  return [...named, ...subnetworks.flatMap((one) => world.targets(one, 'network'))].filter(
    ({ type }) => type === 'google_compute_network',
  );
}

function judgeSender(world: ZoneWorld, sender: Resource, into: ReadingCollector): void {
  const choice = hiddenChoice(world, sender);
  if (choice !== null) {
    into.unknown(sender, choice, text('which rules and routes are for it', 'どの規則・経路の対象か'));
    return;
  }
  const standings = standingsOf(world, sender).map(({ attribute, named }) => ({
    attribute,
    found: networksAmong(world, named),
  }));
  const nowhere = standings.find(({ found }) => found.length === 0);
  const all = standings.flatMap(({ found }) => found);
  const outside = all.find((network) => !world.isInside(network));
  if (outside === undefined && nowhere !== undefined)
    into.unknown(sender, nowhere.attribute, text('the declaration of its network', 'ネットワークの宣言'));
  else if (outside === undefined) into.stands(sender, text(all[0]?.address ?? '', all[0]?.address ?? ''));
  else
    into.missing(
      text(
        `${sender.address} stands in ${outside.address} of another zone`,
        `${sender.address} は他区域の ${outside.address} にある`,
      ),
      sender,
    );
}
