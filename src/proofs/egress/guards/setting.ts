import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import type { LocalText } from '../../../policy/catalog.ts';
import type { Guard, ProofClass, ReadingCollector } from '../guard.ts';
import { isSetAt, readPath } from '../read-path.ts';
import type { WayOut } from './absent.ts';
import { text } from './texts.ts';

/** What an attribute of every resource of some types in the zone must say. */
export interface Setting {
  readonly types: readonly string[];
  /** Dotted path. */
  readonly attribute: string;
  readonly good: readonly string[];
  /** What the provider takes when nothing is written; null when that is not known, so that it must be written. */
  readonly byDefault?: string | null;
  /** What anything else opens; absent when it is a guard that the network or others back. */
  readonly way?: WayOut;
  /** Which resources are concerned; all when absent. */
  readonly concerns?: (resource: Resource) => boolean;
}

/** Class K, or E where the attribute must be written. A zone that has no such resource has nothing to guard there. */
export function setting(asked: Setting): Guard {
  const { types, attribute, good } = asked;
  const proof: ProofClass = asked.byDefault === undefined ? 'E' : 'K';
  const words = text(
    `${types.join(', ')}: ${attribute} is ${good.join(' or ')}`,
    `${types.join(', ')}: ${attribute} が ${good.join(' 又は ')}`,
  );
  return {
    proof,
    text: words,
    read: (world, into) => {
      const resources = world.inside(...types).filter((one) => asked.concerns?.(one) ?? true);
      for (const resource of resources) judge(resource, asked, into);
      if (resources.length === 0) into.standsBy(`zones.${world.zone.name}`, nothing(types));
    },
  };
}

function nothing(types: readonly string[]): LocalText {
  return text(`the zone has no ${types.join(', ')}`, `区域に ${types.join(', ')} がない`);
}

function judge(resource: Resource, asked: Setting, into: ReadingCollector): void {
  const found = readPath(resource, asked.attribute);
  const bad = found.filter(({ value }) => !(value instanceof Unknown) && !isGood(value, asked));
  const hidden = found.filter(({ value }) => value instanceof Unknown);
  for (const { attribute, value } of bad) report(resource, attribute, value, { asked, into });
  for (const { attribute } of hidden) {
    into.unknown(resource, attribute, text(`what ${attribute} will be`, `${attribute} の値`));
  }
  if (bad.length + hidden.length === 0) {
    const said = found
      .map(({ value }) => (value instanceof Unknown ? '' : (value ?? asked.byDefault ?? '')))
      .join(', ');
    into.stands(resource, text(`${asked.attribute} = ${said}`, `${asked.attribute} = ${said}`));
  }
}

function isGood(value: string | null | Unknown, { good, byDefault }: Setting): boolean {
  if (value instanceof Unknown) return false;
  return value === null ? typeof byDefault === 'string' && good.includes(byDefault) : good.includes(value);
}

function report(
  resource: Resource,
  attribute: string,
  value: string | null | Unknown,
  { asked, into }: { readonly asked: Setting; readonly into: ReadingCollector },
): void {
  const said = value instanceof Unknown ? '?' : value;
  const why =
    said === null
      ? text(`${resource.address}: ${attribute} is not written`, `${resource.address}: ${attribute} が書かれていない`)
      : text(`${resource.address}: ${attribute} is ${said}`, `${resource.address}: ${attribute} が ${said}`);
  const { way } = asked;
  if (way === undefined) into.missing(why, resource);
  else into.opens({ resource, why, to: typeof way.to === 'string' ? way.to : way.to(resource), barrier: way.barrier });
}

/** A block or attribute that no resource of some types in the zone may have. */
export interface Forbidden {
  readonly types: readonly string[];
  readonly attributes: readonly string[];
  readonly way?: WayOut;
}

/** Class K: the blocks are not there. */
export function without({ types, attributes, way }: Forbidden): Guard {
  return {
    proof: 'K',
    text: text(
      `${types.join(', ')}: no ${attributes.join(', ')}`,
      `${types.join(', ')}: ${attributes.join(', ')} がない`,
    ),
    read: (world, into) => {
      const resources = world.inside(...types);
      for (const resource of resources) {
        const set = attributes.filter((attribute) => isSetAt(resource, attribute) === true);
        const hidden = attributes.filter((attribute) => isSetAt(resource, attribute) === 'unknown');
        for (const attribute of set) {
          const why = text(`${resource.address} has ${attribute}`, `${resource.address} に ${attribute} がある`);
          if (way === undefined) into.missing(why, resource);
          else
            into.opens({
              resource,
              why,
              to: typeof way.to === 'string' ? way.to : way.to(resource),
              barrier: way.barrier,
            });
        }
        for (const attribute of hidden) {
          into.unknown(resource, attribute, text(`whether ${attribute} is set`, `${attribute} が設定されるか`));
        }
        if (set.length + hidden.length === 0) {
          into.stands(resource, text(`no ${attributes.join(', ')}`, `${attributes.join(', ')} がない`));
        }
      }
      if (resources.length === 0) into.standsBy(`zones.${world.zone.name}`, nothing(types));
    },
  };
}
