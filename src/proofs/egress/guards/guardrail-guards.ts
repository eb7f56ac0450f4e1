import type { Resource } from '../../../estate/estate.ts';
import { isInNoZone } from '../../../estate/placement.ts';
import { Unknown } from '../../../estate/value.ts';
import { scalarOf, textsOf } from '../../world.ts';
import type { Guard, ReadingCollector } from '../guard.ts';
import { knownText } from '../read-path.ts';
import { typeMatcher } from '../type-matcher.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { text } from './texts.ts';

/** Class K: a lien keeps every project of the zone from being deleted. */
export const liens: Guard = {
  proof: 'K',
  onlyFor: 'google',
  text: text('every project has a lien against its deletion', '全プロジェクトに削除を防ぐリーエンがある'),
  read: (world, into) => {
    const all = world.everywhere('google_resource_manager_lien').filter((lien) => {
      const restrictions = textsOf(lien.values, 'restrictions');
      return Array.isArray(restrictions) && restrictions.includes('resourcemanager.projects.delete');
    });
    forEachProject(world, into, (project) => {
      const lien = all.find(
        (one) => world.targets(one, 'parent').includes(project) || namesProject(one, project, world),
      );
      if (lien === undefined)
        into.missing(text(`${project.address} has no lien`, `${project.address} にリーエンがない`), project);
      else into.stands(lien, text('resourcemanager.projects.delete', 'resourcemanager.projects.delete'));
    });
  },
};

function namesProject(lien: Resource, project: Resource, world: ZoneWorld): boolean {
  const parent = scalarOf(lien.values, 'parent');
  if (typeof parent !== 'string') return false;
  const own = ['project_id', 'number'].map((name) => knownText(project.values, name));
  return (
    own.some((name) => name !== null && parent === `projects/${name}`) ||
    (world.projects.resources.length === 1 && world.projects.isNamedIn(parent))
  );
}

/** Class K and L: Terraform itself refuses to delete the projects. */
export const projectsPrevented: Guard = {
  proof: 'L',
  onlyFor: 'google',
  text: text(
    'every project has deletion_policy PREVENT and prevent_destroy',
    '全プロジェクトに deletion_policy PREVENT と prevent_destroy がある',
  ),
  read: (world, into) => {
    forEachProject(world, into, (project) => {
      const policy = scalarOf(project.values, 'deletion_policy');
      if (policy instanceof Unknown) into.unknown(project, 'deletion_policy', text('what it will be', 'その値'));
      else if (policy !== 'PREVENT' && policy !== null)
        into.missing(
          text(`${project.address}: deletion_policy is ${policy}`, `${project.address}: deletion_policy が ${policy}`),
          project,
        );
      else prevented(world, project, into);
    });
  },
};

/** Class L: Terraform refuses to delete stores and keys. */
export const storesPrevented: Guard = {
  proof: 'L',
  text: text('every bucket, key and perimeter has prevent_destroy', '全バケット・鍵・境界に prevent_destroy がある'),
  read: (world, into) => {
    const stores = world.inside(
      'google_storage_bucket',
      'google_kms_crypto_key',
      'google_logging_project_bucket_config',
    );
    for (const store of stores) prevented(world, store, into);
    if (stores.length === 0)
      into.standsBy(`zones.${world.zone.name}`, text('no bucket and no key', 'バケットも鍵もない'));
  },
};

function prevented(world: ZoneWorld, resource: Resource, into: ReadingCollector): void {
  const stack = world.input.estate.stacks.find(({ name }) => name === resource.stack);
  if (resource.lifecycle?.preventDestroy === true) into.stands(resource, text('prevent_destroy', 'prevent_destroy'));
  else if (resource.lifecycle === null && stack !== undefined && stack.blindSpots.length > 0) {
    into.unknown(
      resource,
      'lifecycle.prevent_destroy',
      text('the configuration beside the plan', 'plan と対になる構成'),
    );
  } else
    into.missing(
      text(`${resource.address} has no prevent_destroy`, `${resource.address} に prevent_destroy がない`),
      resource,
    );
}

function forEachProject(world: ZoneWorld, into: ReadingCollector, judge: (project: Resource) => void): void {
  for (const project of world.projects.resources) judge(project);
  if (world.projects.resources.length > 0) return;
  const names = [...world.projects.names].join(', ');
  into.unknownAt(
    `projects/${names}`,
    'google_project',
    text('the declaration of the zone’s project', '区域のプロジェクトの宣言'),
  );
}

/** Types that guard, besides those of the organisation: taking one away opens something. */
const guards = typeMatcher([
  'google_access_context_manager_*',
  'google_org_policy_*',
  'google_compute_firewall*',
  'google_compute_*firewall_policy*',
  'google_iam_deny_policy',
  'google_iam_principal_access_boundary_policy',
  'google_iam_*_policy_binding',
  'google_resource_manager_lien',
  'google_dns_policy',
  'google_dns_response_policy*',
  'google_kms_*',
  'google_*_iam_policy',
  'google_project_iam_audit_config',
  'google_binary_authorization_policy',
  'google_service_networking_vpc_service_controls',
]);

/** Class K: this change deletes, replaces or forgets no guard of the zone. */
export const guardrailsKept: Guard = {
  proof: 'K',
  text: text('no guardrail is deleted, replaced or forgotten', '防護を削除・置換・管理外にしない'),
  read: (world, into) => {
    const lost = world.input.estate.resources.filter(
      (resource) =>
        resource.mode === 'managed' &&
        guards(resource.type) &&
        resource.actions.some((action) => action === 'delete' || action === 'forget') &&
        (world.isInside(resource) || isInNoZone(resource.type)),
    );
    for (const resource of lost) {
      const said = resource.actions.join(', ');
      into.missing(text(`${resource.address}: ${said}`, `${resource.address}: ${said}`), resource);
    }
    if (lost.length > 0) return;
    const { stage } = world.input.estate;
    // At synth nothing says what exists: that a deletion is not planned can only be seen in a plan.
    into.standsBy(
      `zones.${world.zone.name}`,
      stage === 'synth'
        ? text('nothing to delete at synth', 'synth では削除がない')
        : text('no deletion in the plan', 'plan に削除がない'),
    );
  },
};

/** Resources whose attributes are guards themselves. */
const guarded = typeMatcher([
  'google_storage_bucket',
  'google_container_cluster',
  'google_container_node_pool',
  'google_compute_network',
  'google_compute_subnetwork',
  'google_compute_route',
  'google_dns_*',
  'google_project',
  'google_project_iam_*',
  'google_logging_*_sink',
  'google_artifact_registry_repository',
  'google_gke_backup_backup_plan',
]);

/** What may change without anybody looking: sizes, versions, labels, and the pool that a cluster deletes at once. */
const harmless = new RegExp(
  [
    'labels|resource_labels|terraform_labels|effective_labels|annotations|description|display_name|timeouts|node_config',
    'node_count|initial_node_count|autoscaling|node_version|min_master_version|version|maintenance_policy|upgrade_settings',
  ]
    .map((names) => `^(?:${names})(?:$|[.[])`)
    .join('|'),
  'u',
);

/** Class L: no guard ignores changes: what is written is what will be, and drift is put right. */
export const guardrailsNotIgnored: Guard = {
  proof: 'L',
  text: text('no guardrail ignores changes of what guards', '防護が守る属性の変更を無視しない'),
  read: (world, into) => {
    const own = world.input.estate.resources.filter(
      ({ mode, type }) => mode === 'managed' && (guards(type) || guarded(type)),
    );
    const ignoring = own.filter(
      (resource) => ignores(resource) && (world.isInside(resource) || isInNoZone(resource.type)),
    );
    for (const resource of ignoring) {
      const said = `${resource.address}: ignore_changes`;
      into.missing(text(said, said), resource);
    }
    if (ignoring.length === 0) into.standsBy(`zones.${world.zone.name}`, text('none does', '存在しない'));
  },
};

/** A plan without its configuration shows the values that will be, so that nothing is hidden there. */
function ignores({ lifecycle, type }: Resource): boolean {
  const ignored = lifecycle?.ignoreChanges ?? [];
  if (ignored === 'all') return true;
  // Nodes of a pool are what its node_config says.
  return ignored.some(
    (path) => !harmless.test(path) || (type === 'google_container_node_pool' && path === 'node_config'),
  );
}
