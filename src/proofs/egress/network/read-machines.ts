import type { Resource } from '../../../estate/estate.ts';
import { Unknown, type ValueObject } from '../../../estate/value.ts';
import { blocksOf, scalarOf, textsOf } from '../../world.ts';
import { blocksAt, readPath } from '../read-path.ts';
import type { Unseen } from '../unseen.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { interfacesOf } from './interfaces-of.ts';
import type { Machine } from './model.ts';
import type { Reading } from './model-reader.ts';
import { natFor } from './read-nat.ts';

const instanceTypes = [
  'google_compute_instance',
  'google_compute_instance_template',
  'google_compute_region_instance_template',
];

/** Instances, templates and nodes, a machine for each interface, and for each subnetwork a machine as anybody may put it there: without tags and without an address. */
export function readMachines(reading: Reading): readonly Machine[] {
  const { world } = reading;
  const instances = world.everywhere(...instanceTypes).flatMap((one) => instanceMachines(reading, one));
  const nodes = world
    .everywhere('google_container_node_pool', 'google_container_cluster')
    .flatMap((one) => nodeMachines(reading, one));
  const plain = world.everywhere('google_compute_subnetwork').flatMap((one) => plainMachine(reading, one));
  return [...instances, ...nodes, ...plain];
}

export type Place = Pick<Machine, 'network' | 'nat4' | 'nat6' | 'reachesApis' | 'zone'>;

/** What a machine gets from where it stands; null when no declared network holds it. */
export function placed(
  reading: Reading,
  owner: Resource,
  { network, subnetwork }: { readonly network: Resource | undefined; readonly subnetwork: Resource | undefined },
): Place | null {
  const { world, unseen, networks } = reading;
  const whole = network ?? (subnetwork === undefined ? undefined : networkOf(world, subnetwork));
  if (whole === undefined) return null;
  const at = networks.indexOf(whole);
  if (at === -1) return null;
  const access = subnetwork === undefined ? null : scalarOf(subnetwork.values, 'private_ip_google_access');
  return {
    network: at,
    nat4: natFor(reading, whole, subnetwork, 4),
    nat6: natFor(reading, whole, subnetwork, 6),
    reachesApis: access instanceof Unknown ? unseen.isOpen : access === 'true',
    zone: world.input.zoneOf(owner)?.name ?? null,
  };
}

function networkOf(world: ZoneWorld, resource: Resource): Resource | undefined {
  return world.targets(resource, 'network').find(({ type }) => type === 'google_compute_network');
}

/** Each interface stands in a network of its own, and is a way out of its own. */
function instanceMachines(reading: Reading, instance: Resource): readonly Machine[] {
  const { world, unseen } = reading;
  return interfacesOf(instance).flatMap(({ at, block }): readonly Machine[] => {
    const named = world.targets(instance, at);
    const place = placed(reading, instance, {
      network: named.find(({ type }) => type === 'google_compute_network'),
      subnetwork: named.find(({ type }) => type === 'google_compute_subnetwork'),
    });
    if (place === null) return [];
    const has = (name: string): boolean => (block === null ? unseen.isOpen : isGiven(block, name, unseen));
    return [
      {
        ...place,
        id: instance.id,
        tags: tagsIn(instance.values),
        account: accountIn(instance.values, 'service_account.email'),
        external4: has('access_config'),
        external6: has('ipv6_access_config'),
      },
    ];
  });
}

function isGiven(parent: ValueObject, name: string, unseen: Unseen): boolean {
  const blocks = blocksOf(parent, name);
  return blocks === 'unknown' ? unseen.isOpen : blocks.length > 0;
}

/** Nodes have external addresses unless the pool or, failing that, the cluster says that they are private. */
function nodeMachines(reading: Reading, owner: Resource): readonly Machine[] {
  const { world, unseen } = reading;
  const isPool = owner.type === 'google_container_node_pool';
  const cluster = isPool
    ? world.targets(owner, 'cluster').find(({ type }) => type === 'google_container_cluster')
    : owner;
  if (cluster === undefined) return [];
  const place = placed(reading, owner, {
    network: networkOf(world, cluster),
    subnetwork: world.targets(cluster, 'subnetwork').find(({ type }) => type === 'google_compute_subnetwork'),
  });
  if (place === null) return [];
  const own = isPool ? readPath(owner, 'network_config.enable_private_nodes')[0]?.value : null;
  const said = own ?? readPath(cluster, 'private_cluster_config.enable_private_nodes')[0]?.value ?? null;
  const config = blocksAt(owner.values, 'node_config');
  const values = config === 'unknown' ? {} : (config[0] ?? {});
  const node = { id: owner.id, tags: tagsIn(values), account: accountIn(values, 'service_account'), external6: false };
  const external4 = said instanceof Unknown ? unseen.isOpen : said !== 'true';
  // Interfaces of other networks have no external address (cloud.google.com/kubernetes-engine/docs/how-to/setup-multinetwork-support-for-pods).
  const others = furtherPlaces(reading, owner).map((other) => ({ ...node, ...other, external4: false }));
  return [{ ...node, ...place, external4 }, ...others];
}

/** Where the further interfaces of nodes stand. */
function furtherPlaces(reading: Reading, pool: Resource): readonly Place[] {
  const { world } = reading;
  const named = [...world.targets(pool, 'network_config'), ...world.targets(pool, 'node_pool')];
  const subnetworks = named.filter(({ type }) => type === 'google_compute_subnetwork');
  const within = new Set(subnetworks.map((subnetwork) => networkOf(world, subnetwork)));
  const networks = named.filter((one) => one.type === 'google_compute_network' && !within.has(one));
  return [
    ...subnetworks.map((subnetwork) => placed(reading, pool, { network: undefined, subnetwork })),
    ...networks.map((network) => placed(reading, pool, { network, subnetwork: undefined })),
  ].filter((place) => place !== null);
}

function plainMachine(reading: Reading, subnetwork: Resource): readonly Machine[] {
  const { world, unseen } = reading;
  const place = placed(reading, subnetwork, { network: networkOf(world, subnetwork), subnetwork });
  if (place === null) return [];
  const access = scalarOf(subnetwork.values, 'ipv6_access_type');
  const external6 = access instanceof Unknown ? unseen.isOpen : access === 'EXTERNAL';
  return [{ ...place, id: subnetwork.id, tags: [], account: null, external4: false, external6 }];
}

function tagsIn(values: ValueObject): readonly string[] {
  const tags = textsOf(values, 'tags');
  return tags === null || tags === 'unknown' ? [] : tags;
}

function accountIn(values: ValueObject, path: string): string | null {
  const blocks = path.includes('.') ? blocksAt(values, path.slice(0, path.lastIndexOf('.'))) : [values];
  const account = blocks === 'unknown' ? null : scalarOf(blocks[0] ?? {}, path.slice(path.lastIndexOf('.') + 1));
  return typeof account === 'string' ? account : null;
}
