import type { Range } from './model.ts';

/** Pieces of an address space as first and one past the last. */
export type Span = readonly [from: number, to: number];

const nothing: Span = [0, 0];

/** The addresses of one family, cut where any range of interest begins or ends: within one piece all addresses are alike. */
export class AddressSpace {
  readonly family: 4 | 6;
  /** First address of each piece. */
  private readonly starts: readonly bigint[];
  private readonly places: ReadonlyMap<bigint, number>;
  private readonly spans = new WeakMap<Range, Span>();

  constructor(family: 4 | 6, ranges: Iterable<Range>) {
    this.family = family;
    const end = 1n << (family === 4 ? 32n : 128n);
    const cuts = new Set<bigint>([0n]);
    for (const range of ranges) {
      if (range.family !== family) continue;
      cuts.add(range.first);
      if (range.last + 1n < end) cuts.add(range.last + 1n);
    }
    this.starts = [...cuts].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
    this.places = new Map(this.starts.map((start, at) => [start, at]));
  }

  get size(): number {
    return this.starts.length;
  }

  /** The pieces of a range that the space was made with; none for one of the other family. */
  piecesOf(range: Range): Span {
    if (range.family !== this.family) return nothing;
    let span = this.spans.get(range);
    if (span === undefined) {
      span = [this.places.get(range.first) ?? 0, this.places.get(range.last + 1n) ?? this.size];
      this.spans.set(range, span);
    }
    return span;
  }

  /** A mark for every piece that lies in one of the ranges. */
  mark(ranges: readonly Range[]): Uint8Array {
    const marks = new Uint8Array(this.size);
    for (const range of ranges) marks.fill(1, ...this.piecesOf(range));
    return marks;
  }
}

/** Gives each piece to the first that claims it, in time linear in what is claimed: pieces that are taken are skipped in one step. */
export class Painter {
  private readonly next: Int32Array;
  readonly owner: Int32Array;

  constructor(size: number) {
    this.next = new Int32Array(size + 1);
    for (let at = 0; at <= size; at += 1) this.next[at] = at;
    this.owner = new Int32Array(size).fill(-1);
  }

  paint(from: number, to: number, owner: number): void {
    for (let at = this.find(from); at < to; at = this.find(at)) {
      this.owner[at] = owner;
      this.next[at] = at + 1;
    }
  }

  /** Pieces that nobody may take any more, without an owner. */
  private find(start: number): number {
    let root = start;
    while (this.nextOf(root) !== root) root = this.nextOf(root);
    for (let at = start; at !== root; ) {
      const after = this.nextOf(at);
      this.next[at] = root;
      at = after;
    }
    return root;
  }

  private nextOf(at: number): number {
    return this.next[at] ?? at;
  }
}
