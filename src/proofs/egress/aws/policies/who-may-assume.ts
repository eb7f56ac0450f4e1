import type { ZoneWorld } from '../../zone-world.ts';
import { outsiders } from './callers.ts';
import type { Context } from './conditions.ts';
import { type Caller, decide } from './evaluate.ts';
import { allOf, type Truth } from './match.ts';
import { hidden, type Statement } from './policy-document.ts';
import { type Access, type Wide, widest } from './who-may.ts';

/** The trust policy of a role, what stands above it, and how the role is named. */
export interface TrustQuestion {
  readonly statements: readonly Statement[];
  readonly ceilings: readonly Statement[];
  readonly names: readonly string[];
}

/**
 * Who outside the zone may become a role (docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html, API_AssumeRoleWithWebIdentity.html,
 * API_AssumeRoleWithSAML.html). Nobody may without a signature or a token; `sts:TagSession` alone lets nobody in.
 */
export function whoMayAssume(world: ZoneWorld, question: TrustQuestion): readonly Access[] {
  const all = [...question.statements, ...question.ceilings];
  const people = outsiders(world, all).filter(({ caller }) => caller.kind === 'account' || caller.kind === 'service');
  const signed = people.flatMap(({ caller, to, width, context }) =>
    accessOf(question, { caller, to, width, actions: ['sts:AssumeRole'], context }),
  );
  const tokens = question.statements.flatMap((statement) => tokensOf(statement));
  const issued = tokens.flatMap(({ caller, to, context }) =>
    accessOf(question, { caller, to, width: 3, actions: tokenActions, context }),
  );
  return widest([...signed, ...issued]);
}

const tokenActions = ['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'];

interface Asker {
  readonly caller: Caller;
  readonly to: string;
  readonly width: number;
  readonly actions: readonly string[];
  readonly context: Context;
}

function accessOf(question: TrustQuestion, { caller, to, width, actions, context }: Asker): readonly Wide[] {
  return actions.flatMap((action) =>
    choicesOf(question.statements).flatMap((choice): readonly Wide[] => {
      const asked = { caller, action, context, resources: question.names };
      const byPolicy = mayAsSession(question.statements, [], asked, choice);
      if (byPolicy === 'no') return [];
      const inEffect = mayAsSession(question.statements, question.ceilings, asked, choice);
      return [{ to, caller, action, byPolicy, inEffect, width }];
    }),
  );
}

/** What a caller says of the session that it asks for, by key of conditions; undefined for what can't be seen. */
export type Choice = ReadonlyMap<string, readonly string[] | undefined>;

/** Keys of which the caller itself chooses the value. */
const chosen =
  /^(?:sts:(?:externalid|rolesessionname|sourceidentity|transitivetagkeys)|aws:(?:requesttag\/.+|tagkeys))$/u;

/** Session tags: only who may also tag a session has them. */
const tagging = /^(?:aws:(?:requesttag\/|tagkeys)|sts:transitivetagkeys)/u;

/** What callers may say so that a statement that allows is met: nothing, or what one of them asks for. */
export function choicesOf(statements: readonly Statement[]): readonly Choice[] {
  const asking = statements.flatMap(({ effect, conditions }): readonly Choice[] => {
    const asked = conditions.filter(({ key, operator }) => chosen.test(key) && !isNegated(operator));
    if (effect === 'Deny' || asked.length === 0) return [];
    return [new Map(asked.map(({ key, values }) => [key, oneValue(values)] as const))];
  });
  return [new Map(), ...asking];
}

/** Whether a request is let through with what the caller says of the session. */
export function mayAsSession(
  statements: readonly Statement[],
  ceilings: readonly Statement[],
  asked: Parameters<typeof decide>[2],
  choice: Choice,
): Truth {
  const context: Context = (key) => {
    if (choice.has(key)) return choice.get(key);
    if (chosen.test(key)) return null;
    return key === 'aws:multifactorauthpresent' ? ['true'] : asked.context(key);
  };
  const may = (action: string): Truth => decide(statements, ceilings, { ...asked, action, context });
  const isTagged = [...choice.keys()].some((key) => tagging.test(key));
  return allOf([may(asked.action), isTagged ? may('sts:TagSession') : 'yes']);
}

interface Token {
  readonly caller: Caller;
  readonly to: string;
  readonly context: Context;
}

/** Tokens of the identity providers that a statement trusts: of each subject that it names, or of any. */
function tokensOf({ effect, principals, conditions }: Statement): readonly Token[] {
  const providers = (principals?.entries ?? []).filter(({ kind }) => kind === 'Federated').map(({ name }) => name);
  if (effect === 'Deny' || principals?.not === true) return [];
  const claims = conditions.filter(({ key }) => !/^(?:aws|sts):/u.test(key));
  const subjects = claims.filter(({ key, operator }) => key.endsWith(':sub') && !isNegated(operator));
  const named = subjects.flatMap(({ values }) => values);
  return providers.flatMap((name) =>
    (named.length === 0 ? [null] : named).map((subject): Token => {
      const said = new Map(
        claims.map(({ key, values, operator }) => {
          if (isNegated(operator)) return [key, ['of-a-stranger']] as const;
          return [key, oneValue(key.endsWith(':sub') && subject !== null ? [subject] : values)] as const;
        }),
      );
      const who = subject === null || isAnything(subject) ? shownName(name) : `${subject} of ${shownName(name)}`;
      return { caller: { kind: 'federated', name }, to: `principal:${who}`, context: (key) => tokenSays(said, key) };
    }),
  );
}

function tokenSays(said: Choice, key: string): ReturnType<Context> {
  if (said.has(key)) return said.get(key);
  if (key === 'aws:principalaccount' || key === 'aws:principalorgid' || key === 'aws:principalarn') return null;
  return key === 'aws:principalisawsservice' ? ['false'] : undefined;
}

function isNegated(operator: string): boolean {
  return /(?:^|:)(?:String|Arn)Not|NotIpAddress/u.test(operator);
}

function isAnything(subject: string): boolean {
  return subject === '*' || subject.includes(hidden);
}

function shownName(name: string): string {
  return name === '*' || name.includes(hidden) ? 'any identity provider' : name;
}

/** A value that meets one of the patterns; undefined where none can be seen. */
function oneValue(patterns: readonly string[]): readonly string[] | undefined {
  const seen = patterns.find((pattern) => !pattern.includes(hidden));
  return seen === undefined ? undefined : [seen.replaceAll('*', 'anything').replaceAll('?', 'x')];
}
