import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import { scalarOf } from '../../world.ts';
import type { Guard } from '../guard.ts';
import { readPath } from '../read-path.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { isKept } from './store-guards.ts';
import { text } from './texts.ts';

const balancing = [
  'google_compute_*forwarding_rule',
  'google_compute_*url_map',
  'google_compute_*backend_service',
  'google_compute_target_instance',
  'google_compute_target_pool',
] as const;

/** Class R: no load balancer of another project has its backends in the zone (cloud.google.com/load-balancing/docs/https/cross-project-service-referencing). */
export const noBalancerElsewhere: Guard = {
  proof: 'R',
  text: text(
    'no load balancer elsewhere sends to anything of the zone',
    '区域外のロードバランサが区域内へ振り分けない',
  ),
  read: (world, into) => {
    const found = world.reachingIn(...balancing);
    for (const one of found) {
      const scheme = scalarOf(one.values, 'load_balancing_scheme') ?? 'EXTERNAL';
      const isInternal = typeof scheme === 'string' && scheme.startsWith('INTERNAL');
      into.opens({
        resource: one,
        why: text(`${one.address} sends to the zone from elsewhere`, `${one.address} が区域外から区域へ振り分ける`),
        to: isInternal ? `outside:clients of ${one.address}` : 'internet',
        barrier: { kind: 'none' },
      });
    }
    if (found.length === 0) into.standsBy(`zones.${world.zone.name}`, text('none elsewhere', '区域外にない'));
  },
};

const hubTypes = [
  'google_gke_hub_membership',
  'google_gke_hub_membership_binding',
  'google_container_attached_cluster',
] as const;

/**
 * Class R: no cluster of the zone belongs to a fleet of another project: whoever is granted a role there reaches its API server through the Connect gateway
 * (cloud.google.com/kubernetes-engine/enterprise/multicluster-management/gateway).
 */
export const fleetInside: Guard = {
  proof: 'R',
  text: text('no cluster belongs to a fleet of another project', '他プロジェクトのフリートに属するクラスタがない'),
  read: (world, into) => {
    const joined = world.inside('google_container_cluster').filter((cluster) => {
      const project = readPath(cluster, 'fleet.project')[0]?.value ?? null;
      if (project instanceof Unknown) {
        const named = world.projects.namedBy(project);
        if (named?.every((one) => world.projects.has(one)) === true) return false;
        into.unknown(
          cluster,
          'fleet.0.project',
          text('which project’s fleet it joins', 'どのプロジェクトのフリートか'),
        );
        return false;
      }
      return project !== null && project !== '' && !world.projects.isNamedIn(project);
    });
    const found: readonly Resource[] = [...joined, ...world.reachingIn(...hubTypes)];
    for (const one of found) {
      into.opens({
        resource: one,
        why: text(
          `${one.address} puts a cluster of the zone into a fleet elsewhere`,
          `${one.address} が区域のクラスタを外のフリートに入れる`,
        ),
        to: 'outside:fleet of another project',
        barrier: { kind: 'none' },
      });
    }
    if (found.length === 0 && into.reading().unknown.length === 0)
      into.standsBy(`zones.${world.zone.name}`, text('no membership elsewhere', '外の所属がない'));
  },
};

const feedTypes = [
  'google_cloud_asset_folder_feed',
  'google_cloud_asset_organization_feed',
  'google_scc_organization_*',
  'google_scc_folder_*',
  'google_scc_v2_organization_*',
  'google_scc_v2_folder_*',
] as const;

/** Class R: what a folder or the organisation exports of all its resources ends inside. */
export const feedsInside: Guard = {
  proof: 'R',
  text: text(
    'no feed of a folder or the organisation carries names and findings elsewhere',
    'フォルダ・組織のフィードが名前や検出結果を外へ運ばない',
  ),
  read: (world, into) => {
    const feeds = world.everywhere(...feedTypes).filter((one) => !endsInside(world, one));
    for (const one of feeds) {
      into.opens({
        resource: one,
        why: text(
          `${one.address} takes metadata out of its folder or organisation`,
          `${one.address} がフォルダ・組織のメタデータを持ち出す`,
        ),
        to: 'outside:reader of metadata',
        barrier: { kind: 'none' },
      });
    }
    if (feeds.length === 0) into.standsBy(`zones.${world.zone.name}`, text('no feed', 'フィードがない'));
  },
};

const receivers: ReadonlySet<string> = new Set(['google_pubsub_topic', 'google_bigquery_dataset']);

/** Whether what a feed writes to is declared, and lies in the zone or in a zone of evidence. */
function endsInside(world: ZoneWorld, feed: Resource): boolean {
  const attributes = new Set([...feed.references.keys()].map((path) => path.split('.')[0] ?? path));
  const targets = [...attributes]
    .flatMap((attribute) => world.targets(feed, attribute))
    .filter(({ type }) => receivers.has(type));
  return targets.length > 0 && targets.every((one) => isKept(world, one));
}
