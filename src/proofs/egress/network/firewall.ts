import type { AddressSpace, Span } from './address-space.ts';
import type { Machine, Network, Protocol, Rule } from './model.ts';

/** A protocol and, where it has ports, a span of them that every rule takes or leaves whole. */
interface Kind {
  readonly name: string;
  readonly port: number | null;
}

/** A rule by its turn among all rules of its direction, with the pieces of the address space that it is about. */
interface Placed {
  readonly rule: Rule;
  readonly layer: number;
  readonly spans: readonly Span[];
}

/** Where a rule begins or ceases to hold as one walks through the address space. */
interface Turn {
  readonly piece: number;
  readonly order: number;
  readonly begins: boolean;
}

/** Rules that hold together, by their turns, in order; with what is known of where such places lead. */
interface Holding {
  readonly orders: readonly number[];
  /** What holds once a rule begins (its turn) or ceases to (its turn's complement) as well. */
  readonly next: Map<number, Holding>;
  /** Whether some packet may pass; null until somebody asks. */
  passes: boolean | null;
}

type Direction = Rule['direction'];

/** The rules of one direction, ready to be walked through. */
interface Side {
  readonly direction: Direction;
  readonly rules: readonly Placed[];
  readonly turns: readonly Turn[];
  readonly holdings: Map<string, Holding>;
  readonly machines: Map<string, Uint8Array>;
}

/**
 * The firewall of one network, for the pieces of the address space that are asked about: rules about others only are left out. Machines that no rule tells
 * apart are judged once, and so are addresses under the same rules.
 */
export class Firewall {
  private readonly space: AddressSpace;
  private readonly sides: Readonly<Record<Direction, Side>>;
  private readonly tags: ReadonlySet<string>;
  private readonly accounts: ReadonlySet<string>;

  /** `asked` has a 1 for every piece that will be asked about. */
  constructor(network: Network, space: AddressSpace, asked: Uint8Array) {
    this.space = space;
    const counts = countsOf(asked);
    this.sides = {
      EGRESS: sideOf(network, counts, space, 'EGRESS'),
      INGRESS: sideOf(network, counts, space, 'INGRESS'),
    };
    const rules = [...this.sides.EGRESS.rules, ...this.sides.INGRESS.rules].map(({ rule }) => rule);
    this.tags = new Set(rules.flatMap((rule) => rule.tags ?? []));
    this.accounts = new Set(rules.flatMap((rule) => rule.accounts ?? []));
  }

  /** Equal for machines that no rule tells apart. */
  keyOf({ tags, account }: Machine): string {
    const named = tags.filter((tag) => this.tags.has(tag)).sort();
    return `${named.join(',')}\0${account !== null && this.accounts.has(account) ? account : ''}`;
  }

  /**
   * The pieces to which (or from which) at least one protocol and port is allowed, right where it was asked about. Rules decide layer by layer; the first
   * that matches a packet wins, `next` hands it to the layer below, and what no layer decides is allowed out and denied in.
   */
  allowed(machine: Machine, direction: Direction): Uint8Array {
    const side = this.sides[direction];
    const key = this.keyOf(machine);
    let pieces = side.machines.get(key);
    if (pieces === undefined) side.machines.set(key, (pieces = this.walk(machine, side)));
    return pieces;
  }

  /** Walks through the address space from turn to turn: between two of them the same rules hold. */
  private walk(machine: Machine, side: Side): Uint8Array {
    const allowed = new Uint8Array(this.space.size);
    const applies = side.rules.map(({ rule }) => isFor(rule, machine));
    let holding = holdingOf(side, []);
    let from = 0;
    for (const turn of side.turns) {
      if (applies[turn.order] !== true) continue;
      if (turn.piece > from && passes(holding, side)) allowed.fill(1, from, turn.piece);
      from = turn.piece;
      holding = after(holding, turn, side);
    }
    if (passes(holding, side)) allowed.fill(1, from);
    return allowed;
  }
}

function sideOf(network: Network, counts: Int32Array, space: AddressSpace, direction: Direction): Side {
  const rules = placedIn(network, counts, space, direction);
  const turns = rules.flatMap(({ spans }, order) =>
    spans.flatMap(([from, to]): Turn[] => [
      { piece: from, order, begins: true },
      { piece: to, order, begins: false },
    ]),
  );
  turns.sort((one, other) => one.piece - other.piece);
  return { direction, rules, turns, holdings: new Map(), machines: new Map() };
}

/** What holds past a turn. The same rules are one holding, whichever way one came. */
function after(holding: Holding, { order, begins }: Turn, side: Side): Holding {
  const step = begins ? order : ~order;
  let next = holding.next.get(step);
  if (next === undefined) {
    const at = placeIn(holding.orders, order);
    next = holdingOf(side, begins ? holding.orders.toSpliced(at, 0, order) : holding.orders.toSpliced(at, 1));
    holding.next.set(step, next);
  }
  return next;
}

function holdingOf({ holdings }: Side, orders: readonly number[]): Holding {
  const key = orders.join();
  let holding = holdings.get(key);
  if (holding === undefined) holdings.set(key, (holding = { orders, next: new Map(), passes: null }));
  return holding;
}

/** Whether under these rules, in their order, some packet may pass. */
function passes(holding: Holding, { rules, direction }: Side): boolean {
  if (holding.passes === null) {
    const own = holding.orders.flatMap((order) => rules[order] ?? []);
    holding.passes = kindsOf(own).some((kind) => passesKind(own, kind, direction));
  }
  return holding.passes;
}

/** How many pieces before each are asked about. */
function countsOf(asked: Uint8Array): Int32Array {
  const counts = new Int32Array(asked.length + 1);
  for (let at = 0; at < asked.length; at += 1) counts[at + 1] = (counts[at] ?? 0) + (asked[at] ?? 0);
  return counts;
}

/** The rules of one direction that are about pieces that are asked about, layer by layer, in the order in which they decide. */
function placedIn(network: Network, counts: Int32Array, space: AddressSpace, direction: Direction): readonly Placed[] {
  const isAsked = ([from, to]: Span): boolean => (counts[to] ?? 0) > (counts[from] ?? 0);
  return network.layers.flatMap((rules, layer) =>
    rules
      .filter((rule) => rule.direction === direction)
      .sort(byPrecedence)
      .map((rule) => ({
        rule,
        layer,
        spans: joined(rule.ranges.map((range) => space.piecesOf(range)).filter(isAsked)),
      }))
      .filter(({ spans }) => spans.length > 0),
  );
}

/** Spans in order, without those that are empty, overlapping ones as one: a rule begins to hold once before it ceases to. */
function joined(spans: readonly Span[]): readonly Span[] {
  const whole: Span[] = [];
  for (const [from, to] of [...spans].sort(([one], [other]) => one - other)) {
    const last = whole.at(-1);
    if (from >= to) continue;
    if (last === undefined || from > last[1]) whole.push([from, to]);
    else whole[whole.length - 1] = [last[0], Math.max(last[1], to)];
  }
  return whole;
}

/** Where a number stands, or belongs, in a sorted list. */
function placeIn(sorted: readonly number[], wanted: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? wanted) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Lower priority first; at the same one, deny first. */
function byPrecedence(one: Rule, other: Rule): number {
  if (one.priority !== other.priority) return one.priority - other.priority;
  return rank(one) - rank(other);
}

function rank({ action }: Rule): number {
  return action === 'deny' ? 0 : 1;
}

function isFor(rule: Rule, machine: Machine): boolean {
  if (rule.tags === null && rule.accounts === null) return true;
  const tagged = rule.tags?.some((tag) => machine.tags.includes(tag)) ?? false;
  return tagged || (machine.account !== null && (rule.accounts?.includes(machine.account) ?? false));
}

function passesKind(rules: readonly Placed[], kind: Kind, direction: Direction): boolean {
  let handedOn = -1;
  for (const { rule, layer } of rules) {
    if (layer === handedOn || !rule.protocols.some((protocol) => takes(protocol, kind))) continue;
    if (rule.action !== 'next') return rule.action === 'allow';
    handedOn = layer;
  }
  return direction === 'EGRESS';
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
function kindsOf(rules: readonly Placed[]): readonly Kind[] {
  const ports = new Map<string, Set<number>>();
  for (const protocol of rules.flatMap(({ rule }) => rule.protocols)) {
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
