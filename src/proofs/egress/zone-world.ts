import type { Configuration, Zone } from '../../configuration/configuration.ts';
import type { Estate, Resource } from '../../estate/estate.ts';
import { isInNoZone } from '../../estate/placement.ts';
import type { ResourceIndex } from '../../estate/resource-index.ts';
import { isValueArray, isValueObject, Unknown, type Value, type ValueObject } from '../../estate/value.ts';
import { zoneAccounts } from './aws/zone-accounts.ts';
import { typeMatcher } from './type-matcher.ts';
import { ZoneProjects } from './zone-projects.ts';

/** What the proof is made from: the whole estate, and where everything is. */
export interface EgressInput {
  readonly estate: Estate;
  readonly index: ResourceIndex;
  readonly zoneOf: (resource: Resource) => Zone | null;
  readonly configuration: Configuration;
  /** The clock, ISO 8601; absent where it is not known, so that nothing that depends on it is decided. */
  readonly now?: string;
}

/** The estate as seen from one zone: what is inside, and what elsewhere names it. */
export class ZoneWorld {
  readonly zone: Zone;
  readonly input: EgressInput;
  readonly projects: ZoneProjects;
  readonly stackCount: number;
  private readonly planned: readonly Resource[];
  private readonly types: ReadonlyMap<string, readonly Resource[]>;
  private stackNames: ReadonlySet<string> | null = null;
  private readonly matched = new Map<string, readonly Resource[]>();
  private readonly reversed = new Map<string, ReadonlyMap<Resource, readonly Resource[]>>();
  private held: readonly Resource[] | null = null;
  private bucketNames: ReadonlySet<string> | null = null;

  constructor(input: EgressInput, zone: Zone) {
    this.input = input;
    this.zone = zone;
    this.stackCount = input.estate.stacks.length;
    this.planned = input.estate.resources.filter((resource) => willExist(resource));
    const types = new Map<string, Resource[]>();
    for (const resource of this.planned) {
      const type = typeOf(resource);
      const list = types.get(type);
      if (list === undefined) types.set(type, [resource]);
      else list.push(resource);
    }
    this.types = types;
    this.projects = new ZoneProjects(this);
  }

  /** Resources of the types (globs; data sources as `data.TYPE`) that will exist, in any stack. */
  everywhere(...globs: readonly string[]): readonly Resource[] {
    const key = globs.join('\0');
    let found = this.matched.get(key);
    if (found === undefined) {
      const matches = typeMatcher(globs);
      found = [...this.types].filter(([type]) => matches(type)).flatMap(([, resources]) => resources);
      this.matched.set(key, found);
    }
    return found;
  }

  /** Resources of the types in the zone. */
  inside(...globs: readonly string[]): readonly Resource[] {
    return this.everywhere(...globs).filter((resource) => this.isInside(resource));
  }

  /** Resources of the types that lie in no zone although they could, e.g. since their project is not known. */
  unplaced(...globs: readonly string[]): readonly Resource[] {
    return this.everywhere(...globs).filter(
      (resource) => !isInNoZone(resource.type) && this.input.zoneOf(resource) === null,
    );
  }

  /** Resources of the types outside the zone that name something inside: by reference, or its project or account in a text. */
  reachingIn(...globs: readonly string[]): readonly Resource[] {
    return this.everywhere(...globs).filter((resource) => !this.isInside(resource) && this.names(resource));
  }

  /** A data source is in no cloud: it is inside when its stack holds something of the zone. */
  isInside(resource: Resource): boolean {
    if (resource.mode === 'data') return this.stacks().has(resource.stack);
    return this.input.zoneOf(resource)?.name === this.zone.name;
  }

  /** Names of the stacks that hold something of the zone. */
  stacks(): ReadonlySet<string> {
    this.stackNames ??= new Set(this.inventory().map(({ stack }) => stack));
    return this.stackNames;
  }

  /** Everything that the zone holds. */
  inventory(): readonly Resource[] {
    this.held ??= this.planned.filter((resource) => resource.mode === 'managed' && this.isInside(resource));
    return this.held;
  }

  /** What will not be there any more: in the zone, and of the guards that stand above all zones. */
  deleted(): readonly Resource[] {
    return this.input.estate.resources.filter(
      (resource) =>
        resource.mode === 'managed' &&
        !willExist(resource) &&
        (this.isInside(resource) || (isInNoZone(resource.type) && /^(?:google|aws)_/u.test(resource.type))),
    );
  }

  /** Resources that a top-level attribute refers to, by reference or by name. */
  targets(resource: Resource, attribute: string): readonly Resource[] {
    const found: Resource[] = [];
    for (const [path, references] of resource.references) {
      if (path !== attribute && !path.startsWith(`${attribute}.`)) continue;
      for (const reference of references) {
        const target = this.input.index.find(reference);
        if (target !== undefined && willExist(target)) found.push(target);
      }
    }
    return found;
  }

  /** Resources of a type whose top-level attribute refers to `target`; each once. */
  referrers(target: Resource, type: string, attribute: string): readonly Resource[] {
    const key = `${type}\0${attribute}`;
    let reverse = this.reversed.get(key);
    if (reverse === undefined) this.reversed.set(key, (reverse = this.reverse(type, attribute)));
    return reverse.get(target) ?? [];
  }

  private reverse(type: string, attribute: string): ReadonlyMap<Resource, readonly Resource[]> {
    const reverse = new Map<Resource, Resource[]>();
    for (const resource of this.everywhere(type)) {
      for (const target of new Set(this.targets(resource, attribute))) {
        const list = reverse.get(target);
        if (list === undefined) reverse.set(target, [resource]);
        else list.push(resource);
      }
    }
    return reverse;
  }

  private names(resource: Resource): boolean {
    for (const references of resource.references.values()) {
      for (const reference of references) {
        const target = this.input.index.find(reference);
        if (target !== undefined && (this.isInside(target) || this.projects.has(target))) return true;
      }
    }
    const texts = textsIn(resource.values);
    if (texts.some((text) => this.isNamedIn(text))) return true;
    return /^aws(?:cc)?_/u.test(resource.type) && texts.some((text) => zoneAccounts(this).isNamedIn(text));
  }

  /** True for a text that names a project of the zone, or one of its buckets, whose names are one all over the world. */
  private isNamedIn(text: string): boolean {
    if (this.projects.isNamedIn(text)) return true;
    this.bucketNames ??= new Set(
      this.inside('google_storage_bucket').flatMap(({ values }) => {
        const name = values['name'];
        return typeof name === 'string' ? [name] : [];
      }),
    );
    if (this.bucketNames.size === 0) return false;
    return this.bucketNames.has(text.replace(/^(?:gs:\/\/|b\/|projects\/_\/buckets\/)/u, '').split('/')[0] ?? '');
  }
}

/** The type with `data.` before it for a data source, whichever source it was read from. */
function typeOf({ mode, type }: Resource): string {
  return mode === 'data' && !type.startsWith('data.') ? `data.${type}` : type;
}

/** True for what is there after the change. */
function willExist(resource: Resource): boolean {
  return resource.actions.some((action) => action !== 'delete' && action !== 'forget');
}

/** Every text in a value, however deep. */
export function textsIn(value: Value | ValueObject): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Unknown) return [];
  if (isValueArray(value)) return value.flatMap((member) => textsIn(member));
  return isValueObject(value) ? Object.values(value).flatMap((member) => textsIn(member)) : [];
}
