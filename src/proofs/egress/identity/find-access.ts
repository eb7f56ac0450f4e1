import { Access } from './access.ts';
import type { AccessPath, AccessReason, IdentityModel, PolicyNode } from './model.ts';
import { accountPolicy, actAs, deploying, keyPermissions, tokenPermissions } from './permissions.ts';
import { covers, isSet } from './principals.ts';

/** What the search asks of its surroundings. */
export interface Surroundings {
  /** True for a principal who may hold the zone's data: whoever gets at it through such a one only has not got out. */
  readonly isInside: (principal: string) => boolean;
  /** Principals for whom more calls pass than for others. */
  readonly named: readonly string[];
  /** True when a call from outside the zone, as `principal`, passes to the node. */
  readonly mayCall: (principal: string, permission: string, node: PolicyNode) => boolean;
}

/** Every principal outside the zone who gets at a store of it, by the shortest way each; in the order of stores. Pure. */
export function findAccess(model: IdentityModel, surroundings: Surroundings): readonly AccessPath[] {
  const search = new AccessSearch(model, surroundings);
  return model.stores.flatMap((store) => search.from(store));
}

type Hops = AccessPath['hops'];

/**
 * Somebody who gets at the store as `principal`. With `mustBeInside` only from a workload in the zone: the calls that follow do not pass from outside.
 * A bearer needs nothing more: the key is in hand.
 */
interface Step {
  readonly principal: string;
  readonly mustBeInside: boolean;
  readonly hops: Hops;
}

/** Who may take an account's place, by what, and whether what follows is then done from inside the zone. */
interface Taking {
  readonly principal: string;
  readonly grant: string;
  readonly why: AccessReason;
  /** Whether the taking itself passes from outside. */
  readonly passes: boolean;
  readonly movesInside: boolean;
}

class AccessSearch {
  private readonly model: IdentityModel;
  private readonly access: Access;
  private readonly around: Surroundings;
  private readonly accounts: ReadonlyMap<string, number>;
  private readonly known = new Map<string, readonly Step[]>();
  private readonly takings = new Map<number, readonly Taking[]>();

  constructor(model: IdentityModel, around: Surroundings) {
    this.model = model;
    this.access = new Access(model, around.named);
    this.around = around;
    const accounts = new Map<string, number>();
    for (const [at, { member }] of model.nodes.entries()) if (member !== null) accounts.set(member, at);
    this.accounts = accounts;
  }

  /** By every first step from the store, and from there the shortest way on. */
  from(store: number): readonly AccessPath[] {
    const found = new Map<string, AccessPath>();
    for (const { principal, mustBeInside, hops } of this.readers(store)) {
      for (const onward of this.outsiders(principal, mustBeInside)) {
        const length = hops.length + onward.hops.length;
        const known = found.get(onward.principal);
        if (known !== undefined && known.hops.length <= length) continue;
        found.set(onward.principal, { store, principal: onward.principal, hops: [...hops, ...onward.hops] });
      }
    }
    return this.told([...found.values()]);
  }

  /** Without those whom a way of a set that they are in tells of already. */
  private told(paths: readonly AccessPath[]): readonly AccessPath[] {
    const sets = paths.filter(({ principal }) => isSet(principal));
    if (sets.length === 0) return paths;
    const isTold = ({ principal }: AccessPath, at: number): boolean =>
      sets.some((set) => {
        const answer = set.principal === principal ? 'no' : covers(set.principal, principal);
        // Two sets that may hold each other's members: the first one tells.
        return answer === 'yes' || (answer === 'maybe' && this.model.unseen.isOpen && paths.indexOf(set) < at);
      });
    return paths.filter((path, at) => !isTold(path, at));
  }

  /** Those outside who get where a principal is, by the shortest way each; the principal itself, if it is outside. */
  private outsiders(principal: string, mustBeInside: boolean): readonly Pick<Step, 'principal' | 'hops'>[] {
    if (!this.around.isInside(principal)) return mustBeInside ? [] : [{ principal, hops: [] }];
    const key = `${mustBeInside}\0${principal}`;
    let found = this.known.get(key);
    if (found === undefined) this.known.set(key, (found = this.walk({ principal, mustBeInside, hops: [] })));
    return found;
  }

  /** Breadth first, so that the first way found to a principal is a shortest one. */
  private walk(start: Step): readonly Step[] {
    const found = new Map<string, Step>();
    const seen = new Set<string>();
    const queue: Step[] = [start];
    for (const step of queue) {
      const { principal, mustBeInside, hops } = step;
      const key = `${mustBeInside}\0${principal}`;
      if (seen.has(key) || seen.has(`false\0${principal}`)) continue;
      seen.add(key);
      if (this.around.isInside(principal)) queue.push(...this.behind(principal, mustBeInside, hops));
      else if (!mustBeInside && !found.has(principal)) found.set(principal, step);
    }
    return [...found.values()];
  }

  /** Whoever reads the store, and whoever may let himself read it. */
  private readers(store: number): readonly Step[] {
    const node = this.model.nodes[store];
    if (node === undefined) return [];
    const reading = this.access.holders(store, node.reads).map(
      ({ principal, permission, grant }): Step => ({
        principal,
        mustBeInside: !this.calls(principal, permission, node),
        hops: [{ id: grant, why: 'reads', account: null }],
      }),
    );
    const sharing = this.access.chain(store).flatMap((at) => this.sharers(store, at));
    return [...reading, ...sharing];
  }

  private sharers(store: number, at: number): readonly Step[] {
    const [node, owner] = [this.model.nodes[store], this.model.nodes[at]];
    if (node === undefined || owner === undefined) return [];
    return this.access.holders(at, owner.shares).flatMap(({ principal, permission, grant }): readonly Step[] => {
      const reads = node.reads.filter((one) => this.access.isAllowed(principal, one, store));
      if (reads.length === 0) return [];
      const passes = this.calls(principal, permission, owner) && reads.some((one) => this.calls(principal, one, node));
      return [{ principal, mustBeInside: !passes, hops: [{ id: grant, why: 'shares', account: null }] }];
    });
  }

  private calls(principal: string, permission: string, node: PolicyNode): boolean {
    return this.around.mayCall(principal, permission, node);
  }

  /** The steps behind a principal of the zone: whoever may act as it, if it is an account. */
  private behind(principal: string, mustBeInside: boolean, hops: Hops): readonly Step[] {
    const account = this.accounts.get(principal);
    if (account === undefined) return [];
    const takings = this.takingsOf(account).map(
      (taking): Step => ({
        principal: taking.principal,
        mustBeInside: !taking.passes || (mustBeInside && !taking.movesInside),
        hops: [...hops, { id: taking.grant, why: taking.why, account }],
      }),
    );
    const keys = this.model.keys
      .filter((key) => key.account === account && !mustBeInside)
      .map(
        ({ id, bearer }): Step => ({
          principal: bearer,
          mustBeInside: false,
          hops: [...hops, { id, why: 'key', account }],
        }),
      );
    return [...takings, ...keys];
  }

  private takingsOf(account: number): readonly Taking[] {
    let found = this.takings.get(account);
    if (found === undefined) this.takings.set(account, (found = this.findTakings(account)));
    return found;
  }

  private findTakings(account: number): readonly Taking[] {
    const node = this.model.nodes[account];
    if (node === undefined) return [];
    const token = this.access.holders(account, tokenPermissions).map(
      ({ principal, permission, grant }): Taking => ({
        principal,
        grant,
        why: 'acts-as',
        passes: this.calls(principal, permission, node),
        movesInside: false,
      }),
    );
    const key = this.access.holders(account, keyPermissions).map(
      ({ principal, permission, grant }): Taking => ({
        principal,
        grant,
        why: 'key',
        passes: this.calls(principal, permission, node),
        movesInside: false,
      }),
    );
    return [...token, ...key, ...this.runners(account), ...this.grabbers(account, node)];
  }

  /** Whoever may attach the account to something that he may start in its project: what runs there is inside. */
  private runners(account: number): readonly Taking[] {
    const project = this.access.chain(account).find((at) => this.model.nodes[at]?.kind === 'project');
    const home = project === undefined ? undefined : this.model.nodes[project];
    if (project === undefined || home === undefined) return [];
    const starters = this.access
      .holders(
        project,
        deploying.map(([permission]) => permission),
      )
      .filter(({ principal }) => this.access.has(principal, account, [actAs]));
    // One of the two permissions may be held by a set, and the other by one of its members only.
    return [...this.access.holders(account, [actAs]), ...starters].flatMap(
      ({ principal, grant }): readonly Taking[] => {
        const ways = deploying.filter(([permission]) => this.access.has(principal, project, [permission]));
        if (ways.length === 0) return [];
        const passes = ways.some(([permission, service]) => this.calls(principal, permission, { ...home, service }));
        return [{ principal, grant, why: 'runs-as', passes, movesInside: true }];
      },
    );
  }

  /** Whoever may change the policy of the account, and so let himself act as it. */
  private grabbers(account: number, node: PolicyNode): readonly Taking[] {
    const chain = this.access.chain(account);
    return chain.flatMap((at) => {
      const owner = this.model.nodes[at];
      if (owner === undefined) return [];
      const wanted = at === account ? [accountPolicy] : owner.shares;
      return this.access.holders(at, wanted).flatMap(({ principal, permission, grant }): readonly Taking[] => {
        const tokens = tokenPermissions.filter((one) => this.access.isAllowed(principal, one, account));
        if (tokens.length === 0) return [];
        const passes =
          this.calls(principal, permission, owner) && tokens.some((one) => this.calls(principal, one, node));
        return [{ principal, grant, why: 'takes-over', passes, movesInside: false }];
      });
    });
  }
}
