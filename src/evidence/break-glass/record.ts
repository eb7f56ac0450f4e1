import { z } from 'zod';
import { digestOfValue } from '../canonical.ts';
import { statementType } from '../statement.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const text = z.string().regex(/\S/u);
export const breakGlassId = /^[a-z0-9][a-z0-9-]{2,63}$/u;

const record = z.strictObject({
  schema: z.literal('sekisho.break-glass/v1'),
  id: z.string().regex(breakGlassId),
  /** The one stack for which it is. */
  stack: text,
  /** Who applies. */
  person: text,
  /** Who agrees: somebody else. */
  approver: text,
  reason: text,
  opened: z.iso.datetime(),
  expires: z.iso.datetime(),
  /** The one change for which it is; null: whatever is needed in that time. */
  change: sha256.nullable(),
});

const review = z.strictObject({
  schema: z.literal('sekisho.break-glass-review/v1'),
  id: z.string().regex(breakGlassId),
  /** Digest of the record that was reviewed. */
  record: sha256,
  /** Who looked at what was done: not the person who did it. */
  reviewer: text,
  outcome: text,
  reviewed: z.iso.datetime(),
});

const subject = z.array(z.strictObject({ name: z.string(), digest: z.strictObject({ sha256 }) })).min(1);

const recordType = 'urn:sekisho:break-glass:v1';
const reviewType = 'urn:sekisho:break-glass-review:v1';

export const recordStatement = z.strictObject({
  _type: z.literal(statementType),
  subject,
  predicateType: z.literal(recordType),
  predicate: record,
});

export const reviewStatement = z.strictObject({
  _type: z.literal(statementType),
  subject,
  predicateType: z.literal(reviewType),
  predicate: review,
});

/** That a person may apply without review, and who agreed. */
export type BreakGlassRecord = z.infer<typeof record>;
export type BreakGlassReview = z.infer<typeof review>;

export function statementOfRecord(predicate: BreakGlassRecord): z.infer<typeof recordStatement> {
  const digest = { sha256: predicate.change ?? digestOfRecord(predicate) };
  return { _type: statementType, subject: [{ name: predicate.stack, digest }], predicateType: recordType, predicate };
}

export function statementOfReview(predicate: BreakGlassReview): z.infer<typeof reviewStatement> {
  const subjects = [{ name: predicate.id, digest: { sha256: predicate.record } }];
  return { _type: statementType, subject: subjects, predicateType: reviewType, predicate };
}

export function digestOfRecord(predicate: BreakGlassRecord): string {
  return digestOfValue(predicate);
}
