import { type AddressSpace, Painter } from './address-space.ts';
import type { Machine, Network, Protocol, Rule } from './model.ts';

/** A protocol and, where it has ports, a span of them that every rule takes or leaves whole. */
interface Kind {
  readonly name: string;
  readonly port: number | null;
}

/**
 * The pieces of the address space to which (or from which) at least one protocol and port is allowed. Rules decide layer by layer; the first
 * that matches a packet wins, `next` hands it to the layer below, and what no layer decides is allowed out and denied in.
 */
export function allowedPieces(
  network: Network,
  machine: Machine,
  direction: Rule['direction'],
  space: AddressSpace,
): Uint8Array {
  const layers = network.layers.map((layer) =>
    layer.filter((rule) => isFor(rule, machine, direction)).sort(byPrecedence),
  );
  const allowed = new Uint8Array(space.size);
  for (const kind of kindsOf(layers.flat())) {
    const decided = decide(layers, kind, direction, space);
    for (let at = 0; at < allowed.length; at += 1) if (decided[at] === 1) allowed[at] = 1;
  }
  return allowed;
}

/** Lower priority first; at the same one, deny first. */
function byPrecedence(one: Rule, other: Rule): number {
  if (one.priority !== other.priority) return one.priority - other.priority;
  return rank(one) - rank(other);
}

function rank({ action }: Rule): number {
  return action === 'deny' ? 0 : 1;
}

function isFor(rule: Rule, machine: Machine, direction: Rule['direction']): boolean {
  if (rule.direction !== direction) return false;
  if (rule.tags === null && rule.accounts === null) return true;
  const tagged = rule.tags?.some((tag) => machine.tags.includes(tag)) ?? false;
  return tagged || (machine.account !== null && (rule.accounts?.includes(machine.account) ?? false));
}

/** 1 where the packet may pass. */
function decide(
  layers: readonly (readonly Rule[])[],
  kind: Kind,
  direction: Rule['direction'],
  space: AddressSpace,
): Uint8Array {
  const open = new Uint8Array(space.size).fill(1);
  const passed = new Uint8Array(space.size);
  for (const layer of layers) {
    const rules = layer.filter((rule) => rule.protocols.some((protocol) => takes(protocol, kind)));
    const painter = new Painter(space.size);
    rules.forEach((rule, at) => {
      for (const range of rule.ranges) painter.paint(...space.piecesOf(range), at);
    });
    for (let at = 0; at < open.length; at += 1) {
      const action = rules[painter.owner[at] ?? -1]?.action;
      if (open[at] !== 1 || action === undefined || action === 'next') continue;
      open[at] = 0;
      if (action === 'allow') passed[at] = 1;
    }
  }
  if (direction === 'EGRESS') for (let at = 0; at < open.length; at += 1) if (open[at] === 1) passed[at] = 1;
  return passed;
}

function takes(protocol: Protocol, kind: Kind): boolean {
  if (protocol.name === 'all') return true;
  if (protocol.name !== kind.name) return false;
  const { port } = kind;
  return (
    protocol.ports === null || (port !== null && protocol.ports.some(([first, last]) => first <= port && port <= last))
  );
}

/** One of each kind of packet that some rule tells apart: every protocol that is named, at every port where a rule begins or has ended. */
function kindsOf(rules: readonly Rule[]): readonly Kind[] {
  const ports = new Map<string, Set<number>>();
  for (const protocol of rules.flatMap((rule) => rule.protocols)) {
    if (protocol.name === 'all') continue;
    const known = ports.get(protocol.name) ?? new Set<number>();
    ports.set(protocol.name, known);
    for (const [first, last] of protocol.ports ?? []) known.add(first).add(last + 1);
  }
  const named = [...ports].flatMap(([name, starts]): Kind[] => {
    if (starts.size === 0) return [{ name, port: null }];
    return [...starts.add(0)].filter((port) => port <= 65_535).map((port) => ({ name, port }));
  });
  // A protocol that no rule names.
  return [...named, { name: 'another', port: null }];
}
