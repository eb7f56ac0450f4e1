/** A part of a text that can't be seen: whatever is compared with it may be equal. */
export const hidden = '\u0000';

/** Texts with `*` and `?`; `not` for NotAction and NotResource. */
export interface Patterns {
  readonly not: boolean;
  readonly patterns: readonly string[];
}

export interface Principal {
  readonly kind: string;
  readonly name: string;
}

export interface Condition {
  readonly operator: string;
  /** Lower case, as AWS compares keys. */
  readonly key: string;
  readonly values: readonly string[];
}

/** One statement of a policy (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html). */
export interface Statement {
  /** By which a document that is laid over another replaces the other's; null for none. */
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny';
  /** Null in policies of identities, which name no principal. */
  readonly principals: { readonly not: boolean; readonly entries: readonly Principal[] } | null;
  readonly actions: Patterns;
  readonly resources: Patterns | null;
  readonly conditions: readonly Condition[];
}

/** What a policy attribute says; `none` when it is not set, `unknown` when it can't be read whole. */
export type PolicyText = readonly Statement[] | 'none' | 'unknown';

type Json = Readonly<Record<string, unknown>>;

/**
 * The statements of a policy as JSON text; null when it is no policy, so that nobody takes half of it for all. A statement of which parts that `show`
 * hides make it unreadable counts for whatever it may be; the others are read as they stand.
 */
export function parsePolicy(
  text: string,
  show: (text: string) => string = (same) => same,
): readonly Statement[] | null {
  try {
    const document: unknown = JSON.parse(withEscapedNames(text));
    if (!isObject(document)) return null;
    const statements = listOf(document['Statement']).map((one) => readableOrHidden(one, show));
    return statements.every((statement) => statement !== null) ? statements.flat() : null;
  } catch {
    return null;
  }
}

/** References in a template may have keys in quotes, which JSON does not take as they are. */
function withEscapedNames(text: string): string {
  return text.replaceAll(/\$\{[^}]*\}/gu, (reference) => reference.replaceAll(/(?<!\\)"/gu, '\\"'));
}

function readableOrHidden(json: unknown, show: (text: string) => string): readonly Statement[] | null {
  const statement = readable(json, show);
  if (statement !== null) return [statement];
  const effect = isObject(json) ? json['Effect'] : null;
  return isHiddenIn(json, show) ? hiddenStatements(effect) : null;
}

function readable(json: unknown, show: (text: string) => string): Statement | null {
  try {
    return statementOf(json, show);
  } catch {
    return null;
  }
}

function isHiddenIn(json: unknown, show: (text: string) => string): boolean {
  if (typeof json === 'string') return show(json).includes(hidden);
  return typeof json === 'object' && json !== null && Object.values(json).some((member) => isHiddenIn(member, show));
}

/** What can't be read: it may allow or deny anybody anything, as far as its effect leaves that open. */
export function hiddenStatements(effect: unknown): readonly Statement[] {
  const effects: readonly Statement['effect'][] =
    effect === 'Allow' || effect === 'Deny' ? [effect] : ['Allow', 'Deny'];
  return effects.map((one) => ({
    sid: null,
    effect: one,
    principals: { not: false, entries: [{ kind: 'AWS', name: hidden }] },
    actions: { not: false, patterns: [hidden] },
    resources: { not: false, patterns: [hidden] },
    conditions: [],
  }));
}

/** A statement that may not be there any more. */
export function doubtful(statement: Statement): Statement {
  return { ...statement, conditions: [...statement.conditions, { operator: hidden, key: hidden, values: [] }] };
}

const elements = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

function statementOf(json: unknown, show: (text: string) => string): Statement | null {
  if (!isObject(json) || Object.keys(json).some((name) => !elements.has(name))) return null;
  const effect = json['Effect'];
  if (effect !== 'Allow' && effect !== 'Deny') return null;
  const actions = patternsOf(json, 'Action', show);
  const conditions = conditionsOf(json['Condition'], show);
  if (actions === null || conditions === null) return null;
  const sid = json['Sid'];
  return {
    sid: typeof sid === 'string' && sid !== '' ? sid : null,
    effect,
    principals: principalsOf(json, show),
    actions,
    resources: patternsOf(json, 'Resource', show),
    conditions,
  };
}

function patternsOf(json: Json, name: string, show: (text: string) => string): Patterns | null {
  const not = json[`Not${name}`] !== undefined;
  const value = json[not ? `Not${name}` : name];
  if (value === undefined) return null;
  return { not, patterns: textsIn(value).map(show) };
}

function principalsOf(json: Json, show: (text: string) => string): Statement['principals'] {
  const not = json['NotPrincipal'] !== undefined;
  const value = json[not ? 'NotPrincipal' : 'Principal'];
  if (value === undefined) return null;
  if (!isObject(value)) return { not, entries: textsIn(value).map((name) => ({ kind: 'AWS', name: show(name) })) };
  const entries = Object.entries(value).flatMap(([kind, names]) =>
    textsIn(names).map((name) => ({ kind, name: show(name) })),
  );
  return { not, entries };
}

function conditionsOf(value: unknown, show: (text: string) => string): readonly Condition[] | null {
  if (value === undefined) return [];
  if (!isObject(value)) return null;
  return Object.entries(value).flatMap(([operator, tests]) => {
    if (!isObject(tests)) throw new TypeError(`expected the keys of ${operator}`);
    return Object.entries(tests).map(([key, values]) => ({
      operator,
      key: show(key).toLowerCase(),
      values: textsIn(values).map(show),
    }));
  });
}

/** Throws for what is neither a scalar nor a list of scalars. */
function textsIn(value: unknown): readonly string[] {
  return listOf(value).map((one) => {
    if (typeof one === 'string' || typeof one === 'boolean' || typeof one === 'number') return String(one);
    throw new TypeError('expected a text');
  });
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
