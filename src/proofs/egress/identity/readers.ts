import type { Access, Holder } from './access.ts';
import type { AccessPath, IdentityModel, PolicyNode } from './model.ts';

type Hops = AccessPath['hops'];

/**
 * Somebody who gets at the store as `principal`. With `mustBeInside` only from a workload in the zone: the calls that follow do not pass from outside.
 * A bearer needs nothing more: the key is in hand.
 */
export interface Step {
  readonly principal: string;
  /** The set whose way this is as well; null where it has a name of its own in what grants it. */
  readonly within: string | null;
  readonly mustBeInside: boolean;
  readonly hops: Hops;
}

type MayCall = (principal: string, permission: string, node: PolicyNode) => boolean;

/** Whom is asked about: by all that is granted on a node and above, or by the grants of the node only. */
interface Question {
  readonly store: PolicyNode;
  readonly at: number;
  readonly holders: (permissions: readonly string[]) => readonly Holder[];
  /** Whose policies are changed by a permission that is held there: the store, and what it lies in up to there. */
  readonly owners: readonly PolicyNode[];
  /** Nodes above, whose own policies reach down as well. */
  readonly above: readonly number[];
}

/** Who reads the stores of a zone, or may let himself read them. What is granted above stores is worked out once for all that are alike. */
export class Readers {
  private readonly model: IdentityModel;
  private readonly access: Access;
  private readonly calls: MayCall;
  private readonly shared = new Map<string, readonly Step[]>();

  constructor(model: IdentityModel, access: Access, calls: MayCall) {
    this.model = model;
    this.access = access;
    this.calls = calls;
  }

  /**
   * First steps from a store outwards, in groups: those by its own grants, then those by the grants of each node above it. What stands above is the same list
   * for every store that is like it.
   */
  of(store: number): readonly (readonly Step[])[] {
    const groups: (readonly Step[])[] = [];
    const below: PolicyNode[] = [];
    for (let at: number | null = store; at !== null; ) {
      const node: PolicyNode | undefined = this.model.nodes[at];
      if (node === undefined || below.includes(node)) break;
      const asked = { at, node, below };
      // Where something forbids, what is granted above does not hold as it does there: all of it is asked about here.
      const isLast = !this.access.inherits(at);
      groups.push(at === store ? this.answerAt(asked, isLast) : this.sharedAt(asked, isLast));
      if (isLast) break;
      below.push(node);
      at = node.parent;
    }
    return groups;
  }

  private sharedAt(asked: Asked, isLast: boolean): readonly Step[] {
    const key = [asked.at, ...asked.below.map(kindOf)].join('\0');
    let found = this.shared.get(key);
    if (found === undefined) this.shared.set(key, (found = this.answerAt(asked, isLast)));
    return found;
  }

  private answerAt({ at, node, below }: Asked, isLast: boolean): readonly Step[] {
    const { access } = this;
    const store = below[0] ?? node;
    return this.answer({
      store,
      at,
      holders: (permissions) => (isLast ? access.holders(at, permissions) : access.ownHolders(at, permissions)),
      owners: [...below, node],
      above: isLast ? access.chain(at).slice(1) : [],
    });
  }

  private answer({ store, at, holders, owners, above }: Question): readonly Step[] {
    const reading = holders(store.reads).map(({ principal, within, permission, grant }): Step => {
      const mustBeInside = !this.calls(principal, permission, store);
      return { principal, within, mustBeInside, hops: [{ id: grant, why: 'reads', account: null }] };
    });
    const own = owners.flatMap((owner) => holders(owner.shares).map((holder) => ({ holder, owner })));
    const higher = above.flatMap((one) => {
      const owner = this.model.nodes[one];
      return owner === undefined ? [] : this.access.holders(one, owner.shares).map((holder) => ({ holder, owner }));
    });
    const sharing = [...own, ...higher].flatMap(({ holder, owner }): readonly Step[] => {
      const { principal, within, permission, grant } = holder;
      const reads = store.reads.filter((one) => this.access.isAllowed(principal, one, at));
      if (reads.length === 0) return [];
      const passes = this.calls(principal, permission, owner) && reads.some((one) => this.calls(principal, one, store));
      return [{ principal, within, mustBeInside: !passes, hops: [{ id: grant, why: 'shares', account: null }] }];
    });
    return [...reading, ...sharing];
  }
}

/** A node on the way up from a store, with what lies between: the store first. */
interface Asked {
  readonly at: number;
  readonly node: PolicyNode;
  readonly below: readonly PolicyNode[];
}

/** Equal for nodes that calls and permissions do not tell apart. */
function kindOf({ service, project, isFiltered, reads, shares }: PolicyNode): string {
  return [service, project, isFiltered, ...reads, '', ...shares].join('\0');
}
