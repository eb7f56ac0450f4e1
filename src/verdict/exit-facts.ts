import type { Resource } from '../estate/estate.ts';
import type { LocalText } from '../policy/catalog.ts';
import type { RowFacts, ZoneFacts } from '../proofs/egress/prove-zone.ts';
import type { EgressInput } from '../proofs/egress/zone-world.ts';
import type { ZoneExit } from '../proofs/exit.ts';
import type { EgressExit, EgressZone } from './egress-report.ts';

/** Types by which an organisation is guarded: where one of them is declared, another's absence says something. */
const organisationGuards =
  /^google_(?:org_policy_policy|(?:organization|folder|project_organization)_policy|organization_.*policy|iam_deny_policy)$/u;

/**
 * The verdicts on a zone's exits as facts for controls. An organisation's guard that is missing where the estate declares none at all may be
 * declared in a stack that was not given: that rests on absence only. An empty zone has no facts. Pure.
 */
export function exitFacts(facts: ZoneFacts, judged: EgressZone, { estate, zoneOf }: EgressInput): readonly ZoneExit[] {
  if (facts.resources === 0) return [];
  const held = estate.resources.filter(
    (resource) => resource.mode === 'managed' && zoneOf(resource)?.name === facts.zone.name,
  );
  const anchor = held.find(({ type }) => type === 'google_project') ?? held[0];
  if (anchor === undefined) return [];
  const seesGuards = estate.resources.some(({ type }) => organisationGuards.test(type));
  const rows = new Map(facts.rows.map((row) => [row.row.id, row]));
  return judged.exits.flatMap((exit) => {
    const row = rows.get(exit.id);
    return row === undefined ? [] : [factOf(exit, { row, facts, anchor, seesGuards, deleted: judged.deleted })];
  });
}

interface Ground {
  readonly row: RowFacts;
  readonly facts: ZoneFacts;
  readonly anchor: Resource;
  readonly seesGuards: boolean;
  readonly deleted: EgressZone['deleted'];
}

function factOf(exit: EgressExit, ground: Ground): ZoneExit {
  const { facts, anchor } = ground;
  const blamed = blame(exit, ground);
  const ways = facts.paths.filter((path) => path.exit === exit.id);
  return {
    zone: facts.zone.name,
    anchor: anchor.id,
    exit: exit.id,
    title: exit.title,
    verdict: exit.verdict,
    resource: blamed.resource?.id ?? anchor.id,
    attribute: blamed.attribute,
    why: withDeletions(blamed.why, exit, ground.deleted),
    rests: blamed.rests,
    ways: ways.length,
    path: exit.path.map(({ address, why }) => ({ address, why })),
  };
}

/** The row of guards that a plan deletes: what such a deletion opens is said there. */
const deletions = 'E42';

/** The reason, with what the plan deletes and thereby opens or weakens the exit; of the deletions themselves, with the exits that they do it to. */
function withDeletions(why: LocalText, { id, verdict }: EgressExit, deleted: EgressZone['deleted']): LocalText {
  if (verdict === 'closed' || verdict === 'attested') return why;
  const guilty = deleted.filter(({ exits }) => exits.some((exit) => exit.id === id));
  if (guilty.length === 0) return why;
  if (id !== deletions) {
    const addresses = guilty.map(({ address }) => address).join(', ');
    return { en: `${why.en}; this plan deletes ${addresses}`, ja: `${why.ja}（この plan が ${addresses} を削除）` };
  }
  const opened = [...new Set(guilty.flatMap(({ exits }) => exits.map((exit) => exit.id)))].filter((one) => one !== id);
  if (opened.length === 0) return why;
  const list = opened.join(', ');
  return { en: `${why.en}; that opens or weakens ${list}`, ja: `${why.ja}（${list} を開く、又は弱める）` };
}

interface Blame extends Pick<ZoneExit, 'attribute' | 'why' | 'rests'> {
  readonly resource: Resource | null;
}

const nothing: LocalText = { en: '', ja: '' };

function blame(exit: EgressExit, ground: Ground): Blame {
  if (exit.verdict === 'closed' || exit.verdict === 'attested')
    return { resource: null, attribute: null, why: nothing, rests: 'resource' };
  const byPath = pathBlame(exit, ground);
  if (byPath !== null) return byPath;
  return exit.verdict === 'unknown' ? doubtBlame(exit, ground) : gapBlame(ground);
}

/** The last declared resource on the shortest way out: there the way can be cut. What would decide a way that is not certain says more than it. */
function pathBlame({ id, verdict }: EgressExit, { facts, row }: Ground): Blame | null {
  const ways = facts.paths.filter(({ exit }) => exit === id);
  const isDoubted = row.readings.some(({ reading }) => reading.unknown.some(({ resource }) => resource !== null));
  const perhaps = verdict === 'unknown' && !isDoubted ? ways[0] : undefined;
  const shown = ways.find(({ isCertain }) => isCertain) ?? perhaps;
  const last = shown?.via.filter(({ resource }) => resource !== null).at(-1);
  if (shown === undefined || last === undefined) return null;
  const to = shown.to.replace(/^outside:/u, '');
  const why = { en: `${last.why.en} (to ${to})`, ja: `${last.why.ja}（${to} へ）` };
  return { resource: last.resource, attribute: null, why, rests: 'path' };
}

function doubtBlame(exit: EgressExit, { row }: Ground): Blame {
  const doubts = row.readings.flatMap(({ reading }) => reading.unknown);
  const [doubt] = doubts.toSorted((one, other) => Number(one.resource === null) - Number(other.resource === null));
  if (doubt !== undefined) {
    const { resource, attribute, decides, address } = doubt;
    const why = { en: `${decides.en}: ${address}`, ja: `${decides.ja}: ${address}` };
    return { resource, attribute: attribute === '' ? null : attribute, why, rests: 'resource' };
  }
  const wanted = exit.unknown.map(({ decides }) => decides);
  const why = { en: wanted.map(({ en }) => en).join('; '), ja: wanted.map(({ ja }) => ja).join('；') };
  return { resource: null, attribute: null, why, rests: wanted.length === 0 ? 'resource' : 'people' };
}

function gapBlame({ row, seesGuards }: Ground): Blame {
  const gaps = row.readings.flatMap(({ reading }) => reading.missing);
  const [gap] = gaps.toSorted((one, other) => Number(one.resource === null) - Number(other.resource === null));
  const why = gap?.text ?? nothing;
  const isDeclared = gap !== undefined && (gap.resource !== null || seesGuards);
  return { resource: gap?.resource ?? null, attribute: null, why, rests: isDeclared ? 'resource' : 'absence' };
}
