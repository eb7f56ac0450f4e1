import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import { knownText } from '../read-path.ts';
import type { ZoneWorld } from '../zone-world.ts';

/** Where data goes: a place outside the zone, one inside (`null`), or nowhere that can be told (`unknown`). */
export type Where = { readonly to: string } | null | 'unknown';

/** The place of a resource. One that lies where its zone can't be seen may be anywhere. */
export function whereIs(world: ZoneWorld, resource: Resource): Where {
  if (world.isInside(resource)) return null;
  const zone = world.input.zoneOf(resource);
  return { to: zone === null ? `outside:${resource.address}` : `zone:${zone.name}` };
}

/** The place that a text names, or that the references of a value lead to. */
export function whereLeads(world: ZoneWorld, value: string | Unknown, form: Form): Where {
  if (value instanceof Unknown) return whereRefers(world, value);
  switch (form) {
    case 'url':
      return { to: 'internet' };
    case 'bucket':
      return whereIsBucket(world, value);
    case 'place':
      return isPlace(world, value) ? null : { to: `outside:${value}` };
    case 'project':
    case 'resource':
      return whereIsProject(world, value);
  }
}

export type Form = 'project' | 'bucket' | 'resource' | 'url' | 'place';

function whereRefers(world: ZoneWorld, value: Unknown): Where {
  if (value.references.length === 0 || value.why === 'drifted') return 'unknown';
  const places = value.references.map((reference): Where => {
    const target = world.input.index.find(reference);
    return target === undefined ? 'unknown' : whereIs(world, target);
  });
  return (
    places.find((place) => place !== null && place !== 'unknown') ?? places.find((place) => place === 'unknown') ?? null
  );
}

function whereIsBucket(world: ZoneWorld, text: string): Where {
  const name = text.replace(/^gs:\/\//u, '').split('/')[0] ?? text;
  const own = world.everywhere('google_storage_bucket').find((bucket) => knownText(bucket.values, 'name') === name);
  return own === undefined ? { to: `outside:gs://${name}` } : whereIs(world, own);
}

/** `p`, `projects/p/…`, `p.dataset.table` or `p:dataset.table`; a name without a project is one of its own project. */
function whereIsProject(world: ZoneWorld, text: string): Where {
  const project = /projects\/([^/]+)/u.exec(text)?.[1] ?? /^([\w-]+)(?:[.:][\w.$-]+)?$/u.exec(text)?.[1];
  if (project === undefined) return { to: `outside:${text}` };
  if (world.projects.names.has(project)) return null;
  const zone = world.input.configuration.zones.find(({ select }) => select.projects.includes(project));
  if (zone?.name === world.zone.name) return null;
  return { to: zone === undefined ? `outside:projects/${project}` : `zone:${zone.name}` };
}

function isPlace(world: ZoneWorld, text: string): boolean {
  const place = text.toLowerCase();
  return world.zone.allowedPlaces.some((allowed) => place === allowed || place.startsWith(`${allowed}-`));
}
