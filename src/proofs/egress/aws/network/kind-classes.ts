import type { Protocol } from '../../network/model.ts';
import type { GroupRule } from './aws-model.ts';
import type { Direction } from './filters.ts';
import { isEphemeral, type PacketKind, takes } from './packet-kinds.ts';

/** Rules of a group or entries of an ACL. */
type Rules = Readonly<Record<Direction, readonly Pick<GroupRule, 'protocol'>[]>>;

/** Kinds of packets by what tells them apart: rules that every packet may meet, and those of the sender. Ports that only others' rules name do not. */
export class KindClasses {
  private readonly kinds: readonly PacketKind[];
  /** What the rules that all may meet say of each kind. */
  private readonly common: readonly string[];
  private readonly known = new Map<string, readonly number[]>();

  constructor(kinds: readonly PacketKind[], shared: readonly Rules[]) {
    this.kinds = kinds;
    const protocols = protocolsIn(shared);
    this.common = kinds.map((kind) => `${kind.name} ${isEphemeral(kind)} ${marks(kind, protocols)}`);
  }

  /** One kind, by its place, of each class for a sender with these rules. */
  of(own: readonly Rules[]): readonly number[] {
    const protocols = protocolsIn(own);
    const key = protocols.map(wordsOf).join(' ');
    let found = this.known.get(key);
    if (found === undefined) this.known.set(key, (found = this.read(protocols)));
    return found;
  }

  private read(protocols: readonly Protocol[]): readonly number[] {
    const first = new Map<string, number>();
    this.kinds.forEach((kind, at) => {
      const told = `${this.common[at] ?? ''} ${marks(kind, protocols)}`;
      if (!first.has(told)) first.set(told, at);
    });
    return [...first.values()];
  }
}

function marks(kind: PacketKind, protocols: readonly Protocol[]): string {
  return protocols.map((protocol) => (takes(protocol, kind) ? '1' : '0')).join('');
}

/** Each once. */
function protocolsIn(rules: readonly Rules[]): readonly Protocol[] {
  const found = new Map<string, Protocol>();
  for (const { egress, ingress } of rules) {
    for (const { protocol } of [...egress, ...ingress]) found.set(wordsOf(protocol), protocol);
  }
  return [...found.values()];
}

function wordsOf({ name, ports }: Protocol): string {
  return `${name}:${ports === null ? '*' : ports.map((span) => span.join('-')).join(',')}`;
}
