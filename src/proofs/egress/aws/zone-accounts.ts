import picomatch from 'picomatch';
import { awsAccountOf } from '../../../estate/aws-names.ts';
import type { Resource } from '../../../estate/estate.ts';
import type { ZoneWorld } from '../zone-world.ts';

/** Stands for the account of the zone where nothing says its number. */
const namelessAccount = '000000000000';

/** ARNs have at most 2,048 characters; what is longer is a document. */
const longestName = 2_048;

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
    const isOfZone = (account: string | null): boolean =>
      account !== null && (globs.length === 0 || this.selects(account));
    // A provider in a stack of the zone may work in somebody else's account.
    const declared = world
      .inventory()
      .filter(({ type }) => type.startsWith('aws_'))
      .map(awsAccountOf)
      .filter(isOfZone);
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

  /** True for the number of an account of the zone, and for an ARN, queue or registry of one. */
  isNamedIn(text: string): boolean {
    if (text.length > longestName || !/\d{12}/u.test(text) || text.startsWith('{')) return false;
    return [...text.matchAll(/(?<![\w-])\d{12}(?![\w-])/gu)].some(([number]) => this.isNumber(number));
  }

  private isNumber(account: string): boolean {
    return this.numbers.includes(account) || this.selects(account);
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
    const known = awsAccountOf(resource);
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

/** The account number in an ARN; null when it holds none. */
export function accountOfArn(arn: string): string | null {
  return /^arn:[\w-]+:[^:]*:[^:]*:([^:]+):/u.exec(arn)?.[1] ?? null;
}
