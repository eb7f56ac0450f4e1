import { Unknown } from '../../../estate/value.ts';
import type { LocalText } from '../../../policy/catalog.ts';
import { scalarOf, textsOf } from '../../world.ts';
import type { Guard, ReadingCollector } from '../guard.ts';
import { blocksAt } from '../read-path.ts';
import type { ZoneWorld } from '../zone-world.ts';
import {
  allPerimeters,
  isBridge,
  type PerimeterState,
  perimeterState,
  restricts,
  statusOf,
  touchesZone,
} from './perimeters.ts';
import { text } from './texts.ts';

const decidesMembership = text(
  'the numbers of the zone’s projects and the members of the perimeter',
  '区域のプロジェクトの番号と境界の対象',
);

/** What would decide whether the zone is behind a perimeter. */
function decides({ perimeter, rival }: Extract<PerimeterState, { readonly kind: 'unknown' }>): LocalText {
  if (rival === null) return decidesMembership;
  const [one, other] = [perimeter.resource.address, rival.resource.address];
  return text(
    `which perimeter holds the zone: ${one} and ${other} both claim its projects, and Google takes a project into one only`,
    `どの境界が区域を含むか（${one} と ${other} がともに対象とするが、一つのプロジェクトは一つの境界にしか入らない）`,
  );
}

/** Says what the state is unless the perimeter stands; then gives it back. */
function standing(
  world: ZoneWorld,
  into: ReadingCollector,
): Extract<PerimeterState, { readonly kind: 'stands' }> | null {
  const state = perimeterState(world);
  if (state.kind === 'stands') return state;
  if (state.kind === 'unknown') into.unknown(state.perimeter.resource, state.attribute, decides(state));
  else if (state.dryRun === null) {
    into.missing(text('no perimeter holds the projects of the zone', '区域のプロジェクトを囲むサービス境界がない'));
  } else {
    into.missing(
      text(
        'the only perimeter is a dry run (spec without status): it stops nothing',
        '境界はドライラン（status なし）だけで、何も止めない',
      ),
      state.dryRun.resource,
    );
  }
  return null;
}

/** Class R: an enforced perimeter holds every project of the zone and restricts the services. */
export function perimeterRestricts(...services: readonly string[]): Guard {
  return {
    proof: 'R',
    onlyFor: 'google',
    text: text(
      `an enforced perimeter restricts ${services.join(', ')}`,
      `適用中のサービス境界が ${services.join(', ')} を制限する`,
    ),
    read: (world, into) => {
      const state = standing(world, into);
      if (state === null) return;
      const { resource, at } = state.perimeter;
      const restricted = textsOf(state.status, 'restricted_services') ?? [];
      if (restricted === 'unknown') {
        into.unknown(
          resource,
          `${at}status.0.restricted_services`,
          text('which services it restricts', '制限するサービス'),
        );
        return;
      }
      const open = services.filter((service) => !restricted.includes(service));
      for (const service of open) {
        into.missing(
          text(`the perimeter does not restrict ${service}`, `境界が ${service} を制限していない`),
          resource,
        );
      }
      if (open.length === 0)
        into.stands(resource, text(`restricts ${services.join(', ')}`, `${services.join(', ')} を制限`));
    },
  };
}

/** Stores, and the service that copies them. */
const copying: readonly (readonly [type: string, service: string])[] = [
  ['google_storage_bucket', 'storage.googleapis.com'],
  ['google_bigquery_dataset', 'bigquery.googleapis.com'],
  ['google_sql_database_instance', 'sqladmin.googleapis.com'],
  ['google_spanner_instance', 'spanner.googleapis.com'],
  ['google_secret_manager_secret', 'secretmanager.googleapis.com'],
  ['google_artifact_registry_repository', 'artifactregistry.googleapis.com'],
];

/** Class R: whoever reads a store can't copy it to another project, since the perimeter restricts the service of every store. */
export const storesHeld: Guard = {
  proof: 'R',
  onlyFor: 'google',
  text: text(
    'an enforced perimeter restricts the service of every store of the zone',
    '適用中のサービス境界が、区域の全保管先のサービスを制限する',
  ),
  read: (world, into) => {
    const stores = copying.flatMap(([type, service]) => world.inside(type).map((store) => ({ store, service })));
    for (const { store, service } of stores) {
      const held = restricts(world, service);
      const state = perimeterState(world);
      if (held === 'yes' && state.kind === 'stands') {
        into.stands(state.perimeter.resource, text(`${service}: ${store.address}`, `${service}: ${store.address}`));
        continue;
      }
      const why = text(
        `${store.address} can be copied by ${service} to any project`,
        `${store.address} は ${service} により任意のプロジェクトへ複製できる`,
      );
      if (held === 'no') into.opens({ resource: store, why, to: 'outside:any project', barrier: { kind: 'none' } });
      else if (state.kind === 'unknown') into.unknown(state.perimeter.resource, state.attribute, decides(state));
      else into.unknown(store, '', text('which services the perimeter restricts', '境界が制限するサービス'));
    }
    if (stores.length === 0)
      into.standsBy(`zones.${world.zone.name}`, text('the zone has no store', '区域に保管先がない'));
  },
};

/** Class K: some perimeter is in force (`status`), none that holds the zone is a dry run only. */
export const perimeterInForce: Guard = {
  proof: 'K',
  onlyFor: 'google',
  text: text('a perimeter around the zone has a status', '区域を囲む境界に status がある'),
  read: (world, into) => {
    const state = standing(world, into);
    if (state !== null) into.stands(state.perimeter.resource, text('status is set', 'status がある'));
  },
};

/** Class A: no bridge, in any stack, joins the zone to other projects. */
export const noBridge: Guard = {
  proof: 'A',
  onlyFor: 'google',
  text: text('no perimeter bridge holds a project of the zone', '区域のプロジェクトを含む境界ブリッジがない'),
  read: (world, into) => {
    let clean = true;
    for (const perimeter of allPerimeters(world)) {
      const bridge = isBridge(perimeter);
      if (bridge === false) continue;
      const status = statusOf(perimeter);
      if (status === null) continue;
      const touches = status === 'unknown' ? 'unknown' : touchesZone(world, status['resources']);
      if (touches === 'no') continue;
      clean = false;
      const { resource, at } = perimeter;
      if (bridge === 'unknown' || touches === 'unknown') {
        into.unknown(
          resource,
          `${at}status.0.resources`,
          text('which projects the bridge joins', '橋が結ぶプロジェクト'),
        );
        continue;
      }
      into.missing(
        text(`${resource.address} is a bridge to other projects`, `${resource.address} は他プロジェクトへの橋である`),
        resource,
      );
    }
    if (clean) into.standsBy(`zones.${world.zone.name}`, text('no bridge in any stack', 'どのスタックにも橋がない'));
  },
};

/** Class K: from inside, only the services that the perimeter restricts can be called. */
export const onlyRestrictedServices: Guard = {
  proof: 'K',
  onlyFor: 'google',
  text: text(
    'vpc_accessible_services allows RESTRICTED-SERVICES only',
    'vpc_accessible_services が RESTRICTED-SERVICES だけを許す',
  ),
  read: (world, into) => {
    const state = standing(world, into);
    if (state === null) return;
    const { resource, at } = state.perimeter;
    const blocks = blocksAt(state.status, 'vpc_accessible_services');
    const enabled = blocks === 'unknown' ? new Unknown('after-apply') : scalarOf(blocks[0] ?? {}, 'enable_restriction');
    const allowed = blocks === 'unknown' ? 'unknown' : (textsOf(blocks[0] ?? {}, 'allowed_services') ?? []);
    if (enabled instanceof Unknown || allowed === 'unknown') {
      into.unknown(
        resource,
        `${at}status.0.vpc_accessible_services`,
        text('which services can be called', '呼び出せるサービス'),
      );
    } else if (enabled === 'true' && allowed.length > 0 && allowed.every((one) => one === 'RESTRICTED-SERVICES')) {
      into.stands(resource, text('RESTRICTED-SERVICES only', 'RESTRICTED-SERVICES だけ'));
    } else {
      into.missing(
        text(
          'services that the perimeter does not restrict can be called from inside',
          '境界が制限しないサービスを内から呼び出せる',
        ),
        resource,
      );
    }
  },
};

/** Class A: rules that are added to a perimeter by resources of their own can't be judged with it. */
export const noRulesElsewhere: Guard = {
  proof: 'A',
  onlyFor: 'google',
  text: text('every rule of a perimeter stands in the perimeter itself', '境界の規則はすべて境界自身に書かれている'),
  read: (world, into) => {
    const found = world.everywhere(
      'google_access_context_manager_egress_policy',
      'google_access_context_manager_ingress_policy',
      'google_access_context_manager_service_perimeter_*',
    );
    for (const resource of found) {
      into.missing(
        text(`${resource.address} changes a perimeter from elsewhere`, `${resource.address} が境界を外から変える`),
        resource,
      );
    }
    if (found.length === 0)
      into.standsBy(`zones.${world.zone.name}`, text('no such resource in any stack', 'どのスタックにもない'));
  },
};

/** Class L: nothing hides what is in force from what is written. */
export const perimeterNotIgnored: Guard = {
  proof: 'L',
  onlyFor: 'google',
  text: text('the perimeter ignores no change of status or spec', '境界が status と spec の変更を無視しない'),
  read: (world, into) => {
    const state = standing(world, into);
    if (state === null) return;
    const { resource } = state.perimeter;
    if (resource.lifecycle === null) {
      into.unknown(
        resource,
        'lifecycle.ignore_changes',
        text('the configuration beside the plan', 'plan と対になる構成'),
      );
      return;
    }
    const ignored = resource.lifecycle.ignoreChanges;
    const hides = ignored === 'all' || ignored.some((path) => /^(?:status|spec|service_perimeters)/u.test(path));
    if (hides) into.missing(text('changes of the perimeter are ignored', '境界の変更を無視している'), resource);
    else into.stands(resource, text('no ignore_changes on status or spec', 'status・spec に ignore_changes がない'));
  },
};
