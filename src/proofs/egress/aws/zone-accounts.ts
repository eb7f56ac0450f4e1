import picomatch from 'picomatch';
import type { Resource } from '../../../estate/estate.ts';
import { isValueArray, isValueObject, type ValueObject } from '../../../estate/value.ts';
import type { ZoneWorld } from '../zone-world.ts';

/** Stands for the account of the zone where nothing says its number. */
const namelessAccount = '000000000000';

/** The AWS accounts of a zone, by number. */
export class ZoneAccounts {
  /** Numbers of the zone's accounts that the configuration or a provider names. */
  readonly numbers: readonly string[];
  private readonly world: ZoneWorld;
  private readonly selects: (account: string) => boolean;

  constructor(world: ZoneWorld) {
    this.world = world;
    const globs = world.zone.select.accounts;
    this.selects = globs.length === 0 ? () => false : picomatch([...globs]);
    const declared = world
      .inventory()
      .filter(({ type }) => type.startsWith('aws_'))
      .map(accountOf);
    const named = [...globs.filter((glob) => /^\d{12}$/u.test(glob)), ...declared];
    this.numbers = [...new Set(named.filter((account) => account !== null))].sort();
  }

  /** The number by which policies that name the own account are read. */
  get own(): string {
    return this.numbers[0] ?? namelessAccount;
  }

  /** True for an account of the zone. */
  has(account: string): boolean {
    return account === this.own || this.numbers.includes(account) || this.selects(account);
  }

  /** What lies at an account: the zone that holds it, or the account itself. */
  placeOf(account: string): string {
    const zone = this.world.input.configuration.zones.find(
      ({ select }) => select.accounts.length > 0 && picomatch([...select.accounts])(account),
    );
    return zone === undefined ? `outside:account ${account}` : `zone:${zone.name}`;
  }

  /** The account that a resource is in: the zone's own for what is inside; a name of its stack where no number is known. */
  accountOf(resource: Resource): string {
    const known = accountOf(resource);
    if (known !== null) return known;
    return this.world.isInside(resource) ? this.own : `of stack ${resource.stack}`;
  }
}

const accountsOfWorlds = new WeakMap<ZoneWorld, ZoneAccounts>();

/** The accounts of a zone, read once. */
export function zoneAccounts(world: ZoneWorld): ZoneAccounts {
  let accounts = accountsOfWorlds.get(world);
  if (accounts === undefined) accountsOfWorlds.set(world, (accounts = new ZoneAccounts(world)));
  return accounts;
}

/** The account that the provider block of a resource names; null when it names none. */
function accountOf({ provider }: Resource): string | null {
  const allowed = provider.values['allowed_account_ids'];
  if (isValueArray(allowed) && allowed.length === 1 && typeof allowed[0] === 'string') return allowed[0];
  return accountOfRole(provider.values);
}

function accountOfRole(provider: ValueObject): string | null {
  const roles = provider['assume_role'];
  const role = isValueArray(roles) ? roles[0] : roles;
  const arn = isValueObject(role) ? role['role_arn'] : undefined;
  return typeof arn === 'string' ? accountOfArn(arn) : null;
}

/** The account number in an ARN; null when it holds none. */
export function accountOfArn(arn: string): string | null {
  return /^arn:[\w-]+:[^:]*:[^:]*:([^:]+):/u.exec(arn)?.[1] ?? null;
}
