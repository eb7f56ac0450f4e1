import picomatch from 'picomatch';
import type { Zone } from '../configuration/configuration.ts';
import { SekishoError } from '../errors.ts';
import type { Resource } from './estate.ts';
import type { ResourceIndex } from './resource-index.ts';
import { isValueArray, isValueObject, Unknown, type Value, type ValueObject } from './value.ts';

/** Types that stand above all zones: they guard projects and belong to none. */
const guardTypes = picomatch([
  'google_access_context_manager_*',
  'google_organization_*',
  'google_org_policy_*',
  'google_folder*',
  'google_compute_firewall_policy*',
  'google_compute_organization_security_policy*',
  'google_iam_deny_policy',
  'google_iam_access_boundary_policy',
  'google_iam_principal_access_boundary_policy',
  'google_iam_organizations_policy_binding',
  'google_iam_folders_policy_binding',
  'google_tags_*',
  'google_assured_workloads_workload',
  'google_logging_organization_*',
  'google_logging_folder_*',
  'aws_organizations_*',
]);

/** Providers whose resources exist in no cloud. */
const withoutCloud = picomatch(['terraform_data', 'null_resource', 'random_*', 'time_*', 'data.*']);

type Match = (text: string) => boolean;

interface ZoneMatcher {
  readonly zone: Zone;
  readonly project: Match;
  readonly account: Match;
  readonly folder: Match;
  readonly stack: Match;
}

/** Decides which zone each resource is in: by its project or account, else its folder, else its stack. */
export class Placement {
  private readonly matchers: readonly ZoneMatcher[];
  private readonly index: ResourceIndex;
  private readonly folders: ReadonlyMap<string, string>;
  private readonly cache = new Map<string, Zone | null>();
  private readonly placed = new Map<Resource, Zone | null>();

  private readonly fallback: Zone | null;

  /** `fallback` is the zone of `--assume-zone`: it takes what no other zone claims. */
  constructor(zones: readonly Zone[], resources: readonly Resource[], index: ResourceIndex, fallback: Zone | null) {
    this.index = index;
    this.fallback = fallback;
    this.folders = foldersOfProjects(resources);
    this.matchers = zones.map((zone) => ({
      zone,
      project: matcher(zone.select.projects),
      account: matcher(zone.select.accounts),
      folder: matcher(zone.select.folders),
      stack: matcher(zone.select.stacks),
    }));
  }

  /** The zone, or null when no zone holds the resource. Throws a SekishoError when two zones claim it equally. */
  zoneOf(resource: Resource): Zone | null {
    const known = this.placed.get(resource);
    if (known !== undefined) return known;
    const zone = this.place(resource);
    this.placed.set(resource, zone);
    return zone;
  }

  private place(resource: Resource): Zone | null {
    if (isInNoZone(resource.type)) return null;
    if (this.matchers.length === 0) return this.fallback;
    const owner = this.ownerOf(resource, 0);
    const key = `${owner ?? ''}\0${resource.stack}`;
    const known = this.cache.get(key);
    if (known !== undefined) return known;
    const zone = this.decide(owner, resource.stack);
    this.cache.set(key, zone);
    return zone;
  }

  private decide(owner: string | null, stack: string): Zone | null {
    const folder = owner === null ? null : (this.folders.get(owner) ?? null);
    const levels: ((zone: ZoneMatcher) => boolean)[] = [
      (zone) => owner !== null && (zone.project(owner) || zone.account(owner)),
      (zone) => folder !== null && zone.folder(folder),
      (zone) => zone.stack(stack),
    ];
    for (const level of levels) {
      const claiming = this.matchers.filter(level);
      if (claiming.length > 1) throw ambiguous(claiming, owner ?? stack);
      if (claiming[0] !== undefined) return claiming[0].zone;
    }
    return this.fallback;
  }

  /** Project id or account number: the resource's own, its provider's, or that of what it belongs to. */
  private ownerOf(resource: Resource, hops: number): string | null {
    const own = projectOf(resource);
    if (own !== null) return own;
    const hidden = resource.values['project'] instanceof Unknown;
    if (resource.type.startsWith('aws_')) return accountOf(resource.provider.values);
    const followed = hops < 4 ? this.ownerByReference(resource, hops) : null;
    // A project that is configured but not known is surely not the provider's default.
    return followed ?? (hidden ? null : text(resource.provider.values['project']));
  }

  private ownerByReference(resource: Resource, hops: number): string | null {
    for (const [path, references] of resource.references) {
      if (!owning.has(path)) continue;
      for (const reference of references) {
        const target = this.index.find(reference);
        if (target === undefined || target === resource) continue;
        const owner = this.ownerOf(target, hops + 1);
        if (owner !== null) return owner;
      }
    }
    return null;
  }
}

/** True for organisation-level guards and for resources that exist in no cloud. */
export function isInNoZone(type: string): boolean {
  let known = inNoZone.get(type);
  if (known === undefined) inNoZone.set(type, (known = guardTypes(type) || withoutCloud(type)));
  return known;
}

const inNoZone = new Map<string, boolean>();

function matcher(globs: readonly string[]): Match {
  return globs.length === 0 ? () => false : picomatch([...globs]);
}

function projectOf(resource: Resource): string | null {
  if (resource.type === 'google_project') return text(resource.values['project_id'] ?? resource.before?.['project_id']);
  const project = text(resource.values['project'] ?? resource.before?.['project']);
  return project === null ? null : project.replace(/^projects\//, '');
}

function accountOf(provider: ValueObject): string | null {
  const allowed = provider['allowed_account_ids'];
  if (isValueArray(allowed) && allowed.length === 1) return text(allowed[0]);
  const roles = provider['assume_role'];
  const role = isValueArray(roles) ? roles[0] : roles;
  const arn = isValueObject(role) ? role['role_arn'] : undefined;
  return typeof arn === 'string' ? (/^arn:aws[\w-]*:iam::(\d{12}):/.exec(arn)?.[1] ?? null) : null;
}

/** Attributes by which a resource names what it belongs to: a key its ring, a grant its bucket. A bucket does not belong to its key. */
const owning = new Set([
  'project',
  'key_ring',
  'crypto_key_id',
  'bucket',
  'dataset_id',
  'secret_id',
  'topic',
  'cluster',
  'network',
  'subnetwork',
  'router',
  'managed_zone',
  'instance',
]);

function foldersOfProjects(resources: readonly Resource[]): ReadonlyMap<string, string> {
  const folders = new Map<string, string>();
  for (const resource of resources) {
    if (resource.type !== 'google_project') continue;
    const project = text(resource.values['project_id']);
    const folder = text(resource.values['folder_id']);
    if (project !== null && folder !== null) folders.set(project, folder.replace(/^folders\//, ''));
  }
  return folders;
}

function text(value: Value | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function ambiguous(claiming: readonly ZoneMatcher[], what: string): SekishoError {
  return new SekishoError({
    code: 'ZONE_AMBIGUOUS',
    what: 'two zones claim the same resources',
    got: `${what} matches ${claiming.map((matched) => matched.zone.name).join(' and ')}`,
    expected: 'one zone for each project, account, folder and stack',
    fix: 'narrow the globs of `zones[].select` in sekisho.yaml',
    ja: {
      what: '二つの区域が同じリソースを対象としている',
      got: `${what} が ${claiming.map((matched) => matched.zone.name).join(' と ')} に当てはまる`,
      expected: '各プロジェクト・アカウント・フォルダ・スタックに一つの区域',
      fix: 'sekisho.yaml の `zones[].select` のグロブを狭める',
    },
  });
}
