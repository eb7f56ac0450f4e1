import type { Resource } from '../../../../estate/estate.ts';
import { isValueArray, isValueObject, Unknown, type Value, type ValueObject } from '../../../../estate/value.ts';
import { blocksOf, scalarOf } from '../../../world.ts';
import type { ZoneWorld } from '../../zone-world.ts';
import { namesIn } from './names.ts';
import {
  type Condition,
  doubtful,
  hidden,
  hiddenStatements,
  type Patterns,
  type PolicyText,
  type Principal,
  type Statement,
} from './policy-document.ts';

/** Documents that this one is made of: those below it, itself, and those laid over it. */
const [below, above] = ['source_policy_documents', 'override_policy_documents'];

/**
 * The statements of a `data.aws_iam_policy_document`, merged as the provider does it: those of the sources in order, its own, then the overrides in
 * order, each replacing the earlier one with its sid
 * (registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document). `read` reads the policies that it is built on. What
 * can't be seen counts for whatever it may be; `unknown` only where a statement is none.
 */
export function documentOf(
  world: ZoneWorld,
  document: Resource,
  read: (text: string | Unknown) => PolicyText,
): PolicyText {
  const own = ownStatements(world, document);
  if (own === 'unknown') return 'unknown';
  const layers = [...documentsIn(document, below, read), own, ...documentsIn(document, above, read)];
  return layers.reduce<readonly Statement[]>((merged, layer) => mergedWith(merged, layer), []);
}

/** Null stands for a document that can't be seen. */
type Layer = readonly Statement[] | null;

function documentsIn(
  { values, undeclared }: Resource,
  name: string | undefined,
  read: (text: string | Unknown) => PolicyText,
): readonly Layer[] {
  if (name === undefined) return [];
  if (undeclared.includes(name)) return [null];
  const value = values[name];
  const members: readonly Value[] = isValueArray(value) ? value : value === undefined || value === null ? [] : [value];
  return members
    .filter((member) => member !== null)
    .map((member): Layer => {
      if (typeof member !== 'string' && !(member instanceof Unknown)) return null;
      const policy = read(member);
      return policy === 'unknown' ? null : policy === 'none' ? [] : policy;
    });
}

/** A statement replaces the earlier one with its sid; one of which the sid can't be seen may replace any that has one. */
function mergedWith(earlier: readonly Statement[], layer: Layer): readonly Statement[] {
  const added = layer ?? hiddenStatements(null);
  return added.reduce<readonly Statement[]>((merged, statement) => {
    const mayReplaceAny = layer === null || statement.sid?.includes(hidden) === true;
    if (mayReplaceAny) return [...merged.map((one) => (one.sid === null ? one : doubtful(one))), statement];
    const at = statement.sid === null ? -1 : merged.findIndex(({ sid }) => sid === statement.sid);
    return at === -1 ? [...merged, statement] : merged.with(at, statement);
  }, earlier);
}

function ownStatements(world: ZoneWorld, { values, undeclared }: Resource): Layer | 'unknown' {
  const blocks = blocksOf(values, 'statement');
  if (blocks === 'unknown' || undeclared.includes('statement')) return null;
  const statements = blocks.map((block) => {
    const statement = statementOf(world, block);
    if (statement !== null) return [statement];
    return isHidden(block) ? hiddenStatements(scalarOf(block, 'effect') ?? 'Allow') : null;
  });
  return statements.every((one) => one !== null) ? statements.flat() : 'unknown';
}

function isHidden(value: Value): boolean {
  if (value instanceof Unknown) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some((member) => isHidden(member));
}

function statementOf(world: ZoneWorld, block: ValueObject): Statement | null {
  const effect = scalarOf(block, 'effect') ?? 'Allow';
  if (effect !== 'Allow' && effect !== 'Deny') return null;
  const [actions, resources] = [patternsOf(world, block, 'actions'), patternsOf(world, block, 'resources')];
  const [principals, conditions] = [principalsOf(world, block), conditionsOf(world, block)];
  if (actions === null || principals === 'unknown' || conditions === 'unknown') return null;
  const sid = scalarOf(block, 'sid');
  return {
    sid: sid instanceof Unknown ? hidden : sid === '' ? null : sid,
    effect,
    principals,
    actions,
    resources,
    conditions,
  };
}

/** An empty list is none. */
function patternsOf(world: ZoneWorld, block: ValueObject, name: string): Patterns | null {
  const [plain, negated] = [namesIn(world, block, name), namesIn(world, block, `not_${name}`)];
  if (negated.length > 0) return { not: true, patterns: negated };
  return plain.length === 0 ? null : { not: false, patterns: plain };
}

function principalsOf(world: ZoneWorld, block: ValueObject): Statement['principals'] | 'unknown' {
  const [plain, negated] = [blocksOf(block, 'principals'), blocksOf(block, 'not_principals')];
  if (plain === 'unknown' || negated === 'unknown') return 'unknown';
  const isNot = negated.length > 0;
  const chosen = isNot ? negated : plain;
  if (chosen.length === 0) return null;
  const entries = chosen.map((one) => entriesOf(world, one));
  return entries.every((one) => one !== null) ? { not: isNot, entries: entries.flat() } : 'unknown';
}

function entriesOf(world: ZoneWorld, block: ValueObject): readonly Principal[] | null {
  const kind = scalarOf(block, 'type');
  return typeof kind === 'string' ? namesIn(world, block, 'identifiers').map((name) => ({ kind, name })) : null;
}

/** Blocks with one test and variable are one condition, whose values are alternatives. */
function conditionsOf(world: ZoneWorld, block: ValueObject): readonly Condition[] | 'unknown' {
  const blocks = blocksOf(block, 'condition');
  if (blocks === 'unknown' || !blocks.every(isValueObject)) return 'unknown';
  const found = new Map<string, Condition>();
  for (const one of blocks) {
    const [operator, key] = [scalarOf(one, 'test'), scalarOf(one, 'variable')];
    if (typeof operator !== 'string' || typeof key !== 'string') return 'unknown';
    const name = `${operator}\0${key}`;
    const values = [...(found.get(name)?.values ?? []), ...namesIn(world, one, 'values')];
    found.set(name, { operator, key: key.toLowerCase(), values });
  }
  return [...found.values()];
}
