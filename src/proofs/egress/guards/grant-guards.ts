import { isValueArray, isValueObject, Unknown, type ValueObject } from '../../../estate/value.ts';
import { blocksOf, scalarOf, textsOf } from '../../world.ts';
import type { Barrier, Guard, ReadingCollector } from '../guard.ts';
import { asRolePermission, isAmong } from '../identity/permissions.ts';
import { targetsOfGrant } from '../identity/stores.ts';
import { folderOf } from '../read-path.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { type Grant, grantsOn } from './grants.ts';
import { perimeterState } from './perimeters.ts';
import { standingOf } from './standing.ts';
import { text } from './texts.ts';

/** Identities that an ingress rule of the perimeter names besides the handlers: machines that bring something in. */
function writersOf(world: ZoneWorld): ReadonlySet<string> {
  const state = perimeterState(world);
  if (state.kind !== 'stands') return new Set();
  const rules = blocksOf(state.status, 'ingress_policies');
  if (rules === 'unknown') return new Set();
  const found = rules.flatMap((rule) => {
    const from = blocksOf(rule, 'ingress_from');
    return from === 'unknown' ? [] : from.flatMap((block) => literalIdentities(block));
  });
  return new Set(found);
}

function literalIdentities(block: ValueObject): readonly string[] {
  const identities = textsOf(block, 'identities') ?? [];
  return identities === 'unknown' ? [] : identities;
}

/** Class K and R: whoever is granted anything in the zone is a handler, the zone's own account, or a named writer that only writes. */
export const onlyZoneMembers: Guard = {
  proof: 'R',
  text: text(
    'every member of every role is a named handler, an account of the zone, or a named writer with a writing role',
    'すべてのロールの全メンバーが、名指しの取扱者、区域のアカウント、又は書込みだけの名指しの書込者である',
  ),
  read: (world, into) => {
    const writers = writersOf(world);
    const grants = grantsOn(world);
    const proven = new Set(grants.map(({ resource }) => resource));
    for (const grant of grants) {
      const standing = standingOf(world, grant, writers);
      if (standing === 'inside' || standing === 'writer') continue;
      proven.delete(grant.resource);
      if (standing === 'unknown') {
        into.unknown(grant.resource, grant.attribute, text('who the member is', 'メンバーが誰か'));
      } else {
        openGrant(grant, into);
      }
    }
    for (const resource of proven) into.stands(resource, text('members of the zone only', '区域のメンバーだけ'));
    if (grants.length === 0)
      into.standsBy(`zones.${world.zone.name}`, text('no grant in any stack', 'どのスタックにも付与がない'));
  },
};

function openGrant({ resource, role, member }: Grant, into: ReadingCollector): void {
  const who = member instanceof Unknown ? (member.references[0]?.address ?? 'unknown') : member;
  const what = role instanceof Unknown ? 'a role' : role;
  const why = text(
    `${resource.address} grants ${what} to ${who}`,
    `${resource.address} が ${who} に ${what} を付与する`,
  );
  // Whether the role hands out data, and whether the call passes, the search for access tells.
  if (targetsOfGrant(resource.type) !== null) {
    into.missing(why, resource);
    return;
  }
  into.opens({
    resource,
    why,
    to: `principal:${who}`,
    barrier: barrierOf(resource),
  });
}

/** The service of whose resource a grant is; grants of whole projects, folders and organisations, and of accounts, reach storage. */
function barrierOf({ type }: Grant['resource']): Barrier {
  const service = grantServices.find(([prefix]) => type.startsWith(prefix))?.[1] ?? 'storage.googleapis.com';
  return { kind: 'perimeter', service };
}

const grantServices: readonly (readonly [prefix: string, service: string])[] = [
  ['google_storage_', 'storage.googleapis.com'],
  ['google_kms_', 'cloudkms.googleapis.com'],
  ['google_artifact_registry_', 'artifactregistry.googleapis.com'],
  ['google_bigquery_', 'bigquery.googleapis.com'],
  ['google_pubsub_', 'pubsub.googleapis.com'],
  ['google_secret_manager_', 'secretmanager.googleapis.com'],
  ['google_compute_', 'compute.googleapis.com'],
  ['google_logging_', 'logging.googleapis.com'],
  ['google_gke_backup_', 'gkebackup.googleapis.com'],
];

/** Stores and keys whose members only an authoritative policy can prove complete, with the type of that policy and how it names them. */
const authoritative = [
  ['google_storage_bucket', 'google_storage_bucket_iam_policy', 'bucket'],
  ['google_kms_crypto_key', 'google_kms_crypto_key_iam_policy', 'crypto_key_id'],
] as const;

/** Class A: a store's members are written whole, so that nobody else can be among them. */
export const authoritativeMembers: Guard = {
  proof: 'A',
  text: text(
    'every bucket and key of the zone has an authoritative IAM policy',
    '区域の全バケットと全鍵に、メンバーを全て定める IAM ポリシーがある',
  ),
  read: (world, into) => {
    let found = false;
    for (const [store, policy, attribute] of authoritative) {
      for (const resource of world.inside(store)) {
        found = true;
        const [whole] = world.referrers(resource, policy, attribute);
        if (whole !== undefined)
          into.stands(whole, text(`all members of ${resource.address}`, `${resource.address} の全メンバー`));
        else
          into.missing(
            text(`${resource.address} has no ${policy}`, `${resource.address} に ${policy} がない`),
            resource,
          );
      }
    }
    if (!found) into.standsBy(`zones.${world.zone.name}`, text('no bucket and no key', 'バケットも鍵もない'));
  },
};

/** Class K: a deny policy above or on the zone's projects denies the permissions to everybody but named ones. */
export function deniesPermissions(...permissions: readonly string[]): Guard {
  const what = text(
    `an IAM deny policy denies everyone ${permissions.join(', ')}`,
    `IAM 拒否ポリシーが全員に ${permissions.join(', ')} を拒否する`,
  );
  return {
    proof: 'K',
    onlyFor: 'google',
    text: what,
    read: (world, into) => {
      const policies = world
        .everywhere('google_iam_deny_policy')
        .filter((policy) => isOnZone(world, scalarOf(policy.values, 'parent')));
      const whole = policies.find((policy) =>
        permissions.every((permission) => denies(world, policy.values, permission)),
      );
      if (whole === undefined) into.missing(what);
      else into.stands(whole, text(`denies ${permissions.join(', ')}`, `${permissions.join(', ')} を拒否`));
    },
  };
}

/**
 * Accounts that apply reviewed changes may be excepted, the agents of the zone's own folder or projects, and the workloads of its clusters; everybody, a person, a
 * group, a directory, another pool or a whole project is no exception but a hole.
 */
function exceptsOthers(world: ZoneWorld, block: ValueObject): boolean {
  const exceptions = textsOf(block, 'exception_principals') ?? [];
  return exceptions === 'unknown' || exceptions.some((one) => !account.test(one) && !isOwnSet(world, one));
}

const account = /^principal:\/\/iam\.googleapis\.com\/projects\/[^/]+\/serviceAccounts\/[^/*]+$/u;
const agents =
  /^principalSet:\/\/cloudresourcemanager\.googleapis\.com\/((?:folders|projects)\/[^/]+)\/type\/ServiceAgent$/u;
const pool =
  /^principalSet:\/\/iam\.googleapis\.com\/projects\/([^/]+)\/locations\/global\/workloadIdentityPools\/([^/]+)\.svc\.id\.goog\/\*$/u;

function isOwnSet(world: ZoneWorld, principal: string): boolean {
  const owner = agents.exec(principal)?.[1];
  if (owner !== undefined) return world.projects.isNamedIn(owner) || isFolderOfAll(world, owner);
  const [, number = '', project = ''] = pool.exec(principal) ?? [];
  return world.projects.names.has(number) && world.projects.names.has(project);
}

/** Permissions that the rule leaves out again, by name or by a pattern (`*`, `storage.googleapis.com/*`). */
function exceptsPermission(block: ValueObject, permission: string): boolean {
  const excepted = textsOf(block, 'exception_permissions') ?? [];
  return (
    excepted === 'unknown' ||
    isAmong(
      asRolePermission(permission),
      excepted.map((one) => asRolePermission(one)),
    )
  );
}

/** A deny policy's parent is a resource name with its slashes encoded. */
function isOnZone(world: ZoneWorld, parent: string | null | Unknown): boolean {
  if (typeof parent !== 'string') return false;
  const name = decodeParent(parent).replace(/^cloudresourcemanager\.googleapis\.com\//u, '');
  if (world.projects.resources.length > 1) return isFolderOfAll(world, name);
  return world.projects.isNamedIn(name) || isFolderOfAll(world, name);
}

function isFolderOfAll(world: ZoneWorld, name: string): boolean {
  const { resources } = world.projects;
  return resources.length > 0 && resources.every((project) => folderOf(project) === name);
}

function decodeParent(parent: string): string {
  try {
    return decodeURIComponent(parent);
  } catch {
    return parent;
  }
}

function denies(world: ZoneWorld, values: ValueObject, permission: string): boolean {
  const rules = values['rules'];
  const list = isValueArray(rules) ? rules : isValueObject(rules) ? [rules] : [];
  return list.some((rule) => {
    const blocks = isValueObject(rule) ? blocksOf(rule, 'deny_rule') : 'unknown';
    if (blocks === 'unknown') return false;
    return blocks.some((block) => {
      const [principals, permissions] = [textsOf(block, 'denied_principals'), textsOf(block, 'denied_permissions')];
      if (!Array.isArray(principals) || !Array.isArray(permissions) || block['denial_condition'] !== undefined)
        return false;
      if (exceptsOthers(world, block) || exceptsPermission(block, permission)) return false;
      return principals.includes('principalSet://goog/public:all') && permissions.includes(permission);
    });
  });
}
