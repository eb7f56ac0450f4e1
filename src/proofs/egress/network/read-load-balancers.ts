import type { Resource } from '../../../estate/estate.ts';
import { scalarOf } from '../../world.ts';
import type { ZoneWorld } from '../zone-world.ts';

export const forwardingRules = ['google_compute_forwarding_rule', 'google_compute_global_forwarding_rule'] as const;
const groups = /^google_compute_(?:region_)?instance_group(?:_manager)?$/u;
const machines = /^google_compute_(?:instance|instance_template|region_instance_template)$/u;

/**
 * The machines behind the internal passthrough load balancer that an attribute of a route names, by the address of its forwarding rule: instances of groups, and
 * the template that a managed group makes them from. Null where they can't be seen.
 */
export function machinesBehind(world: ZoneWorld, route: Resource, attribute: string): readonly Resource[] | null {
  const rules = rulesNamed(world, route, attribute);
  const services = rules.flatMap((rule) => typed(world, rule, 'backend_service', /_backend_service$/u));
  const found = services.flatMap((service) => typed(world, service, 'backend', groups));
  const members = found.flatMap((group) =>
    ['instances', 'version', 'instance_template'].flatMap((name) => typed(world, group, name, machines)),
  );
  return members.length === 0 ? null : [...new Set(members)];
}

function rulesNamed(world: ZoneWorld, route: Resource, attribute: string): readonly Resource[] {
  const named = world.targets(route, attribute).flatMap((target): readonly Resource[] => {
    if (target.type.endsWith('_address')) return rulesAt(world, target);
    return forwardingRules.some((type) => type === target.type) ? [target] : [];
  });
  if (named.length > 0) return named;
  const address = scalarOf(route.values, attribute);
  if (typeof address !== 'string') return [];
  return world.everywhere(...forwardingRules).filter(({ values }) => scalarOf(values, 'ip_address') === address);
}

function rulesAt(world: ZoneWorld, address: Resource): readonly Resource[] {
  return forwardingRules.flatMap((type) => world.referrers(address, type, 'ip_address'));
}

function typed(world: ZoneWorld, owner: Resource, attribute: string, type: RegExp): readonly Resource[] {
  return world.targets(owner, attribute).filter((target) => type.test(target.type));
}
