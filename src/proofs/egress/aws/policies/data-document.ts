import type { Resource } from '../../../../estate/estate.ts';
import { Unknown, type ValueObject } from '../../../../estate/value.ts';
import { blocksOf, scalarOf } from '../../../world.ts';
import type { ZoneWorld } from '../../zone-world.ts';
import { namesIn } from './names.ts';
import type { Condition, Patterns, PolicyText, Statement } from './policy-document.ts';

/**
 * The statements of a `data.aws_iam_policy_document`, as the provider writes them; `unknown` when a block or what it is built on can't be seen.
 * `read` reads the policies that it is built on.
 */
export function documentOf(
  world: ZoneWorld,
  document: Resource,
  read: (text: string | Unknown) => PolicyText,
): PolicyText {
  const { values } = document;
  const blocks = blocksOf(values, 'statement');
  if (blocks === 'unknown' || document.undeclared.includes('statement')) return 'unknown';
  const base = ['source_policy_documents', 'override_policy_documents'].flatMap((name) => {
    const value = values[name];
    const list = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
    return list.map((member: unknown): PolicyText => {
      if (typeof member !== 'string' && !(member instanceof Unknown)) return 'unknown';
      return read(member);
    });
  });
  const own = blocks.map((block) => statementOf(world, block));
  const found = [...base, ...own.map((one): PolicyText => (one === null ? 'unknown' : [one]))];
  if (found.some((one) => one === 'unknown')) return 'unknown';
  return found.flatMap((one) => (typeof one === 'string' ? [] : one));
}

function statementOf(world: ZoneWorld, block: ValueObject): Statement | null {
  const effect = scalarOf(block, 'effect') ?? 'Allow';
  if (effect !== 'Allow' && effect !== 'Deny') return null;
  const [actions, resources] = [patternsOf(world, block, 'actions'), patternsOf(world, block, 'resources')];
  const [principals, conditions] = [principalsOf(world, block), conditionsOf(world, block)];
  if (actions === null || principals === 'unknown' || conditions === 'unknown') return null;
  return { effect, principals, actions, resources, conditions };
}

function patternsOf(world: ZoneWorld, block: ValueObject, name: string): Patterns | null {
  const isNot = block[`not_${name}`] !== undefined && block[`not_${name}`] !== null;
  const patterns = namesIn(world, block, isNot ? `not_${name}` : name);
  return patterns.length === 0 ? null : { not: isNot, patterns };
}

function principalsOf(world: ZoneWorld, block: ValueObject): Statement['principals'] | 'unknown' {
  const [plain, negated] = [blocksOf(block, 'principals'), blocksOf(block, 'not_principals')];
  if (plain === 'unknown' || negated === 'unknown') return 'unknown';
  const isNot = negated.length > 0;
  const chosen = isNot ? negated : plain;
  if (chosen.length === 0) return null;
  const kinds = chosen.map((one) => scalarOf(one, 'type')).filter((kind) => typeof kind === 'string');
  if (kinds.length < chosen.length) return 'unknown';
  const entries = chosen.flatMap((one, at) =>
    namesIn(world, one, 'identifiers').map((name) => ({ kind: kinds[at] ?? '', name })),
  );
  return { not: isNot, entries };
}

function conditionsOf(world: ZoneWorld, block: ValueObject): readonly Condition[] | 'unknown' {
  const conditions = blocksOf(block, 'condition');
  if (conditions === 'unknown') return 'unknown';
  const read = conditions.map((one) => ({
    operator: scalarOf(one, 'test'),
    key: scalarOf(one, 'variable'),
    values: namesIn(world, one, 'values'),
  }));
  const known = read.flatMap(({ operator, key, values }) =>
    typeof operator === 'string' && typeof key === 'string' ? [{ operator, key: key.toLowerCase(), values }] : [],
  );
  return known.length === read.length ? known : 'unknown';
}
