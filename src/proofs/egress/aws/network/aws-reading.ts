import type { Resource } from '../../../../estate/estate.ts';
import { type Reference, Unknown, type ValueObject } from '../../../../estate/value.ts';
import type { LocalText } from '../../../../policy/catalog.ts';
import { scalarOf } from '../../../world.ts';
import type { Range } from '../../network/model.ts';
import { everything, parseRange } from '../../network/ranges.ts';
import type { Unseen } from '../../unseen.ts';
import type { ZoneWorld } from '../../zone-world.ts';
import { leavesAt } from '../guards/targets.ts';

/** What of the network can't be read, and what would decide it. */
export interface Trouble {
  readonly resource: Resource;
  readonly attribute: string;
  readonly decides: LocalText;
}

/** The estate as all readers of the AWS network see it: how references and ids lead to resources, and how what can't be seen is taken. */
export class AwsReading {
  readonly world: ZoneWorld;
  readonly unseen: Unseen;
  readonly troubles: Trouble[] = [];
  private readonly directory: Directory;

  constructor(world: ZoneWorld, unseen: Unseen) {
    this.world = world;
    this.unseen = unseen;
    this.directory = directoryOf(world);
  }

  trouble(resource: Resource, attribute: string, en: string, ja: string): void {
    this.troubles.push({ resource, attribute, decides: { en, ja } });
  }

  /** Resources that a value names, by reference or by id; every instance where a whole block is named. */
  named(value: string | null | Unknown): readonly Resource[] {
    if (value === null) return [];
    if (typeof value === 'string') return [this.directory.byId.get(value)].filter((found) => found !== undefined);
    return value.references.flatMap((reference) => this.instances(reference));
  }

  private instances(reference: Reference): readonly Resource[] {
    const whole = reference.address.replace(/\[\*\]$/u, '');
    const block = whole.endsWith(']') ? undefined : this.directory.byBlock.get(blockOf(reference.stack, whole));
    if (block !== undefined) return block;
    const target = this.world.input.index.find(reference);
    return target === undefined ? [] : [target];
  }

  /** The resource of some types that an attribute names; undefined for none that is declared. */
  one(resource: Resource, attribute: string, ...types: readonly string[]): Resource | undefined {
    const found = this.kept(resource, `=${attribute}`, () => {
      return [...this.named(scalarOf(resource.values, attribute)), ...this.world.targets(resource, attribute)];
    });
    return found.find(({ type }) => types.includes(type));
  }

  /** The resources of some types that the scalars below a path name, each once. */
  many(resource: Resource, path: string, ...types: readonly string[]): readonly Resource[] {
    const found = this.kept(resource, path, () => {
      const byValue = leavesAt(resource.values, path).flatMap(({ value }) => this.named(value));
      return [...new Set(byValue.length > 0 ? byValue : this.world.targets(resource, path))];
    });
    return found.filter(({ type }) => types.includes(type));
  }

  /** What an attribute names does not depend on how what can't be seen is taken: resolved once. */
  private kept(resource: Resource, key: string, resolve: () => readonly Resource[]): readonly Resource[] {
    const { resolved } = this.directory;
    const known = resolved.get(resource) ?? new Map<string, readonly Resource[]>();
    resolved.set(resource, known);
    let found = known.get(key);
    if (found === undefined) known.set(key, (found = resolve()));
    return found;
  }

  /** Resources of some types by the one that an attribute of theirs names; read once. */
  by(attribute: string, owners: readonly string[], ...types: readonly string[]): OwnedBy {
    const key = [attribute, owners.join(','), ...types].join('\0');
    const { grouped } = this.directory;
    let groups = grouped.get(key);
    if (groups === undefined) {
      groups = groupBy(this.world.everywhere(...types), (resource) => this.one(resource, attribute, ...owners));
      grouped.set(key, groups);
    }
    return groups;
  }

  /** Ranges that texts write; what is none, or can't be seen, is everything in a grant of the possible, and nothing in one of the certain. */
  ranges(owner: Resource, attribute: string, values: ValueObject, grants: boolean): readonly Range[] {
    return leavesAt(values, attribute.slice(attribute.lastIndexOf('.') + 1)).flatMap(({ value }) => {
      const range = value instanceof Unknown ? null : parseRange(value);
      if (range !== null) return [range, ...this.services(range, grants)];
      this.trouble(
        owner,
        attribute,
        value instanceof Unknown ? `the range of ${attribute}` : `a range in ${attribute}: \`${value}\` is none`,
        value instanceof Unknown ? `${attribute} の範囲` : `${attribute} の範囲（\`${value}\` は範囲でない）`,
      );
      return this.takes(grants) ? everything[attribute.includes('6') ? 6 : 4] : [];
    });
  }

  /** Whether something that can't be seen is there: a grant where all that is possible counts, a denial where only the certain does. */
  takes(grants: boolean): boolean {
    return grants === this.unseen.isOpen;
  }

  /** Addresses of AWS's own services lie somewhere on the internet: a range of it may hold them. */
  private services({ family, first, prefix }: Range, grants: boolean): readonly Range[] {
    if (family !== 4 || prefix === 0) return [];
    const top = Number(first >> 24n);
    const isPrivate = top === 10 || top === 127 || first >> 20n === 0xac1n || first >> 16n === 0xc0a8n;
    return isPrivate || !this.takes(grants) ? [] : Object.values(serviceRanges).flat();
  }

  zoneOf(resource: Resource): string | null {
    return this.world.input.zoneOf(resource)?.name ?? null;
  }
}

/** Resources by what they belong to, and under nothing those that belong to none that is declared. */
export type OwnedBy = ReadonlyMap<Resource | undefined, readonly Resource[]>;

function groupBy(resources: readonly Resource[], ownerOf: (resource: Resource) => Resource | undefined): OwnedBy {
  const groups = new Map<Resource | undefined, Resource[]>();
  for (const resource of resources) {
    const owner = ownerOf(resource);
    const list = groups.get(owner);
    if (list === undefined) groups.set(owner, [resource]);
    else list.push(resource);
  }
  return groups;
}

/** Resources by the id that the cloud gave them, instances by their block, and what was asked before. */
interface Directory {
  readonly byId: ReadonlyMap<string, Resource>;
  readonly byBlock: ReadonlyMap<string, readonly Resource[]>;
  readonly resolved: WeakMap<Resource, Map<string, readonly Resource[]>>;
  readonly grouped: Map<string, OwnedBy>;
}

const directories = new WeakMap<ZoneWorld, Directory>();

/** Made once for both ways of reading. */
function directoryOf(world: ZoneWorld): Directory {
  let directory = directories.get(world);
  if (directory === undefined) directories.set(world, (directory = readDirectory(world)));
  return directory;
}

function readDirectory(world: ZoneWorld): Directory {
  const [byId, byBlock] = [new Map<string, Resource>(), new Map<string, Resource[]>()];
  for (const resource of world.everywhere('aws_*')) {
    const id = resource.values['id'];
    if (typeof id === 'string') byId.set(id, resource);
    if (!resource.address.endsWith(']')) continue;
    const block = blockOf(resource.stack, resource.address);
    const list = byBlock.get(block);
    if (list === undefined) byBlock.set(block, [resource]);
    else list.push(resource);
  }
  return { byId, byBlock, resolved: new WeakMap(), grouped: new Map() };
}

function blockOf(stack: string, address: string): string {
  return `${stack}/${address.replace(/\[[^\]]*\]$/u, '')}`;
}

/** Stand for the addresses of services with gateway endpoints, which AWS lists by region only; nobody's addresses (RFC 1112, class E). */
export const serviceRanges: Readonly<Record<string, readonly Range[]>> = {
  s3: [parseRange('240.0.0.1')].filter((range) => range !== null),
  dynamodb: [parseRange('240.0.0.2')].filter((range) => range !== null),
};
