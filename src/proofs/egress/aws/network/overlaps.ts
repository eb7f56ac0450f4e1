import type { Span } from '../../network/address-space.ts';
import type { Range } from '../../network/model.ts';

const nothing: Span = [0, 0];

/**
 * The pieces of an address space that a range touches, also where the space was not cut at its ends. Where everything else takes a piece
 * whole, a rule that lets any address of it pass lets something into it: whose rule is asked of one sender only need not cut the space.
 */
export class Overlaps {
  private readonly family: 4 | 6;
  /** First address of each piece, in the order of the space that is made of the same ranges. */
  private readonly starts: readonly bigint[];

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
  }

  spanOf({ family, first, last }: Range): Span {
    return family === this.family ? [this.pieceOf(first), this.pieceOf(last) + 1] : nothing;
  }

  /** The piece that holds an address: the last that starts at it or before. */
  private pieceOf(address: bigint): number {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0n) <= address) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
