import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import { scalarOf } from '../../world.ts';
import { isSetAt, knownText, readPath, textsAt } from '../read-path.ts';
import type { Unseen } from '../unseen.ts';
import type { ZoneWorld } from '../zone-world.ts';
import type { PolicyNode } from './model.ts';
import { byDefaultPolicy } from './permissions.ts';
import { emailOf } from './read-members.ts';
import { type StoreType, storeTypes } from './stores.ts';

/** Containers that a store lies in: what is granted on them holds for it. */
const containers: Readonly<Record<string, readonly [attribute: string, type: string]>> = {
  google_kms_crypto_key: ['key_ring', 'google_kms_key_ring'],
  google_bigquery_table: ['dataset_id', 'google_bigquery_dataset'],
  google_spanner_database: ['instance', 'google_spanner_instance'],
};

/** The resources of a zone as policies are inherited: stores and accounts, their projects, folders and organisation. */
export class PolicyTree {
  readonly nodes: PolicyNode[] = [];
  /** True when the organisation that everything lies in is known. */
  readonly isWhole: boolean;
  private readonly world: ZoneWorld;
  private readonly unseen: Unseen;
  private readonly places = new Map<string, number>();
  private readonly projects: readonly (readonly [Resource | null, number])[];

  constructor(world: ZoneWorld, unseen: Unseen) {
    this.world = world;
    this.unseen = unseen;
    const owners: readonly (Resource | null)[] =
      world.projects.resources.length === 0 ? [null] : world.projects.resources;
    this.projects = owners.map((project) => [project, this.addProject(project)] as const);
    this.isWhole = this.nodes.some(({ kind }) => kind === 'organisation');
    this.addStores();
    for (const account of world.inside('google_service_account')) this.addAccount(account);
  }

  /** Node of a declared resource, or of what is called so. */
  find(key: string): number | undefined {
    return this.places.get(key);
  }

  /** Node of an account by its member name; made when nobody declares it, under the first project. */
  accountOf(member: string): number {
    const parent = this.projectAt(null);
    const project = this.nodes[parent]?.project ?? null;
    return this.places.get(member) ?? this.add({ ...account(member), parent, project }, [member]);
  }

  /** Node of the project of a resource. */
  projectAt(resource: Resource | null): number {
    const [first] = this.projects;
    const id =
      resource === null
        ? null
        : (scalarOf(resource.values, 'project') ?? scalarOf(resource.provider.values, 'project'));
    const own = this.projects.find(
      ([project]) => project !== null && typeof id === 'string' && knownText(project.values, 'project_id') === id,
    );
    return (own ?? first)?.[1] ?? 0;
  }

  private add(node: PolicyNode, names: readonly string[]): number {
    const at = this.nodes.push(node) - 1;
    for (const name of names) this.places.set(name, at);
    return at;
  }

  private addProject(project: Resource | null): number {
    const texts = project === null ? [...this.world.projects.names] : namesOf(project, ['project_id', 'number']);
    const single = this.world.projects.resources.length <= 1 ? [...this.world.projects.names] : [];
    const id = project?.id ?? `zones.${this.world.zone.name}`;
    const parent = project === null ? this.addFolders() : this.addAbove(project, 'folder_id', 0);
    const names = [id, ...[...texts, ...single].map((name) => `projects/${name}`)];
    return this.add(above('project', id, parent, id), names);
  }

  /** Folders that the configuration selects, when no project is declared. */
  private addFolders(): number | null {
    const [folder] = this.world.zone.select.folders;
    if (folder === undefined) return null;
    const name = `folders/${folder.replace(/^folders\//u, '')}`;
    return this.places.get(name) ?? this.add(above('folder', name, null, null), [name]);
  }

  /** The folder or organisation above a project or folder; null where it can't be seen. */
  private addAbove(child: Resource, attribute: string, depth: number): number | null {
    const named = scalarOf(child.values, attribute);
    const organisation = scalarOf(child.values, 'org_id') ?? (isOrganisation(named) ? named : null);
    if (typeof organisation === 'string') return this.addOrganisation(organisation);
    const declared = this.world.targets(child, attribute).find(({ type }) => folderTypes.has(type));
    const text = typeof named === 'string' ? `folders/${named.replace(/^folders\//u, '')}` : null;
    const names = [declared?.id ?? null, text].filter((name) => name !== null);
    return names.length === 0 ? null : this.addFolder(names, declared, depth);
  }

  private addFolder(names: readonly string[], declared: Resource | undefined, depth: number): number {
    const known = names.map((name) => this.places.get(name)).find((at) => at !== undefined);
    if (known !== undefined) return known;
    const parent = declared === undefined || depth > 10 ? null : this.addAbove(declared, 'parent', depth + 1);
    return this.add(above('folder', names[0] ?? '', parent, null), names);
  }

  private addOrganisation(text: string): number {
    const name = `organizations/${text.replace(/^organizations\//u, '')}`;
    return this.places.get(name) ?? this.add(above('organisation', name, null, null), [name]);
  }

  /** Containers first, so that what lies in them finds them. */
  private addStores(): void {
    const inside = new Set(Object.values(containers).map(([, type]) => type));
    const types = Object.keys(storeTypes).sort((one, other) => Number(inside.has(other)) - Number(inside.has(one)));
    for (const type of types) {
      const store = storeTypes[type];
      if (store === undefined) continue;
      for (const resource of this.world.inside(type)) this.addStore(resource, store);
    }
  }

  private addStore(resource: Resource, store: StoreType): void {
    const project = this.projectAt(resource);
    const [attribute, type] = containers[resource.type] ?? [];
    const container =
      attribute === undefined ? undefined : this.world.targets(resource, attribute).find((one) => one.type === type);
    const parent = (container === undefined ? undefined : this.places.get(container.id)) ?? project;
    const node: PolicyNode = {
      id: resource.id,
      kind: 'store',
      parent,
      project: this.nodes[project]?.project ?? null,
      service: store.service,
      reads: this.isOpenByDefault(resource) ? [...store.reads, byDefaultPolicy] : store.reads,
      shares: store.shares,
      isFiltered: this.isFiltered(resource),
      member: null,
    };
    const names = namesOf(resource, store.names).map((name) => `${resource.type}\0${name}`);
    this.add(node, [resource.id, ...names]);
  }

  /** A bucket without a policy of its own, and a dataset without a list of its own, let the basic roles of the project read. */
  private isOpenByDefault(bucket: Resource): boolean {
    if (bucket.type === 'google_storage_bucket') {
      const whole = this.world.referrers(bucket, 'google_storage_bucket_iam_policy', 'bucket');
      return whole.length === 0;
    }
    if (bucket.type !== 'google_bigquery_dataset') return false;
    const listed = isSetAt(bucket, 'access');
    return listed === false || (listed === 'unknown' && this.unseen.isOpen);
  }

  /** True when a bucket answers the room and networks of the zone only. */
  private isFiltered(bucket: Resource): boolean {
    if (bucket.type !== 'google_storage_bucket') return false;
    const [mode] = readPath(bucket, 'ip_filter.mode');
    if (mode?.value instanceof Unknown) return !this.unseen.isOpen;
    if (mode?.value !== 'Enabled') return false;
    const ranges = textsAt(bucket.values, 'ip_filter.public_network_source.allowed_ip_cidr_ranges');
    if (ranges === 'unknown') return !this.unseen.isOpen;
    return ranges.every((range) => this.world.zone.roomNetworks.includes(range)) && this.hasOwnNetworksOnly(bucket);
  }

  private hasOwnNetworksOnly(bucket: Resource): boolean {
    return readPath(bucket, 'ip_filter.vpc_network_sources.network').every(({ attribute, value }) => {
      if (value === null) return true;
      if (typeof value === 'string') return this.world.projects.isNamedIn(value);
      const targets = value.references.map((reference) => this.world.input.index.find(reference));
      if (targets.length === 0) return !this.unseen.isOpen;
      return attribute !== '' && targets.every((target) => target !== undefined && this.world.isInside(target));
    });
  }

  private addAccount(resource: Resource): void {
    const email = emailOf(resource);
    const member = email === null ? null : `serviceAccount:${email}`;
    const project = this.projectAt(resource);
    const node = { ...account(member ?? resource.id), id: resource.id, parent: project };
    const names = [resource.id, ...(member === null ? [] : [member]), ...namesOf(resource, ['account_id'])];
    this.add({ ...node, member, project: this.nodes[project]?.project ?? null }, names);
  }
}

const folderTypes: ReadonlySet<string> = new Set(['google_folder', 'google_assured_workloads_workload']);

function isOrganisation(name: string | null | Unknown): name is string {
  return typeof name === 'string' && name.startsWith('organizations/');
}

function namesOf(resource: Resource, attributes: readonly string[]): readonly string[] {
  return attributes.flatMap((attribute) => knownText(resource.values, attribute) ?? []);
}

function account(member: string): PolicyNode {
  const shares = ['iam.serviceAccounts.setIamPolicy'];
  const service = 'iam.googleapis.com';
  return {
    id: member,
    kind: 'account',
    parent: null,
    project: null,
    service,
    reads: [],
    shares,
    isFiltered: false,
    member,
  };
}

const policyOf = {
  project: 'resourcemanager.projects.setIamPolicy',
  folder: 'resourcemanager.folders.setIamPolicy',
  organisation: 'resourcemanager.organizations.setIamPolicy',
} as const;

function above(
  kind: 'project' | 'folder' | 'organisation',
  id: string,
  parent: number | null,
  project: string | null,
): PolicyNode {
  const service = 'cloudresourcemanager.googleapis.com';
  return { id, kind, parent, project, service, reads: [], shares: [policyOf[kind]], isFiltered: false, member: null };
}
