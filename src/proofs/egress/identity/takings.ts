import type { Access, Holder } from './access.ts';
import type { AccessReason, IdentityModel, PolicyNode } from './model.ts';
import { accountPolicy, actAs, deploying, keyPermissions, tokenPermissions } from './permissions.ts';

/** Who may take an account's place, by what, and whether what follows is then done from inside the zone. */
export interface Taking {
  readonly principal: string;
  /** The set whose taking this is as well; null where it has a name of its own in what grants it. */
  readonly within: string | null;
  readonly grant: string;
  readonly why: AccessReason;
  /** Whether the taking itself passes from outside. */
  readonly passes: boolean;
  readonly movesInside: boolean;
}

/** What is asked in turn: about an account by all that holds on it, by its own grants only, or by those above it only. */
interface Question {
  /** The account as calls on it see it. */
  readonly node: PolicyNode;
  /** Where the permissions are asked about: the account, or what it lies in. */
  readonly at: number;
  readonly holders: (permissions: readonly string[]) => readonly Holder[];
  readonly mayActAs: (principal: string) => boolean;
  /** The nodes whose policies reach down to the account. */
  readonly above: readonly number[];
}

type MayCall = (principal: string, permission: string, node: PolicyNode) => boolean;

const starts = deploying.map(([permission]) => permission);

/** Who may act as the accounts of a zone. What is granted above accounts is worked out once for all of them. */
export class Takings {
  private readonly model: IdentityModel;
  private readonly access: Access;
  private readonly calls: MayCall;
  private readonly known = new Map<number, readonly (readonly Taking[])[]>();
  private readonly inherited = new Map<number, readonly Taking[]>();

  constructor(model: IdentityModel, access: Access, calls: MayCall) {
    this.model = model;
    this.access = access;
    this.calls = calls;
  }

  /** The takings of an account in groups: those by grants above it are one list, the same one for every account there. */
  of(account: number): readonly (readonly Taking[])[] {
    let found = this.known.get(account);
    if (found === undefined) this.known.set(account, (found = this.find(account)));
    return found;
  }

  private find(account: number): readonly (readonly Taking[])[] {
    const { access } = this;
    const node = this.model.nodes[account];
    if (node === undefined) return [];
    const { parent } = node;
    if (parent === null || !access.inherits(account)) {
      const above = access.chain(account).slice(1);
      const holders = (permissions: readonly string[]): readonly Holder[] => access.holders(account, permissions);
      const mayActAs = (principal: string): boolean => access.has(principal, account, [actAs]);
      return [this.answer({ node, at: account, holders, mayActAs, above })];
    }
    const own = this.answer({
      node,
      at: account,
      holders: (permissions) => access.ownHolders(account, permissions),
      mayActAs: (principal) => access.hasOwn(principal, account, [actAs]),
      above: [],
    });
    const shared = this.inherited.get(parent) ?? this.answerAbove(node, parent);
    this.inherited.set(parent, shared);
    return [own, shared].filter((group) => group.length > 0);
  }

  /** What holds on every account below a node. */
  private answerAbove(node: PolicyNode, at: number): readonly Taking[] {
    const { access } = this;
    return this.answer({
      node,
      at,
      holders: (permissions) => access.holders(at, permissions),
      mayActAs: (principal) => access.has(principal, at, [actAs]),
      above: access.chain(at),
    });
  }

  private answer(question: Question): readonly Taking[] {
    return [
      ...this.direct(question, tokenPermissions, 'acts-as'),
      ...this.direct(question, keyPermissions, 'key'),
      ...this.runners(question),
      ...this.grabbers(question),
    ];
  }

  private direct(
    { node, holders }: Question,
    permissions: readonly string[],
    why: 'acts-as' | 'key',
  ): readonly Taking[] {
    return holders(permissions).map(({ principal, within, permission, grant }) => {
      const passes = this.calls(principal, permission, node);
      return { principal, within, grant, why, passes, movesInside: false };
    });
  }

  /** Whoever may attach the account to something that he may start in its project: what runs there is inside. */
  private runners({ at, holders, mayActAs }: Question): readonly Taking[] {
    const project = this.access.chain(at).find((one) => this.model.nodes[one]?.kind === 'project');
    const home = project === undefined ? undefined : this.model.nodes[project];
    if (project === undefined || home === undefined) return [];
    const starters = this.access.holders(project, starts).filter(({ principal }) => mayActAs(principal));
    // One of the two permissions may be held by a set, and the other by one of its members only.
    return [...holders([actAs]), ...starters].flatMap(({ principal, within, grant }): readonly Taking[] => {
      const ways = deploying.filter(([permission]) => this.access.has(principal, project, [permission]));
      if (ways.length === 0) return [];
      const passes = ways.some(([permission, service]) => this.calls(principal, permission, { ...home, service }));
      return [{ principal, within, grant, why: 'runs-as', passes, movesInside: true }];
    });
  }

  /** Whoever may change the policy of the account, or of what it lies in, and so let himself act as it. */
  private grabbers({ node, at, holders, above }: Question): readonly Taking[] {
    const own = holders([accountPolicy]).map((holder) => ({ holder, owner: node }));
    const higher = above.flatMap((one) => {
      const owner = this.model.nodes[one];
      return owner === undefined ? [] : this.access.holders(one, owner.shares).map((holder) => ({ holder, owner }));
    });
    return [...own, ...higher].flatMap(({ holder, owner }): readonly Taking[] => {
      const { principal, within, permission, grant } = holder;
      const tokens = tokenPermissions.filter((one) => this.access.isAllowed(principal, one, at));
      if (tokens.length === 0) return [];
      const passes = this.calls(principal, permission, owner) && tokens.some((one) => this.calls(principal, one, node));
      return [{ principal, within, grant, why: 'takes-over', passes, movesInside: false }];
    });
  }
}
