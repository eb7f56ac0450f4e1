import type { Resource } from '../../../../estate/estate.ts';
import { Unknown } from '../../../../estate/value.ts';
import { scalarOf } from '../../../world.ts';
import type { Guard } from '../../guard.ts';
import { text } from '../../guards/texts.ts';
import { absence } from './targets.ts';

/** A switch of a whole account or region, which exists once. */
export interface Switch {
  readonly type: string;
  readonly attribute: string;
  readonly good: readonly string[];
}

/** Class K: the zone switches it to what it must be. */
export function switched({ type, attribute, good }: Switch): Guard {
  const what = text(`${type}: ${attribute} is ${good.join(' or ')}`, `${type}: ${attribute} が ${good.join(' 又は ')}`);
  return {
    proof: 'K',
    text: what,
    read: (world, into) => {
      const found = [...world.inside(type), ...world.reachingIn(type)];
      const said = found.map(({ values }) => scalarOf(values, attribute));
      const bad = found.filter((_one, at) => typeof said[at] === 'string' && !good.includes(said[at]));
      for (const resource of bad) into.missing(what, resource);
      found.forEach((resource, at) => {
        const value = said[at];
        if (value instanceof Unknown)
          into.unknown(resource, attribute, text(`what ${attribute} will be`, `${attribute} の値`));
        else if (typeof value === 'string' && good.includes(value)) into.stands(resource, what);
      });
      if (found.length === 0 || said.every((value) => value === null)) into.missing(what);
    },
  };
}

/** A resource that must stand beside each one of a type, with settings. */
export interface Companion {
  readonly of: string;
  readonly by: string;
  /** Attribute of the companion that names the other. */
  readonly attribute: string;
  readonly settings: readonly (readonly [attribute: string, good: string])[];
}

/** Class E: every resource of the type has its companion, and that says so in writing. */
export function companion({ of, by, attribute, settings }: Companion): Guard {
  const said = settings.map(([name, good]) => `${name} = ${good}`).join(', ');
  return {
    proof: 'E',
    text: text(`every ${of} has a ${by} with ${said}`, `全 ${of} に ${said} の ${by} がある`),
    read: (world, into) => {
      const resources = world.inside(of);
      for (const resource of resources) {
        const beside = world.referrers(resource, by, attribute);
        const isWhole = ({ values }: Resource): boolean =>
          settings.every(([name, good]) => scalarOf(values, name) === good);
        // Of two for one bucket, the one that is applied last holds.
        const [whole] = beside.every(isWhole) ? beside : [];
        if (whole !== undefined) into.stands(whole, text(said, said));
        else {
          into.missing(
            text(`${resource.address} has no ${by} with ${said}`, `${resource.address} に ${said} の ${by} がない`),
            resource,
          );
        }
      }
      if (resources.length === 0) into.standsBy(`zones.${world.zone.name}`, absence([of]));
    },
  };
}

/** Class K: every declared place of the zone's AWS resources is one of those that the zone allows. */
export const regionsAllowed: Guard = {
  proof: 'K',
  text: text('every provider of the zone names an allowed region', '区域の全プロバイダが許可されたリージョンを指す'),
  read: (world, into) => {
    const seen = new Map<string, Resource>();
    for (const resource of world.inventory()) {
      if (!resource.type.startsWith('aws_')) continue;
      // Since version 6 of the provider a resource may say a region of its own.
      const own = scalarOf(resource.values, 'region');
      const of = own === null ? resource.provider.key : `${resource.provider.key}\0${resource.id}`;
      seen.set(`${resource.stack}\0${of}`, resource);
    }
    for (const resource of seen.values()) {
      const own = scalarOf(resource.values, 'region');
      const region = own ?? scalarOf(resource.provider.values, 'region');
      const where = own === null ? `provider ${resource.provider.key}` : resource.address;
      if (typeof region !== 'string')
        into.unknown(resource, 'provider.region', text(`the region of ${where}`, `${where} のリージョン`));
      else if (world.zone.allowedPlaces.includes(region.toLowerCase()))
        into.stands(resource, text(`${where}: ${region}`, `${where}: ${region}`));
      else into.missing(text(`${where} is in ${region}`, `${where} が ${region} にある`), resource);
    }
    if (seen.size === 0) into.standsBy(`zones.${world.zone.name}`, text('no AWS resource', 'AWS のリソースがない'));
  },
};
