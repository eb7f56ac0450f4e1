import type { ZoneWorld } from '../../zone-world.ts';
import { accountOfArn, zoneAccounts } from '../zone-accounts.ts';
import type { Context } from './conditions.ts';
import type { Caller } from './evaluate.ts';
import { hidden, type Statement } from './policy-document.ts';

/** Somebody outside the zone, and the circumstances in which they ask. */
export interface Outsider {
  readonly caller: Caller;
  /** As paths name it: `internet`, `outside:…`, `zone:…`, `principal:…`. */
  readonly to: string;
  /** The wider, the lower: whoever lets everybody in need not be told of somebody too. */
  readonly width: number;
  readonly context: Context;
}

/** Accounts of nobody: one that no policy means, and one of a stranger who asks through a service. */
const stranger = '999999999999';

interface Circumstances {
  readonly account: string | null;
  readonly arn: string | null;
  readonly organization: string | null;
  readonly service: boolean;
  readonly address: string;
  readonly endpoint: string | null;
}

/**
 * Everybody outside the zone whom the statements can tell apart: those whom they name, and a stranger of each kind, each within and without every
 * organisation, address and endpoint that a condition names.
 */
export function outsiders(world: ZoneWorld, statements: readonly Statement[]): readonly Outsider[] {
  const accounts = zoneAccounts(world);
  const mentioned = mentionsIn(statements);
  const outside = mentioned.accounts.filter((account) => !accounts.has(account));
  const callers: readonly Caller[] = [
    { kind: 'anonymous' },
    ...[stranger, ...outside].map((account): Caller => ({ kind: 'account', account, arn: anyRoleOf(account) })),
    ...mentioned.arns
      .map((arn): Caller => ({ kind: 'account', account: accountOfArn(arn) ?? stranger, arn }))
      .filter((caller) => caller.kind === 'account' && !accounts.has(caller.account)),
    ...mentioned.services.map((name): Caller => ({ kind: 'service', name })),
    ...mentioned.federated.map((name): Caller => ({ kind: 'federated', name })),
  ];
  const places = circumstancesOf(world, statements, mentioned.organizations);
  return callers.flatMap((caller) => places.map((place) => outsider(world, caller, place)));
}

function anyRoleOf(account: string): string {
  return `arn:aws:iam::${account}:role/of-nobody-in-particular`;
}

type Place = Pick<Circumstances, 'organization' | 'address' | 'endpoint'>;

/** Outside of everything; then inside of one thing that a condition names after the other, and of all. */
function circumstancesOf(
  world: ZoneWorld,
  statements: readonly Statement[],
  organizations: readonly string[],
): readonly Place[] {
  const room = world.zone.roomNetworks;
  const valuesOf = (...keys: readonly string[]): readonly string[] => {
    const conditions = statements.flatMap(({ conditions: all }) => all).filter(({ key }) => keys.includes(key));
    return [...new Set(conditions.flatMap(({ values }) => values))].filter((value) => !value.includes(hidden));
  };
  const addresses = [...valuesOf('aws:sourceip').filter((one) => !room.includes(one)), '198.51.100.77'];
  const endpoints = valuesOf('aws:sourcevpc', 'aws:sourcevpce').filter((one) => !one.startsWith('inside:'));
  return [null, ...organizations].flatMap((organization) =>
    addresses.flatMap((address) => [null, ...endpoints].map((endpoint) => ({ organization, address, endpoint }))),
  );
}

function outsider(world: ZoneWorld, caller: Caller, place: Place): Outsider {
  const accounts = zoneAccounts(world);
  const asks = {
    ...place,
    account: caller.kind === 'account' ? caller.account : null,
    arn: caller.kind === 'account' ? caller.arn : null,
    organization: caller.kind === 'account' ? place.organization : null,
    service: caller.kind === 'service',
  };
  return {
    caller,
    ...destination(caller, place.organization, accounts.placeOf.bind(accounts)),
    context: contextOf(asks, place),
  };
}

function destination(
  caller: Caller,
  organization: string | null,
  placeOf: (account: string) => string,
): Pick<Outsider, 'to' | 'width'> {
  switch (caller.kind) {
    case 'anonymous':
      return { to: 'internet', width: 0 };
    case 'service':
      return { to: `outside:${caller.name} for any account`, width: 3 };
    case 'federated':
      return { to: `principal:${caller.name}`, width: 3 };
    case 'account':
      if (caller.arn !== anyRoleOf(caller.account)) return { to: `principal:${caller.arn}`, width: 4 };
      if (caller.account !== stranger) return { to: placeOf(caller.account), width: 3 };
      return organization === null
        ? { to: 'outside:any AWS account', width: 1 }
        : { to: `outside:any account of ${organization}`, width: 2 };
  }
}

/** What AWS says of such a request (reference_policies_condition-keys.html); a key that is not here can't be known. */
function contextOf(asks: Circumstances, { organization }: Place): Context {
  const known = new Map<string, readonly string[] | null>([
    ['aws:principalaccount', one(asks.account)],
    ['kms:calleraccount', one(asks.account)],
    ['aws:principalarn', one(asks.arn)],
    ['aws:principalorgid', one(asks.organization)],
    ['aws:principalisawsservice', [String(asks.service)]],
    ['aws:sourceaccount', asks.service ? [stranger] : null],
    ['aws:sourcearn', asks.service ? [`arn:aws:service:region:${stranger}:anything`] : null],
    ['aws:sourceorgid', asks.service ? one(organization) : null],
    ['aws:securetransport', ['true']],
    ['aws:viaawsservice', ['false']],
    ['aws:sourceip', asks.service ? null : [asks.address]],
    ['aws:sourcevpc', one(asks.endpoint)],
    ['aws:sourcevpce', one(asks.endpoint)],
  ]);
  return (key) => (known.has(key) ? known.get(key) : undefined);
}

function one(text: string | null): readonly string[] | null {
  return text === null ? null : [text];
}

interface Mentions {
  readonly accounts: readonly string[];
  readonly arns: readonly string[];
  readonly services: readonly string[];
  readonly federated: readonly string[];
  readonly organizations: readonly string[];
}

function mentionsIn(statements: readonly Statement[]): Mentions {
  const entries = statements.flatMap(({ principals }) => principals?.entries ?? []);
  const conditions = statements.flatMap((statement) => statement.conditions);
  const of = (kind: string): readonly string[] =>
    entries.filter((entry) => entry.kind === kind && entry.name !== '*').map(({ name }) => name);
  const keyed = (key: string): readonly string[] =>
    conditions.filter((condition) => condition.key === key).flatMap(({ values }) => values);
  const named = [...of('AWS'), ...keyed('aws:principalarn')];
  return {
    accounts: unique([
      ...named.map((name) => (name.startsWith('arn:') ? (accountOfArn(name) ?? '') : name)),
      ...keyed('aws:principalaccount'),
      ...keyed('kms:calleraccount'),
    ]),
    arns: unique(named.filter((name) => name.startsWith('arn:') && !name.endsWith(':root')).map(oneOf)),
    services: unique(of('Service')),
    federated: unique(of('Federated')),
    organizations: unique([...keyed('aws:principalorgid'), ...keyed('aws:sourceorgid')]),
  };
}

/** An identity that a pattern means; of a stranger where it leaves the account open. */
function oneOf(pattern: string): string {
  return pattern
    .split(':')
    .map((part, at) =>
      at === 4 && /[*?]/u.test(part) ? stranger : part.replaceAll('*', 'anything').replaceAll('?', 'x'),
    )
    .join(':');
}

/** Each once, without what can't be seen. */
function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter((text) => text !== '' && text !== '*' && !text.includes(hidden)).sort();
}
