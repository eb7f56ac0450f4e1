import { type Context, meets } from './conditions.ts';
import { allOf, anyOf, matches, not, type Truth } from './match.ts';
import { hidden, type Patterns, type Principal, type Statement } from './policy-document.ts';

/** Who asks. `arn` is the identity's own; for an account without one in particular, any of its identities. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'account'; readonly account: string; readonly arn: string }
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'federated'; readonly name: string };

export interface Request {
  readonly caller: Caller;
  readonly action: string;
  /** Every name of what is asked for; an Allow of a resource's own policy is about that resource whatever it names. Null when any will do. */
  readonly resources: readonly string[] | null;
  readonly context: Context;
}

/**
 * Whether statements that say yes and ceilings that only say no let a request through: an explicit deny wins, and what nobody allows is denied
 * (reference_policies_evaluation-logic.html).
 */
export function decide(statements: readonly Statement[], ceilings: readonly Statement[], request: Request): Truth {
  const denied = denies([...statements, ...ceilings], request);
  if (denied === 'yes') return 'no';
  const allowed = anyOf(
    statements.filter(({ effect }) => effect === 'Allow').map((statement) => applies(statement, request)),
  );
  if (allowed === 'no') return 'no';
  return denied === 'no' && allowed === 'yes' ? 'yes' : 'maybe';
}

/** Whether any Deny among the statements stops a request. */
export function denies(statements: readonly Statement[], request: Request): Truth {
  return anyOf(statements.filter(({ effect }) => effect === 'Deny').map((statement) => applies(statement, request)));
}

function applies(statement: Statement, request: Request): Truth {
  const action = covers(lowered(statement.actions), [request.action.toLowerCase()]);
  if (action === 'no') return 'no';
  return allOf([
    action,
    principalMatches(statement, request.caller),
    resourceMatches(statement, request.resources),
    ...statement.conditions.map((condition) => meets(condition, request.context)),
  ]);
}

function lowered({ not: isNot, patterns }: Patterns): Patterns {
  return { not: isNot, patterns: patterns.map((pattern) => pattern.toLowerCase()) };
}

function covers({ not: isNot, patterns }: Patterns, texts: readonly string[]): Truth {
  const found = anyOf(patterns.flatMap((pattern) => texts.map((text) => matches(pattern, text))));
  return isNot ? not(found) : found;
}

function resourceMatches({ effect, resources, principals }: Statement, names: Request['resources']): Truth {
  if (resources === null) return 'yes';
  // An Allow in a resource's own policy is about some part of it, which is enough.
  if (effect === 'Allow' && (principals !== null || names === null)) return 'yes';
  if (names !== null) return covers(resources, names);
  // Whatever is asked for: a Deny must be one of everything.
  return !resources.not && resources.patterns.includes('*') ? 'yes' : 'no';
}

function principalMatches({ principals }: Statement, caller: Caller): Truth {
  if (principals === null) return 'yes';
  const found = anyOf(principals.entries.map((entry) => names(entry, caller)));
  return principals.not ? not(found) : found;
}

function names({ kind, name }: Principal, caller: Caller): Truth {
  if (kind === 'AWS' || kind === '*') {
    // What can't be seen at all may be the star.
    if (name === '*' || name === hidden) return name === '*' ? 'yes' : 'maybe';
    return kind === 'AWS' && caller.kind === 'account' ? namesAccount(name, caller) : 'no';
  }
  if (kind === 'CanonicalUser') return caller.kind === 'account' ? 'maybe' : 'no';
  return kindsOfNames.get(kind) === caller.kind && 'name' in caller ? matches(name, caller.name) : 'no';
}

const kindsOfNames: ReadonlyMap<string, Caller['kind']> = new Map([
  ['Service', 'service'],
  ['Federated', 'federated'],
]);

function namesAccount(name: string, { account, arn }: { readonly account: string; readonly arn: string }): Truth {
  if (name === account || name === arn) return 'yes';
  const root = /^arn:[^:]+:iam::([^:]+):root$/u.exec(name)?.[1];
  if (root === account) return 'yes';
  return root === undefined ? matches(name, arn) : matches(root, account);
}
