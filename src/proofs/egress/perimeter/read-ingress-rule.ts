import type { Resource } from '../../../estate/estate.ts';
import { isValueArray, Unknown, type Value, type ValueObject } from '../../../estate/value.ts';
import { blocksOf, scalarOf, textsOf } from '../../world.ts';
import { isSet } from '../identity/principals.ts';
import { Members } from '../identity/read-members.ts';
import { everyPermission } from '../identity/roles.ts';
import type { Unseen } from '../unseen.ts';
import type { ZoneWorld } from '../zone-world.ts';
import type { IngressRule, Operation, Source } from './model.ts';
import type { ProjectNames } from './project-names.ts';

interface RuleReading {
  readonly world: ZoneWorld;
  readonly unseen: Unseen;
  readonly projects: ProjectNames;
}

/** One rule of a perimeter, or of a resource of its own. What of it can't be seen matches everything, or nothing, as the mode says. */
export function readIngressRule(reading: RuleReading, owner: Resource, rule: ValueObject): readonly IngressRule[] {
  const [from, to] = [blocksOf(rule, 'ingress_from'), blocksOf(rule, 'ingress_to')];
  if (from === 'unknown' || to === 'unknown') return reading.unseen.isOpen ? [widest(owner)] : [];
  const [source = {}, target = {}] = [from[0], to[0]];
  return [
    {
      id: owner.id,
      identities: identitiesOf(reading, source),
      sources: sourcesOf(reading, source),
      operations: operationsOf(reading, target),
      projects: projectsOf(reading, target),
    },
  ];
}

function widest({ id }: Resource): IngressRule {
  const operations = [{ service: '*', permissions: '*' }] as const;
  return { id, identities: 'any', sources: [{ kind: 'anywhere' }], operations, projects: '*' };
}

const identityTypes: ReadonlyMap<string, 'any' | 'users' | 'accounts'> = new Map([
  ['ANY_IDENTITY', 'any'],
  ['ANY_USER_ACCOUNT', 'users'],
  ['ANY_SERVICE_ACCOUNT', 'accounts'],
] as const);

function identitiesOf({ world, unseen }: RuleReading, from: ValueObject): IngressRule['identities'] {
  const type = scalarOf(from, 'identity_type');
  if (type instanceof Unknown) return unseen.isOpen ? 'any' : [];
  const kind = type === null ? undefined : identityTypes.get(type);
  if (kind !== undefined) return kind;
  const members = new Members(world);
  const listed = listOf(from['identities']);
  if (listed.some((one) => mayBeAnybody(members, one)) && unseen.isOpen) return 'any';
  return listed.flatMap((one) => (typeof one === 'string' || one instanceof Unknown ? [members.nameOf(one).name] : []));
}

/** Who is in a group, or is a member that can't be seen, is not told. */
function mayBeAnybody(members: Members, identity: Value): boolean {
  if (identity instanceof Unknown) return members.nameOf(identity).isDoubtful;
  return typeof identity === 'string' && isSet(identity);
}

/** A rule without sources lets nobody in surely, and perhaps anybody. */
function sourcesOf({ world, unseen, projects }: RuleReading, from: ValueObject): readonly Source[] {
  const blocks = blocksOf(from, 'sources');
  const anywhere: readonly Source[] = [{ kind: 'anywhere' }];
  if (blocks === 'unknown' || blocks.length === 0) return unseen.isOpen ? anywhere : [];
  return blocks.flatMap((block): readonly Source[] => {
    const [level, resource] = [block['access_level'], block['resource']];
    if (level === '*' || resource === '*') return anywhere;
    if (typeof level === 'string' && level !== '') return [{ kind: 'level', level }];
    if (typeof resource === 'string' && resource !== '') return [sourceProject(projects, resource)];
    if (level instanceof Unknown) return levelSources(world, level, unseen);
    if (!(resource instanceof Unknown)) return [];
    const own = projects.own([resource]);
    if (own.length > 0) return own.map((project): Source => ({ kind: 'project', project }));
    return resource.references.length > 0 || unseen.isOpen ? anywhere : [];
  });
}

function sourceProject(projects: ProjectNames, resource: string): Source {
  const [own] = projects.own([/projects\/[^/]+/u.exec(resource)?.[0] ?? resource]);
  return { kind: 'project', project: own ?? resource };
}

function levelSources(world: ZoneWorld, level: Unknown, unseen: Unseen): readonly Source[] {
  const ids = level.references.flatMap((reference) => world.input.index.find(reference)?.id ?? []);
  if (ids.length > 0) return ids.map((id): Source => ({ kind: 'level', level: id }));
  return unseen.isOpen ? [{ kind: 'anywhere' }] : [];
}

function operationsOf({ unseen }: RuleReading, to: ValueObject): readonly Operation[] {
  const blocks = blocksOf(to, 'operations');
  if (blocks === 'unknown') return unseen.isOpen ? [{ service: '*', permissions: '*' }] : [];
  return blocks.flatMap((block): readonly Operation[] => {
    const service = scalarOf(block, 'service_name');
    if (service instanceof Unknown) return unseen.isOpen ? [{ service: '*', permissions: '*' }] : [];
    if (service === null) return [];
    return [{ service, permissions: service === '*' ? '*' : permissionsOf(block, unseen) }];
  });
}

/**
 * Storage names its methods as its permissions, with `google.` before them. Which permissions another service's method asks for is not known here: it may be
 * any (cloud.google.com/vpc-service-controls/docs/supported-method-restrictions).
 */
function permissionsOf(operation: ValueObject, unseen: Unseen): '*' | readonly string[] {
  const unread = (): '*' | readonly string[] => (unseen.isOpen ? '*' : []);
  const selectors = blocksOf(operation, 'method_selectors');
  if (selectors === 'unknown' || selectors.length === 0) return unread();
  const found: string[] = [];
  for (const selector of selectors) {
    const method = scalarOf(selector, 'method') ?? scalarOf(selector, 'permission');
    if (method === '*') return '*';
    if (typeof method !== 'string') return unread();
    const permission = method.replace(/^google\.(?=storage\.)/u, '');
    if (isPermission(permission)) found.push(permission);
    else if (unseen.isOpen) return '*';
  }
  return found;
}

/** `storage.objects.create`, `bigquery.tables.getData`: a service, a resource and a verb, none of them with a capital first. */
function isPermission(text: string): boolean {
  return everyPermission.has(text) || /^[a-z]\w*\.[a-z]\w*\.[a-z]\w*$/u.test(text);
}

function projectsOf({ unseen, projects }: RuleReading, to: ValueObject): IngressRule['projects'] {
  const value = to['resources'];
  if (textsOf(to, 'resources') === null) return [];
  const members = listOf(value);
  if (members.includes('*')) return '*';
  const isHidden = members.some((one) => one instanceof Unknown && projects.own([one]).length === 0);
  return isHidden && unseen.isOpen ? '*' : projects.own(members);
}

function listOf(value: Value | undefined): readonly Value[] {
  if (isValueArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}
