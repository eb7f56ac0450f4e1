import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import { scalarOf, textsOf } from '../../world.ts';
import { allPerimeters } from '../guards/perimeters.ts';
import { text } from '../guards/texts.ts';
import { hopById, hopOf } from '../hop-of.ts';
import type { EgressPath } from '../prove-zone.ts';
import { blocksAt, readPath } from '../read-path.ts';
import type { Unseen } from '../unseen.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { isRestricted } from './may-call.ts';
import type { BoundaryModel, PerimeterFacts } from './model.ts';

/**
 * Calls from a network of the zone to services that its perimeter does not restrict: nothing stops what they carry to another project, unless
 * `vpc_accessible_services` keeps the networks from calling them (cloud.google.com/vpc-service-controls/docs/vpc-accessible-services).
 */
export function serviceCallPaths(world: ZoneWorld, boundary: BoundaryModel, unseen: Unseen): readonly EgressPath[] {
  const around = boundary.perimeters.filter(({ projects }) => boundary.zone.every((one) => projects.includes(one)));
  const open = world.inside('google_project_service').filter((enabled) => {
    const service = scalarOf(enabled.values, 'service');
    if (typeof service !== 'string') return false;
    return !around.some((one) => isRestricted(one, service) || !isAccessible(world, one, service, unseen));
  });
  const [first] = open;
  if (first === undefined) return [];
  const more = open.length - 1;
  const switched = hopOf(
    first,
    text(
      `switches a service on that no perimeter restricts${more === 0 ? '' : `, as ${more} others do`}`,
      `境界が制限しないサービスを有効にする${more === 0 ? '' : `（ほかに ${more} 件）`}`,
    ),
  );
  const lets = around.map(({ id }) => hopById(world, id, text('lets it be called', 'その呼出しを許す')));
  return callers(world, unseen).map((subnetwork): EgressPath => {
    const calls = hopOf(subnetwork, text('reaches Google APIs', 'Google API に届く'));
    const ends = {
      from: subnetwork.address,
      to: 'outside:Google APIs without a perimeter',
      family: null,
      exit: 'E13',
    } as const;
    return { ...ends, isCertain: unseen.isCertain, via: [calls, switched, ...lets] };
  });
}

/** Subnetworks from which APIs can be called: without access to Google nothing on one can. */
function callers(world: ZoneWorld, unseen: Unseen): readonly Resource[] {
  return world.inside('google_compute_subnetwork').filter((subnetwork) => {
    const [access] = readPath(subnetwork, 'private_ip_google_access');
    return access?.value instanceof Unknown ? unseen.isOpen : access?.value === 'true';
  });
}

/** Whether networks inside a perimeter may call a service that it does not restrict. */
function isAccessible(world: ZoneWorld, { id }: PerimeterFacts, service: string, unseen: Unseen): boolean {
  const perimeter = allPerimeters(world).find(({ resource }) => resource.id === id);
  const blocks = perimeter === undefined ? 'unknown' : blocksAt(perimeter.values, 'status.vpc_accessible_services');
  if (blocks === 'unknown') return unseen.isOpen;
  const [block = {}] = blocks;
  const isOn = scalarOf(block, 'enable_restriction');
  const allowed = textsOf(block, 'allowed_services') ?? [];
  if (isOn instanceof Unknown || allowed === 'unknown') return unseen.isOpen;
  return isOn !== 'true' || allowed.includes(service) || allowed.includes('ALL-SERVICES');
}
