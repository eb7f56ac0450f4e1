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

/** Whom is asked about: by all that is granted on a store and above, by its own grants only, or by those above it only. */
interface Question {
  readonly node: PolicyNode;
  readonly at: number;
  readonly holders: (permissions: readonly string[]) => readonly Holder[];
  readonly above: readonly number[];
}

/** Who reads the stores of a zone, or may let himself read them. What is granted above stores is worked out once for all that are alike. */
export class Readers {
  private readonly model: IdentityModel;
  private readonly access: Access;
  private readonly calls: MayCall;
  private readonly inherited = new Map<string, readonly Step[]>();

  constructor(model: IdentityModel, access: Access, calls: MayCall) {
    this.model = model;
    this.access = access;
    this.calls = calls;
  }

  /** First steps from a store outwards, in groups: those by grants above it are one list, the same one for every store like it. */
  of(store: number): readonly (readonly Step[])[] {
    const { access } = this;
    const node = this.model.nodes[store];
    if (node === undefined) return [];
    const { parent } = node;
    if (parent === null || !access.inherits(store)) {
      const holders = (permissions: readonly string[]): readonly Holder[] => access.holders(store, permissions);
      return [this.answer({ node, at: store, holders, above: access.chain(store).slice(1) })];
    }
    const holders = (permissions: readonly string[]): readonly Holder[] => access.ownHolders(store, permissions);
    return [this.answer({ node, at: store, holders, above: [] }), this.above(node, parent)];
  }

  private above(node: PolicyNode, at: number): readonly Step[] {
    const key = [at, node.service, node.project, node.isFiltered, ...node.reads, '', ...node.shares].join('\0');
    let found = this.inherited.get(key);
    if (found === undefined) {
      const holders = (permissions: readonly string[]): readonly Holder[] => this.access.holders(at, permissions);
      found = this.answer({ node, at, holders, above: this.access.chain(at) });
      this.inherited.set(key, found);
    }
    return found;
  }

  private answer({ node, at, holders, above }: Question): readonly Step[] {
    const reading = holders(node.reads).map(({ principal, within, permission, grant }): Step => {
      const mustBeInside = !this.calls(principal, permission, node);
      return { principal, within, mustBeInside, hops: [{ id: grant, why: 'reads', account: null }] };
    });
    const own = holders(node.shares).map((holder) => ({ holder, owner: node }));
    const higher = above.flatMap((one) => {
      const owner = this.model.nodes[one];
      return owner === undefined ? [] : this.access.holders(one, owner.shares).map((holder) => ({ holder, owner }));
    });
    const sharing = [...own, ...higher].flatMap(({ holder, owner }): readonly Step[] => {
      const { principal, within, permission, grant } = holder;
      const reads = node.reads.filter((one) => this.access.isAllowed(principal, one, at));
      if (reads.length === 0) return [];
      const passes = this.calls(principal, permission, owner) && reads.some((one) => this.calls(principal, one, node));
      return [{ principal, within, mustBeInside: !passes, hops: [{ id: grant, why: 'shares', account: null }] }];
    });
    return [...reading, ...sharing];
  }
}
