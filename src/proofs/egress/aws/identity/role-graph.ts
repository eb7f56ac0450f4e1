import type { Resource } from '../../../../estate/estate.ts';
import { scalarOf } from '../../../world.ts';
import type { ZoneWorld } from '../../zone-world.ts';
import { ceilingsOf } from '../guards/ceilings.ts';
import { decide } from '../policies/evaluate.ts';
import { allOf, anyOf, type Truth } from '../policies/match.ts';
import { arnOf } from '../policies/names.ts';
import { hidden, type Statement } from '../policies/policy-document.ts';
import { readPolicy } from '../policies/read-policy.ts';
import { choicesOf, mayAsSession } from '../policies/who-may-assume.ts';
import { accountOfArn, zoneAccounts } from '../zone-accounts.ts';

/** A role that may become another. */
export interface Trust {
  readonly role: Resource;
  readonly isCertain: boolean;
}

/** The declared roles of all accounts, and which of them each trusts. */
export class RoleGraph {
  private readonly world: ZoneWorld;
  private readonly byName = new Map<string, Resource>();
  private readonly byAccount = new Map<string, Resource[]>();
  private readonly known = new Map<Resource, readonly Trust[]>();

  constructor(world: ZoneWorld) {
    this.world = world;
    for (const role of world.everywhere('aws_iam_role')) {
      for (const name of this.namesOf(role)) this.byName.set(name, role);
      const account = zoneAccounts(world).accountOf(role);
      const list = this.byAccount.get(account);
      if (list === undefined) this.byAccount.set(account, [role]);
      else list.push(role);
    }
  }

  /** By its ARN as policies write it, where its name is known, and as references are read. */
  namesOf(role: Resource): readonly string[] {
    const [name, path] = [scalarOf(role.values, 'name'), scalarOf(role.values, 'path') ?? '/'];
    const inner = arnOf(this.world, role);
    if (typeof name !== 'string' || typeof path !== 'string') return [inner];
    return [`arn:aws:iam::${zoneAccounts(this.world).accountOf(role)}:role${path}${name}`, inner];
  }

  roleNamed(arn: string): Resource | undefined {
    return this.byName.get(arn);
  }

  /** Its trust policy; nothing where that can't be read, which the rows of role trust report. */
  statementsOf(role: Resource): readonly Statement[] {
    const policy = readPolicy(this.world, role, 'assume_role_policy');
    return typeof policy === 'string' ? [] : policy;
  }

  /** What the organisation denies on roles of the zone; what stands above other accounts is not for the zone to rely on. */
  ceilingsOf(role: Resource): readonly Statement[] {
    if (!this.world.isInside(role)) return [];
    return ceilingsOf(this.world, 'RESOURCE_CONTROL_POLICY').policies.flatMap(({ statements }) => statements);
  }

  trustsOf(role: Resource): readonly Trust[] {
    let trusts = this.known.get(role);
    if (trusts === undefined) this.known.set(role, (trusts = this.readTrusts(role)));
    return trusts;
  }

  private readTrusts(role: Resource): readonly Trust[] {
    const statements = this.statementsOf(role);
    return this.candidates(statements).flatMap((candidate) => {
      if (candidate === role) return [];
      const truth = this.mayAssume(candidate, role, statements);
      return truth === 'no' ? [] : [{ role: candidate, isCertain: truth === 'yes' }];
    });
  }

  /** Roles that the statements name, and those of the accounts that they name. */
  private candidates(statements: readonly Statement[]): readonly Resource[] {
    const names = statements
      .filter(({ effect }) => effect === 'Allow')
      .flatMap(({ principals }) => principals?.entries ?? [])
      .map(({ name }) => name);
    const found = names.flatMap((name): readonly Resource[] => {
      const named = this.byName.get(name);
      if (named !== undefined) return [named];
      // Whoever a star means is told apart by the conditions; what can't be seen may be a star.
      if (name === '*' || name === hidden) return [...new Set(this.byName.values())];
      const account = /^\d{12}$/u.test(name) ? name : name.endsWith(':root') ? accountOfArn(name) : null;
      return account === null ? [] : (this.byAccount.get(account) ?? []);
    });
    return [...new Set(found)];
  }

  /** By the trust of the one; where that trusts a whole account, the other's own policy must allow it as well. */
  private mayAssume(candidate: Resource, role: Resource, statements: readonly Statement[]): Truth {
    const account = zoneAccounts(this.world).accountOf(candidate);
    const resources = this.namesOf(role);
    const ceilings = this.ceilingsOf(role);
    const trusted = this.namesOf(candidate).flatMap((arn) => {
      const says = known(account, arn);
      const caller = { kind: 'account', account, arn } as const;
      const asked = { caller, action: 'sts:AssumeRole', resources, context: says.get.bind(says) };
      return choicesOf(statements).map((choice) => mayAsSession(statements, ceilings, asked, choice));
    });
    const isNamed = statements.some(({ principals }) =>
      (principals?.entries ?? []).some(({ name }) => this.byName.get(name) === candidate),
    );
    return allOf([anyOf(trusted), isNamed ? 'yes' : this.ownPolicies(candidate, resources)]);
  }

  /** Whether a role's own policies let it assume another; those that can't be read may. */
  private ownPolicies(candidate: Resource, resources: readonly string[]): Truth {
    const account = zoneAccounts(this.world).accountOf(candidate);
    const inline = this.world
      .referrers(candidate, 'aws_iam_role_policy', 'role')
      .map((one) => ({ one, name: 'policy' }));
    const held = inline.map(({ one, name }) => readPolicy(this.world, one, name));
    const attached = this.world.referrers(candidate, 'aws_iam_role_policy_attachment', 'role');
    if (attached.length > 0 || held.includes('unknown')) return 'maybe';
    const statements = held.flatMap((policy) => (typeof policy === 'string' ? [] : policy));
    const caller = { kind: 'account', account, arn: arnOf(this.world, candidate) } as const;
    const asked = { caller, action: 'sts:AssumeRole', context: () => undefined };
    return anyOf(resources.map((name) => decide(statements, [], { ...asked, resources: [name] })));
  }
}

function known(account: string, arn: string): ReadonlyMap<string, readonly string[]> {
  return new Map([
    ['aws:principalaccount', [account]],
    ['aws:principalarn', [arn]],
    ['aws:principalisawsservice', ['false']],
  ]);
}
