import { type AddressSpace, Painter } from '../../network/address-space.ts';
import type { Range } from '../../network/model.ts';
import type { Acl, AclEntry, AwsModel, GroupRule } from './aws-model.ts';
import type { Overlaps } from './overlaps.ts';
import { type PacketKind, takes } from './packet-kinds.ts';

export type Direction = 'egress' | 'ingress';

/** What network ACLs and security groups let pass, by piece of the address space and kind of packet; read when asked for, once. */
export class Filters {
  private readonly model: AwsModel;
  private readonly space: AddressSpace;
  private readonly overlaps: Overlaps;
  private readonly kinds: readonly PacketKind[];
  private readonly known = new Map<string, Uint8Array>();
  private readonly nothing: Uint8Array;

  constructor(
    model: AwsModel,
    { space, overlaps }: { readonly space: AddressSpace; readonly overlaps: Overlaps },
    kinds: readonly PacketKind[],
  ) {
    this.model = model;
    this.space = space;
    this.overlaps = overlaps;
    this.kinds = kinds;
    this.nothing = new Uint8Array(space.size);
  }

  /** 1 for each piece that the ACL lets through to (egress) or from (ingress), for one kind. */
  acl(acl: number, direction: Direction, kind: number): Uint8Array {
    return this.remember(`a${acl}${direction}${kind}`, () => this.readAcl(this.model.acls[acl], direction, kind));
  }

  /** 1 for each piece of which any of the groups lets some address through, for one kind. */
  groups(groups: readonly number[], direction: Direction, kind: number): Uint8Array {
    return this.remember(`g${groups.join(',')}${direction}${kind}`, () => {
      const rules = groups.flatMap((group) => this.model.groups[group]?.[direction] ?? []);
      const concerned = this.concerned<GroupRule>(rules, kind);
      if (concerned.length === 0) return this.nothing;
      const marks = new Uint8Array(this.space.size);
      for (const { ranges } of concerned) for (const range of ranges) marks.fill(1, ...this.overlaps.spanOf(range));
      return marks;
    });
  }

  private readAcl(acl: Acl | undefined, direction: Direction, kind: number): Uint8Array {
    const entries = this.concerned<AclEntry>(acl?.[direction] ?? [], kind).sort(
      (one, other) => one.number - other.number,
    );
    const painter = new Painter(this.space.size);
    entries.forEach((entry, at) => {
      for (const range of entry.ranges) painter.paint(...this.spanOf(range), at);
    });
    const passed = new Uint8Array(this.space.size);
    for (let piece = 0; piece < passed.length; piece += 1) {
      if (entries[painter.owner[piece] ?? -1]?.isAllowed === true) passed[piece] = 1;
    }
    return passed;
  }

  private concerned<Rule extends GroupRule>(rules: readonly Rule[], kind: number): Rule[] {
    const asked = this.kinds[kind];
    return asked === undefined ? [] : rules.filter(({ protocol }) => takes(protocol, asked));
  }

  private spanOf(range: Range): readonly [number, number] {
    return this.space.piecesOf(range);
  }

  private remember(key: string, read: () => Uint8Array): Uint8Array {
    let marks = this.known.get(key);
    if (marks === undefined) this.known.set(key, (marks = read()));
    return marks;
  }
}
