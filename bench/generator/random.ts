/** A small generator of pseudo-random numbers (xorshift), so that one seed gives one plan on every machine. */
export class Random {
  private state: number;
  private readonly badShare: number;

  constructor(seed: number, badShare: number) {
    this.state = (seed * 2654435761) >>> 0 || 1;
    this.badShare = badShare;
  }

  /** From 0 up to, but not including, 1. */
  next(): number {
    this.state = (this.state ^ (this.state << 13)) >>> 0;
    this.state ^= this.state >>> 17;
    this.state = (this.state ^ (this.state << 5)) >>> 0;
    return this.state / 4294967296;
  }

  /** Whether this attribute breaks its rule. */
  bad(share: number = this.badShare): boolean {
    return this.next() < share;
  }

  pick<Member>(members: readonly [Member, ...Member[]]): Member {
    return members[Math.floor(this.next() * members.length)] ?? members[0];
  }
}
