import type { Protocol } from '../../network/model.ts';
import type { AwsModel } from './aws-model.ts';

/** A protocol and, where it has ports, one port of a span that every rule takes or leaves whole. */
export interface PacketKind {
  readonly name: string;
  readonly port: number | null;
}

/** Ports that callers choose for answers to reach them (docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html). */
const firstEphemeral = 1024;

export function takes(protocol: Protocol, { name, port }: PacketKind): boolean {
  if (protocol.name === 'all') return true;
  if (protocol.name !== name) return false;
  return (
    protocol.ports === null || (port !== null && protocol.ports.some(([first, last]) => first <= port && port <= last))
  );
}

/** One of each kind of packet that some rule of the model tells apart, and one of a protocol that none names. */
export function kindsOf({ acls, groups }: AwsModel): readonly PacketKind[] {
  const rules = [...acls, ...groups].flatMap(({ egress, ingress }): readonly { readonly protocol: Protocol }[] => [
    ...egress,
    ...ingress,
  ]);
  const starts = new Map<string, Set<number>>();
  for (const { protocol } of rules) {
    if (protocol.name === 'all') continue;
    const known = starts.get(protocol.name) ?? new Set<number>();
    starts.set(protocol.name, known);
    for (const [first, last] of protocol.ports ?? []) known.add(first).add(last + 1);
  }
  const named = [...starts].flatMap(([name, ports]): readonly PacketKind[] => {
    if (name !== 'tcp' && name !== 'udp' && ports.size === 0) return [{ name, port: null }];
    return [...ports.add(0).add(firstEphemeral)].filter((port) => port <= 65_535).map((port) => ({ name, port }));
  });
  return [...named, { name: 'another', port: null }];
}

/** Whether an answer to a call may be of a kind: the same protocol, to a port of the caller's choice. */
export function answers(call: PacketKind, kind: PacketKind): boolean {
  return kind.name === call.name && (call.port === null || isEphemeral(kind));
}

/** Whether it goes to a port that a caller may have chosen. */
export function isEphemeral({ port }: PacketKind): boolean {
  return (port ?? 0) >= firstEphemeral;
}
