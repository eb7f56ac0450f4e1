import type { DataClass, Zone } from '../configuration/configuration.ts';
import type { Resource } from '../estate/estate.ts';
import type { ResourceIndex } from '../estate/resource-index.ts';
import { isValueArray, isValueObject, Unknown, type ValueObject } from '../estate/value.ts';

/** Data classes from whose zones no byte may leave except by a declared way. */
const closedClasses: ReadonlySet<DataClass> = new Set<DataClass>(['remote-sensing', 'ttc']);

/** What will exist after the change, for graph questions. */
export class World {
  private readonly byType = new Map<string, Resource[]>();
  private readonly reverse = new Map<string, Map<Resource, Resource[]>>();
  private readonly index: ResourceIndex;
  private readonly zoneOf: (resource: Resource) => Zone | null;

  constructor(resources: readonly Resource[], index: ResourceIndex, zoneOf: (resource: Resource) => Zone | null) {
    this.index = index;
    this.zoneOf = zoneOf;
    for (const resource of resources) {
      if (!resource.actions.some((action) => action !== 'delete' && action !== 'forget')) continue;
      const list = this.byType.get(resource.type);
      if (list === undefined) this.byType.set(resource.type, [resource]);
      else list.push(resource);
    }
  }

  /** Resources of one of the types, wherever they are. */
  all(...types: readonly string[]): readonly Resource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** Resources of one of the types in zones that must stay closed. */
  closed(...types: readonly string[]): readonly Resource[] {
    return this.all(...types).filter((resource) => {
      const zone = this.zoneOf(resource);
      return zone !== null && closedClasses.has(zone.dataClass);
    });
  }

  /** Resources that an attribute of `resource` refers to, by reference or by name. */
  targets(resource: Resource, attribute: string): readonly Resource[] {
    const found: Resource[] = [];
    for (const [path, references] of resource.references) {
      if (topOf(path) !== attribute) continue;
      for (const reference of references) {
        const target = this.index.find(reference);
        if (target !== undefined) found.push(target);
      }
    }
    return found;
  }

  /** Resources of a type whose attribute refers to `target`. */
  referrers(target: Resource, type: string, attribute: string): readonly Resource[] {
    const key = `${type}\0${attribute}`;
    let reverse = this.reverse.get(key);
    if (reverse === undefined) this.reverse.set(key, (reverse = this.reversed(type, attribute)));
    return reverse.get(target) ?? [];
  }

  private reversed(type: string, attribute: string): Map<Resource, Resource[]> {
    const reverse = new Map<Resource, Resource[]>();
    for (const resource of this.all(type)) {
      for (const named of this.targets(resource, attribute)) {
        const list = reverse.get(named);
        if (list === undefined) reverse.set(named, [resource]);
        else if (!list.includes(resource)) list.push(resource);
      }
    }
    return reverse;
  }
}

function topOf(path: string): string {
  const dot = path.indexOf('.');
  return dot === -1 ? path : path.slice(0, dot);
}

/** The nested blocks of one name, whether written as one object or as a list; `unknown` when that can't be seen. */
export function blocksOf(parent: ValueObject, name: string): readonly ValueObject[] | 'unknown' {
  const value = parent[name];
  if (value instanceof Unknown) return 'unknown';
  if (isValueArray(value)) {
    if (value.some((member) => member instanceof Unknown)) return 'unknown';
    return value.map((member) => (isValueObject(member) ? member : {}));
  }
  return isValueObject(value) ? [value] : [];
}

/** The texts of a list attribute; `unknown` when one member can't be seen, null when it is not set. */
export function textsOf(parent: ValueObject, name: string): readonly string[] | 'unknown' | null {
  const value = parent[name];
  if (value === undefined || value === null) return null;
  if (value instanceof Unknown) return 'unknown';
  const members = isValueArray(value) ? value : [value];
  if (members.some((member) => typeof member === 'object')) return 'unknown';
  return members.map(String);
}

/** A scalar as text, `unknown`, or null when it is not set. Synthesized JSON may hold booleans and numbers as text. */
export function scalarOf(parent: ValueObject, name: string): string | null | Unknown {
  const value = parent[name];
  if (value instanceof Unknown) return value;
  return value === undefined || value === null || typeof value === 'object' ? null : String(value);
}
