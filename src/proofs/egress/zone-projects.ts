import type { Resource } from '../../estate/estate.ts';
import { type Reference, Unknown, type Value } from '../../estate/value.ts';
import { scalarOf } from '../world.ts';
import type { ZoneWorld } from './zone-world.ts';

/** The projects of a zone, by every name that others call them. */
export class ZoneProjects {
  readonly resources: readonly Resource[];
  /** Project ids and numbers as texts; of the zone's globs, only those that are plain names. */
  readonly names: ReadonlySet<string>;
  private readonly world: ZoneWorld;

  constructor(world: ZoneWorld) {
    this.world = world;
    this.resources = world.inside('google_project');
    const declared = this.resources.flatMap((project) => [
      scalarOf(project.values, 'project_id'),
      scalarOf(project.values, 'number'),
    ]);
    const selected = world.zone.select.projects.filter((glob) => !/[*?[\]{}!]/u.test(glob));
    const owned = world
      .inventory()
      .map((resource) => resource.values['project'] ?? resource.provider.values['project']);
    const names = [...declared, ...selected, ...owned].filter((name) => typeof name === 'string');
    this.names = new Set(names.map((name) => name.replace(/^projects\//u, '')).filter((name) => name !== ''));
  }

  /** True when there is anything at all by which the zone's projects can be recognised. */
  get areKnown(): boolean {
    return this.names.size > 0 || this.resources.length > 0;
  }

  has(resource: Resource): boolean {
    return this.resources.includes(resource);
  }

  /** True for `p`, `projects/p`, `//…/projects/p/…`, the short form `p/location/name`, and an account or workload pool of `p`. */
  isNamedIn(text: string): boolean {
    if (this.names.has(text)) return true;
    if (text.includes('/')) {
      if (this.names.has(text.slice(0, text.indexOf('/')))) return true;
      if ([...text.matchAll(/projects\/([^/]+)/gu)].some((match) => this.names.has(match[1] ?? ''))) return true;
    }
    return accountsIn(text).some((email) => this.ownsAccount(email)) || this.names.has(poolIn(text) ?? '');
  }

  /**
   * True for a service account of the zone's projects, or a service agent of theirs. An agent lies in a project of Google's: anybody may call an account of his
   * own project `service-NUMBER` (cloud.google.com/iam/docs/service-agents).
   */
  ownsAccount(email: string): boolean {
    const [name = '', domain = ''] = email.split('@');
    const owner = /^(.+)\.iam\.gserviceaccount\.com$/u.exec(domain)?.[1];
    if (owner !== undefined && this.names.has(owner)) return true;
    const agent =
      owner === undefined
        ? domainsOfAgents.has(domain) && /^(\d+)(?:-compute)?$/u.exec(name)?.[1]
        : projectsOfAgents.test(owner) && /^service-(\d+)$/u.exec(name)?.[1];
    return typeof agent === 'string' && this.names.has(agent);
  }

  /** The projects that an unknown surely names, or null when it may name something else. */
  namedBy(value: Value | undefined): readonly Resource[] | null {
    if (!(value instanceof Unknown) || (value.why !== 'after-apply' && value.why !== 'expression')) return null;
    if (value.references.length === 0) return null;
    const found = value.references.map((reference) => this.projectOf(reference));
    return found.every((project) => project !== undefined) ? found : null;
  }

  private projectOf(reference: Reference): Resource | undefined {
    if (reference.type !== 'google_project' || reference.attribute !== 'number') return undefined;
    return this.world.input.index.find(reference);
  }
}

const domainsOfAgents: ReadonlySet<string> = new Set([
  'developer.gserviceaccount.com',
  'cloudservices.gserviceaccount.com',
  'cloudbuild.gserviceaccount.com',
]);

/** Projects of Google's in which service agents lie. */
const projectsOfAgents = new RegExp(
  [
    'gcp-sa-[a-z0-9-]+|gcp-gae-service|gs-project-accounts|compute-system|container-engine-robot|containerregistry',
    'gae-api-prod\\.google\\.com|cloud-ml\\.google\\.com|serverless-robot-prod|gcf-admin-robot|service-networking',
    'dataflow-service-producer-prod|dataproc-accounts|cloudcomposer-accounts|dlp-api',
    'cloud-filer|cloud-redis|cloud-tpu|cloud-cdn-fill|bigquery-encryption|firebase-rules|genomics-api',
    'remotebuildexecution|service-consumer-management|sourcerepo-service-accounts|trifacta-gcloud-prod|endpoints-portal',
  ]
    .map((names) => `^(?:${names})$`)
    .join('|'),
  'u',
);

/** Addresses of service accounts in a text. */
function accountsIn(text: string): readonly string[] {
  return text.includes('gserviceaccount.com') ? [...text.matchAll(accounts)].map(([email]) => email) : [];
}

const accounts = /[\w-]+@(?:[\w.-]+\.)?gserviceaccount\.com/gu;

/** The project whose pool of workloads (`p.svc.id.goog`) a text names. */
function poolIn(text: string): string | undefined {
  return /(?:^|[:/])([^:/]+)\.svc\.id\.goog(?:[[/]|$)/u.exec(text)?.[1];
}
