import type { Resource } from '../../estate/estate.ts';
import type { LocalText } from '../../policy/catalog.ts';
import type { Hop } from './prove-zone.ts';
import type { ZoneWorld } from './zone-world.ts';

/** A hop over a resource. */
export function hopOf(resource: Resource, why: LocalText): Hop {
  return { address: resource.address, resource, why };
}

/** A hop by the id of a resource, or by a name where nobody declares it. */
export function hopById(world: ZoneWorld, id: string, why: LocalText): Hop {
  const resource = world.input.index.get(id) ?? null;
  return { address: resource?.address ?? id, resource, why };
}
