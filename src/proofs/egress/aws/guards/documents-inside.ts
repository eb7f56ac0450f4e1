import type { Resource } from '../../../../estate/estate.ts';
import { Unknown } from '../../../../estate/value.ts';
import type { LocalText } from '../../../../policy/catalog.ts';
import { scalarOf } from '../../../world.ts';
import type { Guard, ReadingCollector } from '../../guard.ts';
import { text } from '../../guards/texts.ts';
import type { ZoneWorld } from '../../zone-world.ts';
import { absence, standingOf } from './targets.ts';

/** Class R: what the JSON in some attributes names lies in the zone. */
export function documentsInside(
  holders: readonly (readonly [type: string, attribute: string])[],
  words: LocalText,
): Guard {
  return {
    proof: 'R',
    text: words,
    read: (world, into) => {
      let found = false;
      for (const [type, attribute] of holders) {
        for (const resource of [...world.inside(type), ...world.reachingIn(type)]) {
          found = true;
          judge(world, resource, attribute, into);
        }
      }
      if (!found) into.standsBy(`zones.${world.zone.name}`, absence(holders.map(([type]) => type)));
    },
  };
}

function judge(world: ZoneWorld, resource: Resource, attribute: string, into: ReadingCollector): void {
  const value = resource.undeclared.includes(attribute)
    ? new Unknown('after-apply')
    : scalarOf(resource.values, attribute);
  const standings = namedIn(value).map((one) => standingOf(world, one));
  const outside = standings.find(({ kind }) => kind === 'outside');
  if (outside?.kind === 'outside') {
    const why = text(
      `${resource.address}: ${attribute} names what is outside the zone`,
      `${resource.address}: ${attribute} が区域の外を指す`,
    );
    into.opens({ resource, why, to: outside.to, barrier: { kind: 'none' } });
  } else if (standings.some(({ kind }) => kind === 'unknown')) {
    into.unknown(resource, attribute, text(`what ${attribute} names`, `${attribute} の指すもの`));
  } else into.stands(resource, text(`${attribute} names the zone only`, `${attribute} が区域だけを指す`));
}

/** The ARNs in a document, and what it is put together from. */
function namedIn(value: string | null | Unknown): readonly (string | Unknown)[] {
  if (value === null) return [];
  if (typeof value === 'string') return arnsIn(value);
  const written = value.why === 'drifted' || value.text === null ? [] : arnsIn(value.text);
  return [...written, value];
}

/** ARNs that are written whole; one with a reference in it is told by the reference. */
function arnsIn(document: string): readonly string[] {
  return [...document.matchAll(/arn:[\w-]+:[^"\\\s,]+/gu)].map(([arn]) => arn).filter((arn) => !arn.includes('${'));
}
