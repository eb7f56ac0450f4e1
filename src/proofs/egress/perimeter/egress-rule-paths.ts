import type { Resource } from '../../../estate/estate.ts';
import { isValueArray, Unknown, type Value, type ValueObject } from '../../../estate/value.ts';
import { blocksOf, scalarOf } from '../../world.ts';
import { egressFaultOf } from '../guards/perimeter-rules.ts';
import { allPerimeters, holdsProject, isBridge, type Perimeter, statusOf } from '../guards/perimeters.ts';
import { text } from '../guards/texts.ts';
import { hopOf } from '../hop-of.ts';
import { storeTypes } from '../identity/stores.ts';
import type { EgressPath } from '../prove-zone.ts';
import { Unseen } from '../unseen.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { ProjectNames } from './project-names.ts';
import { isAddedTo } from './read-boundary.ts';

/** A rule that lets calls out of the zone's perimeter, and where it stands. */
interface EgressRule {
  readonly owner: Resource;
  readonly exit: 'E18' | 'E19';
  readonly from: ValueObject;
  readonly to: ValueObject;
}

/**
 * What egress rules let out of the zone, but for rules that name people or accounts, methods and projects: those are the declared release. Rules join by OR;
 * within one, identities AND operations AND resources.
 */
export function egressRulePaths(world: ZoneWorld, unseen: Unseen): readonly EgressPath[] {
  const names = new ProjectNames(world);
  const around = allPerimeters(world).filter((perimeter) => isAround(world, names, perimeter, unseen));
  const rules = around.flatMap((perimeter) => [
    ...ownRules(perimeter, unseen),
    ...addedRules(world, perimeter, unseen),
  ]);
  return rules.flatMap((rule) => {
    const fault = egressFaultOf(rule.from, rule.to);
    if (fault === 'none' || (fault === 'hidden' && !unseen.isOpen)) return [];
    return pathsOf(world, names, rule, unseen);
  });
}

function isAround(world: ZoneWorld, names: ProjectNames, perimeter: Perimeter, unseen: Unseen): boolean {
  const status = statusOf(perimeter);
  if (status === null || isBridge(perimeter) === true) return false;
  if (status === 'unknown') return unseen.isOpen;
  const states = names.owners.map((owner) => holdsProject(world, status['resources'], owner));
  return states.includes('yes') || (states.includes('unknown') && unseen.isOpen);
}

function ownRules({ resource, values }: Perimeter, unseen: Unseen): readonly EgressRule[] {
  const status = blocksOf(values, 'status');
  const rules = status === 'unknown' ? status : blocksOf(status[0] ?? {}, 'egress_policies');
  if (rules === 'unknown') return unseen.isOpen ? [{ owner: resource, exit: 'E18', from: {}, to: {} }] : [];
  return rules.map((rule) => readRule(resource, rule, 'E18'));
}

function readRule(owner: Resource, rule: ValueObject, exit: EgressRule['exit']): EgressRule {
  const [from, to] = [blocksOf(rule, 'egress_from'), blocksOf(rule, 'egress_to')];
  return {
    owner,
    exit,
    from: from === 'unknown' ? {} : (from[0] ?? {}),
    to: to === 'unknown' ? { resources: new Unknown('after-apply') } : (to[0] ?? {}),
  };
}

/** Rules and projects that resources of their own let out of the perimeter, in any stack. */
function addedRules(world: ZoneWorld, perimeter: Perimeter, unseen: Unseen): readonly EgressRule[] {
  const rules = world.everywhere('google_access_context_manager_service_perimeter_egress_policy').filter((rule) => {
    const added = isAddedTo(world, rule, perimeter);
    return added === 'yes' || (added === 'unknown' && unseen.isOpen);
  });
  const wholes = world.everywhere('google_access_context_manager_egress_policy').filter((rule) => {
    const added = isAddedTo(world, rule, perimeter);
    return added === 'yes' || (added === 'unknown' && unseen.isOpen);
  });
  return [
    ...rules.map((rule) => readRule(rule, rule.values, 'E19')),
    ...wholes.map((one): EgressRule => {
      const to = { resources: one.values['resource'] === undefined ? [] : [one.values['resource']] };
      return { owner: one, exit: 'E19', from: {}, to };
    }),
  ];
}

function pathsOf(world: ZoneWorld, names: ProjectNames, rule: EgressRule, unseen: Unseen): readonly EgressPath[] {
  const lets = text('lets calls out of the perimeter', '境界の外への呼出しを通す');
  const places = placesOf(names, rule.to, unseen);
  const stores = world.inside(...Object.keys(storeTypes)).filter(({ type }) => {
    const { service = '', reads = [] } = storeTypes[type] ?? {};
    return reads.length > 0 && type !== 'google_kms_crypto_key' && isFor(rule.to, service, unseen);
  });
  const begin: readonly (Resource | null)[] = stores.length > 0 ? stores : [null];
  return begin.flatMap((store) =>
    places.map((to): EgressPath => {
      const copied =
        store === null ? [] : [hopOf(store, text('can be copied by its API', 'その API により複製できる'))];
      return {
        from: store?.address ?? rule.owner.address,
        to,
        family: null,
        exit: rule.exit,
        isCertain: unseen.isCertain,
        via: [...copied, hopOf(rule.owner, lets)],
      };
    }),
  );
}

/** Whether a rule is for a service. A rule that names none lets out every one. */
function isFor(to: ValueObject, service: string, unseen: Unseen): boolean {
  const operations = blocksOf(to, 'operations');
  if (operations === 'unknown') return unseen.isOpen;
  if (operations.length === 0) return true;
  return operations.some((operation) => {
    const name = scalarOf(operation, 'service_name');
    return name instanceof Unknown ? unseen.isOpen : name === null || name === '*' || name === service;
  });
}

/** The places outside the zone that a rule reaches. */
function placesOf(names: ProjectNames, to: ValueObject, unseen: Unseen): readonly string[] {
  const external = listOf(to['external_resources']).map((one) => `outside:${typeof one === 'string' ? one : '?'}`);
  const resources = listOf(to['resources']);
  if (resources.includes('*') || (resources.length === 0 && external.length === 0))
    return [...external, 'outside:any project'];
  const isHidden =
    resources.some((one) => one instanceof Unknown) && names.strangers(resources, new Unseen('certain')).length === 0;
  const named = names.strangers(resources, unseen).map((project) => names.placeOf(project));
  return [...external, ...named, ...(isHidden && named.length === 0 && unseen.isOpen ? ['outside:any project'] : [])];
}

function listOf(value: Value | undefined): readonly Value[] {
  if (isValueArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}
