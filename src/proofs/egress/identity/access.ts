import type { GrantFacts, IdentityModel } from './model.ts';
import { isAmong } from './permissions.ts';
import { type Covers, covers, isSet } from './principals.ts';

/** A principal that has a permission on a node, and what grants it. */
export interface Holder {
  readonly principal: string;
  /** The set that it is in and that holds it, where it is told apart from that; null when it holds it by its own name. */
  readonly within: string | null;
  readonly permission: string;
  readonly grant: string;
}

/**
 * Who may do what, as IAM decides it: a deny rule on the node or above it first, then the boundaries of the principal, then the grants on the node or
 * above it (cloud.google.com/iam/docs/policy-types#evaluation). What can't be told is taken as the model's mode says.
 */
export class Access {
  private readonly model: IdentityModel;
  private readonly grantsAt: ReadonlyMap<number, IdentityModel['grants']>;
  private readonly deniesAt: ReadonlyMap<number, IdentityModel['denies']>;
  /** Nodes that some boundary names. */
  private readonly bounding: ReadonlySet<number>;
  private readonly known = new Map<string, Map<number, readonly Holder[]>>();
  private readonly byList = new WeakMap<readonly string[], Map<number, readonly Holder[]>>();
  private readonly named: readonly string[];

  /** `named` are principals who are told apart from others of a set that they are in, since more passes for them: they are holders of their own. */
  constructor(model: IdentityModel, named: readonly string[] = []) {
    this.model = model;
    const accounts = model.nodes.flatMap(({ member }) => member ?? []);
    this.named = [...new Set([...accounts, ...named])];
    this.grantsAt = groupByNode(model.grants);
    this.deniesAt = groupByNode(model.denies);
    this.bounding = new Set(model.boundaries.flatMap(({ nodes }) => nodes));
  }

  /** Every principal with one of the permissions on the node, once for each of them: calls with one may pass where those with another don't. */
  holders(node: number, permissions: readonly string[]): readonly Holder[] {
    const nodes = this.knownFor(permissions);
    let found = nodes.get(node);
    if (found === undefined) nodes.set(node, (found = this.find(node, permissions)));
    return found;
  }

  /** Few sets of permissions are asked about, each for many nodes. */
  private knownFor(permissions: readonly string[]): Map<number, readonly Holder[]> {
    let nodes = this.byList.get(permissions);
    if (nodes === undefined) {
      const key = permissions.join('\0');
      nodes = this.known.get(key) ?? new Map<number, readonly Holder[]>();
      this.known.set(key, nodes);
      this.byList.set(permissions, nodes);
    }
    return nodes;
  }

  /** Every principal with one of the permissions by what is granted on the node itself. */
  ownHolders(node: number, permissions: readonly string[]): readonly Holder[] {
    return (this.grantsAt.get(node) ?? []).flatMap((grant) =>
      permissions
        .filter((permission) => grant.permissions.has(permission))
        .flatMap((permission) => this.holdersBy(grant, permission, node)),
    );
  }

  /** Whether a principal has one of the permissions on the node, by a grant of its own or of a set that it is in. */
  has(principal: string, node: number, permissions: readonly string[]): boolean {
    return this.chain(node).some((at) => this.isGranted(principal, permissions, { at, node }));
  }

  /** The same, by what is granted on the node itself. */
  hasOwn(principal: string, node: number, permissions: readonly string[]): boolean {
    return this.isGranted(principal, permissions, { at: node, node });
  }

  /** True when nothing on the node itself forbids: what is granted above holds on it as it does there. */
  inherits(node: number): boolean {
    return !this.deniesAt.has(node) && !this.bounding.has(node);
  }

  /** True when neither a deny rule nor a boundary keeps the principal from using the permission on the node, if it had it. */
  isAllowed(principal: string, permission: string, node: number): boolean {
    return !this.isDenied(principal, permission, node) && this.isWithin(principal, node);
  }

  /** The node and all above it. */
  chain(node: number): readonly number[] {
    const found: number[] = [];
    for (let at: number | null = node; at !== null && !found.includes(at); at = this.model.nodes[at]?.parent ?? null) {
      found.push(at);
    }
    return found;
  }

  /** What is granted above holds as it does there, unless something forbids on the node itself: it is looked for once for all that lies below. */
  private find(node: number, permissions: readonly string[]): readonly Holder[] {
    const parent = this.model.nodes[node]?.parent ?? null;
    const inherits = parent !== null && this.inherits(node);
    const grants = (inherits ? [node] : this.chain(node)).flatMap((at) => this.grantsAt.get(at) ?? []);
    const inherited = inherits ? this.holders(parent, permissions) : [];
    if (grants.length === 0) return inherited;
    const own = grants.flatMap((grant) =>
      permissions
        .filter((permission) => grant.permissions.has(permission))
        .flatMap((permission) => this.holdersBy(grant, permission, node)),
    );
    if (own.length + inherited.length <= 1) return own.length === 0 ? inherited : own;
    const found = new Map<string, Holder>();
    for (const holder of [...own, ...inherited]) {
      const key = `${holder.permission}\0${holder.principal}`;
      if (!found.has(key)) found.set(key, holder);
    }
    return [...found.values()];
  }

  private isGranted(
    principal: string,
    permissions: readonly string[],
    { at, node }: { readonly at: number; readonly node: number },
  ): boolean {
    return (this.grantsAt.get(at) ?? []).some(
      (grant) =>
        grant.principals.some((set) => this.isIn(set, principal, 'yes')) &&
        permissions.some((one) => grant.permissions.has(one) && this.isAllowed(principal, one, node)),
    );
  }

  private holdersBy({ id, principals }: GrantFacts, permission: string, node: number): readonly Holder[] {
    return principals.flatMap((one) =>
      this.escaping(one, permission, node).map((principal) => {
        const within = principal === one ? null : one;
        return { principal, within, permission, grant: id };
      }),
    );
  }

  /** The principal when it may, and those of its set who are told apart or whom some rule excepts, when they may: more is open to them. */
  private escaping(principal: string, permission: string, node: number): readonly string[] {
    const own = this.isAllowed(principal, permission, node) ? [principal] : [];
    if (!isSet(principal)) return own;
    const denying = this.chain(node).flatMap((at) => this.deniesAt.get(at) ?? []);
    const excepted = denying.flatMap(({ exceptions }) => exceptions);
    const others = [...new Set([...excepted, ...this.named])].filter(
      (one) => one !== principal && this.isIn(principal, one, 'yes') && this.isAllowed(one, permission, node),
    );
    return [...own, ...others];
  }

  private isDenied(principal: string, permission: string, node: number): boolean {
    return this.chain(node).some((at) =>
      (this.deniesAt.get(at) ?? []).some(
        (rule) =>
          isAmong(permission, rule.permissions) &&
          !isAmong(permission, rule.exceptPermissions) &&
          rule.principals.some((set) => this.isIn(set, principal, 'no')) &&
          !rule.exceptions.some((set) => this.isIn(set, principal, 'yes')),
      ),
    );
  }

  private isWithin(principal: string, node: number): boolean {
    const own = this.model.boundaries.filter(({ principals }) =>
      principals.some((set) => this.isIn(set, principal, 'no')),
    );
    if (own.length === 0) return true;
    const chain = this.chain(node);
    return own.some(({ nodes }) => nodes.some((one) => chain.includes(one)));
  }

  /** `opens` says whether being in the set opens a way (`yes`) or closes one (`no`): so is what may be taken. */
  private isIn(set: string, principal: string, opens: 'yes' | 'no'): boolean {
    const answer: Covers = covers(set, principal);
    if (answer !== 'maybe') return answer === 'yes';
    return (opens === 'yes') === this.model.unseen.isOpen;
  }
}

function groupByNode<Fact extends { readonly node: number }>(
  facts: readonly Fact[],
): ReadonlyMap<number, readonly Fact[]> {
  const groups = new Map<number, Fact[]>();
  for (const fact of facts) {
    const list = groups.get(fact.node);
    if (list === undefined) groups.set(fact.node, [fact]);
    else list.push(fact);
  }
  return groups;
}
