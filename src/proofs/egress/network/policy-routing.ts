import type { AddressSpace } from './address-space.ts';
import type { Machine, NextHop, PolicyRoute, Route } from './model.ts';

/** What policy-based routes do with a packet: the routes that they may send it by, and whether the routing table is left to it besides. */
export interface Policies {
  readonly routes: readonly Route[];
  readonly isFinal: boolean;
}

const untouched: Policies = { routes: [], isFinal: false };

/** A policy-based route as the search follows it; `by` is null where it leads nowhere, or back to the routing table. */
interface Placed {
  readonly policy: PolicyRoute;
  readonly by: Route | null;
}

/**
 * The policy-based routes of a network. They come before subnets and every other route; the lowest priority decides, never the longest prefix, and of several at
 * one priority any may (cloud.google.com/vpc/docs/policy-based-routes). One that is only for some packets leaves the others to what comes after it.
 */
export class PolicyRouting {
  private readonly space: AddressSpace;
  private readonly placed: readonly Placed[];

  constructor(policies: readonly PolicyRoute[], space: AddressSpace) {
    this.space = space;
    this.placed = policies
      .filter(({ range }) => range.family === space.family)
      .map((policy) => ({ policy, by: routeOf(policy) }))
      .sort((one, other) => one.policy.priority - other.policy.priority);
  }

  get tags(): readonly string[] {
    return this.placed.flatMap(({ policy }) => policy.tags);
  }

  /** A 1 for every piece that one of them is about. */
  marks(): Uint8Array {
    return this.space.mark(this.placed.map(({ policy }) => policy.range));
  }

  /** What becomes of the packets of one machine, by piece. */
  tableFor({ tags }: Machine): (piece: number) => Policies {
    const own = this.placed.filter(
      ({ policy }) => policy.tags.length === 0 || policy.tags.some((tag) => tags.includes(tag)),
    );
    if (own.length === 0) return () => untouched;
    const known = new Map<number, Policies>();
    return (piece) => {
      let found = known.get(piece);
      if (found === undefined) known.set(piece, (found = decide(own, (one) => this.isAbout(one, piece))));
      return found;
    };
  }

  private isAbout({ policy }: Placed, piece: number): boolean {
    const [from, to] = this.space.piecesOf(policy.range);
    return piece >= from && piece < to;
  }
}

function routeOf({ id, range, priority, tags, hop }: PolicyRoute): Route | null {
  return isHop(hop) ? { id, range, priority, tags, hop } : null;
}

function isHop(hop: PolicyRoute['hop']): hop is NextHop {
  return hop !== 'nowhere' && hop !== 'other-routes';
}

function decide(placed: readonly Placed[], isAbout: (one: Placed) => boolean): Policies {
  const routes: Route[] = [];
  let others = false;
  let decided: number | null = null;
  for (const one of placed) {
    const { policy, by } = one;
    if (decided !== null && policy.priority > decided) break;
    if (!isAbout(one)) continue;
    if (by !== null) routes.push(by);
    else if (policy.hop === 'other-routes') others = true;
    if (!policy.isPartial) decided = policy.priority;
  }
  if (routes.length === 0 && decided === null) return untouched;
  return { routes, isFinal: decided !== null && !others };
}
