import type { Resource } from '../../../../estate/estate.ts';
import { isValueArray, isValueObject, Unknown, type Value, type ValueObject } from '../../../../estate/value.ts';
import type { LocalText } from '../../../../policy/catalog.ts';
import type { Guard, ReadingCollector } from '../../guard.ts';
import { text } from '../../guards/texts.ts';
import type { ZoneWorld } from '../../zone-world.ts';
import { accountOfArn, zoneAccounts } from '../zone-accounts.ts';

/** Where what a resource names is, as seen from the zone. */
export type Standing =
  | { readonly kind: 'inside' }
  | { readonly kind: 'outside'; readonly to: string }
  | { readonly kind: 'unknown' };

/** Where an ARN, an account number, a bucket's name, an address to call, or a reference leads. */
export function standingOf(world: ZoneWorld, value: string | Unknown): Standing {
  return value instanceof Unknown ? standingOfUnknown(world, value) : standingOfText(world, value);
}

function standingOfText(world: ZoneWorld, value: string): Standing {
  if (value === '*' || value === 'all' || value.includes(':api-destination/'))
    return { kind: 'outside', to: 'internet' };
  if (/^(?:https?:\/\/|\+?\d{6,15}$|[^@\s]+@[^@\s]+$)/u.test(value) && !/^\d{12}$/u.test(value)) {
    return { kind: 'outside', to: 'internet' };
  }
  const bucket = /^(?:arn:[^:]+:s3:::|s3[an]?:\/\/)([^/*]+)/u.exec(value)?.[1];
  const account = accountIn(value, bucket !== undefined);
  if (account !== null) {
    const accounts = zoneAccounts(world);
    return accounts.has(account) ? { kind: 'inside' } : { kind: 'outside', to: accounts.placeOf(account) };
  }
  const owner = bucketsByName(world).get(bucket ?? value);
  return owner === undefined ? { kind: 'outside', to: `outside:${bucket ?? value}` } : standingOfResource(world, owner);
}

function accountIn(value: string, isBucket: boolean): string | null {
  if (/^\d{12}$/u.test(value)) return value;
  return isBucket ? null : accountOfArn(value);
}

/** The same for what stands at an attribute, where a text may be the name or id of something that is declared. */
function standingAt(world: ZoneWorld, resource: Resource, attribute: string, value: string | Unknown): Standing {
  if (value instanceof Unknown) return standingOf(world, value);
  const references =
    resource.references.get(attribute) ?? resource.references.get(attribute.replace(/\.\d+$/u, '')) ?? [];
  const targets = references.map((reference) => world.input.index.find(reference)).filter((one) => one !== undefined);
  const named = targets.map((target) => standingOfResource(world, target));
  return named.find(({ kind }) => kind !== 'inside') ?? named[0] ?? standingOf(world, value);
}

function standingOfUnknown(world: ZoneWorld, value: Unknown): Standing {
  if (value.why === 'drifted' || value.references.length === 0) return { kind: 'unknown' };
  const all = value.references.map((reference): Standing => {
    const target = world.input.index.find(reference);
    if (target === undefined) return { kind: 'unknown' };
    if (target.type.endsWith('aws_caller_identity') || target.mode === 'managed')
      return standingOfResource(world, target);
    return { kind: 'unknown' };
  });
  const inside: Standing = { kind: 'inside' };
  return all.find(({ kind }) => kind === 'outside') ?? all.find(({ kind }) => kind === 'unknown') ?? inside;
}

function standingOfResource(world: ZoneWorld, resource: Resource): Standing {
  if (world.isInside(resource)) return { kind: 'inside' };
  const zone = world.input.zoneOf(resource);
  return { kind: 'outside', to: zone === null ? `outside:${resource.address}` : `zone:${zone.name}` };
}

const bucketNames = new WeakMap<ZoneWorld, ReadonlyMap<string, Resource>>();

function bucketsByName(world: ZoneWorld): ReadonlyMap<string, Resource> {
  let names = bucketNames.get(world);
  if (names === undefined) {
    names = new Map(
      world.everywhere('aws_s3_bucket').flatMap((bucket): [string, Resource][] => {
        const name = bucket.values['bucket'];
        return typeof name === 'string' ? [[name, bucket]] : [];
      }),
    );
    bucketNames.set(world, names);
  }
  return names;
}

interface Leaf {
  readonly attribute: string;
  readonly value: string | Unknown;
}

/** Every scalar below a dotted path, through blocks and lists. */
export function leavesAt(values: ValueObject, path: string): readonly Leaf[] {
  return leaves(values, path.split('.'), '');
}

function leaves(value: Value | undefined, [name, ...rest]: readonly string[], at: string): readonly Leaf[] {
  if (value === undefined || value === null) return [];
  if (value instanceof Unknown) return [{ attribute: at, value }];
  if (isValueArray(value)) {
    const steps = name === undefined ? [] : [name, ...rest];
    return value.flatMap((member, index) => leaves(member, steps, at === '' ? '' : `${at}.${index}`));
  }
  if (isValueObject(value)) {
    return name === undefined ? [] : leaves(value[name], rest, at === '' ? name : `${at}.${name}`);
  }
  return name === undefined ? [{ attribute: at, value: String(value) }] : [];
}

/** Attributes that name where data goes, of every resource of some types in the zone, or that name something in it. */
export interface Destinations {
  readonly types: readonly string[];
  readonly paths: readonly string[];
  readonly concerns?: (resource: Resource) => boolean;
  readonly text: LocalText;
}

/** Class R: whatever the resources send or give to lies in the zone. */
export function destinationsInside({ types, paths, concerns = () => true, text: words }: Destinations): Guard {
  return {
    proof: 'R',
    text: words,
    read: (world, into) => {
      const resources = [...world.inside(...types), ...world.reachingIn(...types)].filter(concerns);
      for (const resource of resources) judge(world, resource, paths, into);
      const seen = new Set(resources);
      const lost = world.unplaced(...types).filter((one) => concerns(one) && !seen.has(one));
      for (const resource of lost) into.unknown(resource, '', text('which zone it is in', 'どの区域に属するか'));
      if (resources.length + lost.length === 0) into.standsBy(`zones.${world.zone.name}`, absence(types));
    },
  };
}

export function absence(types: readonly string[]): LocalText {
  return text(`the zone has no ${types.join(', ')}`, `区域に ${types.join(', ')} がない`);
}

function judge(world: ZoneWorld, resource: Resource, paths: readonly string[], into: ReadingCollector): void {
  const found = paths.flatMap((path) => {
    const hidden = resource.undeclared.includes(path.split('.')[0] ?? path);
    return hidden ? [{ attribute: path, value: new Unknown('after-apply') }] : leavesAt(resource.values, path);
  });
  let clean = true;
  for (const { attribute, value } of found) {
    const standing = standingAt(world, resource, attribute, value);
    if (standing.kind === 'inside') continue;
    clean = false;
    if (standing.kind === 'unknown') {
      into.unknown(resource, attribute, text(`where ${attribute} leads`, `${attribute} の指す先`));
    } else {
      const why = text(
        `${resource.address}: ${attribute} is outside the zone`,
        `${resource.address}: ${attribute} が区域の外にある`,
      );
      into.opens({ resource, why, to: standing.to, barrier: { kind: 'none' } });
    }
  }
  if (clean) into.stands(resource, text(`${paths.join(', ')} inside the zone`, `${paths.join(', ')} が区域内`));
}
