import { Access } from './access.ts';
import type { AccessPath, IdentityModel, KeyFacts, PolicyNode } from './model.ts';
import { covers, isSet } from './principals.ts';
import { Readers, type Step } from './readers.ts';
import { type Taking, Takings } from './takings.ts';

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

/** How somebody outside comes to a store. */
type Way = Pick<Step, 'principal' | 'within' | 'hops'>;

class AccessSearch {
  private readonly model: IdentityModel;
  private readonly access: Access;
  private readonly around: Surroundings;
  private readonly accounts: ReadonlyMap<string, number>;
  private readonly known = new Map<string, readonly Step[]>();
  private readonly takings: Takings;
  private readonly readers: Readers;
  private readonly reached = new WeakMap<readonly Step[], readonly Way[]>();
  private readonly keys: ReadonlyMap<number, readonly KeyFacts[]>;

  constructor(model: IdentityModel, around: Surroundings) {
    this.model = model;
    this.access = new Access(model, around.named);
    this.around = around;
    const accounts = new Map<string, number>();
    for (const [at, { member }] of model.nodes.entries()) if (member !== null) accounts.set(member, at);
    this.accounts = accounts;
    this.takings = new Takings(model, this.access, around.mayCall);
    this.readers = new Readers(model, this.access, around.mayCall);
    const keys = new Map<number, KeyFacts[]>();
    for (const key of model.keys) keys.set(key.account, [...(keys.get(key.account) ?? []), key]);
    this.keys = keys;
  }

  /** By every first step from the store, and from there the shortest way on; what it shares with other stores is not looked for again. */
  from(store: number): readonly AccessPath[] {
    const found = new Map<string, Way>();
    for (const way of this.readers.of(store).flatMap((steps) => this.reach(steps))) {
      const known = found.get(way.principal);
      if (known === undefined || known.hops.length > way.hops.length) found.set(way.principal, way);
    }
    return told([...found.values()]).map(({ principal, hops }) => ({ store, principal, hops }));
  }

  /** Those outside who come to one of the steps, by the shortest way each. */
  private reach(steps: readonly Step[]): readonly Way[] {
    const known = this.reached.get(steps);
    if (known !== undefined) return known;
    const found = new Map<string, Way>();
    for (const step of steps) {
      const { hops } = step;
      for (const onward of this.outsiders(step)) {
        const earlier = found.get(onward.principal);
        if (earlier !== undefined && earlier.hops.length <= hops.length + onward.hops.length) continue;
        found.set(onward.principal, { ...onward, hops: [...hops, ...onward.hops] });
      }
    }
    const ways = [...found.values()];
    this.reached.set(steps, ways);
    return ways;
  }

  /** Those outside who get where a principal is, by the shortest way each; the principal itself, if it is outside. */
  private outsiders({ principal, within, mustBeInside }: Step): readonly Way[] {
    if (!this.around.isInside(principal)) return mustBeInside ? [] : [{ principal, within, hops: [] }];
    const key = `${mustBeInside}\0${principal}`;
    let found = this.known.get(key);
    if (found === undefined) this.known.set(key, (found = this.walk({ principal, within, mustBeInside, hops: [] })));
    return found;
  }

  /** Breadth first, so that the first way found to a principal is a shortest one. */
  private walk(start: Step): readonly Step[] {
    const found = new Map<string, Step>();
    const seen = new Seen();
    const queue: Step[] = [start];
    seen.add(start.principal, start.mustBeInside);
    for (const step of queue) {
      const { principal, mustBeInside } = step;
      if (!this.around.isInside(principal)) {
        if (!mustBeInside) found.set(principal, step);
        continue;
      }
      queue.push(...this.behind(step, seen).filter((next) => seen.add(next.principal, next.mustBeInside)));
    }
    return [...found.values()];
  }

  /** The steps behind a principal of the zone: whoever may act as it, if it is an account. What many accounts share is followed for the first of them. */
  private behind({ principal, mustBeInside, hops }: Step, seen: Seen): readonly Step[] {
    const account = this.accounts.get(principal);
    if (account === undefined) return [];
    const takings = this.takings
      .of(account)
      .filter((group) => seen.add(group, mustBeInside))
      .flatMap((group) =>
        group.map(
          (taking): Step => ({
            principal: taking.principal,
            within: taking.within,
            mustBeInside: !taking.passes || (mustBeInside && !taking.movesInside),
            hops: [...hops, { id: taking.grant, why: taking.why, account }],
          }),
        ),
      );
    if (mustBeInside) return takings;
    const keys = (this.keys.get(account) ?? []).map(
      ({ id, bearer }): Step => ({
        principal: bearer,
        within: null,
        mustBeInside: false,
        hops: [...hops, { id, why: 'key', account }],
      }),
    );
    return [...takings, ...keys];
  }
}

/** Without those whom the way of a set tells of: one that they surely are in, or by which alone they hold what they do. Of two names for one set, the first tells. */
function told(paths: readonly Way[]): readonly Way[] {
  const sets = [...paths.entries()].filter(([, { principal }]) => isSet(principal));
  if (sets.length === 0) return paths;
  const names = new Set(sets.map(([, { principal }]) => principal));
  const isTold = ({ principal, within }: Way, at: number): boolean =>
    (within !== null && names.has(within)) ||
    sets.some(
      ([place, { principal: set }]) =>
        place !== at &&
        covers(set, principal) === 'yes' &&
        (place < at || !isSet(principal) || covers(principal, set) !== 'yes'),
    );
  return paths.filter((path, at) => !isTold(path, at));
}

/** What a walk has come to, freely or only from inside: whoever came freely need not come from inside again. */
class Seen {
  private readonly freely = new Set<string | readonly Taking[]>();
  private readonly fromInside = new Set<string | readonly Taking[]>();

  /** True the first time that a principal, or a list of takings, is come to. */
  add(what: string | readonly Taking[], mustBeInside: boolean): boolean {
    if (this.freely.has(what) || (mustBeInside && this.fromInside.has(what))) return false;
    (mustBeInside ? this.fromInside : this.freely).add(what);
    return true;
  }
}
