import type { Configuration, Zone } from '../configuration/configuration.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { isInNoZone } from '../estate/placement.ts';
import type { ResourceIndex } from '../estate/resource-index.ts';
import { isValueArray, type Reference, Unknown, type Value, type ValueObject } from '../estate/value.ts';
import type { Exits, ZoneExit } from '../proofs/exit.ts';
import type { Catalog, Control } from './catalog.ts';
import { regionOf } from './region.ts';

export interface PreparationInput {
  readonly estate: Estate;
  readonly index: ResourceIndex;
  readonly zoneOf: (resource: Resource) => Zone | null;
  readonly exits: Exits;
  /** What the no-egress proof says of the zones of regulated records; left out when there is no such zone. */
  readonly zoneExits?: readonly ZoneExit[];
  readonly zones: readonly Zone[];
  readonly configuration: Configuration;
  readonly catalog: Catalog;
  readonly now: Date;
}

/** The document of `docs/estate-input.md` as UTF-8 JSON, with what TypeScript must know about it. */
export interface PreparedEstate {
  readonly bytes: Uint8Array;
  /** Resources in `types`; the canary must count the same. */
  readonly sent: number;
  readonly presentTypes: ReadonlySet<string>;
  readonly unplacedTypes: ReadonlySet<string>;
}

interface UnplacedGroup {
  readonly group: string;
  readonly example: string;
  count: number;
}

interface Entry {
  readonly id: string;
  zone?: string;
  class?: string;
  readonly actions: readonly string[];
  readonly region?: string;
  readonly values: unknown;
  refs?: Record<string, unknown[]>;
  attached?: Record<string, number[]>;
  readonly undeclared?: readonly string[];
  readonly ignore_changes?: readonly string[];
  readonly prevent_destroy?: true;
  readonly provisioners?: readonly string[];
}

/** Prepares what controls read. Pure; cost is linear in the estate. */
export function prepareEstate(input: PreparationInput): PreparedEstate {
  return new Preparation(input).run();
}

class Preparation {
  private readonly input: PreparationInput;
  private readonly wanted: ReadonlySet<string>;
  private readonly types: Record<string, Entry[]> = {};
  private readonly placed: Record<string, Record<string, number[]>> = {};
  private readonly deleted: Record<string, Entry[]> = {};
  private readonly position = new Map<string, number>();
  private readonly entries = new Map<string, Entry>();
  private readonly inventory = new Map<string, Record<string, string[]>>();
  private readonly unplaced = new Map<string, UnplacedGroup>();
  private readonly present = new Set<string>();
  private readonly unplacedTypes = new Set<string>();

  constructor(input: PreparationInput) {
    this.input = input;
    this.wanted = new Set(input.catalog.controls.flatMap((control) => control.types));
  }

  run(): PreparedEstate {
    const kept = this.input.estate.resources.filter((resource) => this.admit(resource));
    for (const resource of kept) this.describe(resource);
    for (const resource of kept) this.connect(resource);
    const { configuration, estate, exits, zoneExits, now } = this.input;
    const document = {
      estate: {
        stage: estate.stage,
        now: now.toISOString(),
        types: this.types,
        placed: this.placed,
        deleted: this.deleted,
        zones: Object.fromEntries(this.input.zones.map((zone) => [zone.name, this.describeZone(zone)])),
        unplaced: [...this.unplaced.values()].map((group) => ({ ...group, controls: this.unjudged() })),
        exits,
        ...(zoneExits === undefined ? {} : { egress: zoneExits }),
        config: { book_retention_days: configuration.thresholds.bookRetentionDays },
        control_resources: this.entries.size,
      },
    };
    return {
      bytes: new TextEncoder().encode(JSON.stringify(document)),
      sent: this.entries.size,
      presentTypes: this.present,
      unplacedTypes: this.unplacedTypes,
    };
  }

  /** Notes the resource's zone and says whether controls name its type; gives it its place among those that will exist. */
  private admit(resource: Resource): boolean {
    this.place(resource);
    const type = resource.type.startsWith('data.') ? resource.type.slice('data.'.length) : resource.type;
    if (!this.wanted.has(type)) return false;
    this.present.add(type);
    if (willExist(resource)) {
      const list = (this.types[resource.type] ??= []);
      this.position.set(resource.id, list.length);
      this.classify(resource, list.length);
      list.push({ id: resource.id, actions: resource.actions, values: null });
    }
    return true;
  }

  /** Notes the position among resources of its data class, so that no control has to look for them. */
  private classify(resource: Resource, position: number): void {
    const dataClass = this.input.zoneOf(resource)?.dataClass;
    if (dataClass === undefined) return;
    const types = (this.placed[dataClass] ??= {});
    (types[resource.type] ??= []).push(position);
  }

  /** Controls that judge zones only and could not judge what is in none. */
  private unjudged(): string {
    return this.input.catalog.controls
      .filter((control) => needsPlacing(control, this.unplacedTypes))
      .map((control) => control.id)
      .join(', ');
  }

  private place(resource: Resource): void {
    const zone = this.input.zoneOf(resource);
    if (zone !== null) {
      // What the plan deletes is not there any more.
      if (!willExist(resource)) return;
      let types = this.inventory.get(zone.name);
      if (types === undefined) this.inventory.set(zone.name, (types = {}));
      (types[resource.type] ??= []).push(resource.id);
    } else if (!isInNoZone(resource.type)) {
      this.unplacedTypes.add(resource.type);
      const group = this.input.zones.length === 0 ? '' : resource.stack;
      const known = this.unplaced.get(group);
      if (known === undefined) this.unplaced.set(group, { group, example: resource.id, count: 1 });
      else known.count += 1;
    }
  }

  private describe(resource: Resource): void {
    if (resource.before !== null) (this.deleted[resource.type] ??= []).push(this.entry(resource, resource.before));
    const at = this.position.get(resource.id);
    if (at === undefined) return;
    const entry = this.entry(resource, resource.values);
    const list = this.types[resource.type];
    if (list !== undefined) list[at] = entry;
    this.entries.set(resource.id, entry);
  }

  private entry(resource: Resource, values: Value): Entry {
    const zone = this.input.zoneOf(resource);
    const region = regionOf(resource);
    const ignored = resource.lifecycle?.ignoreChanges ?? [];
    const undeclared = resource.undeclared.filter((name) => hiddenBlocks.has(name));
    return {
      id: resource.id,
      ...(zone === null ? {} : { zone: zone.name, class: zone.dataClass }),
      actions: resource.actions,
      ...(region === null ? {} : { region }),
      values: this.encode(values),
      ...(undeclared.length === 0 ? {} : { undeclared }),
      ...(ignored.length === 0 ? {} : { ignore_changes: ignored === 'all' ? ['all'] : ignored }),
      ...(resource.lifecycle?.preventDestroy === true ? { prevent_destroy: true } : {}),
      ...(resource.provisioners.length === 0 ? {} : { provisioners: resource.provisioners }),
    };
  }

  /** References both ways: what this resource names, and on the other side that it is named. */
  private connect(resource: Resource): void {
    const entry = this.entries.get(resource.id);
    const own = this.position.get(resource.id);
    if (entry === undefined || own === undefined) return;
    for (const [path, references] of resource.references) {
      const attribute = topOf(path);
      for (const reference of references) {
        const target = this.input.index.find(reference);
        ((entry.refs ??= {})[attribute] ??= []).push(this.reference(reference, target));
        const other = target === undefined ? undefined : this.entries.get(target.id);
        if (other !== undefined && other !== entry) attach(other, resource.type, own);
      }
    }
  }

  private reference(reference: Reference, target: Resource | undefined): { type: string; attr: string; at?: number } {
    const at = target === undefined ? undefined : this.position.get(target.id);
    const type = target?.type ?? reference.type;
    return at === undefined ? { type, attr: reference.attribute } : { type, attr: reference.attribute, at };
  }

  /** The same value when it holds nothing unknown; keys that begin with `$` are doubled so that no literal can look like a marker. */
  private encode(value: Value): unknown {
    if (value === null || typeof value !== 'object') return value;
    if (value instanceof Unknown) return this.encodeUnknown(value);
    return isValueArray(value) ? this.encodeList(value) : this.encodeObject(value);
  }

  private encodeList(value: readonly Value[]): unknown {
    const members = value.map((member) => this.encode(member));
    return members.some((member, at) => member !== value[at]) ? members : value;
  }

  private encodeObject(value: ValueObject): unknown {
    let changed: Record<string, unknown> | null = null;
    let marked = false;
    for (const key in value) {
      if (key.charCodeAt(0) === dollar) marked = true;
      const member = value[key] ?? null;
      const encoded = typeof member === 'object' && member !== null ? this.encode(member) : member;
      if (encoded === member) continue;
      changed ??= { ...value };
      changed[key] = encoded;
    }
    return marked ? withDoubledDollars(changed ?? value) : (changed ?? value);
  }

  private encodeUnknown(unknown: Unknown): unknown {
    const refs = unknown.references.map((reference) => this.reference(reference, this.input.index.find(reference)));
    // A reference that leads nowhere can't prove anything.
    const dangling = unknown.references.some((reference) => this.input.index.find(reference) === undefined);
    const why = unknown.why === 'after-apply' && dangling ? 'missing' : unknown.why;
    const text = why === 'after-apply' && unknown.text !== null ? { text: unknown.text } : {};
    return { $unknown: why, refs, exact: unknown.exact, ...text };
  }

  private describeZone(zone: Zone): unknown {
    return {
      data_class: zone.dataClass,
      allowed_places: zone.allowedPlaces,
      ...(zone.allowedResourceTypes === null ? {} : { allowed_resource_types: zone.allowedResourceTypes }),
      handlers: zone.handlers,
      room_networks: zone.roomNetworks,
      inventory: this.inventory.get(zone.name) ?? {},
    };
  }
}

/** Nested blocks that open something by being there; a plan without configuration can hide them behind `dynamic`. */
const hiddenBlocks = new Set([
  'access_config',
  'ipv6_access_config',
  'custom_placement_config',
  'website',
  'clone',
  'replica_configuration',
  'replication_configuration',
  'push_config',
]);

const dollar = '$'.charCodeAt(0);

function withDoubledDollars(value: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key.startsWith('$') ? `$${key}` : key, member]),
  );
}

/** Notes on an entry that the resource at `position` of `type` names it; once, however often it does. */
function attach(entry: Entry, type: string, position: number): void {
  const list = ((entry.attached ??= {})[type] ??= []);
  if (list.at(-1) !== position) list.push(position);
}

/** True when a control judges zones only and something of its types is in none; without types it may look at anything. */
export function needsPlacing(control: Control, unplacedTypes: ReadonlySet<string>): boolean {
  if (control.dataClasses.length === 0 || unplacedTypes.size === 0) return false;
  return control.types.length === 0 || control.types.some((type) => unplacedTypes.has(type));
}

function willExist(resource: Resource): boolean {
  return resource.actions.some((action) => action !== 'delete' && action !== 'forget');
}

function topOf(path: string): string {
  const dot = path.indexOf('.');
  return dot === -1 ? path : path.slice(0, dot);
}
