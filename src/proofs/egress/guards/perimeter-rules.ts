import { isValueArray, Unknown, type Value, type ValueObject } from '../../../estate/value.ts';
import { blocksOf, scalarOf } from '../../world.ts';
import type { Guard, ReadingCollector } from '../guard.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { type Perimeter, perimeterState } from './perimeters.ts';
import { text } from './texts.ts';

interface Rule {
  readonly perimeter: Perimeter;
  readonly direction: 'ingress' | 'egress';
  readonly path: string;
  readonly from: ValueObject;
  readonly to: ValueObject;
}

/** Class K: every rule that lets somebody in names people or accounts, the room or a project, and services. */
export const narrowIngress: Guard = {
  proof: 'K',
  onlyFor: 'google',
  text: text(
    'every ingress rule names identities, sources and services, and no access level stands alone',
    '内向き規則はすべて対象者・接続元・サービスを名指しし、境界全体のアクセスレベルがない',
  ),
  read: (world, into) => {
    readRules(world, into, 'ingress', ingressFault);
  },
};

/** Class K: nothing is let out, or named methods of a service to named projects only: the declared release. */
export const narrowEgress: Guard = {
  proof: 'K',
  onlyFor: 'google',
  text: text(
    'no egress rule, or one for named identities, services and projects',
    '外向き規則がないか、対象者・サービス・プロジェクトを名指ししている',
  ),
  read: (world, into) => {
    readRules(world, into, 'egress', egressFault);
  },
};

/** A part of a rule can't be seen. */
interface Hidden {
  readonly hidden: true;
}
const hidden: Hidden = { hidden: true };

/** What is wrong with a rule; null when nothing, hidden when a part of it can't be seen. */
type Fault = (rule: Rule) => string | null | Hidden;

function readRules(world: ZoneWorld, into: ReadingCollector, direction: Rule['direction'], faultOf: Fault): void {
  const state = perimeterState(world);
  if (state.kind !== 'stands') {
    if (state.kind === 'missing') into.missing(text('no perimeter is in force', '適用中の境界がない'));
    else
      into.unknown(
        state.perimeter.resource,
        state.attribute,
        text('whether the perimeter holds the zone', '境界が区域を含むか'),
      );
    return;
  }
  const { perimeter, status } = state;
  const rules = rulesOf(perimeter, status, direction);
  if (rules === 'unknown') {
    into.unknown(perimeter.resource, `${perimeter.at}status.0.${direction}_policies`, text('the rules', '規則の内容'));
    return;
  }
  let clean = true;
  if (direction === 'ingress' && hasMembers(status, 'access_levels')) {
    clean = false;
    open(perimeter, 'access_levels', { direction, fault: 'access levels let in whoever meets them' }, into);
  }
  for (const rule of rules) {
    const fault = faultOf(rule);
    if (fault === null) continue;
    clean = false;
    if (typeof fault !== 'string')
      into.unknown(perimeter.resource, rule.path, text('what the rule lets through', '規則が通すもの'));
    else open(perimeter, rule.path, { direction, fault }, into);
  }
  if (clean) {
    const said = `${rules.length} ${direction} ${rules.length === 1 ? 'rule' : 'rules'}`;
    into.stands(
      perimeter.resource,
      text(`${said}, all narrow`, `${direction} 規則 ${rules.length} 件、いずれも限定的`),
    );
  }
}

function open(
  { resource }: Perimeter,
  path: string,
  { direction, fault }: { readonly direction: string; readonly fault: string },
  into: ReadingCollector,
): void {
  const why = text(
    `${resource.address}: ${path}: ${fault}`,
    `${resource.address}: ${path}: ${faultsInJapanese[fault] ?? fault}`,
  );
  // Where an egress rule leads to, and from which stores, the search for ways by APIs tells.
  if (direction === 'egress') into.missing(why, resource);
  else into.opens({ resource, why, to: 'principal:any', barrier: { kind: 'none' } });
}

const faultsInJapanese: Readonly<Record<string, string>> = {
  'access levels let in whoever meets them': 'アクセスレベルを満たせば誰でも入れる',
  'names nobody': '対象者を名指ししない',
  'is for any identity': '任意の対象者を許す',
  'is for more than named people and accounts': '名指しの人・アカウント以外を許す',
  'does not say from where': '接続元を限定しない',
  'is for every service': '全サービスを許す',
  'does not say to where': '宛先を限定しない',
  'reaches more than named projects': '名指しのプロジェクト以外に届く',
  'does not restrict the source': '送信元を限定しない',
};

function rulesOf(perimeter: Perimeter, status: ValueObject, direction: Rule['direction']): readonly Rule[] | 'unknown' {
  const policies = blocksOf(status, `${direction}_policies`);
  if (policies === 'unknown') return 'unknown';
  const rules: Rule[] = [];
  for (const [at, policy] of policies.entries()) {
    const [from, to] = [blocksOf(policy, `${direction}_from`), blocksOf(policy, `${direction}_to`)];
    if (from === 'unknown' || to === 'unknown') return 'unknown';
    const path = `${perimeter.at}status.0.${direction}_policies.${at}`;
    rules.push({ perimeter, direction, path, from: from[0] ?? {}, to: to[0] ?? {} });
  }
  return rules;
}

function ingressFault(rule: Ends): string | null | Hidden {
  return identityFault(rule) ?? sourceFault(rule) ?? serviceFault(rule);
}

function egressFault(rule: Ends): string | null | Hidden {
  return identityFault(rule) ?? targetFault(rule) ?? serviceFault(rule);
}

/** Whether an egress rule is more than the declared release: `none` when it names whom, which services and which projects. */
export function egressFaultOf(from: ValueObject, to: ValueObject): 'none' | 'hidden' | 'wide' {
  const fault = egressFault({ from, to });
  if (fault === null) return 'none';
  return typeof fault === 'string' ? 'wide' : 'hidden';
}

type Ends = Pick<Rule, 'from' | 'to'>;

function identityFault({ from }: Ends): string | null | Hidden {
  const type = scalarOf(from, 'identity_type');
  if (type instanceof Unknown) return hidden;
  if (type !== null && type !== '' && type !== 'IDENTITY_TYPE_UNSPECIFIED') return 'is for any identity';
  const identities = from['identities'];
  if (identities instanceof Unknown) return refersOnlyTo(identities, 'google_service_account') ? null : hidden;
  if (!isValueArray(identities) || identities.length === 0) return 'names nobody';
  return firstOf(identities.map((identity) => memberFault(identity)));
}

function memberFault(identity: Value): string | null | Hidden {
  if (identity instanceof Unknown) return refersOnlyTo(identity, 'google_service_account') ? null : hidden;
  const isOne = typeof identity === 'string' && /^(?:user|serviceAccount):[^*\s]+$/u.test(identity);
  return isOne ? null : 'is for more than named people and accounts';
}

/** What is surely wrong before what can't be seen. */
function firstOf(faults: readonly (string | null | Hidden)[]): string | null | Hidden {
  return faults.find((fault) => typeof fault === 'string') ?? faults.find((fault) => fault !== null) ?? null;
}

function sourceFault({ from }: Ends): string | null | Hidden {
  const sources = blocksOf(from, 'sources');
  if (sources === 'unknown') return hidden;
  if (sources.length === 0) return 'does not say from where';
  for (const source of sources) {
    const [level, resource] = [source['access_level'], source['resource']];
    if (level === '*' || resource === '*') return 'does not say from where';
    if (level instanceof Unknown && !refersOnlyTo(level, 'google_access_context_manager_access_level')) return hidden;
    if (resource instanceof Unknown && !refersOnlyTo(resource, 'google_project')) return hidden;
    if (!isSet(level) && !isSet(resource)) return 'does not say from where';
  }
  return null;
}

function serviceFault({ to }: Ends): string | null | Hidden {
  const operations = blocksOf(to, 'operations');
  if (operations === 'unknown') return hidden;
  const names = operations.map((operation) => scalarOf(operation, 'service_name'));
  if (names.some((name) => name instanceof Unknown)) return hidden;
  return names.length === 0 || names.some((name) => name === null || name === '*') ? 'is for every service' : null;
}

function targetFault({ from, to }: Ends): string | null | Hidden {
  const targets = to['resources'];
  if (hasMembers(to, 'external_resources')) return 'reaches more than named projects';
  if (targets instanceof Unknown) return refersOnlyTo(targets, 'google_project') ? null : hidden;
  if (!isValueArray(targets) || targets.length === 0) return 'does not say to where';
  const restriction = scalarOf(from, 'source_restriction');
  const open = restriction instanceof Unknown ? hidden : 'does not restrict the source';
  const source = restriction === 'SOURCE_RESTRICTION_ENABLED' ? null : open;
  return firstOf([...targets.map((target) => projectFault(target)), source]);
}

function projectFault(target: Value): string | null | Hidden {
  if (target instanceof Unknown) return refersOnlyTo(target, 'google_project') ? null : hidden;
  return typeof target === 'string' && /^projects\/\d+$/u.test(target) ? null : 'reaches more than named projects';
}

function refersOnlyTo(value: Unknown, type: string): boolean {
  return (
    value.why !== 'drifted' &&
    value.references.length > 0 &&
    value.references.every((reference) => reference.type === type)
  );
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function hasMembers(parent: ValueObject, name: string): boolean {
  const value = parent[name];
  return value instanceof Unknown || (isValueArray(value) && value.length > 0);
}
