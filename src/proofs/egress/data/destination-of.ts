import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import { isOwnNetwork } from '../own-networks.ts';
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
      return whereIsUrl(world, value);
    case 'bucket':
      return whereIsBucket(world, value);
    case 'place':
      return isPlace(world, value) ? null : { to: `outside:${value}` };
    case 'project':
    case 'resource':
      return whereIsProject(world, value);
    case 'dataset':
      return whereIsDataset(world, value);
    case 'calls':
      return whereCalls(value);
    case 'any':
      return whereIsAny(world, value);
    case 'network':
      return whereIsNetwork(world, value);
  }
}

/** What a text names. `calls`: code that calls what it names; `any`: a place in whatever form, or none; `network`: who may call, by addresses. */
export type Form = 'project' | 'bucket' | 'resource' | 'url' | 'place' | 'dataset' | 'calls' | 'any' | 'network';

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

/** `bq://p.d.t`, `p:d`, `projects/p/datasets/d`; a name alone is a dataset of the mover's own project. */
function whereIsDataset(world: ZoneWorld, text: string): Where {
  const name = text.replace(/^bq:\/\//u, '');
  return /[.:/]/u.test(name) ? whereIsProject(world, name) : null;
}

/** A server on the internet, but for an API of Google that is told which project it is about. */
function whereIsUrl(world: ZoneWorld, text: string): Where {
  const isApi = /^https:\/\/[\w-]+\.googleapis\.com\/(?:\S*\/)?projects\/[\w-]+/u.test(text);
  return isApi ? whereIsProject(world, text) : { to: 'internet' };
}

/**
 * Calls of Google's APIs are what perimeters are for; of anything else, what a URL names; of a call whose URL is computed as it runs, nothing can be told.
 */
function whereCalls(source: string): Where {
  const hosts = [...source.matchAll(/https?:\/\/([\w.-]+)/gu)].map((match) => match[1] ?? '');
  if (hosts.some((host) => !host.endsWith('.googleapis.com'))) return { to: 'internet' };
  const calls = [...source.matchAll(/\bhttp\.(?:get|post|put|patch|delete|request)\b/gu)];
  const written = [...source.matchAll(/\burl["']?\s*:\s*["']?https?:\/\/[\w.-]+/gu)];
  return calls.length > written.length ? 'unknown' : null;
}

/** A parameter of a template: a bucket, a URL, a resource or a table, where it looks like one. */
function whereIsAny(world: ZoneWorld, text: string): Where {
  if (text.startsWith('gs://')) return whereIsBucket(world, text);
  if (/^(?:https?|s3|jdbc):/u.test(text)) return { to: 'internet' };
  if (/projects\/[^/]+\//u.test(text) || /^[\w-]+[.:][\w$-]+\.[\w$-]+$/u.test(text)) return whereIsProject(world, text);
  return null;
}

/** The security room and the zone's own subnetworks are inside. */
function whereIsNetwork(world: ZoneWorld, text: string): Where {
  if (isOwnNetwork(world, text)) return null;
  return { to: text.endsWith('/0') ? 'internet' : `outside:${text}` };
}

/** A region, or the name of a configuration of one: `projects/p/instanceConfigs/regional-asia-northeast1`. */
function isPlace(world: ZoneWorld, text: string): boolean {
  const place = text
    .toLowerCase()
    .replace(/^.*\//u, '')
    .replace(/^regional-/u, '');
  return world.zone.allowedPlaces.some((allowed) => place === allowed || place.startsWith(`${allowed}-`));
}
