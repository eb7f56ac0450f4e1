import type { Resource } from '../../../estate/estate.ts';
import { isInNoZone } from '../../../estate/placement.ts';
import { isValueArray, isValueObject, type Value, type ValueObject } from '../../../estate/value.ts';
import type { Guard } from '../guard.ts';
import { typeMatcher } from '../type-matcher.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { isKept } from './store-guards.ts';
import { text } from './texts.ts';

/**
 * Types that may name the zone from elsewhere: what only restricts, what grants (judged member by member), what perimeters and sinks say (judged by guards of
 * their own), and what is bound to the whole of a project and carries nothing.
 */
const knownElsewhere = typeMatcher([
  'google_access_context_manager_*',
  'google_*_iam_*',
  'google_iam_*',
  'google_org_policy_*',
  'google_*organization_policy',
  'google_folder*',
  'google_logging_{folder,organization}_sink',
  'google_privileged_access_manager_entitlement',
  'google_resource_manager_lien',
  'google_project_access_approval_settings',
  'google_compute_firewall*',
  'google_compute_*firewall_policy*',
  'google_tags_*',
  'google_assured_workloads_workload',
  'google_monitoring_alert_policy',
  'google_logging_metric',
  // Whom a bucket elsewhere lets call it, and under whose key it lies.
  'google_storage_bucket',
]);

/**
 * Class A: the closed world seen from outside. A resource elsewhere that names the zone may take from it whatever its service can; of a type that nobody thought
 * of it is not known what that is.
 */
export const nobodyElsewhere: Guard = {
  proof: 'A',
  text: text(
    'nothing elsewhere names anything of the zone, but of types that carry nothing',
    '何も運ばない種類のほかに、区域のものを外から指すものがない',
  ),
  read: (world, into) => {
    const found = world.reachingIn('*').filter(({ type, mode }) => mode === 'managed' && !knownElsewhere(type));
    for (const one of found) {
      into.unknown(one, 'project', text('what it does with what it names of the zone', '区域のものを指して何をするか'));
    }
    if (found.length === 0) into.standsBy(`zones.${world.zone.name}`, text('none', '存在しない'));
  },
};

/** Attributes that guards of their own judge, and those that are descriptions. */
const judged: Readonly<Record<string, readonly string[]>> = {
  google_storage_bucket: ['ip_filter', 'logging'],
  google_logging_project_sink: ['destination'],
  google_container_cluster: ['notification_config', 'fleet'],
};
const described = new Set(['description', 'display_name', 'labels', 'resource_labels', 'filter', '//']);

/** Class K: what the zone holds names projects of its own only: no key, account, image, network or secret of somebody else's. */
export const namesOwnProjects: Guard = {
  proof: 'K',
  text: text('what the zone holds names no project but its own', '区域のものが自区域のプロジェクトだけを指す'),
  read: (world, into) => {
    const types = world.inventory().filter(({ type }) => isNaming(type));
    let clean = true;
    for (const resource of types) {
      for (const [attribute, project] of strangersIn(world, resource)) {
        clean = false;
        const said = `${resource.address}: ${attribute}`;
        into.missing(
          text(`${said} names the project ${project}`, `${said} がプロジェクト ${project} を指す`),
          resource,
        );
      }
    }
    if (clean)
      into.standsBy(`zones.${world.zone.name}`, text(`${String(types.length)} of them`, `${String(types.length)} 件`));
  },
};

/** Grants are judged member by member, rules of firewalls packet by packet. */
function isNaming(type: string): boolean {
  return type.startsWith('google_') && !/_iam_|_firewall/u.test(type);
}

function strangersIn(world: ZoneWorld, resource: Resource): readonly (readonly [attribute: string, project: string])[] {
  const skipped = judged[resource.type] ?? [];
  const isJudged = (name: string): boolean => described.has(name) || skipped.includes(name);
  const written = Object.entries(resource.values)
    .filter(([name]) => !isJudged(name))
    .flatMap(([name, value]) =>
      projectsIn(value)
        .filter((one) => !isOwn(world, one))
        .map((project) => [name, project] as const),
    );
  const referred = [...resource.references].flatMap(([path, references]) => {
    const name = path.split('.')[0] ?? path;
    if (isJudged(name)) return [];
    const targets = references.flatMap((one) => world.input.index.find(one) ?? []);
    return targets.filter((one) => isStranger(world, one)).map((one) => [name, `of ${one.address}`] as const);
  });
  return [...new Map([...written, ...referred].map((one) => [one.join('\0'), one] as const)).values()];
}

/** Something of a project that lies in another zone, or in none. */
function isStranger(world: ZoneWorld, target: Resource): boolean {
  const isOfGoogle = target.mode === 'managed' && target.type.startsWith('google_');
  return isOfGoogle && !isInNoZone(target.type) && !isKept(world, target);
}

/** `-` stands for whichever project, `_` for none. */
function isOwn(world: ZoneWorld, project: string): boolean {
  return project === '-' || project === '_' || world.projects.names.has(project) || world.projects.ownsAccount(project);
}

/** Projects that texts name by a path, by an account, or by a pool of workloads; an account that is none of a project as a whole. */
function projectsIn(value: Value | ValueObject): readonly string[] {
  if (typeof value === 'string') return projectsInText(value);
  if (isValueArray(value)) return value.flatMap((member) => projectsIn(member));
  return isValueObject(value) ? Object.values(value).flatMap((member) => projectsIn(member)) : [];
}

const byPath = /(?:^|\/)projects\/([^/]+)/gu;
const byAccount = /[\w-]+@(?:[\w.-]+\.)?gserviceaccount\.com/gu;
const byPool = /^([^:/]+)\.svc\.id\.goog$/u;

function projectsInText(said: string): readonly string[] {
  const paths = [...said.matchAll(byPath)].map((match) => match[1] ?? '');
  const accounts = [...said.matchAll(byAccount)].map(([email]) => email);
  const pool = byPool.exec(said)?.[1];
  return [...paths, ...accounts, ...(pool === undefined ? [] : [pool])];
}
