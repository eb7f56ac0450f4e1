import type { EvidenceRules } from '../../configuration/configuration.ts';
import { reasonOf } from '../../errors.ts';
import { type Opened as Envelope, openEnvelope } from '../dsse.ts';
import { type Key, parsePublicKey } from '../keys.ts';
import { type BreakGlassRecord, digestOfRecord, recordStatement, reviewStatement } from './record.ts';

/** A rule of break-glass that a record does not keep; `key` names a message of the control `break_glass.open`. */
export interface BreakGlassProblem {
  readonly key: string;
  readonly args: Readonly<Record<string, string | number>>;
}

/** A use of break-glass, and what it is worth now. */
export interface JudgedBreakGlass {
  readonly id: string;
  /** Null: there is none, or nobody can believe it. */
  readonly record: BreakGlassRecord | null;
  /** `lost`: the chain of decisions tells of it, and there is no record. */
  readonly state: 'active' | 'expired' | 'reviewed' | 'invalid' | 'lost';
  readonly problems: readonly BreakGlassProblem[];
}

export interface WrittenBreakGlass {
  readonly id: string;
  /** Envelopes. */
  readonly record: string;
  readonly review: string | null;
}

const toleratedMilliseconds = 5 * 60_000;

/** What a written record is worth at a time, by the keys of the configuration. Pure. */
export function judgeBreakGlass(
  written: WrittenBreakGlass,
  rules: EvidenceRules['breakGlass'],
  now: Date,
): JudgedBreakGlass {
  const { id } = written;
  const opened = open(written, rules);
  if ('problem' in opened) return { id, record: null, state: 'invalid', problems: [opened.problem] };
  const { record, signers } = opened;
  const problems = [...whoProblems(record, signers), ...timeProblems(record, rules, now), ...nameProblems(record, id)];
  if (problems.length > 0) return { id, record, state: 'invalid', problems };
  if (isReviewed(written, record, rules)) return { id, record, state: 'reviewed', problems };
  return { id, record, state: now.getTime() > Date.parse(record.expires) ? 'expired' : 'active', problems };
}

type Opened =
  | { readonly record: BreakGlassRecord; readonly signers: ReadonlySet<string> }
  | { readonly problem: BreakGlassProblem };

function open({ id, record: text }: WrittenBreakGlass, rules: EvidenceRules['breakGlass']): Opened {
  try {
    const envelope = openEnvelope(text, id, keysOf(rules));
    const parsed = recordStatement.safeParse(envelope.payload);
    if (!parsed.success) return { problem: unreadable(id, parsed.error.issues[0]?.path.join('.') ?? '') };
    const record = parsed.data.predicate;
    return { record, signers: signersOf(envelope, rules, record.opened) };
  } catch (error) {
    return { problem: unreadable(id, reasonOf(error).split('\n')[0] ?? '') };
  }
}

function unreadable(id: string, why: string): BreakGlassProblem {
  return { key: 'unreadable', args: { id, why } };
}

function keysOf({ keys }: EvidenceRules['breakGlass']): readonly Key[] {
  return keys.map(({ name, publicKey }) => parsePublicKey(publicKey, name));
}

/** Names of the keys that signed and were valid on the day of signing: a key that ended since then makes no old record unbelievable. */
function signersOf({ signedBy }: Envelope, { keys }: EvidenceRules['breakGlass'], at: string): ReadonlySet<string> {
  const ids = new Set(signedBy.map(({ id }) => id));
  const valid = keys.filter(({ validUntil }) => validUntil === null || validUntil >= at.slice(0, 10));
  return new Set(
    valid
      .filter(({ name, publicKey }) => ids.has(parsePublicKey(publicKey, name).id))
      .map(({ name }) => sameName(name)),
  );
}

function sameName(name: string): string {
  return name.trim().toLowerCase();
}

function whoProblems(
  { id, person, approver }: BreakGlassRecord,
  signers: ReadonlySet<string>,
): readonly BreakGlassProblem[] {
  const same = sameName(person) === sameName(approver) ? [{ key: 'same_person', args: { id, person } }] : [];
  const unsigned = [person, approver].filter((name) => !signers.has(sameName(name)));
  return [...same, ...unsigned.map((name) => ({ key: 'unsigned', args: { id, name } }))];
}

function timeProblems(
  { id, opened, expires }: BreakGlassRecord,
  { maximumHours }: EvidenceRules['breakGlass'],
  now: Date,
): readonly BreakGlassProblem[] {
  const hours = (Date.parse(expires) - Date.parse(opened)) / 3_600_000;
  const life =
    hours > 0 && hours <= maximumHours
      ? []
      : [{ key: 'too_long', args: { id, hours: Number(hours.toFixed(1)), maximum: maximumHours } }];
  const future =
    Date.parse(opened) > now.getTime() + toleratedMilliseconds ? [{ key: 'future', args: { id, opened } }] : [];
  return [...life, ...future];
}

function nameProblems(record: BreakGlassRecord, id: string): readonly BreakGlassProblem[] {
  return record.id === id ? [] : [unreadable(id, `it is the record of ${record.id}`)];
}

/** A review counts when somebody else than the person signed it for this very record. */
function isReviewed(
  { id, review }: WrittenBreakGlass,
  record: BreakGlassRecord,
  rules: EvidenceRules['breakGlass'],
): boolean {
  if (review === null) return false;
  try {
    const envelope = openEnvelope(review, id, keysOf(rules));
    const { predicate } = reviewStatement.parse(envelope.payload);
    const isSigned = signersOf(envelope, rules, predicate.reviewed).has(sameName(predicate.reviewer));
    const isOther = sameName(predicate.reviewer) !== sameName(record.person);
    return isSigned && isOther && predicate.id === id && predicate.record === digestOfRecord(record);
  } catch {
    // A review that can't be believed is none; the report goes on saying so.
    return false;
  }
}
