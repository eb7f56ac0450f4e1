import type { Resource } from '../estate/estate.ts';
import { isValueArray, isValueObject, Unknown, type Value } from '../estate/value.ts';

/** A resource that needs something of another stack. */
export interface NamedElsewhere {
  readonly from: Resource;
  /** Dotted path of the attribute that names it. */
  readonly attribute: string;
  readonly target: Resource;
}

/** How others write the name of a resource, where its type has such a name. */
const names: Readonly<Record<string, (resource: Resource) => string | null>> = {
  google_project: ({ values }) => text(values['project_id']),
  google_service_account: ({ values }) =>
    joined(text(values['account_id']), '@', text(values['project']), '.iam.gserviceaccount.com'),
  google_compute_network: ({ values }) =>
    joined('projects/', text(values['project']), '/global/networks/', text(values['name'])),
  google_logging_project_bucket_config: ({ values }) =>
    joined(
      'projects/',
      text(values['project']),
      '/locations/',
      text(values['location']),
      '/buckets/',
      text(values['bucket_id']),
    ),
  google_artifact_registry_repository: ({ values }) =>
    joined(text(values['location']), '-docker.pkg.dev/', text(values['project']), '/', text(values['repository_id'])),
};

/** Service accounts, paths of resources and repositories as they stand inside of longer texts. */
const named =
  /[a-z][a-z0-9-]*@[a-z][a-z0-9-]*\.iam\.gserviceaccount\.com|projects\/[a-z][a-z0-9-]*(?:\/[\w-]+)*|[a-z0-9-]+-docker\.pkg\.dev\/[a-z0-9-]+\/[a-z0-9-]+/gu;

/** What is only compared with, or read by people: nothing of it must exist when it is applied. */
const prose: ReadonlySet<string> = new Set(['description', 'display_name', 'documentation', 'filter', 'conditions']);

/**
 * What the resources of one stack need of another: through outputs, and by names in their texts (the project that they lie in, an account, a network). Each
 * use is listed once for each attribute. Pure.
 */
export function namedElsewhere(resources: readonly Resource[]): readonly NamedElsewhere[] {
  const byName = indexByName(resources);
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  return resources.flatMap((from) => {
    const found = [...byReference(from, byId), ...byText(from, byName)];
    return found.filter(({ target }) => target.stack !== from.stack);
  });
}

function byReference(from: Resource, byId: ReadonlyMap<string, Resource>): readonly NamedElsewhere[] {
  return [...from.references].flatMap(([attribute, references]) =>
    references.flatMap(({ stack, address, via }) => {
      const target = byId.get(`${stack}/${address}`);
      // A name that somebody guessed from a text is looked up below, with the project that it lies in.
      const isGuess = via.some((step) => step.address === from.address);
      return target === undefined || isGuess ? [] : [{ from, attribute, target }];
    }),
  );
}

function byText(from: Resource, byName: ReadonlyMap<string, Resource>): readonly NamedElsewhere[] {
  return Object.entries(from.values).flatMap(([attribute, value]) => {
    if (prose.has(attribute)) return [];
    const texts = textsOf(value);
    const targets = new Set(texts.flatMap((one) => targetsOf(attribute, one, byName)));
    return [...targets].map((target) => ({ from, attribute, target }));
  });
}

function targetsOf(attribute: string, value: string, byName: ReadonlyMap<string, Resource>): readonly Resource[] {
  const candidates = attribute === 'project' ? [value] : (value.match(named) ?? []);
  return candidates.flatMap((candidate) => {
    const target = byName.get(candidate) ?? byName.get(projectOf(candidate));
    return target === undefined ? [] : [target];
  });
}

/** The project in a name of something that no stack of the estate declares itself. */
function projectOf(name: string): string {
  // Groups that did not match join as nothing.
  return /^projects\/([a-z0-9-]+)|@([a-z0-9-]+)\.|\.dev\/([a-z0-9-]+)\//u.exec(name)?.slice(1).join('') ?? '';
}

function indexByName(resources: readonly Resource[]): ReadonlyMap<string, Resource> {
  const index = new Map<string, Resource>();
  for (const resource of resources) {
    const name = resource.mode === 'managed' ? names[resource.type]?.(resource) : null;
    if (typeof name === 'string') index.set(name, resource);
  }
  return index;
}

/** The texts in a value, and the literal parts around its references. */
function textsOf(value: Value): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Unknown) return value.text === null ? [] : [value.text];
  if (isValueArray(value)) return value.flatMap((member) => textsOf(member));
  return isValueObject(value) ? Object.values(value).flatMap((member) => textsOf(member)) : [];
}

function text(value: Value | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function joined(...parts: readonly (string | null)[]): string | null {
  return parts.includes(null) ? null : parts.join('');
}
